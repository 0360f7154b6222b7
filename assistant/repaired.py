"""Which request was rewritten lately: what talk about changed words is about."""

from __future__ import annotations

from datetime import timedelta

from assistant.context import Context
from assistant.intents import CONVERSATION
from assistant.turn import Turn

LATELY = timedelta(minutes=10)
"""How long words that were changed can be spoken of; as long as a turn can be undone."""


def request_lately(context: Context) -> Turn | None:
    """The last request of a resident that was more than talk about the conversation."""
    for turn in reversed(context.recent):
        if context.now - turn.at > LATELY:
            return None
        if turn.initiator == "resident" and (turn.intent not in CONVERSATION or rewritten(turn)):
            return turn
    return None


def rewritten_lately(context: Context) -> Turn | None:
    """That request, where its words were changed."""
    turn = request_lately(context)
    return turn if turn is not None and rewritten(turn) else None


def rewritten(turn: Turn) -> bool:
    """Whether other words were taken in place of those heard; a rewrite that was held back changed nothing."""
    return turn.rewrite is not None and turn.rewrite.arm == "rewritten"
