"""What is said again in a log, told from what is said once, in little memory.

More than half of a big log's texts are said once and can teach nothing by themselves, but would fill the memory. Of
each, one of very many bits is set, which its checksum picks, and another where that was set before. Two that share a
bit are both taken to be said again: so what is taken to be said once surely is.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

A_TURN = 16
"""Bits for each turn: of a text and a state of each, a few in a hundred are then kept needlessly. Assumed."""

MOST = 1 << 28
"""Bits at most; a power of two."""

LEAST = 1 << 16

AT_ONCE = 1 << 14
"""Names that are noted at a time."""

Bits = NDArray[np.uint8]


class Often:
    """Which texts and states come twice or more."""

    def __init__(self, turns: int) -> None:
        size = LEAST
        while size < min(MOST, A_TURN * turns):
            size *= 2
        self._mask = size - 1
        self._once = bytearray(size // 8)
        self._again = bytearray(size // 8)

    def note(self, names: Iterable[str]) -> None:
        """Counts names in."""
        sums = map(crc32, map(str.encode, names))
        while len(page := np.fromiter(islice(sums, AT_ONCE), np.uint32)):
            self._note(np.sort(page & np.uint32(self._mask)))

    def _note(self, places: NDArray[np.uint32]) -> None:
        """Sets the bits of sorted places."""
        once, again = _view(self._once), _view(self._again)
        first = np.ones(len(places), bool)
        first[1:] = places[1:] != places[:-1]
        _set(again, np.unique(places[~first]))
        places = places[first]
        _set(again, places[(once[places >> 3] >> (places & 7).astype(np.uint8) & 1).astype(bool)])
        _set(once, places)

    def add(self, other: Often) -> None:
        """Counts in what another of the same size has counted."""
        again = _view(self._again)
        again |= _view(other._again)
        again |= _view(self._once) & _view(other._once)
        once = _view(self._once)
        once |= _view(other._once)

    def again(self, name: str) -> bool:
        """Whether a name came twice, or may have."""
        place = crc32(name.encode()) & self._mask
        return self._again[place >> 3] >> (place & 7) & 1 == 1


def _view(bits: bytearray) -> Bits:
    return np.frombuffer(bits, np.uint8)


def _set(bits: Bits, places: NDArray[np.uint32]) -> None:
    """Sets bits, each place once and sorted; several may stand in one byte."""
    if len(places):
        each = np.uint8(1) << (places & 7).astype(np.uint8)
        at = places >> 3
        starts = np.flatnonzero(np.diff(at, prepend=at[0] + 1))
        bits[at[starts]] |= np.bitwise_or.reduceat(each, starts)
