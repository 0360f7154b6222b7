"""What rewrites were worth: figures of rows small enough to be worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from simulator.experiments.rewrites_counted import Seen, count
from simulator.experiments.rewriting import odds, summary

Row = dict[str, Any]

MONDAY, NEXT_MONDAY = datetime.fromisoformat("2026-03-02T08:00"), datetime.fromisoformat("2026-03-09T08:00")
ONE_HOME_TWICE = np.array([[2.0, 0.0], [0.0, 2.0]])
"""Two bootstrap draws of two households."""


def said(turn: str, right: bool, arm: str = "", otherwise: bool | None = None, *, at: datetime = MONDAY,
         rule: str = "", source: str = "global", chance: float | None = None) -> Row:  # fmt: skip
    """One thing said: what the three tables hold of it."""
    return {
        "goal": f"goal of {turn}", "attempt": 1, "turn": turn, "right": right, "otherwise_right": otherwise,
        "rewrite_arm": arm, "rewrite_rule": rule, "rule": rule, "at": at, "group": "others", "defect": chance,
        "json": json.dumps({"rewrite": {"source": source, "original": turn, "text": "better"}} if rule else {}),
    }  # fmt: skip


ANA = (
    said("won", True, "rewritten", False, rule="r1"),
    said("lost", False, "rewritten", True, rule="r1"),
    said("right anyway", True, "rewritten", True, rule="near-better", at=NEXT_MONDAY, source="personal"),
    said("wrong anyway", False, "rewritten", False, rule="near-better", at=NEXT_MONDAY, source="personal"),
    said("plain", True, chance=0.1),
    said("held", False, "holdout", True, rule="r1", at=NEXT_MONDAY, chance=0.7),
    {**said("", False), "goal": "never woken"},
)
BEN = (said("won 1", True, "rewritten", False, rule="r1"), said("won 2", True, "rewritten", False, rule="r1"))
ANA_OFF = (*(said(f"wrong {number}", False) for number in range(5)), said("a", True), said("b", True))
BEN_OFF = (said("wrong 1", False), said("wrong 2", False))


def counted(*homes: Sequence[Row], flip: date | None = None) -> Seen:
    seen = Seen()
    for rows in homes:
        turns = pa.Table.from_pylist([row for row in rows if row["turn"]])
        count(seen, turns, rows, rows, flip=flip)
    return seen


@pytest.fixture(scope="module")
def found() -> Row:
    return summary({"off": counted(ANA_OFF, BEN_OFF), "learnt": counted(ANA, BEN)}, ONE_HOME_TWICE)


@pytest.fixture(scope="module")
def learnt(found: Row) -> Row:
    arm: Row = found["arms"]["learnt"]
    return arm


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("used", 6),
        ("wins", 3),
        ("losses", 1),
        ("both_right", 1),
        ("both_wrong", 1),
        ("held", 1),
        ("held_wrong", 1),
        ("judged", 9),
        ("decisive", 4),
        ("right_to_wrong", 3.0),
    ],
)
def test_what_became_of_rewrites_is_counted(learnt: Row, figure: str, value: float) -> None:
    assert learnt[figure] == value


def test_the_bound_of_wins_to_losses_is_wilsons(learnt: Row) -> None:
    # 3 of 4: (0.75 + 3.8416 / 8 - 1.96 * sqrt(0.75 * 0.25 / 4 + 3.8416 / 64)) / (1 + 3.8416 / 4) = 0.30064
    assert learnt["right_to_wrong_low"] == pytest.approx(0.30064 / (1 - 0.30064), abs=1e-4)


def test_without_losses_there_is_a_bound_and_no_ratio() -> None:
    assert odds(5, 0) == {"decisive": 5, "right_to_wrong": None, "right_to_wrong_low": 1.3015}  # 0.56551 / 0.43449


def test_without_decisive_turns_there_is_neither() -> None:
    assert odds(0, 0) == {"decisive": 0, "right_to_wrong": None, "right_to_wrong_low": None}


def test_it_fires_on_right_of_what_would_have_been_right_as_heard(learnt: Row) -> None:
    # "lost" and "right anyway" of these two and "plain": what was held out and wrong would not have been right.
    assert learnt["fired_on_right"] == {"count": 2, "of": 3, "share": 0.666667}


def test_defects_are_held_against_the_first_arms(learnt: Row) -> None:
    # 4 of 9 against 7 of 9; Ana's home alone 4/7 against 5/7, Ben's alone 0 against 1.
    assert learnt["defect_rate"]["value"] == 0.444444
    assert learnt["against_first"] == {"value": pytest.approx(-3 / 7, abs=1e-6), "low": -0.98, "high": -0.22}


def test_rewritten_turns_are_held_against_the_same_as_heard(learnt: Row) -> None:
    # 2 of 6 wrong, 4 of 6 as heard.
    rewritten = learnt["rewritten"]
    assert (rewritten["defect_rate"], rewritten["as_heard"], rewritten["change"]["value"]) == (0.333333, 0.666667, -0.5)


def test_arms_are_paired_over_the_same_households(found: Row) -> None:
    (pair,) = found["pairs"]
    assert (pair["arm"], pair["than"]) == ("learnt", "off")
    assert pair["net_wins"] == {"value": 2.0, "low": 0.1, "high": 3.9}  # Ana 1 - 1, Ben 2; twice each
    assert pair["defect_rate"]["value"] == -0.333333


@pytest.mark.parametrize(
    ("part", "used", "wins"),
    [("week 1", 4, 3), ("week 2", 2, 0), ("source personal", 2, 0), ("way near", 2, 0), ("way rule", 4, 3)],
)
def test_weeks_sources_and_ways_are_told_apart(learnt: Row, part: str, used: int, wins: int) -> None:
    assert (learnt["parts"][part]["used"], learnt["parts"][part]["wins"]) == (used, wins)


def test_the_friction_of_weighed_turns_stands_beside_the_truth(learnt: Row) -> None:
    assert learnt["observed"] == {"turns": 2, "by_friction": 0.4, "by_truth": 0.5}


def own(turn: str, right: bool, words: str, want: str, *, at: datetime = MONDAY) -> Row:
    """A use of a home's own rewrite of such words."""
    row = said(turn, right, "rewritten", False, rule=words, source="personal", at=at)
    return {**row, "want": want, "json": json.dumps({"rewrite": {"source": "personal", "original": words, "text": ""}})}


