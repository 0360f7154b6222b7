"""The calibration's cells: two voices, each with two levels of the home's noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.scenario import VoiceSpec


@dataclass(frozen=True, slots=True)
class Cell:
    """One voice over one level of noise."""

    name: str
    engine: Literal["piper", "espeak"]
    accent: float
    """0 for the clearest voice, 1 for the hardest."""
    snr: float
    """Decibels of speech over noise."""

    @property
    def voice(self) -> VoiceSpec:
        """Its voice, as the room takes it."""
        return VoiceSpec(engine=self.engine)


QUIET, NOISY = 30.0, 12.0

CELLS = (
    Cell("piper, 30 dB", "piper", 0.0, QUIET),
    Cell("piper, 12 dB", "piper", 0.0, NOISY),
    Cell("espeak, 30 dB", "espeak", 1.0, QUIET),
    Cell("espeak, 12 dB", "espeak", 1.0, NOISY),
)

RESIDENTS = ("ana", "ben", "carla", "dora", "emil", "fred")
"""Whose voices speak: speeds and pitches of Piper's, variants of espeak-ng's."""

NOISES = ("fan", "kitchen", "street")
"""What a home sounds like, as often as each other."""
