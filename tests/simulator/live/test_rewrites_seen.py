"""A rewrite is seen under what was heard, with what it rests on; one that is held back is seen as that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.learnt import Layer, Learnt, Rule
from simulator.explaining import explanation
from simulator.live import messages
from simulator.live.learnt import learnt
from simulator.live.paper import Paper
from tests.simulator.live.evening import Evening

RULE = Rule("r1", "turn on the big lamp", "turn on the hall light", "personal", sessions=4, chance=0.6, kept=0.1)
KNOWN = Learnt(own=Layer("personal", (RULE,)))


@pytest.fixture
def evening() -> Evening:
    evening = Evening()
    evening.begin()
    evening.assistant.learn(KNOWN)
    evening.take(messages.Learnt(learnt(evening.assistant.context), KNOWN))
    return evening


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_it_stands_under_what_was_heard(evening: Evening, width: int, height: int) -> None:
    evening.ask("turn on the big lamp")
    rows = evening.rows(width, height)
    heard = next(at for at, row in enumerate(rows) if " heard  “turn on the big lamp”" in row)
    assert "taken as  “turn on the hall light”" in rows[heard + 1]
    assert "0.60" in rows[heard + 1]
    assert "because  personal, 4 sessions, 60% : 10%" in rows[heard + 2]


def test_it_is_among_what_was_learnt_until_it_is_refused(evening: Evening) -> None:
    assert learnt(evening.assistant.context) == (
        "“turn on the big lamp” is taken as “turn on the hall light”: 4 sessions",
    )
    evening.ask("turn on the big lamp")
    evening.ask("I meant what I said")
    assert learnt(evening.assistant.context) == ("“turn on the big lamp” is left as it is: a resident refused it",)


def test_the_explanation_says_what_it_rests_on(evening: Evening) -> None:
    turn = evening.ask("turn on the big lamp")
    shown = " ".join(" ".join(Paper().block(explanation(turn, KNOWN), 100)).split())
    assert "taken as “turn on the hall light” 0.60 personal rule r1: 4 sessions; goes well 60% against 10%" in shown


def test_what_was_held_back_is_not_taken(evening: Evening) -> None:
    turn = evening.ask("turn on the big lamp")
    assert turn.rewrite is not None
    held = replace(turn, rewrite=replace(turn.rewrite, arm="holdout"))
    shown = " ".join(Paper().block(explanation(held), 100))
    assert "held back “turn on the hall light”" in shown
    assert "taken as" not in shown
