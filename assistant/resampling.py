"""Another rate for a whole sound: a polyphase filter, as `scipy.signal.resample_poly` has it with its own settings.

Written out here because importing scipy's takes 76 MB of memory, a third of what the whole assistant needs. It does not
handle streams: their blocks go through soxr.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float32]

REACH, BETA = 10, 5.0
"""Zero crossings of the filter on each side of its middle, and the shape of the Kaiser window over them."""

BLOCK = 65_536
"""Samples made at a time: an hour of sound never lies in memory once for each tap."""


def polyphase(samples: Floats, *, up: int, down: int) -> Floats:
    """The sound at `up / down` times its rate, which must be in lowest terms; as long as it was, to the next sample."""
    phases = _phases(up, down)
    taps = phases.shape[1]
    middle = REACH * max(up, down)
    count = -(-len(samples) * up // down)
    after = (count * down + middle) // up - len(samples) + 1
    windows = sliding_window_view(np.pad(samples, (taps - 1, max(0, after))), taps)
    made = np.empty(count, np.float32)
    for start in range(0, count, BLOCK):
        at = np.arange(start, min(start + BLOCK, count)) * down + middle
        made[start : start + len(at)] = np.einsum("ij,ij->i", windows[at // up], phases[at % up])
    return made


@lru_cache(maxsize=8)
def _phases(up: int, down: int) -> Floats:
    """The taps of a low pass at the lower of both rates' halves: one row a phase, the last tap first."""
    most = max(up, down)
    reach = REACH * most
    filter_ = np.sinc(np.arange(-reach, reach + 1) / most) * np.kaiser(2 * reach + 1, BETA)
    taps = -(-len(filter_) // up)
    whole = np.zeros(taps * up)
    whole[: len(filter_)] = filter_ * (up / filter_.sum())
    return np.ascontiguousarray(whole.reshape(taps, up).T[:, ::-1], dtype=np.float32)
