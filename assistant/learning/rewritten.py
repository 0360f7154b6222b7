"""Clues about a turn whose words were rewritten: whether what was put there was what was meant. Pure.

Only such turns are looked at. Right ones hardly ever show these: a rewrite that does what the home is already, that is
answered with "no", or after which they ask once more for something of the kind was a wrong one as a rule. Measured in
simulations: each was seen 20 to 60 times as often after a wrong rewrite as after a right one.
"""

from __future__ import annotations

from assistant.friction import similarity
from assistant.learning.clues import ACTED, Place, asks, repeated, rephrased, said_again, same_words, steps
from assistant.turn import Turn

NEGATIVE = ("Deny", "HassNevermind", "Complain", "Undo")
"""Intents that say no to a question."""

NEARLY = 0.5
"""The likeness of two requests from which on the second may be the first once more. Assumed; it is less than it takes
where nothing was rewritten, since here a doubt was there before."""


def used(turn: Turn) -> bool:
    """Whether other words were put in place of what was heard."""
    return turn.rewrite is not None and turn.rewrite.arm == "rewritten"


def in_vain(place: Place) -> str | None:
    """A rewrite had something done that was so already."""
    turn = place.turn
    return "all was so already" if used(turn) and turn.status == "done" and not turn.changes else None


def denied(place: Place) -> str | None:
    """A rewrite led to a question, and the answer was no."""
    after = place.after
    if not used(place.turn) or not place.turn.question or after is None or after.intent not in NEGATIVE:
        return None
    return f"“{after.transcript.text}”"


def otherwise(place: Place) -> str | None:
    """After a rewrite the next request is nearly the same, or asks the same of something else."""
    turn = place.turn
    after = next((one.turn for one in place.following if asks(one.turn)), None)
    if not used(turn) or turn.status not in ACTED or after is None or (steps(turn) and after.intent == turn.intent):
        return None
    if rephrased(place) or said_again(place) or repeated(place) or same_words(turn, after):
        return None  # it has been counted
    again = after.intent == turn.intent or similarity(turn, after) >= NEARLY
    return f"“{after.transcript.text}” next" if again else None
