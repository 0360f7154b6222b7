"""Sound on its way from one thread to another."""

from __future__ import annotations

from collections import deque
from threading import Condition

import numpy as np

from assistant.stages import RATE
from assistant.turn import Samples


class Ring:
    """First in, first out, for samples: one thread writes, another reads. It never makes the writer wait.

    Holds `seconds` of sound; where the reader falls further behind than that, the oldest is lost and counted.
    """

    def __init__(self, seconds: float) -> None:
        self._room = round(seconds * RATE)
        self._blocks: deque[Samples] = deque()
        self._held = 0
        self._change = Condition()
        self.lost = 0
        """Samples that nobody read in time."""

    def __len__(self) -> int:
        return self._held

    def write(self, samples: Samples) -> None:
        """Adds samples; they must not be changed afterwards."""
        with self._change:
            self._blocks.append(samples)
            self._held += len(samples)
            while self._held > self._room:
                oldest = self._blocks.popleft()
                self._held -= len(oldest)
                self.lost += len(oldest)
            self._change.notify()

    def read(self, count: int, *, wait: float = 0.0) -> Samples | None:
        """Takes `count` samples; none where fewer are there, `wait` seconds later too."""
        with self._change:
            if not self._change.wait_for(lambda: self._held >= count, timeout=wait):
                return None
            return self._take(count)

    def clear(self) -> None:
        """Drops what is held; that counts as read."""
        with self._change:
            self._blocks.clear()
            self._held = 0

    def _take(self, count: int) -> Samples:
        taken: list[Samples] = []
        missing = count
        while missing > 0:
            block = self._blocks.popleft()
            taken.append(block[:missing])
            if len(block) > missing:
                self._blocks.appendleft(block[missing:])
            missing -= len(taken[-1])
        self._held -= count
        return np.concatenate(taken) if taken else np.zeros(0, np.int16)
