"""The assistant's voices, both of them real."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.files import InputError
from assistant.stages import Voice
from assistant.tts.pyttsx3 import Pyttsx3Voice
from assistant.turn import Speech


def piper(**options: object) -> Voice:
    pytest.importorskip("piper", reason="the extra `piper` is not installed")
    from assistant.tts.piper import PiperVoice

    return PiperVoice(**options)  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=[Pyttsx3Voice, piper], ids=["pyttsx3", "piper"])
def voice(request: pytest.FixtureRequest) -> Voice:
    make: Callable[[], Voice] = request.param
    return make()


def level(speech: Speech) -> float:
    """RMS of the parts that sound, in decibels of full scale."""
    sound = speech.samples.astype(float) / 32_768
    return float(20 * np.log10(np.sqrt(np.mean(sound[np.abs(sound) > 0.004] ** 2))))


def test_a_sentence_takes_as_long_as_one_takes_to_say_it(voice: Voice) -> None:
    assert 1.5 < voice.speak("The kitchen light and the hall light are on.").seconds < 5


def test_the_same_text_gives_the_same_bytes_whatever_was_said_before(voice: Voice) -> None:
    first = voice.speak("It is 21 degrees.").samples.tobytes()
    voice.speak("Something else: a fish, a shoe, and a zebra.")
    assert voice.speak("It is 21 degrees.").samples.tobytes() == first


@pytest.mark.parametrize("text", ["Done.", "The garage door is still closed because something is in its way."])
def test_every_reply_has_the_loudness_of_speech_and_does_not_clip(voice: Voice, text: str) -> None:
    speech = voice.speak(text)
    assert level(speech) == pytest.approx(-20, abs=2.5)
    assert np.abs(speech.samples.astype(int)).max() < 32_000


def test_nobody_waits_for_silence_at_either_end(voice: Voice) -> None:
    speech = voice.speak("Good night.")
    sound = np.abs(speech.samples.astype(float)) > 130
    fifth = round(speech.rate * 0.05)
    assert sound[:fifth].any()
    assert sound[-fifth:].any()


@pytest.mark.parametrize("text", ["", "🙂", "…"])
def test_what_cannot_be_said_is_silence_of_no_length(voice: Voice, text: str) -> None:
    assert voice.speak(text).seconds == 0


def test_pyttsx3_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    Pyttsx3Voice().speak("The oven is hot.")
    assert capfd.readouterr() == ("", "")


def test_pyttsx3_refuses_a_voice_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="variant 'nobody'"):
        Pyttsx3Voice(voice="en-us+nobody")


def test_piper_gives_the_first_sentence_before_the_others() -> None:
    voice = piper()
    text = "The light is on. It is warm. Good night."
    parts = list(voice.stream(text))  # type: ignore[attr-defined]
    assert len(parts) == 3
    assert np.concatenate([part.samples for part in parts]).tobytes() == voice.speak(text).samples.tobytes()


@pytest.mark.parametrize("make", [Pyttsx3Voice, piper], ids=["pyttsx3", "piper"])
def test_a_faster_voice_takes_less_time(make: Callable[..., Voice]) -> None:
    text = "The kitchen light and the hall light are on."
    assert make(speed=1.5).speak(text).seconds < 0.8 * make().speak(text).seconds


def test_piper_slows_down_where_asked_to() -> None:
    voice = piper()
    text = "The kitchen light is on."
    slow = voice.speak(text, length_scale=1.4)  # type: ignore[call-arg]
    assert slow.seconds > 1.2 * voice.speak(text).seconds


def test_piper_names_a_model_that_is_missing_or_damaged(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        piper(model=tmp_path / "none.onnx")
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(b"not a network")
    with pytest.raises(InputError, match="is damaged"):
        piper(model=damaged)
