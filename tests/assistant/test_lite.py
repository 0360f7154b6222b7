"""The profile for boards with 1 GB of memory."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.config import Config, configured, lite
from assistant.settings import Settings


@pytest.mark.parametrize("asr", [None, "whisper", "pocketsphinx"])
def test_a_small_board_hears_with_the_embedded_recogniser(asr: str | None) -> None:
    assert lite(Config(asr=asr)).asr == "pocketsphinx"


def test_vosk_is_kept_where_it_is_asked_for() -> None:
    assert lite(Config(asr="vosk")).asr == "vosk"


def test_a_small_board_speaks_with_espeak() -> None:
    assert lite(Config(voice="piper")).voice == "pyttsx3"


def test_nothing_else_is_lost() -> None:
    config = Config(wake_words=("hey_jarvis",), threshold=0.7, titles=("Hunger Games",), cache=Path("cache"))
    assert lite(config) == replace(config, asr="pocketsphinx")


def test_the_setting_asks_for_it(tmp_path: Path) -> None:
    assert configured(Settings(voice="piper", lite=True), data=tmp_path).voice == "pyttsx3"
    assert configured(Settings(voice="piper"), data=tmp_path).voice == "piper"


def test_listening_and_speaking_load_neither_scipy_nor_scikit_learn() -> None:
    # scipy.signal alone takes 76 MB, a third of what all else needs.
    loads = "import sys, simulator.live.session; print(*{name.partition('.')[0] for name in sys.modules})"
    ran = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert not {"scipy", "sklearn", "ctranslate2", "piper"} & set(ran.stdout.split())
