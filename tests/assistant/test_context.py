"""What is remembered from turn to turn."""

from __future__ import annotations

from datetime import timedelta

from assistant.context import REMEMBERED, Context
from tests.assistant.turns import AT, turn


def test_an_unsure_voice_counts_as_nobody() -> None:
    context = Context(now=AT)
    assert context.who == ""


def test_only_the_last_turns_are_remembered() -> None:
    context = Context(now=AT)
    for number in range(REMEMBERED + 5):
        context = context.after(turn(number=number))
    assert len(context.recent) == REMEMBERED
    assert context.recent[-1].turn.endswith(str(REMEMBERED + 4))


def test_a_session_ends_after_a_while() -> None:
    context = Context(now=AT).after(turn())
    assert context.last is not None
    late = Context(now=AT + timedelta(seconds=46), recent=context.recent)
    assert late.last is None
