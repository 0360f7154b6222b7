"""What an expectation says, and what it takes to hold."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.expect import checks, matches

TURN = {
    "status": "done",
    "reply": "The oven is at 312 degrees.",
    "slots": {"name": "Oven"},
    "targets": ["oven.kitchen", "light.hall"],
    "commands": [{"entity": "oven.kitchen", "service": "preheat", "data": {"temperature": 400}}],
    "question": False,
    "intent": None,
}


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("Oven", "oven"),
        (400, 400.0),
        (68, "68"),
        (False, False),
        (None, None),
        (["light.hall"], ["oven.kitchen", "light.hall"]),
        ([], []),
        ({"contains": "DEGREES"}, "312 degrees"),
        ({"contains": "light.hall"}, ["light.hall"]),
        ({"matches": r"^\d+ degrees$"}, "312 degrees"),
        ({"above": 300, "below": 400}, 312),
        ({"any_of": ["done", {"contains": "ans"}]}, "answered"),
        ({"all_of": [{"contains": "a"}, {"contains": "b"}]}, "ab"),
        ({"not": "done"}, "failed"),
        ({"absent": True}, None),
        ({"absent": False}, "x"),
        ([{"service": "preheat", "data": {"temperature": {"above": 300}}}], TURN["commands"]),
    ],
)
def test_holds(expected: Any, found: Any) -> None:
    assert matches(expected, found)


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("oven", None),
        (400, 401),
        (1, True),
        (False, None),
        (False, 0),
        ([], ["light.hall"]),
        (["a", "b"], ["a"]),
        ({"above": 300}, None),
        ({"above": 300}, "warm"),
        ({"contains": "x"}, None),
        ({"absent": True}, "x"),
        ({"not": {"contains": "oven"}}, "the oven"),
        ({"state": "on"}, {"state": "off"}),
        ({"state": "on"}, None),
    ],
)
def test_does_not_hold(expected: Any, found: Any) -> None:
    assert not matches(expected, found)


def test_a_dotted_key_reaches_into_a_turn() -> None:
    (check,) = checks({"slots.name": "oven"}, TURN)
    assert (check.what, check.found, check.holds) == ("slots.name", "Oven", True)


def test_an_expectation_of_a_turn_that_never_came_fails() -> None:
    assert [check.holds for check in checks({"status": "done"}, None)] == [False]
