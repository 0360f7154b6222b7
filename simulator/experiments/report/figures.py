"""The figures of the report: counts and rates from what was said, with intervals by household."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.draws import drawn
from simulator.experiments.report.data import Said

DRAWS = 1_000
"""Bootstrap draws of whole households."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate with its 95 % interval over households drawn anew (the percentile bootstrap); `nan` where none is."""

    value: float
    low: float
    high: float
    of: int
    """How many it is a rate of."""


def rates(cells: Sequence[tuple[str, str, float, float]], columns: Sequence[str]) -> list[Rate]:
    """Rates by column from (household, column, count, of) cells: households are drawn whole, with replacement."""
    homes = sorted({home for home, _, _, _ in cells})
    row, place = {home: at for at, home in enumerate(homes)}, {name: at for at, name in enumerate(columns)}
    counts, of = np.zeros((len(homes), len(columns))), np.zeros((len(homes), len(columns)))
    for home, column, count, total in cells:
        counts[row[home], place[column]] += count
        of[row[home], place[column]] += total
    if not homes:
        return [Rate(float("nan"), float("nan"), float("nan"), 0) for _ in columns]
    rng = np.random.default_rng(drawn("report", "bootstrap", len(homes)).getrandbits(63))
    weights = rng.multinomial(len(homes), np.full(len(homes), 1 / len(homes)), size=DRAWS).astype(float)
    again = _divided(weights @ counts, weights @ of)
    whole = _divided(counts.sum(0, keepdims=True), of.sum(0, keepdims=True))[0]
    return [_rate(whole[at], again[:, at], int(of[:, at].sum())) for at in range(len(columns))]


def rate(said: Iterable[Said], hit: Callable[[Said], bool]) -> Rate:
    """How often something holds of what was said."""
    return rates([(one.household, "", float(hit(one)), 1.0) for one in said], [""])[0]


def by_day(said: Iterable[Said], days: Sequence[str]) -> list[Rate]:
    """The defect rate of each day."""
    return rates([(one.household, one.at.date().isoformat(), float(not one.right), 1.0) for one in said], days)


def word_errors(said: Iterable[Said]) -> dict[str, Rate]:
    """Substituted, deleted and inserted words a word said, and all three as `word error rate`."""
    kinds = ("substituted", "deleted", "inserted")
    spoken = [one for one in said if one.verdict.words]
    found: dict[str, Rate] = {}
    for name, parts in (*((kind, (kind,)) for kind in kinds), ("word error rate", kinds)):
        cells = [
            (one.household, "", float(sum(getattr(one.verdict, part) for part in parts)), float(one.verdict.words))
            for one in spoken
        ]
        found[name] = rates(cells, [""])[0]
    return found


@dataclass(frozen=True, slots=True)
class Pursuit:
    """One goal from its first words to its end."""

    attempts: int
    seconds: float | None
    """From first asking until it stood reached, in the home's time; none where it never was."""


def pursuits(said: Iterable[Said]) -> list[Pursuit]:
    """Every goal's pursuit; what was said must stand in order of time."""
    goals: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        if one.goal:
            goals.setdefault((one.household, one.goal), []).append(one)
    found: list[Pursuit] = []
    for attempts in goals.values():
        reached = next((number for number, one in enumerate(attempts) if one.truth.reached), None)
        if reached is None:
            found.append(Pursuit(len(attempts), None))
        else:
            seconds = (attempts[reached].at - attempts[0].at).total_seconds()
            found.append(Pursuit(reached + 1, seconds))
    return found


@dataclass(frozen=True, slots=True)
class Share:
    """How many there are of something, and how many of them went wrong."""

    name: str
    count: int
    wrong: int


def shares(said: Iterable[Said], name: Callable[[Said], str]) -> list[Share]:
    """By name, the most frequent first."""
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in said:
        counts[name(one)] += 1
        wrong[name(one)] += not one.right
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return [Share(key, counts[key], wrong[key]) for key in ordered]


def histogram(values: Iterable[float], edges: Sequence[float]) -> list[int]:
    """How many values lie in each bin; the last bin takes its upper edge, and what is above it."""
    top = edges[-1]
    return [int(one) for one in np.histogram([min(value, top) for value in values], bins=list(edges))[0]]


def _divided(counts: Floats, of: Floats) -> Floats:
    out: Floats = np.full(counts.shape, np.nan)
    np.divide(counts, of, out=out, where=of > 0)
    return out


def _rate(value: float, again: Floats, of: int) -> Rate:
    drawn_rates = again[~np.isnan(again)]
    if not len(drawn_rates):
        return Rate(float(value), float("nan"), float("nan"), of)
    low, high = np.percentile(drawn_rates, [2.5, 97.5])
    return Rate(float(value), float(low), float(high), of)
