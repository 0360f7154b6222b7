"""Rows are cut into wishes: each goes from its first words to what was accepted, or to where it was given up."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.learning.walks import COLUMNS, Row, Walk, walks

ASKED: dict[str, Any] = {"status": "asked", "question": 1, "defect": 0.4}


def row(words: str, *, household: str = "oak", session: str = "s1", **changed: Any) -> Row:
    """A row of a turn that was done, but for what is changed."""
    plain = {"turn": words, "initiator": "resident", "intent": "HassTurnOn", "status": "done", "question": 0}
    named = {**plain, "household": household, "session": session, "text": words, "state": words, "defect": 0.1}
    named |= changed
    values: Any = tuple(named[name] for name in COLUMNS)
    row: Row = values
    return row


def failed(words: str, **changed: Any) -> Row:
    return row(words, **{"status": "not_understood", "defect": 0.9, "intent": None, **changed})


def texts(found: list[Walk]) -> list[tuple[list[str], bool]]:
    return [([step.text for step in walk.steps], walk.accepted) for walk in found]


def found(*rows: Row) -> list[tuple[list[str], bool]]:
    return texts(list(walks(rows)))


def test_a_session_is_cut_where_a_turn_was_accepted() -> None:
    rows = failed("turn on the cattle"), row("turn on the kettle"), row("play jazz"), failed("play it")
    assert found(*rows) == [(["turn on the cattle", "turn on the kettle"], True), (["play jazz"], True),
                            (["play it"], False)]  # fmt: skip


def test_a_session_that_ends_does_not_lead_into_the_next() -> None:
    assert found(failed("a"), row("b", session="s2")) == [(["a"], False), (["b"], True)]


def test_what_was_done_but_went_badly_by_friction_is_not_accepted() -> None:
    assert found(row("play jars", defect=0.7), row("play jazz")) == [(["play jars", "play jazz"], True)]


def test_a_question_that_was_affirmed_accepts_the_request_and_is_no_step() -> None:
    rows = row("turn on the heat", **ASKED), row("yes", intent="HassTurnOn", state="Affirm"), row("play jazz")
    assert found(*rows) == [(["turn on the heat"], True), (["play jazz"], True)]


@pytest.mark.parametrize("no", ["Deny", "HassNevermind"])
def test_a_question_that_was_denied_does_not(no: str) -> None:
    rows = row("turn on the heat", **ASKED), row("no", intent=no, state=no), row("turn on the seat")
    assert found(*rows) == [(["turn on the heat", "turn on the seat"], True)]


@pytest.mark.parametrize("about", ["Complain", "Explain", "Repeat", "Undo"])
def test_talk_about_the_conversation_is_no_step(about: str) -> None:
    assert found(failed("a"), row("that's wrong", intent=about), row("b")) == [(["a", "b"], True)]


@pytest.mark.parametrize("changed", [{"defect": None}, {"initiator": "assistant"}, {"text": ""}])
def test_what_nobody_weighed_or_said_is_no_step(changed: dict[str, Any]) -> None:
    assert found(failed("a"), row("x", **changed), row("b")) == [(["a", "b"], True)]


def test_households_are_told_apart_where_their_rows_are_mixed() -> None:
    mixed = [failed("a"), failed("x", household="elm"), row("b"), row("y", household="elm")]
    assert [(walk.household, walk.steps[0].text, walk.steps[-1].text) for walk in walks(mixed)] == [
        ("oak", "a", "b"),
        ("elm", "x", "y"),
    ]


def test_how_well_a_walk_went_is_what_friction_says_and_given_up_is_never_well() -> None:
    well, badly = walks([row("a", defect=0.2), failed("b", defect=0.1)])
    assert well.good == pytest.approx(0.8)
    assert badly.good <= 0.5
