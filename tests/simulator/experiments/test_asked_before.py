"""What a household has asked for before, on truths written by hand."""

from __future__ import annotations

from typing import Any

from simulator.experiments.asked_before import Asked


def said(goal: str, attempt: int, at: int, words: str, want: str = "light on") -> dict[str, Any]:
    return {"goal": goal, "attempt": attempt, "at": at, "said": words, "want": want}


def verdict(goal: str, attempt: int, *, right: bool) -> dict[str, Any]:
    return {"goal": goal, "attempt": attempt, "right": right}


def test_a_wish_and_its_words_count_where_another_goal_had_them_before() -> None:
    truths = [
        said("a", 1, 1, "lamp on"),
        said("a", 2, 2, "lamp on"),  # the same goal once more: not before
        said("b", 1, 3, "light the lamp"),
        said("c", 1, 4, "lamp on"),
        said("d", 1, 5, "lamp on", want="lamp off"),
        said("", 1, 6, "lamp on"),
    ]
    verdicts = [
        verdict("a", 1, right=False), verdict("a", 2, right=False), verdict("b", 1, right=False),
        verdict("c", 1, right=False), verdict("d", 1, right=True), verdict("", 1, right=False),
    ]  # fmt: skip
    asked = Asked()
    asked.add(truths, verdicts)
    assert asked.summary() == {"defects": 4, "same_wish": 0.5, "same_words": 0.25}


def test_of_nothing_there_is_no_share() -> None:
    assert Asked().summary() == {"defects": 0, "same_wish": None, "same_words": None}
