"""The recogniser is chosen by what is here, and how fast this machine is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.asr.choice import FAST, choose
from assistant.models import Model


def recogniser(backend: str, language: str) -> Model:
    return Model("recogniser", f"{backend}-{language}", backend, Path("nowhere"), language)


EMBEDDED = recogniser("pocketsphinx", "en-us")
VOSK = recogniser("vosk", "en-us")
KOREAN = recogniser("vosk", "ko")
WHISPER = recogniser("whisper", "")
GERMAN = recogniser("whisper", "de")


@pytest.mark.parametrize(
    ("installed", "speeds", "chosen"),
    [
        ([EMBEDDED], {}, "pocketsphinx"),
        ([EMBEDDED, KOREAN], {}, "pocketsphinx"),
        ([EMBEDDED, VOSK], {}, "vosk"),
        ([EMBEDDED, WHISPER], {}, "pocketsphinx"),
        ([EMBEDDED, VOSK, WHISPER], {}, "vosk"),
        ([EMBEDDED, VOSK, WHISPER], {"whisper": FAST / 2}, "whisper"),
        ([EMBEDDED, VOSK, WHISPER], {"whisper": FAST * 4}, "vosk"),
        ([EMBEDDED, WHISPER], {"whisper": FAST * 4}, "pocketsphinx"),
        ([EMBEDDED, GERMAN], {"whisper": FAST / 2}, "pocketsphinx"),
        ([EMBEDDED, VOSK], {"whisper": FAST / 2}, "vosk"),
    ],
)
def test_the_best_that_is_here_and_fast_enough(installed: list[Model], speeds: dict[str, float], chosen: str) -> None:
    assert choose(installed, speeds) == chosen