@pytest.mark.parametrize(
    ("after", "uses"),
    [
        ([(False, "bedroom"), (False, "bedroom")], [2]),  # it means another thing now
        ([(False, "hall"), (False, "bedroom")], []),  # it means what it did, and went wrong
        ([(False, "bedroom"), (True, "bedroom")], []),  # it serves all the same
    ],
)
def test_a_rewrite_is_stale_when_by_its_words_something_else_is_wanted(
    after: Sequence[tuple[bool, str]], uses: Sequence[int]
) -> None:
    old = [own(f"o{number}", True, "the big light", "hall") for number in range(2)]
    new = [own(f"n{at}", *one[:1], "the big light", one[1], at=NEXT_MONDAY) for at, one in enumerate(after)]
    assert counted([*old, *new], flip=date(2026, 3, 9)).stale == uses


def test_what_the_watch_withdrew_is_counted_by_what_it_was_worth() -> None:
    rows = [own("1", True, "good", ""), own("2", True, "lost", ""), own("3", False, "bad", "")]
    seen = Seen()
    gone = {"lost": "used twice, failed 2", "bad": "used once, failed 1", "good": "refused"}
    count(seen, pa.Table.from_pylist(rows), rows, rows, withdrawn=gone)
    assert (seen.fates["good"], seen.fates["good_withdrawn"], seen.fates["bad_withdrawn"]) == (2, 1, 1)


def test_a_rewrite_without_a_known_other_way_is_used_and_nothing_more() -> None:
    seen = counted([said("t", True, "rewritten", None, rule="r")])
    arm = summary({"x": seen}, np.ones((1, 1)))["arms"]["x"]
    assert [arm[name] for name in ("used", "wins", "losses", "both_right", "both_wrong")] == [1, 0, 0, 0, 0]


def test_a_rule_that_stands_in_no_file_is_told_by_its_first_use(learnt: Row) -> None:
    near = next(one for one in learnt["rules"]["most_used"] if one["rule"] == "near-better")
    assert (near["heard"], near["text"], near["source"]) == ("right anyway", "better", "personal")
    assert (near["uses"], near["sessions"]) == (2, None)
