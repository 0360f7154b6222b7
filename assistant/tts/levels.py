"""What every voice's sound goes through: silence trimmed from its ends, and one loudness for all."""

from __future__ import annotations

import numpy as np

from assistant.turn import Samples

LOUDNESS = 10 ** (-20 / 20)
"""RMS of spoken parts, of full scale."""

PEAK = 0.95
"""Highest sample, of full scale: loudness gives way to it."""

QUIET = 0.004
"""What is below this fraction of full scale at either end is silence."""


def evened(samples: Samples, *, rate: int) -> Samples:
    """Speech without the silence around it, but for 20 ms, at the common loudness; no samples where all is silent."""
    sound = samples.astype(np.float64) / 32_768
    loud = np.flatnonzero(np.abs(sound) > QUIET)
    if len(loud) == 0:
        return np.zeros(0, np.int16)
    margin = rate // 50
    sound = sound[max(0, loud[0] - margin) : loud[-1] + margin]
    spoken = sound[np.abs(sound) > QUIET]
    gain = min(LOUDNESS / float(np.sqrt(np.mean(spoken**2))), PEAK / float(np.abs(sound).max()))
    evened: Samples = np.round(sound * gain * 32_767).astype(np.int16)
    return evened
