"""How long the stages took, in little space: a histogram a stage, which workers hand over and the run adds up."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

STEP = math.log(1.02)
"""Bins are 2 % wide: what is read out of them is within 1 %."""


@dataclass(slots=True)
class Times:
    """Milliseconds a turn, by stage; `all` is a turn's sum."""

    bins: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, ms: Mapping[str, float]) -> None:
        """Adds a turn's times."""
        for stage, value in (*ms.items(), ("all", sum(ms.values()))):
            self.bins.setdefault(stage, Counter())[round(math.log(max(value, 1e-4)) / STEP)] += 1

    def update(self, other: Times) -> None:
        """Adds another's turns."""
        for stage, counts in other.bins.items():
            self.bins.setdefault(stage, Counter()).update(counts)

    def quantile(self, stage: str, share: float) -> float:
        """The time within which a share of the turns stayed; 0 where there were none."""
        counts = self.bins.get(stage, Counter())
        left = share * counts.total()
        for place in sorted(counts):
            left -= counts[place]
            if left <= 0:
                return math.exp(place * STEP)
        return 0.0
