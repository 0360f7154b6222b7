"""What an experiment came to, in figures: each arm by itself, and against the first.

Read a household at a time, so that memory stays flat. A defect is something said, or taken for speech, of which the
wrong thing became by truth (`verdicts.right`); missed wakes are among them, though no turn came of them. Intervals are
95 % by the percentile bootstrap over households, drawn whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy as np

from simulator.experiments import mending, rewriting, rows
from simulator.experiments.asked_before import Asked
from simulator.experiments.learnt_rules import Known, poisoned, read_known
from simulator.experiments.rewrites_counted import Seen, count
from simulator.experiments.shares import Floats, divided, interval, ratio
from simulator.judge.values import FailurePoint

DRAWS = 1_000
"""Bootstrap draws."""


@dataclass(slots=True)
class Counts:
    """What was counted in one arm."""

    plain: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    defects: list[int] = field(default_factory=list)
    """By household, in order; so are those below."""
    judged: list[int] = field(default_factory=list)
    against: Counter[str] = field(default_factory=Counter)
    """Against the first arm."""


@dataclass(frozen=True, slots=True)
class Tables:
    """One household in one arm."""

    turns: Any
    truths: list[dict[str, Any]]
    verdicts: list[dict[str, Any]]


def summarise(
    folders: Sequence[Path],
    arms: Sequence[str],
    *,
    days: int,
    seed: int,
    known: Known | None = None,
    flip: date | None = None,
    colluded: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The summary of the households in `folders`: JSON values. `seed` draws the bootstrap.

    `known` is what was learnt before, to which comes what each household knew at the end; `flip` is the day on which
    preferences change, `colluded` are the pairs (heard, text) on which colluders agreed.
    """
    known = known or Known()
    known_in = {arm: Known() for arm in arms}
    seen = {arm: Seen() for arm in arms}
    mended = {arm: mending.Mended() for arm in arms[1:]}
    counts, asked = {arm: Counts() for arm in arms}, Asked()
    for folder in folders:
        first = None
        for arm in arms:
            tables = _tables(folder / arm)
            _count(counts[arm], tables)
            own = read_known(folder / arm)
            known_in[arm].add(own)
            count(seen[arm], tables.turns, tables.truths, tables.verdicts, flip=flip, withdrawn=own.withdrawn)
            if first is None:
                first = tables
                asked.add(tables.truths, tables.verdicts)
            if arm != arms[0]:
                _compare(counts[arm].against, first, tables)
                mended[arm].add(first.verdicts, tables.verdicts)
    for one in known_in.values():
        one.add(known)
    weights = _weights(len(folders), seed)
    return {
        "households": len(folders),
        "days": days,
        "arms": {arm: _arm(counts[arm], weights) for arm in arms},
        "against": {
            "first": arms[0],
            "arms": {arm: _against(counts[arms[0]], counts[arm], weights) for arm in arms[1:]},
        },
        "rewriting": rewriting.summary(seen, weights, known=known_in),
        "asked_before": asked.summary(),
        "mended": {arm: one.summary(weights) for arm, one in mended.items()},
        "poisoned": poisoned(known.rules, colluded),
    }


def _tables(folder: Path) -> Tables:
    truths, verdicts = (rows.read(folder / f"{name}.parquet").to_pylist() for name in ("truths", "verdicts"))
    return Tables(rows.read(folder / "turns.parquet").drop_columns(["arm"]), truths, verdicts)


def _count(counts: Counts, tables: Tables) -> None:
    meant = [truth for truth in tables.truths if truth["goal"]]
    last = {truth["goal"]: truth for truth in meant}
    counts.plain.update(
        turns=tables.turns.num_rows,
        sessions=len(set(tables.turns["session"].to_pylist())),
        requests=len(meant),
        goals=len(last),
        reached=sum(truth["reached"] for truth in last.values()),
        false_wakes=sum(verdict["failure"] == "false_wake" for verdict in tables.verdicts),
        missed_wakes=sum(verdict["failure"] == "missed_wake" for verdict in tables.verdicts),
    )
    for verdict in tables.verdicts:
        counts.failures[verdict["failure"]] += 1
        if verdict["turn"]:
            counts.plain.update({name: verdict[name] for name in ("words", "substituted", "deleted", "inserted")})
    counts.judged.append(len(tables.verdicts))
    counts.defects.append(sum(not verdict["right"] for verdict in tables.verdicts))


def _compare(against: Counter[str], first: Tables, this: Tables) -> None:
    before, after = _by_attempt(first), _by_attempt(this)
    for key in before.keys() & after.keys():
        against["paired"] += 1
        if before[key] != after[key]:
            against["wins" if after[key] else "losses"] += 1
    against["only_first"] += len(before.keys() - after.keys())
    against["only_this"] += len(after.keys() - before.keys())
    against["differing_turns"] += 0 if first.turns.equals(this.turns) else _differing(first.turns, this.turns)


def _by_attempt(tables: Tables) -> dict[tuple[str, int], bool]:
    return {(row["goal"], row["attempt"]): row["right"] for row in tables.verdicts if row["goal"]}


def _differing(first: Any, this: Any) -> int:
    """Turns of either that the other has not, or not the same; a turn that both have counts once."""
    before, after = ({row["turn"]: row for row in table.to_pylist()} for table in (first, this))
    return sum(before.get(turn) != after.get(turn) for turn in before.keys() | after.keys())


def _arm(counts: Counts, weights: Floats) -> dict[str, Any]:
    plain, judged = counts.plain, sum(counts.judged)
    names = ("turns", "sessions", "requests", "goals", "missed_wakes", "false_wakes")
    kinds: Iterable[str] = get_args(FailurePoint)
    wrong = sum(plain[name] for name in ("substituted", "deleted", "inserted"))
    return {
        **{name: plain[name] for name in names},
        "judged": judged,
        "defects": sum(counts.defects),
        "defect_rate": interval(_rates(counts, weights), ratio(sum(counts.defects), judged)),
        "failures": {name: _counted(counts.failures[name], judged) for name in kinds},
        "goals_reached": _counted(plain["reached"], plain["goals"]),
        "attempts_a_goal": ratio(plain["requests"], plain["goals"]),
        "words": plain["words"],
        "word_error_rate": ratio(wrong, plain["words"]),
        **{name: ratio(plain[name], plain["words"]) for name in ("substituted", "deleted", "inserted")},
    }


def _against(first: Counts, this: Counts, weights: Floats) -> dict[str, Any]:
    names = ("paired", "wins", "losses", "only_first", "only_this", "differing_turns")
    before, after = (ratio(sum(one.defects), sum(one.judged)) for one in (first, this))
    # The same households are drawn for both arms, so what they have in common falls out.
    difference = interval(_rates(this, weights) - _rates(first, weights), _difference(before, after))
    return {**{name: this.against[name] for name in names}, "defect_rate_difference": difference}


def _weights(households: int, seed: int) -> Floats:
    """How often each household is drawn: (draws, households)."""
    rng = np.random.default_rng([abs(seed), households])
    return rng.multinomial(households, np.full(households, 1 / households), size=DRAWS).astype(np.float64)


def _rates(counts: Counts, weights: Floats) -> Floats:
    """The defect rate of each draw; nan where a draw holds nothing."""
    defects, judged = (np.asarray(values, np.float64) for values in (counts.defects, counts.judged))
    return divided(weights @ defects, weights @ judged)


def _counted(count: int, of: int) -> Mapping[str, float | None]:
    return {"count": count, "share": ratio(count, of)}


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else round(after - before, 6)
