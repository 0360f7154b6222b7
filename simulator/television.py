"""A television in the room: programmes with several speakers, a bed of music under them, one after another.

Nothing of it is a recording. The words stand in `data/television.txt`; the voices are Piper's, where it is installed,
and espeak-ng's, in pitches, speeds and variants that no resident has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.stages import RATE
from assistant.turn import Samples
from simulator.levels import active_level
from simulator.scenario import VoiceSpec
from simulator.voices import ResidentVoice, has_piper

Floats = NDArray[np.float64]

SCRIPT = Path(__file__).parent / "data" / "television.txt"

PIPER = ((1.02, -2.2), (1.1, 5.2), (0.92, 4.4), (1.15, -1.5))
"""Speed and pitch (semitones) of the voices that Piper lends: deeper and higher than any resident's."""

ESPEAK = (("f2", 1.0), ("m3", 0.0), ("f4", 2.0), ("m8", 0.0))
"""espeak-ng's variants and pitches."""

GAPS = (0.08, 0.5)
"""Seconds between one line and the next: people on television seldom wait for each other."""

CHANGES = (0.6, 1.2)
"""Seconds between programmes."""

LEVELS = (-2.0, 2.0)
"""Decibels that a line differs from the others."""

MUSIC = -16.0
"""Decibels of the music against the speech."""

CHORDS = ((220.0, 261.6, 329.6), (174.6, 220.0, 261.6), (196.0, 246.9, 293.7), (164.8, 196.0, 246.9))
"""Notes in Hz that the music goes through."""


@dataclass(frozen=True, slots=True)
class Line:
    """One speech of a programme."""

    speaker: str
    words: str


@cache
def programmes() -> tuple[tuple[Line, ...], ...]:
    """The programmes of the script."""
    text = "\n".join(line for line in SCRIPT.read_text("utf-8").splitlines() if not line.startswith("#"))
    paragraphs = [paragraph.splitlines() for paragraph in text.strip().split("\n\n")]
    return tuple(tuple(_line(line) for line in paragraph if line.strip()) for paragraph in paragraphs)


def lines() -> tuple[str, ...]:
    """All that is said, line by line."""
    return tuple(line.words for programme in programmes() for line in programme)


def broadcast(seconds: float, rng: np.random.Generator) -> Floats:
    """So many seconds of television at 16 kHz, its speech at an active level of about 1.

    Programmes, gaps, levels and music are drawn from the generator: the same seed, the same samples.
    """
    count = round(seconds * RATE)
    speech = np.zeros(0)
    order: list[int] = []
    while len(speech) < count:
        order = order or [int(index) for index in rng.permutation(len(programmes()))]
        speech = np.concatenate((speech, *_performed(order.pop(), rng)))
    return speech[:count] + 10 ** (MUSIC / 20) * music(count, rng)


def music(count: int, rng: np.random.Generator) -> Floats:
    """So many samples of held chords, of RMS 1."""
    sound = np.zeros(count)
    length = round(rng.uniform(1.6, 2.6) * RATE)
    time = np.arange(length) / RATE
    swell = np.minimum(1, np.minimum(time, time[::-1]) / 0.3)
    for start in range(0, count, length):
        chord = CHORDS[int(rng.integers(len(CHORDS)))]
        tones = sum(np.sin(2 * np.pi * note * time) + 0.4 * np.sin(4 * np.pi * note * time) for note in chord)
        sound[start : start + length] = (tones * swell)[: count - start]
    level: Floats = sound / max(float(np.sqrt(np.mean(sound**2))), 1e-9)
    return level


def _performed(number: int, rng: np.random.Generator) -> list[Floats]:
    """A programme's lines and the gaps between them; its cast is always the same."""
    programme = programmes()[number]
    speakers = sorted({line.speaker for line in programme})
    parts: list[Floats] = []
    for line in programme:
        level = 10 ** (rng.uniform(*LEVELS) / 20)
        voice = number * len(speakers) + speakers.index(line.speaker)
        parts += [spoken(line.words, voice) * level, np.zeros(round(rng.uniform(*GAPS) * RATE))]
    return [*parts, np.zeros(round(rng.uniform(*CHANGES) * RATE))]


def _voices() -> tuple[VoiceSpec, ...]:
    lent = [VoiceSpec(engine="piper", speed=speed, pitch=pitch) for speed, pitch in PIPER] if has_piper() else []
    return (*lent, *(VoiceSpec(engine="espeak", variant=variant, pitch=pitch) for variant, pitch in ESPEAK))


@lru_cache(maxsize=128)
def spoken(words: str, voice: int) -> Floats:
    """Words in one of the voices, at an active level of 1; they are the same each time that they are broadcast."""
    said: Samples = ResidentVoice("television", _voices()[voice % len(_voices())]).say(
        words, rng=np.random.default_rng(voice)
    )
    level: Floats = said / active_level(said)
    return level


def _line(text: str) -> Line:
    speaker, _, words = text.partition(": ")
    return Line(speaker, words)
