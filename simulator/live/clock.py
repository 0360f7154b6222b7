"""The home's clock in a live session: the wall's, as fast as wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

SPEEDS = (1.0, 10.0, 60.0, 600.0)
"""Home seconds a second."""


class HomeClock:
    """Starts at a time of the home; `seconds` is a clock that never runs back, such as `time.monotonic`."""

    def __init__(self, start: datetime, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._start, self._since = start, seconds()
        self.speed = SPEEDS[0]

    @property
    def now(self) -> datetime:
        """The home's time."""
        return self._start + timedelta(seconds=(self._seconds() - self._since) * self.speed)

    def run(self, speed: float) -> None:
        """From now on at another speed."""
        self._start, self._since, self.speed = self.now, self._seconds(), speed

    def faster(self) -> None:
        """The next speed up."""
        self.run(next((speed for speed in SPEEDS if speed > self.speed), SPEEDS[-1]))

    def slower(self) -> None:
        """The next speed down."""
        self.run(next((speed for speed in reversed(SPEEDS) if speed < self.speed), SPEEDS[0]))
