"""The summary's figures on results small enough to be worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from simulator.experiments import rows
from simulator.experiments.summary import summarise
from simulator.judge.values import Truth, Verdict
from tests.simulator.experiments.tiny_life import truth, verdict

TURNS = pa.schema([("arm", pa.string()), ("turn", pa.string()), ("session", pa.string()), ("text", pa.string())])

Home = tuple[list[tuple[str, str, str]], list[Truth], list[Verdict]]
"""Turns as (turn, session, text), truths, verdicts."""

ANA_PLAIN: Home = (
    [("a1", "s1", "night on"), ("a2", "s1", "light on"), ("a3", "s2", "never come back")],
    [
        truth("a/light", 1, "a1", reached=False, last=False),
        truth("a/light", 2, "a2"),
        truth("a/timer", 1, "", reached=False),
        truth("", 1, "a3", reached=False),
    ],
    [
        verdict("a/light", 1, "a1", "asr", words=4, substituted=2),
        verdict("a/light", 2, "a2", words=6, inserted=1),
        verdict("a/timer", 1, "", "missed_wake", words=5, deleted=5),
        verdict("", 1, "a3", "false_wake", words=0),
    ],
)
"""Two goals, one reached at the second attempt; 4 judged, 3 of them defects."""

BEN_PLAIN: Home = ([("b1", "s3", "stop")], [truth("b/stop", 1, "b1")], [verdict("b/stop", 1, "b1", words=10)])

ANA_OTHER: Home = (
    [("a1", "s1", "light on")],
    [truth("a/light", 1, "a1"), truth("a/timer", 1, "", reached=False)],
    [verdict("a/light", 1, "a1"), verdict("a/timer", 1, "", "missed_wake")],
)
BEN_OTHER: Home = (
    [("b1", "s3", "stop")],
    [truth("b/stop", 1, "b1", reached=False)],
    [verdict("b/stop", 1, "b1", "result")],
)


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("households")
    homes = {("h0", "plain"): ANA_PLAIN, ("h1", "plain"): BEN_PLAIN, ("h0", "x"): ANA_OTHER, ("h1", "x"): BEN_OTHER}
    for (household, arm), home in homes.items():
        _write(folder / household / arm, arm, home)
    return summarise([folder / "h0", folder / "h1"], ["plain", "x"], days=7, seed=1)


def _write(folder: Path, arm: str, home: Home) -> None:
    turns, truths, verdicts = home
    folder.mkdir(parents=True)
    names = TURNS.names
    rows.write(folder / "turns.parquet", TURNS, [dict(zip(names, (arm, *turn), strict=True)) for turn in turns])
    rows.write(folder / "truths.parquet", rows.TRUTHS, [rows.value_row(arm, one) for one in truths])
    rows.write(folder / "verdicts.parquet", rows.VERDICTS, [rows.value_row(arm, one) for one in verdicts])


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("turns", 4),
        ("sessions", 3),
        ("requests", 4),
        ("goals", 3),
        ("judged", 5),
        ("defects", 3),
        ("missed_wakes", 1),
        ("false_wakes", 1),
        ("goals_reached", {"count": 2, "share": 0.666667}),
        ("attempts_a_goal", 1.333333),
        ("words", 20),  # what was never heard is no error of the recogniser
        ("word_error_rate", 0.15),
        ("substituted", 0.1),
        ("deleted", 0.0),
        ("inserted", 0.05),
    ],
)
def test_an_arms_figures(summary: dict[str, Any], figure: str, value: object) -> None:
    assert summary["arms"]["plain"][figure] == value


def test_failure_points_are_counted_with_their_shares(summary: dict[str, Any]) -> None:
    found = summary["arms"]["plain"]["failures"]
    counts = {name: one["count"] for name, one in found.items() if one["count"]}
    assert counts == {"correct": 2, "false_wake": 1, "missed_wake": 1, "asr": 1}
    assert found["asr"]["share"] == 0.2


def test_the_interval_spans_what_households_drawn_anew_would_give(summary: dict[str, Any]) -> None:
    # Ana's home has 3 of 4, Ben's 0 of 1: drawn twice each, they bound every draw.
    assert summary["arms"]["plain"]["defect_rate"] == {"value": 0.6, "low": 0.0, "high": 0.75}


def test_an_arm_is_compared_by_goal_and_attempt(summary: dict[str, Any]) -> None:
    found = summary["against"]["arms"]["x"]
    counts = {name: found[name] for name in ("paired", "wins", "losses", "only_first", "only_this")}
    # Paired: light 1 (won), timer 1 (wrong in both), stop 1 (lost). The second attempt was not needed.
    assert counts == {"paired": 3, "wins": 1, "losses": 1, "only_first": 1, "only_this": 0}


def test_turns_that_differ_or_are_missing_are_counted_once(summary: dict[str, Any]) -> None:
    assert summary["against"]["arms"]["x"]["differing_turns"] == 3


def test_the_difference_of_defects_is_drawn_over_the_same_households(summary: dict[str, Any]) -> None:
    # 2 of 3 against 3 of 5; Ana's home alone 1/2 - 3/4, Ben's alone 1 - 0.
    found = summary["against"]["arms"]["x"]["defect_rate_difference"]
    assert found == {"value": 0.066667, "low": -0.25, "high": 1.0}
