"""`ambient hear`: recordings of every make are heard, and what is none is told in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from assistant.stages import RATE
from assistant.turn import Samples
from simulator.scenario import VoiceSpec
from simulator.voices import ResidentVoice, has_piper
from tests.simulator.conftest import Ran

pytestmark = pytest.mark.skipif(not has_piper(), reason="needs Piper's voice (the extra `piper`)")

Hear = Callable[..., Ran]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder, so that the language model is built once."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def hear(ambient: Callable[..., Ran], data: Path) -> Hear:
    return lambda *words: ambient("hear", *words, "--asr", "pocketsphinx", "--data", data, "--json")


def spoken(text: str, *, phrase: str | None) -> Samples:
    voice = ResidentVoice("ana", VoiceSpec(pitch=2))
    silence = np.zeros(RATE // 2, np.int16)
    return np.concatenate([silence, voice.say(text, phrase=phrase, rng=np.random.default_rng(1)), silence])


@pytest.fixture(scope="module")
def request_alone() -> Samples:
    return spoken("turn on the hall light", phrase=None)


def test_a_recording_is_one_object_with_its_detections_and_turns(hear: Hear, tmp_path: Path) -> None:
    said, nobody = tmp_path / "said.wav", tmp_path / "nobody.wav"
    soundfile.write(said, spoken("turn on the hall light", phrase="alexa"), RATE)
    soundfile.write(nobody, np.zeros(2 * RATE, np.int16), RATE)
    first, second = hear(said, nobody).lines
    assert list(first) == ["file", "seconds", "detections", "turns"]
    assert [detection["phrase"] for detection in first["detections"]] == ["alexa"]
    assert [turn["targets"] for turn in first["turns"]] == [["light.hall"]]
    assert second == {"file": str(nobody), "seconds": 2.0, "detections": [], "turns": []}


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [(8_000, 1, "PCM_16"), (44_100, 2, "PCM_16"), (48_000, 1, "PCM_24"), (RATE, 1, "FLOAT")],
)
def test_any_rate_and_width_is_heard(
    hear: Hear, tmp_path: Path, request_alone: Samples, rate: int, channels: int, subtype: str
) -> None:
    path = tmp_path / "request.wav"
    seconds = np.arange(round(len(request_alone) * rate / RATE)) / rate
    sound = np.interp(seconds, np.arange(len(request_alone)) / RATE, request_alone / 32_768)
    soundfile.write(path, np.stack([sound] * channels, axis=1), rate, subtype=subtype)
    (recording,) = hear(path, "--no-wake").lines
    assert [turn["transcript"]["text"] for turn in recording["turns"]] == ["turn on the hall light"]


def test_a_recording_cut_off_in_the_middle_is_heard_as_far_as_it_goes(
    hear: Hear, tmp_path: Path, request_alone: Samples
) -> None:
    path = tmp_path / "cut.wav"
    soundfile.write(path, request_alone, RATE)
    path.write_bytes(path.read_bytes()[: len(request_alone)])  # half of its bytes
    (recording,) = hear(path, "--no-wake").lines
    assert len(recording["turns"]) == 1
    assert recording["seconds"] == pytest.approx(len(request_alone) / RATE / 2, abs=0.1)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"hello, this is no sound", b"RIFF\xff\xff\xff\xffWAVEfmt \x10"])
def test_what_is_no_recording_is_told_in_one_line(hear: Hear, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    ran = hear(path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert str(path) in ran.err


def test_a_recording_without_sound_is_told_in_one_line(hear: Hear, tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    soundfile.write(path, np.zeros(0, np.int16), RATE)
    ran = hear(path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "holds no sound" in ran.err


@pytest.mark.parametrize("content", [None, b"", b"not a network"])
def test_a_wake_word_model_that_is_missing_or_damaged_is_told_in_one_line(
    hear: Hear, tmp_path: Path, content: bytes | None
) -> None:
    path, recording = tmp_path / "mine.onnx", tmp_path / "a.wav"
    soundfile.write(recording, np.zeros(RATE, np.int16), RATE)
    if content is not None:
        path.write_bytes(content)
    ran = hear(recording, "--wake", path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert str(path) in ran.err


@pytest.mark.parametrize("options", [["--asr-model", "nowhere"], ["--threshold", "7"], ["--wake", "hal"]])
def test_a_wrong_choice_is_told_in_one_line(
    ambient: Callable[..., Ran], data: Path, tmp_path: Path, options: list[str]
) -> None:
    recording = tmp_path / "a.wav"
    soundfile.write(recording, np.zeros(RATE, np.int16), RATE)
    ran = ambient(
        "hear", recording, "--data", data, "--asr", "vosk" if "nowhere" in options else "pocketsphinx", *options
    )
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_noise_is_mixed_under_a_recording_and_the_same_seed_repeats(
    hear: Hear, tmp_path: Path, request_alone: Samples
) -> None:
    path = tmp_path / "request.wav"
    soundfile.write(path, request_alone, RATE)
    loud = [hear(path, "--no-wake", "--noise", "kitchen", "--snr", "-20", "--seed", "3").lines for _ in range(2)]
    texts = [[turn["transcript"]["text"] for turn in recording["turns"]] for (recording,) in loud]
    assert texts[0] == texts[1]
    assert texts[0] != ["turn on the hall light"]
    (faint,) = hear(path, "--no-wake", "--noise", "kitchen", "--snr", "30").lines
    assert [turn["transcript"]["text"] for turn in faint["turns"]] == ["turn on the hall light"]


@pytest.mark.parametrize("options", [["--noise", "hoover"], ["--noise", "fan", "--snr", "99"], ["--seed", "-1"]])
def test_a_noise_that_cannot_be_is_told_in_one_line(hear: Hear, tmp_path: Path, options: list[str]) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(RATE, np.int16), RATE)
    ran = hear(tmp_path / "a.wav", *options)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
