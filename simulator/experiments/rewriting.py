"""What rewrites were worth by truth, counted a household at a time.

A rewrite that was used wins where what became was right and would have been wrong with the words as heard, and loses
where it is the other way round; only these two are decisive. What would have been is the verdict's `otherwise_right`,
found on the same turn. Holdouts are turns whose rewrite was known and held back; they are counted apart.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from typing import Any

import numpy as np

from simulator.experiments.learnt_rules import OUTCOMES, Known, rules_table
from simulator.experiments.shares import Floats, divided, interval, ratio
from simulator.share import Share


@dataclass(frozen=True, slots=True)
class Used:
    """A rewrite as the log has it."""

    rule: str
    source: str
    way: str


@dataclass(slots=True)
class Seen:
    """What was counted in one arm."""

    homes: list[Counter[str]] = field(default_factory=list)
    """By household, in order; keys are `figure|part` with the parts of `_parts`."""
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    stale: list[int] = field(default_factory=list)
    """By stale personal rule, its uses after the flip."""
    observed: Counter[str] = field(default_factory=Counter)
    observed_chance: float = 0.0


def count(seen: Seen, turns: Any, truths: Sequence[Mapping[str, Any]], verdicts: Sequence[Mapping[str, Any]], *,
          flip: date | None = None) -> None:  # fmt: skip
    """Counts one household of one arm; `turns` is its table."""
    used, times = _used(turns), _times(truths)
    first = min(times.values(), default=None)
    home: Counter[str] = Counter()
    for verdict in verdicts:
        at = times.get(_key(verdict))
        parts = ["all", *_when(at, first)]
        if verdict.get("group"):
            parts.append(f"group {verdict['group']}")
        _one(seen, home, verdict, parts, used.get(verdict["turn"]))
    seen.homes.append(home)
    _observe(seen, turns, verdicts)
    if flip is not None:
        seen.stale += _stale(verdicts, times, used, flip)


def _one(seen: Seen, home: Counter[str], verdict: Mapping[str, Any], parts: Sequence[str], used: Used | None) -> None:
    right, otherwise, arm = verdict["right"], verdict.get("otherwise_right"), verdict.get("rewrite_arm") or ""
    fired = arm == "rewritten"
    figures = ["judged"] if right else ["judged", "defects"]
    if verdict["turn"] and (otherwise if fired else right):
        figures.append("right_as_heard")
    if arm == "holdout":
        figures += ["held", *(["held_wrong"] if not right else [])]
    for part in parts:
        home.update(f"{figure}|{part}" for figure in figures)
    if not fired:
        return
    outcome = _outcome(right, otherwise)
    extra = [f"source {used.source}", f"way {used.way}"] if used else []
    for part in (*parts, *extra):
        home.update([f"used|{part}", f"{outcome}|{part}"])
    rule = verdict.get("rewrite_rule") or ""
    seen.rules[rule].update(["uses", outcome])


def _outcome(right: bool, otherwise: bool | None) -> str:
    if otherwise is None:
        return "unknown"
    if right:
        return "both_right" if otherwise else "wins"
    return "losses" if otherwise else "both_wrong"


def summary(
    seen: Mapping[str, Seen], weights: Floats, *, known: Known | None = None,
) -> dict[str, Any]:  # fmt: skip
    """`arms` and `pairs`: JSON values; the first arm is the one that others are held against.

    `weights` is how often each household is drawn, (draws, households); the same draws serve every arm.
    """
    names = list(seen)
    first = seen[names[0]]
    return {
        "arms": {name: _arm(one, first, weights, known or Known()) for name, one in seen.items()},
        "pairs": [
            {"arm": later, "than": earlier, **_pair(seen[later], seen[earlier], weights)}
            for at, later in enumerate(names) for earlier in names[:at]
        ],
    }  # fmt: skip


def _arm(seen: Seen, first: Seen, weights: Floats, known: Known) -> dict[str, Any]:
    parts = sorted({key.split("|")[1] for home in seen.homes for key in home})
    by_part = {part: _part(seen, first, weights, part) for part in parts}
    found = by_part.pop("all", None) or _part(seen, first, weights, "all")
    observed, chances = seen.observed["turns"], seen.observed_chance
    return {
        **found,
        "observed": {
            "turns": observed,
            "by_friction": ratio(chances, observed),
            "by_truth": ratio(seen.observed["wrong"], observed),
        },
        "parts": by_part,
        "rules": rules_table(seen.rules, known),
        "stale": {"rules": len(seen.stale), "median_uses": median(seen.stale) if seen.stale else None},
    }


def _part(seen: Seen, first: Seen, weights: Floats, part: str) -> dict[str, Any]:
    total = {name: _total(seen, name, part) for name in ("used", "held", "held_wrong", *OUTCOMES)}
    judged, right_as_heard = _total(seen, "judged", part), _total(seen, "right_as_heard", part)
    fired = total["wins"] + total["losses"] + total["both_right"] + total["both_wrong"]
    stood = total["losses"] + total["both_right"]
    return {
        **total,
        **odds(total["wins"], total["losses"]),
        "judged": judged,
        "fired_on_right": {"count": stood, "of": right_as_heard, "share": ratio(stood, right_as_heard)},
        "defect_rate": interval(_rates(seen, weights, part), ratio(_total(seen, "defects", part), judged)),
        "against_first": _relative(_rates(seen, weights, part), _rates(first, weights, part), _rate(seen, part),
                                   _rate(first, part)),
        "rewritten": {
            "defect_rate": ratio(total["losses"] + total["both_wrong"], fired),
            "as_heard": ratio(total["wins"] + total["both_wrong"], fired),
            **_change(seen, weights, part),
        },
    }  # fmt: skip


def odds(wins: int, losses: int) -> dict[str, Any]:
    """`decisive`, `right_to_wrong` and its lower 95 % bound: p / (1 - p) of Wilson's lower bound p of the wins' share.

    >>> odds(90, 10)["right_to_wrong_low"]
    4.734
    """
    decisive = wins + losses
    low = max(Share(wins, decisive).bounds[0], 0.0) if decisive else None
    return {
        "decisive": decisive,
        "right_to_wrong": ratio(wins, losses),
        "right_to_wrong_low": round(low / (1 - low), 4) if low is not None and low < 1 else None,
    }


def _pair(this: Seen, other: Seen, weights: Floats) -> dict[str, Any]:
    """How this arm differs from the other over the same households: in wins less losses, and in the defect rate."""
    net = _column(this, "wins") - _column(this, "losses") - _column(other, "wins") + _column(other, "losses")
    difference = _rates(this, weights, "all") - _rates(other, weights, "all")
    before, after = _rate(other, "all"), _rate(this, "all")
    value = None if before is None or after is None else round(after - before, 6)
    return {
        "net_wins": interval(weights @ net, float(net.sum())),
        "defect_rate": interval(difference, value),
        "defect_rate_relative": _relative(_rates(this, weights, "all"), _rates(other, weights, "all"), after, before),
    }


def _change(seen: Seen, weights: Floats, part: str) -> dict[str, Any]:
    """By how much the defects of rewritten turns changed against the same turns' words as heard."""
    both = _column(seen, "both_wrong", part)
    after, before = _column(seen, "losses", part) + both, _column(seen, "wins", part) + both
    value = (after.sum(), before.sum())
    return {"change": _relative(weights @ after, weights @ before, float(value[0]), float(value[1]))}


