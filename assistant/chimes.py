"""The assistant's own tones, made here: it listens, and it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.stages import RATE
from assistant.turn import Samples, Speech

Floats = NDArray[np.float64]

QUIET = 10 ** (-24 / 20)
"""The highest sample of a chime, of full scale: below speech."""


@cache
def listening_chime() -> Speech:
    """Two rising tones: the assistant listens."""
    return _speech(listening())


@cache
def done_chime() -> Speech:
    """Two falling tones, softer: it is done."""
    return _speech(done())


def listening() -> Floats:
    """Up a fifth, quickly."""
    return sequence([(0.0, 659.3), (0.09, 987.8)], seconds=0.35, decay=0.09)


def done() -> Floats:
    """Down a third, as a doorbell does, and slower."""
    return sequence([(0.0, 784.0), (0.16, 659.3)], seconds=0.4, decay=0.12)


def note(pitch: float, seconds: float, *, decay: float, partials: Sequence[float] = (1.0, 0.3, 0.1)) -> Floats:
    """A struck tone of `pitch` Hz that falls by e every `decay` seconds; 16 kHz."""
    time = np.arange(round(seconds * RATE)) / RATE
    tone = np.zeros(len(time))
    for number, share in enumerate(partials, start=1):
        tone += share * np.sin(2 * np.pi * pitch * number * time) * np.exp(-time * number / decay)
    attack = RATE // 200
    tone[:attack] *= np.linspace(0, 1, attack)
    tone[-attack:] *= np.linspace(1, 0, attack)
    return tone


def sequence(notes: Sequence[tuple[float, float]], *, seconds: float, decay: float) -> Floats:
    """Tones `(start in seconds, pitch in Hz)` over each other."""
    sound = np.zeros(round((max(start for start, _ in notes) + seconds) * RATE) + 1)
    for start, pitch in notes:
        tone, first = note(pitch, seconds, decay=decay), round(start * RATE)
        sound[first : first + len(tone)] += tone
    return sound


def _speech(sound: Floats) -> Speech:
    samples: Samples = np.round(sound * QUIET / np.abs(sound).max() * 32_767).astype(np.int16)
    samples.flags.writeable = False
    return Speech(samples, RATE)
