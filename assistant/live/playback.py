"""What the loudspeaker plays: one reply at a time, which can be lowered, held, taken up again or ended.

The loudspeaker's thread pulls blocks; the conversation steers. What was pulled is kept as the reference for echo
cancellation: sample for sample what the loudspeaker was given, silence included.
"""

from __future__ import annotations

from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.live.ring import Ring
from assistant.stages import RATE
from assistant.turn import Samples

LOWERED = 10 ** (-18 / 20)
"""Gain of a reply while somebody speaks: still to be followed, and no match for a voice nearby."""

RAMP = 0.008
"""Seconds in which the gain goes from full to nothing: no click."""

REWIND = 0.4
"""Seconds before the place where it was lowered from which a reply goes on: about a word."""

REFERENCE = 4.0
"""Seconds of reference kept for a reader that is late."""

_PEAK = 32_767


class Playback:
    """The sound of one satellite. Every method may be called from any thread."""

    def __init__(self) -> None:
        self.reference = Ring(REFERENCE)
        """What was pulled, for echo cancellation."""
        self._lock = Lock()
        self._reply: Samples = np.zeros(0, np.int16)
        self._place = 0
        self._lowered_at: int | None = None
        self._held = False
        self._gain = 1.0
        self._tones: list[Samples] = []
        self._late = 0

    @property
    def speaking(self) -> bool:
        """Whether a reply is under way, held ones included."""
        return self._place < len(self._reply)

    @property
    def held(self) -> bool:
        """Whether the reply stands still."""
        return self._held

    @property
    def heard(self) -> float:
        """The fraction of the last reply that has left the loudspeaker: 0 to 1."""
        if not len(self._reply):
            return 1.0
        return min(1.0, max(0, self._place - (self._late if self.speaking else 0)) / len(self._reply))

    def latency(self, seconds: float) -> None:
        """How long a pulled sample waits in the loudspeaker's own buffer."""
        self._late = round(seconds * RATE)

    def say(self, samples: Samples) -> None:
        """Begins a reply, in place of one that is under way."""
        with self._lock:
            self._reply, self._place = samples, 0
            self._lowered_at, self._held, self._gain = None, False, 1.0

    def tone(self, samples: Samples) -> None:
        """Plays a short sound over whatever is played."""
        with self._lock:
            self._tones.append(samples)

    def lower(self) -> None:
        """Lowers the voice."""
        with self._lock:
            if self.speaking and self._lowered_at is None:
                self._lowered_at = self._place

    def hold(self) -> None:
        """Lets the reply stand still where it is."""
        self.lower()
        with self._lock:
            self._held = self.speaking

    def go_on(self) -> None:
        """Takes the reply up again, from a little before the place where it was lowered."""
        with self._lock:
            if self._held and self._lowered_at is not None:
                self._place = max(0, self._lowered_at - round(REWIND * RATE))
            self._lowered_at, self._held = None, False

    def end(self) -> float:
        """Ends the reply; the fraction of it that was heard."""
        with self._lock:
            heard = self.heard
            # It dies away within the ramp: what is left of it is the next few milliseconds.
            left = self._reply[self._place : self._place + round(RAMP * RATE)]
            if len(left) and not self._held:
                fade = np.linspace(self._gain, 0, len(left))
                self._tones.append((left * fade).astype(np.int16))
            self._reply, self._place = np.zeros(0, np.int16), 0
            self._lowered_at, self._held, self._gain = None, False, 1.0
        return heard

    def pull(self, count: int) -> Samples:
        """The next `count` samples for the loudspeaker."""
        with self._lock:
            mixed = self._next_of_reply(count)
            for tone in self._tones:
                first = tone[:count]
                mixed[: len(first)] += first
            self._tones = [tone[count:] for tone in self._tones if len(tone) > count]
        block: Samples = np.clip(mixed, -_PEAK - 1, _PEAK).astype(np.int16)
        self.reference.write(block)
        return block

    def _next_of_reply(self, count: int) -> NDArray[np.float64]:
        mixed = np.zeros(count)
        wanted = 0.0 if self._held else 1.0 if self._lowered_at is None else LOWERED
        if not self.speaking or (self._held and self._gain == 0.0):
            return mixed
        part = self._reply[self._place : self._place + count]
        gains = self._ramp(wanted, count)[: len(part)]
        mixed[: len(part)] = part * gains
        self._place += len(part)
        self._gain = wanted if len(part) == count else 1.0
        return mixed

    def _ramp(self, wanted: float, count: int) -> NDArray[np.float64]:
        """The gain sample by sample, from what it was to what is wanted; a block is longer than the ramp or ends it."""
        gains = np.full(count, wanted)
        ramp = min(count, round(RAMP * RATE))
        gains[:ramp] = np.linspace(self._gain, wanted, ramp)
        return gains
