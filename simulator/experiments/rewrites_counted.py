"""Counts what rewrites did by truth, a household at a time.

A rewrite that was used wins where what became was right and would have been wrong with the words as heard, and loses
where it is the other way round; only these two are decisive. What would have been is the verdict's `otherwise_right`,
found on the same turn. Holdouts are turns whose rewrite was known and held back; they are counted apart.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from assistant.learnt import NEAR
from simulator.experiments.staleness import Use, fates, stale, use_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Used:
    """A rewrite as the log has it."""

    rule: str
    source: str
    heard: str
    text: str

    @property
    def way(self) -> str:
        """How it came about: by a `rule`, or by a `near` match."""
        return "near" if self.rule.startswith(NEAR) else "rule"


@dataclass(slots=True)
class Seen:
    """What was counted in one arm."""

    homes: list[Counter[tuple[str, str]]] = field(default_factory=list)
    """By household, in order: how often by figure and part. Parts are `all`, and `week 1`, `group others`,
    `source personal`, `way rule` and the like."""
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By rule: its `uses`, and how they ended."""
    examples: dict[str, Used] = field(default_factory=dict)
    """By rule, the first time that it was used."""
    stale: list[int] = field(default_factory=list)
    """By words that a stale rewrite of a home's own is for, its uses after the flip."""
    fates: Counter[str] = field(default_factory=Counter)
    """Good and bad rewrites, and how many of them the homes' watch withdrew: see `staleness.fates`."""
    observed: Counter[str] = field(default_factory=Counter)
    """Turns that were weighed, and how many of them were `wrong`."""
    observed_chance: float = 0.0
    """The sum of the weighed turns' chances of a defect."""


def count(
    seen: Seen,
    turns: Any,
    truths: Sequence[Row],
    verdicts: Sequence[Row],
    *,
    flip: date | None = None,
    withdrawn: Mapping[str, str] | None = None,
) -> None:
    """Counts one household of one arm; `turns` is its table, `flip` the day on which preferences change, `withdrawn`
    what it knew of at the end as withdrawn, and why."""
    used, told = _used(turns), {_key(truth): truth for truth in truths}
    times = {key: truth["at"] for key, truth in told.items()}
    first = min(times.values(), default=None)
    home: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        parts = ["all", *_week(times.get(_key(verdict)), first)]
        if verdict.get("group"):
            parts.append(f"group {verdict['group']}")
        home.update((figure, part) for figure in _figures(verdict) for part in parts)
        if verdict.get("rewrite_arm") == "rewritten":
            _count_use(seen, home, verdict, parts, used.get(verdict["turn"]))
    seen.homes.append(home)
    _observe(seen, turns, verdicts)
    uses = list(_uses(verdicts, told, used))
    seen.fates.update(fates(uses, withdrawn or {}, flip))
    if flip is not None:
        seen.stale += stale(uses, flip)


def _figures(verdict: Row) -> Iterator[str]:
    """What a thing said counts for, whether it was rewritten or not."""
    right, arm = verdict["right"], verdict.get("rewrite_arm")
    yield "judged"
    if not right:
        yield "defects"
    if verdict["turn"] and (verdict.get("otherwise_right") if arm == "rewritten" else right):
        yield "right_as_heard"
    if arm == "holdout":
        yield "held"
        if not right:
            yield "held_wrong"


def _count_use(
    seen: Seen, home: Counter[tuple[str, str]], verdict: Row, parts: Sequence[str], used: Used | None
) -> None:
    outcome = _outcome(verdict)
    extra = [f"source {used.source}", f"way {used.way}"] if used else []
    for part in (*parts, *extra):
        home.update([("used", part), (outcome, part)])
    rule = verdict.get("rewrite_rule") or ""
    seen.rules[rule].update(["uses", outcome])
    if used:
        seen.examples.setdefault(rule, used)


def _outcome(verdict: Row) -> str:
    right, otherwise = verdict["right"], verdict.get("otherwise_right")
    if otherwise is None:
        return "unknown"
    if right:
        return "both_right" if otherwise else "wins"
    return "losses" if otherwise else "both_wrong"


def _uses(verdicts: Sequence[Row], truths: Mapping[tuple[str, ...], Row], used: Mapping[str, Used]) -> Iterator[Use]:
    """The rewrites that were used."""
    for verdict in verdicts:
        one, truth = used.get(verdict["turn"]), truths.get(_key(verdict))
        if one is not None and truth is not None and verdict.get("rewrite_arm") == "rewritten":
            yield use_of(verdict, truth, rule=one.rule, heard=one.heard, source=one.source)


def _used(turns: Any) -> dict[str, Used]:
    """By turn, the rewrite that was used or held back; the JSON is read of those turns alone."""
    if "rule" not in turns.column_names:
        return {}
    found: dict[str, Used] = {}
    for place, rule in enumerate(turns["rule"].to_pylist()):
        if rule:
            row = turns.slice(place, 1).to_pylist()[0]
            rewrite = json.loads(row["json"]).get("rewrite") or {}
            found[row["turn"]] = Used(rule, *(rewrite.get(name, "") for name in ("source", "original", "text")))
    return found


def _observe(seen: Seen, turns: Any, verdicts: Sequence[Row]) -> None:
    """Defects as friction has them beside the truth, of the turns that were weighed."""
    if "defect" not in turns.column_names:
        return
    right = {verdict["turn"]: verdict["right"] for verdict in verdicts if verdict["turn"]}
    for turn, chance in zip(turns["turn"].to_pylist(), turns["defect"].to_pylist(), strict=True):
        if chance is not None and turn in right:
            seen.observed.update(turns=1, wrong=int(not right[turn]))
            seen.observed_chance += chance


def _key(row: Row) -> tuple[str, ...]:
    return (row["goal"], str(row["attempt"])) if row["goal"] else ("", row["turn"])


def _week(at: datetime | None, first: datetime | None) -> list[str]:
    """The week, counted from 1 from the household's first day."""
    return [] if at is None or first is None else [f"week {(at.date() - first.date()).days // 7 + 1}"]
