"""A rewrite is refused: it is unlearnt, what it did is taken back, and the words are carried out as they were heard.

The interpreter says the words of old again after the refusal, as a request of its own. They may let somebody in no more
than rewritten ones may: that asks first.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.context import Context
from assistant.learnt import Learnt
from assistant.repaired import request_lately, rewritten
from assistant.resolve.acts import act
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.undo import inverse
from assistant.turn import Act, Interpretation, Turn
from devices.protocol import Value


def is_refusal(interpretation: Interpretation) -> bool:
    """Whether it is a complaint about words that were changed."""
    return interpretation.intent == "Complain" and interpretation.slots.get("what") == "rewrite"


def as_heard(context: Context) -> Context:
    """The context of the words that are said again: how surely they were heard then, and nothing risky unasked."""
    turn = request_lately(context)
    if turn is None:
        return context
    return replace(context, words=turn.transcript.text, heard=turn.transcript.confidence, rewritten=True)


def refuse(reading: Reading, here: Here) -> Act:
    """Takes back what a rewritten request did; its rule goes with the act's facts. Where nothing was rewritten, only
    what was heard is told."""
    turn = request_lately(here.context)
    if turn is None:
        return act(reading, here)
    if turn.rewrite is None or not rewritten(turn):
        return act(reading, here, facts={"heard": turn.transcript.text, "can_undo": bool(turn.commands)})
    commands = inverse(turn, here)
    facts = {
        "refused": list(here.context.knowledge.learnt.alike(turn.rewrite.rule)),
        "heard": turn.rewrite.original,
        "taken_for": turn.rewrite.text,
    }
    targets = tuple(dict.fromkeys(command.entity for command in commands))
    return act(reading, here, commands, targets=targets, facts=facts)


def rewrite_told(turn: Turn, learnt: Learnt) -> dict[str, Value]:
    """What an explanation says of a turn's rewrite: the words heard and taken, and in how many sessions that worked."""
    if turn.rewrite is None or not rewritten(turn):
        return {"rewritten": ""}
    rule = learnt.rule(turn.rewrite.rule)
    worked = rule.sessions if rule else 0
    return {"rewritten": turn.rewrite.original, "taken_for": turn.rewrite.text, "worked": worked}
