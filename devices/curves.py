"""Things that warm up and cool down: an exponential towards what the heat would reach if nobody stopped it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log


@dataclass(frozen=True, slots=True)
class Curve:
    """A temperature that goes from `start` towards `end`, 63 % of the way in `tau` seconds, and holds at `hold`.

    >>> round(Curve(20.0, 330.0, tau=840.0, since=0.0, hold=200.0).value(240.0))
    97
    """

    start: float
    end: float
    tau: float
    since: float
    hold: float | None = None

    def value(self, at: float) -> float:
        """At a time in seconds."""
        value = self.end + (self.start - self.end) * exp(-max(0.0, at - self.since) / self.tau)
        if self.hold is None:
            return value
        return min(value, self.hold) if self.start <= self.hold else max(value, self.hold)

    def seconds(self) -> float:
        """From `since` until it holds: 0 where it starts there, infinite where it never gets there."""
        if self.hold is None:
            return inf
        away, rest = self.start - self.end, self.hold - self.end
        if rest == 0.0 or away / rest < 1.0:
            return 0.0 if self.start == self.hold else inf
        return self.tau * log(away / rest)
