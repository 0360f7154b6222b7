"""So many of so many, with how sure that share is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    good: int
    count: int

    @property
    def rate(self) -> float:
        """0 to 1; 0 of none."""
        return self.good / self.count if self.count else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """Wilson's 95 % interval (Wilson 1927).

        >>> [round(bound, 3) for bound in Share(90, 100).bounds]
        [0.826, 0.945]
        """
        if not self.count:
            return 0.0, 1.0
        z, n = 1.96, self.count
        middle, spread = self.rate + z * z / (2 * n), z * sqrt(self.rate * (1 - self.rate) / n + z * z / (4 * n * n))
        low, high = (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
        return max(0.0, low), min(1.0, high)

    def __str__(self) -> str:
        low, high = self.bounds
        return f"{100 * self.rate:5.1f} %  [{100 * low:5.1f}, {100 * high:5.1f}]  of {self.count}"
