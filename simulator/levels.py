"""Levels of sound in a simulated room. Levels are RMS over the active parts, as fractions of full scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.turn import Samples

FULL = 32_768
"""What 1.0 is in 16 bits."""

SPEECH = 10 ** (-24 / 20)
"""A resident's ordinary speech at the microphone."""

WINDOW = 320
"""Samples over which a level is taken: 20 ms."""

ACTIVE = 10 ** (-30 / 10)
"""A window is active when its power is at least this part of the loudest window's."""


def active_level(sound: NDArray[np.generic]) -> float:
    """RMS over the active windows, in the sound's own unit; 0 for silence.

    After the idea of ITU-T P.56: pauses inside speech do not make it quieter. The margin under the loudest window
    stands in for the recommendation's envelope and hangover.
    """
    count = len(sound) // WINDOW
    if count == 0:
        return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) if len(sound) else 0.0
    power = np.mean(np.square(sound[: count * WINDOW], dtype=np.float64).reshape(count, WINDOW), axis=1)
    return float(np.sqrt(power[power >= power.max() * ACTIVE].mean()))


def at_level(samples: Samples, level: float) -> Samples:
    """The same sound at an active level; peaks beyond full scale are clipped."""
    present = active_level(samples) / FULL
    if present == 0:
        return samples
    louder: Samples = np.clip(samples * (level / present), -FULL, FULL - 1).astype(np.int16)
    return louder
