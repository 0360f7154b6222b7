"""How much of what goes wrong a household has asked for before: what its own layer could know at the most.

Of the first arm's defects are counted those whose wish the household had before in the test, for another goal, and
those that it put in these very words before. Earlier days, from which was learnt, leave no truth and count for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.experiments.shares import ratio


@dataclass(slots=True)
class Asked:
    """What was counted of the first arm."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, truths: Sequence[Mapping[str, Any]], verdicts: Sequence[Mapping[str, Any]]) -> None:
        """Counts a household's, of all its days."""
        right = {(one["goal"], one["attempt"]): one["right"] for one in verdicts if one["goal"]}
        words: dict[str, str] = {}
        wishes: dict[str, str] = {}
        for truth in sorted((one for one in truths if one["goal"]), key=lambda one: one["at"]):
            goal = truth["goal"]
            if right.get((goal, truth["attempt"])) is False:
                self.counts["defects"] += 1
                self.counts["same_wish"] += wishes.get(truth["want"], goal) != goal
                self.counts["same_words"] += words.get(truth["said"], goal) != goal
            words.setdefault(truth["said"], goal)
            wishes.setdefault(truth["want"], goal)

    def summary(self) -> dict[str, float | int | None]:
        """The defects, and the shares of them."""
        of = self.counts["defects"]
        shares = {name: ratio(self.counts[name], of) for name in ("same_wish", "same_words")}
        return {"defects": of, **shares}
