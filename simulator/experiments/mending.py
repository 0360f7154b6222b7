"""Which of the first arm's defects another arm mends, and which first failures nothing in it could mend.

With an arm whose rewrites are an oracle's this is the most that any rewrite could do. Things said are paired by goal
and attempt. What the other arm never had to hear, since an earlier attempt did it, is mended too, and counted apart
(`not_needed`). False wakes have no goal and are never mended by words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simulator.experiments.shares import Floats, divided, interval, ratio

ENDS = ("mended", "not_needed", "left")


@dataclass(slots=True)
class Mended:
    """What was counted of one arm against the first."""

    homes: list[Counter[str]] = field(default_factory=list)
    """By household, in order; by how a defect of the first arm ended."""
    stages: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By the first arm's failure point and by end."""

    def add(self, first: Sequence[Mapping[str, Any]], this: Sequence[Mapping[str, Any]]) -> None:
        """Counts a household's verdicts."""
        right = {(row["goal"], row["attempt"]): row["right"] for row in this if row["goal"]}
        home: Counter[str] = Counter()
        for row in first:
            if not row["right"]:
                end = _end(row, right)
                home[end] += 1
                self.stages[row["failure"], end] += 1
        self.homes.append(home)

    def summary(self, weights: Floats) -> dict[str, Any]:
        """`defects` of the first arm, by end and by failure point, and the share that is mended, by household."""
        column = {end: np.asarray([home[end] for home in self.homes], np.float64) for end in ENDS}
        good = column["mended"] + column["not_needed"]
        of = good + column["left"]
        stages = sorted({stage for stage, _ in self.stages})
        return {
            "defects": int(of.sum()),
            **{end: int(column[end].sum()) for end in ENDS},
            "share": interval(divided(weights @ good, weights @ of), ratio(float(good.sum()), float(of.sum()))),
            "stages": {stage: {end: self.stages[stage, end] for end in ENDS} for stage in stages},
        }


def _end(row: Mapping[str, Any], right: Mapping[tuple[str, int], bool]) -> str:
    if not row["goal"]:
        return "left"
    found = right.get((row["goal"], row["attempt"]))
    if found is None:
        return "not_needed"
    return "mended" if found else "left"
