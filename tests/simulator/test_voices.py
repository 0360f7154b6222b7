"""Residents' voices: varied by seed, repeated exactly, heard by the wake word and the room."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.stages import RATE
from assistant.turn import Samples
from assistant.wake.openwakeword import OpenWakeWord
from simulator.levels import FULL, SPEECH, active_level
from simulator.room import Room
from simulator.scenario import NoiseSpec, VoiceSpec
from simulator.voices import ResidentVoice, has_piper

ENGINES = [
    pytest.param("piper", marks=pytest.mark.skipif(not has_piper(), reason="the extra `piper` is not installed")),
    "espeak",
]
LINE = "turn on the kitchen light"


def voice(engine: str, resident: str = "ana", **spec: object) -> ResidentVoice:
    return ResidentVoice(resident, VoiceSpec.model_validate({"engine": engine, **spec}))


def say(speaker: ResidentVoice, words: str = LINE, *, seed: int = 0, clear: bool = False) -> Samples:
    return speaker.say(words, rng=np.random.default_rng(seed), clear=clear)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_seed_repeats_exactly_and_another_differs(engine: str) -> None:
    speaker = voice(engine)
    assert say(speaker, seed=1).tobytes() == say(speaker, seed=1).tobytes()
    assert say(speaker, seed=1).tobytes() != say(speaker, seed=2).tobytes()


@pytest.mark.parametrize("engine", ENGINES)
def test_people_sound_different(engine: str) -> None:
    said = {say(voice(engine, resident)).tobytes() for resident in ("ana", "ben", "carla")}
    assert len(said) == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_a_higher_pitch_raises_the_voice_and_not_the_tempo(engine: str) -> None:
    low, high = say(voice(engine, speed=1.0, pitch=0)), say(voice(engine, speed=1.0, pitch=5))
    assert len(high) == pytest.approx(len(low), rel=0.12)
    assert fundamental(high) > 1.1 * fundamental(low)


@pytest.mark.parametrize("engine", ENGINES)
def test_speech_has_the_level_of_speech_at_the_microphone(engine: str) -> None:
    decibels = 20 * np.log10(active_level(say(voice(engine))) / FULL / SPEECH)
    assert abs(decibels) < 2


@pytest.mark.parametrize("engine", ENGINES)
def test_who_was_not_understood_speaks_slower_and_louder(engine: str) -> None:
    plain, clear = say(voice(engine)), say(voice(engine), clear=True)
    assert len(clear) > 1.05 * len(plain)
    assert active_level(clear) > 1.3 * active_level(plain)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pause_inside_a_line_is_silent_for_as_long_as_it_says(engine: str) -> None:
    said = say(voice(engine), "turn on [pause 0.5] the kitchen light")
    assert 0.4 < longest_silence(said) < 0.8


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("resident", ["ana", "ben", "carla", "dan", "eve", "finn"])
def test_the_wake_word_is_heard_from_everybody_in_a_quiet_room(engine: str, resident: str) -> None:
    rng = np.random.default_rng(3)
    room = Room(noise=NoiseSpec(), rng=rng)
    said = voice(engine, resident).say(LINE, phrase="alexa", rng=rng)
    room.say(said, at=1.2)
    detector = OpenWakeWord()
    heard = [detector.detect(room.frame(0.08 * n)) for n in range(round((1.2 + len(said) / RATE) / 0.08) + 4)]
    assert [detection.phrase for detection in heard if detection] == ["alexa"]


def fundamental(samples: Samples) -> float:
    """A voice's pitch in Hz: by the lag at which 40 ms of it are most like themselves; the median of loud parts."""
    pitches = []
    for start in range(0, len(samples) - 1_280, 640):
        part = samples[start : start + 640].astype(float)
        if part.std() < 500:
            continue
        likeness = [part @ samples[start + lag : start + lag + 640].astype(float) for lag in range(40, 230)]
        pitches.append(RATE / (40 + int(np.argmax(likeness))))
    return float(np.median(pitches))


def longest_silence(samples: Samples) -> float:
    """Seconds."""
    loud = np.flatnonzero(np.abs(samples.astype(int)) > 60)
    return float(np.diff(loud).max()) / RATE
