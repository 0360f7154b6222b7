"""What rewrites were worth by truth, in figures: each arm by itself, against the first, and two by two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from simulator.experiments.learnt_rules import OUTCOMES, Known, rules_table
from simulator.experiments.rewrites_counted import Seen
from simulator.experiments.shares import Floats, divided, interval, ratio
from simulator.share import Share


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as it is, and as each bootstrap draw has it."""

    value: float | None
    draws: Floats

    def less(self, other: Rate) -> Rate:
        """The difference, draw by draw."""
        value = None if self.value is None or other.value is None else self.value - other.value
        return Rate(value, self.draws - other.draws)

    def against(self, other: Rate) -> Rate:
        """The change in parts of the other, draw by draw; none where that is nothing."""
        value = None if self.value is None or not other.value else self.value / other.value - 1
        return Rate(value, divided(self.draws, other.draws) - 1)

    @property
    def told(self) -> dict[str, float | None]:
        """With its interval, for people and files."""
        return interval(self.draws, None if self.value is None else round(self.value, 6))


@dataclass(frozen=True, slots=True)
class Part:
    """What was counted of one arm in one part: a week, a group, a source, or all."""

    seen: Seen
    weights: Floats
    """How often each household is drawn: (draws, households)."""
    name: str = "all"

    def column(self, *figures: str) -> Floats:
        """By household, the sum of some figures."""
        counts = [sum(home[figure, self.name] for figure in figures) for home in self.seen.homes]
        return np.asarray(counts, np.float64)

    def total(self, *figures: str) -> int:
        """Of all households."""
        return int(self.column(*figures).sum())

    def rate(self, figures: Sequence[str], of: Sequence[str]) -> Rate:
        """Some figures of others."""
        count, total = self.column(*figures), self.column(*of)
        value = float(count.sum() / total.sum()) if total.sum() else None
        return Rate(value, divided(self.weights @ count, self.weights @ total))

    @property
    def defects(self) -> Rate:
        """The defect rate."""
        return self.rate(["defects"], ["judged"])


def summary(seen: Mapping[str, Seen], weights: Floats, *, known: Mapping[str, Known] | None = None) -> dict[str, Any]:
    """`arms` and `pairs`: JSON values; the first arm is the one that others are held against.

    `weights` is how often each household is drawn, (draws, households); the same draws serve every arm. `known` is what
    was learnt, by arm.
    """
    known = known or {}
    names = list(seen)
    pairs = [(later, earlier) for at, later in enumerate(names) for earlier in names[:at]]
    return {
        "arms": {name: _arm(one, seen[names[0]], weights, known.get(name, Known())) for name, one in seen.items()},
        "pairs": [
            {"arm": later, "than": earlier, **_pair(Part(seen[later], weights), Part(seen[earlier], weights))}
            for later, earlier in pairs
        ],
    }


def _arm(seen: Seen, first: Seen, weights: Floats, known: Known) -> dict[str, Any]:
    names = sorted({part for home in seen.homes for _, part in home} - {"all"})
    turns = seen.observed["turns"]
    return {
        **_part(Part(seen, weights), Part(first, weights)),
        "observed": {
            "turns": turns,
            "by_friction": ratio(seen.observed_chance, turns),
            "by_truth": ratio(seen.observed["wrong"], turns),
        },
        "parts": {name: _part(Part(seen, weights, name), Part(first, weights, name)) for name in names},
        "rules": rules_table(seen.rules, known, examples=seen.examples),
        "stale": {"rules": len(seen.stale), "median_uses": median(seen.stale) if seen.stale else None},
        "watch": {name: seen.fates[name] for name in FATES},
    }


FATES = tuple(f"{kind}{end}" for kind in ("good", "bad", "mixed") for end in ("", "_uses", "_withdrawn"))
"""Rewrites by home: those that were mostly right, and mostly wrong; their uses; those that the watch withdrew."""


def _part(part: Part, first: Part) -> dict[str, Any]:
    total = {name: part.total(name) for name in ("used", "held", "held_wrong", *OUTCOMES)}
    stood, right_as_heard = part.total("losses", "both_right"), part.total("right_as_heard")
    rewritten = part.rate(["losses", "both_wrong"], OUTCOMES)
    as_heard = part.rate(["wins", "both_wrong"], OUTCOMES)
    return {
        **total,
        **odds(total["wins"], total["losses"]),
        "judged": part.total("judged"),
        "fired_on_right": {"count": stood, "of": right_as_heard, "share": ratio(stood, right_as_heard)},
        "defect_rate": part.defects.told,
        "against_first": part.defects.against(first.defects).told,
        "rewritten": {
            "defect_rate": rewritten.told["value"],
            "as_heard": as_heard.told["value"],
            "change": rewritten.against(as_heard).told,
        },
    }


def odds(wins: int, losses: int) -> dict[str, Any]:
    """`decisive`, `right_to_wrong` and its lower 95 % bound: p / (1 - p) of Wilson's lower bound p of the wins' share.

    >>> odds(90, 10)["right_to_wrong_low"]
    4.735
    """
    decisive = wins + losses
    low = Share(wins, decisive).bounds[0] if decisive else None
    return {
        "decisive": decisive,
        "right_to_wrong": ratio(wins, losses),
        "right_to_wrong_low": round(low / (1 - low), 4) if low is not None else None,
    }


def _pair(this: Part, other: Part) -> dict[str, Any]:
    """How this arm differs from the other over the same households: in wins less losses, and in the defect rate."""
    net = this.column("wins") - this.column("losses") - other.column("wins") + other.column("losses")
    return {
        "net_wins": Rate(float(net.sum()), this.weights @ net).told,
        "defect_rate": this.defects.less(other.defects).told,
        "defect_rate_relative": this.defects.against(other.defects).told,
    }
