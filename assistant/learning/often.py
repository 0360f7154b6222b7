"""What is said again in a log, told from what is said once, in little memory.

More than half of a big log's texts are said once and can teach nothing by themselves, but would fill the memory. Each
is counted, up to two, in one of many small counters that its checksum picks. Two that share a counter are both taken
to be said again: so what is taken to be said once surely is.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np

A_TURN = 4
"""Counters for each turn: of a text and a state of each, a few in a hundred are then kept needlessly. Assumed."""

MOST = 1 << 26
"""Counters, of a byte each, at most; a power of two."""

LEAST = 1 << 16


class Often:
    """Which texts and states come twice or more."""

    def __init__(self, turns: int) -> None:
        size = LEAST
        while size < min(MOST, A_TURN * turns):
            size *= 2
        self._mask = size - 1
        self._counts = bytearray(size)

    def note(self, names: Iterable[str]) -> None:
        """Counts names in."""
        counts, mask = self._counts, self._mask
        for name in names:
            at = crc32(name.encode()) & mask
            if counts[at] < 2:
                counts[at] += 1

    def add(self, other: Often) -> None:
        """Counts in what another of the same size has counted."""
        sums = np.frombuffer(self._counts, np.uint8) + np.frombuffer(other._counts, np.uint8)
        self._counts = bytearray(np.minimum(sums, 2))

    def again(self, name: str) -> bool:
        """Whether a name came twice, or may have."""
        return self._counts[crc32(name.encode()) & self._mask] == 2