def _stale(
    verdicts: Sequence[Mapping[str, Any]], times: Mapping[tuple[str, ...], datetime], used: Mapping[str, Used],
    flip: date,
) -> list[int]:  # fmt: skip
    """By personal rule that was used before the flip and loses after it, how often it was used after it."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    losses: Counter[str] = Counter()
    for verdict in verdicts:
        one, at = used.get(verdict["turn"]), times.get(_key(verdict))
        if one is None or at is None or one.source != "personal" or verdict.get("rewrite_arm") != "rewritten":
            continue
        later = at.date() >= flip
        (after if later else before)[one.rule] += 1
        losses[one.rule] += later and _outcome(verdict["right"], verdict.get("otherwise_right")) == "losses"
    return [after[rule] for rule in sorted(before) if losses[rule]]


def _used(turns: Any) -> dict[str, Used]:
    """By turn, the rewrite that was used or held back; the JSON is read of those turns alone."""
    if "rule" not in turns.column_names:
        return {}
    found: dict[str, Used] = {}
    rules = turns["rule"].to_pylist()
    for place, rule in enumerate(rules):
        if rule:
            row = turns.slice(place, 1).to_pylist()[0]
            rewrite = json.loads(row["json"]).get("rewrite") or {}
            way = rule.split(":")[0] if ":" in rule else "rule"
            found[row["turn"]] = Used(rule, rewrite.get("source", ""), way)
    return found


def _observe(seen: Seen, turns: Any, verdicts: Sequence[Mapping[str, Any]]) -> None:
    """Defects as friction has them beside the truth, of the turns that were weighed."""
    if "defect" not in turns.column_names:
        return
    right = {verdict["turn"]: verdict["right"] for verdict in verdicts if verdict["turn"]}
    for turn, chance in zip(turns["turn"].to_pylist(), turns["defect"].to_pylist(), strict=True):
        if chance is not None and turn in right:
            seen.observed.update(turns=1, wrong=int(not right[turn]))
            seen.observed_chance += chance


def _times(truths: Sequence[Mapping[str, Any]]) -> dict[tuple[str, ...], datetime]:
    return {_key(truth): truth["at"] for truth in truths}


def _key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["goal"], str(row["attempt"])) if row["goal"] else ("", row["turn"])


def _when(at: datetime | None, first: datetime | None) -> list[str]:
    """The week, counted from 1 from the household's first day."""
    return [] if at is None or first is None else [f"week {(at.date() - first.date()).days // 7 + 1}"]


def _column(seen: Seen, figure: str, part: str = "all") -> Floats:
    return np.asarray([home[f"{figure}|{part}"] for home in seen.homes], np.float64)


def _total(seen: Seen, figure: str, part: str) -> int:
    return sum(home[f"{figure}|{part}"] for home in seen.homes)


def _rate(seen: Seen, part: str) -> float | None:
    return ratio(_total(seen, "defects", part), _total(seen, "judged", part))


def _rates(seen: Seen, weights: Floats, part: str) -> Floats:
    return divided(weights @ _column(seen, "defects", part), weights @ _column(seen, "judged", part))


def _relative(after: Floats, before: Floats, value: float | None, base: float | None) -> dict[str, float | None]:
    change = None if value is None or not base else round(value / base - 1, 6)
    return interval(divided(after, before) - 1, change)
