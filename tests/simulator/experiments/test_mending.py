"""Which defects another arm mends, on verdicts written by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulator.experiments.mending import Mended


def row(goal: str, attempt: int, right: bool, failure: str = "asr") -> dict[str, Any]:
    return {"goal": goal, "attempt": attempt, "right": right, "failure": "correct" if right else failure}


FIRST = [
    row("light", 1, False),
    row("light", 2, False, "nlu"),
    row("light", 3, True),
    row("timer", 1, False),
    row("", 1, False, "false_wake"),
]
THIS = [row("light", 1, True), row("timer", 1, False), row("", 1, True)]


@pytest.fixture(scope="module")
def summary() -> dict[str, Any]:
    mended = Mended()
    mended.add(FIRST, THIS)
    mended.add([row("stop", 1, False)], [row("stop", 1, True)])
    return mended.summary(np.array([[2.0, 0.0], [0.0, 2.0]]))


def test_a_defect_is_mended_not_needed_or_left(summary: dict[str, Any]) -> None:
    counts = {name: summary[name] for name in ("defects", "mended", "not_needed", "left")}
    assert counts == {"defects": 5, "mended": 2, "not_needed": 1, "left": 2}


def test_what_was_not_needed_is_mended_too(summary: dict[str, Any]) -> None:
    # 3 of 5; the homes alone 2 of 4 and 1 of 1.
    assert summary["share"] == {"value": 0.6, "low": 0.5125, "high": 0.9875}


def test_ends_are_told_by_the_first_arms_failure(summary: dict[str, Any]) -> None:
    assert summary["stages"] == {
        "asr": {"mended": 2, "not_needed": 0, "left": 1},
        "false_wake": {"mended": 0, "not_needed": 0, "left": 1},
        "nlu": {"mended": 0, "not_needed": 1, "left": 0},
    }
