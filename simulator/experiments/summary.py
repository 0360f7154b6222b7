"""An experiment in figures: by arm, and each arm against the first over the same households, goals and noise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.experiments.tables import read

FILE = "summary.json"
RESAMPLES = 1_000
"""Bootstrap samples of households."""

LEVEL = (2.5, 97.5)

Columns = Mapping[str, list[Any]]


def summarise(out: Path, *, arms: Sequence[str], seed: int) -> dict[str, Any]:
    """The summary of the tables in a folder; also written there as `summary.json`."""
    truths, verdicts = _by_arm(read(out / "truths.parquet")), _by_arm(read(out / "verdicts.parquet"))
    turns = _by_arm(read(out / "turns.parquet"))
    summary: dict[str, Any] = {"version": 1, "arms": {}}
    for arm in arms:
        summary["arms"][arm] = _arm(truths[arm], verdicts[arm], turns[arm], seed)
    summary["against_the_first"] = {
        arm: _against(verdicts[arms[0]], verdicts[arm], turns[arms[0]], turns[arm], seed) for arm in arms[1:]
    }
    (out / FILE).write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return summary


def bootstrap(households: Sequence[str], values: Sequence[float], *, seed: int) -> tuple[float, float]:
    """The 95 % interval of a mean over turns, households being what is drawn: each with all of its turns."""
    names, place = np.unique(np.asarray(households), return_inverse=True)
    sums = np.bincount(place, np.asarray(values, float), len(names))
    counts = np.bincount(place, minlength=len(names)).astype(float)
    drawn = np.random.default_rng(seed).integers(len(names), size=(RESAMPLES, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, LEVEL)
    return float(low), float(high)


def _arm(truths: Columns, verdicts: Columns, turns: Columns, seed: int) -> dict[str, Any]:
    wrong = [0.0 if right else 1.0 for right in verdicts["right"]]
    points = Counter(verdicts["failure"])
    goals = [i for i, last in enumerate(truths["last"]) if last and truths["goal"][i]]
    words = sum(verdicts["words"])
    errors = {kind: _share(sum(verdicts[kind]), words) for kind in ("substituted", "deleted", "inserted")}
    supported = [i for i in goals if truths["supported"][i]]
    return {
        "households": len(set(truths["household"])),
        "turns": len(turns["turn"]),
        "said": sum(1 for goal in truths["goal"] if goal),
        "sessions": len(set(zip(turns["household"], turns["session"], strict=True))),
        "goals": len(goals),
        "goals_reached": _share(sum(truths["reached"][i] for i in supported), len(supported)),
        "said_a_goal": _share(sum(1 for goal in truths["goal"] if goal), len(goals)),
        "defect_rate": _share(sum(wrong), len(wrong)),
        "defect_rate_95": bootstrap(verdicts["household"], wrong, seed=seed) if wrong else None,
        "failure_points": dict(sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))),
        "reactions": dict(sorted(Counter(truths["reaction"]).items(), key=lambda pair: (-pair[1], pair[0]))),
        "strategies": dict(sorted(Counter(truths["strategy"]).items(), key=lambda pair: (-pair[1], pair[0]))),
        "word_error_rate": round(sum(errors.values()), 5),
        "word_errors": errors,
        "missed_wakes": points["missed_wake"],
        "false_wakes": points["false_wake"],
    }


def _against(first: Columns, other: Columns, turns: Columns, others: Columns, seed: int) -> dict[str, Any]:
    """What was won and lost over the same things said, and how many turns differ at all."""
    before, after = _rights(first), _rights(other)
    both = sorted(before.keys() & after.keys())
    wins = sum(after[key] and not before[key] for key in both)
    losses = sum(before[key] and not after[key] for key in both)
    households = sorted({key[0] for key in (*before, *after)})
    one, two = _rates(first, households), _rates(other, households)
    differences = _differences(one, two, seed)
    return {
        "wins": wins,
        "losses": losses,
        "said_in_both": len(both),
        "differing_turns": _differing(turns, others),
        "defect_rate_difference": round(float(two[0].sum() / two[1].sum() - one[0].sum() / one[1].sum()), 6),
        "defect_rate_difference_95": differences,
    }


def _differences(
    one: tuple[NDArray[Any], NDArray[Any]], two: tuple[NDArray[Any], NDArray[Any]], seed: int
) -> tuple[float, float]:
    drawn = np.random.default_rng(seed).integers(len(one[0]), size=(RESAMPLES, len(one[0])))
    rates = [wrong[drawn].sum(axis=1) / np.maximum(1, count[drawn].sum(axis=1)) for wrong, count in (one, two)]
    low, high = np.percentile(rates[1] - rates[0], LEVEL)
    return round(float(low), 6), round(float(high), 6)


def _rates(verdicts: Columns, households: Sequence[str]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Wrong turns and all turns of each household."""
    place = {name: at for at, name in enumerate(households)}
    wrong, count = np.zeros(len(households)), np.zeros(len(households))
    for household, right in zip(verdicts["household"], verdicts["right"], strict=True):
        wrong[place[household]] += not right
        count[place[household]] += 1
    return wrong, count


def _rights(verdicts: Columns) -> dict[tuple[str, str, int], bool]:
    """Whether each thing said came out right: by household, goal and attempt."""
    keys = zip(verdicts["household"], verdicts["goal"], verdicts["attempt"], strict=True)
    return {key: right for key, right in zip(keys, verdicts["right"], strict=True) if key[1]}


def _differing(turns: Columns, others: Columns) -> int:
    """Turns of which anything at all differs, or that only one arm has."""
    one = dict(zip(turns["turn"], zip(*_cells(turns), strict=True), strict=True))
    two = dict(zip(others["turn"], zip(*_cells(others), strict=True), strict=True))
    return sum(one.get(turn) != two.get(turn) for turn in {*one, *two})


def _cells(turns: Columns) -> list[list[Any]]:
    return [cells for name, cells in turns.items() if name != "arm"]


def _by_arm(columns: Columns) -> dict[str, Columns]:
    places: dict[str, list[int]] = {}
    for at, arm in enumerate(columns["arm"]):
        places.setdefault(arm, []).append(at)
    return {
        arm: {name: [cells[at] for at in every] for name, cells in columns.items()} for arm, every in places.items()
    }


def _share(part: float, whole: float) -> float:
    return round(float(part) / float(whole), 6) if whole else 0.0
