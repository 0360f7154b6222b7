"""What would come of a request as it stands: the ground on which it is left alone or repaired. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.context import Context
from assistant.intents import UNSUPPORTED
from assistant.learning.shapes import values_of
from assistant.log_schema import understood_state
from assistant.nlu.text import normalise
from assistant.turn import Interpretation, Resolution, Transcript, Turn

End = Literal["nothing", "unsupported", "fails", "asks", "doubts", "acts"]
"""Nothing is understood; nobody here does this; what is named is not known; it is asked back for what is missing, or
whether that was meant; something is done or answered."""

FAILING: frozenset[End] = frozenset({"nothing", "unsupported", "fails"})
"""Ends in which a request comes to nothing."""

NOT_KNOWN = frozenset({"no_entity", "no_area", "no_place", "no_list", "no_team", "no_value", "no_restaurant"})
"""Reasons for which a request fails that named something in words nobody knows."""

IN_DOUBT = "in_doubt"
"""The reason for which is asked whether something was meant."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would come of a request."""

    state: str
    """See `log_schema.state_of`."""
    end: End
    confidence: float = 0.0
    """Of what was understood."""

    @property
    def intent(self) -> str:
        """The first intent; `?` where nothing was understood."""
        return self.state.split(" & ")[0].split("|")[0]

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """The slots whose values are words of the request."""
        return values_of(self.state)

    @property
    def failing(self) -> bool:
        """Whether it comes to nothing."""
        return self.end in FAILING


@dataclass(frozen=True, slots=True)
class Before:
    """The turn before in the same session: what was heard then, and how it was taken."""

    text: str
    state: str
    came_to_nothing: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A request with what is known when it is made."""

    transcript: Transcript
    outlook: Outlook
    at: datetime | None = None
    area: str = ""
    who: str = ""
    """The id of the resident who asks, where that is sure enough."""
    before: Before | None = None
    readings: tuple[Interpretation, ...] = ()
    """What it was understood as, or might be: of its first request, best first."""

    def thought(self, intent: str) -> float:
        """How likely the words were thought to mean an intent."""
        return next((one.confidence for one in reversed(self.readings) if one.intent == intent), 0.0)


def outlook_of(interpretations: Sequence[Interpretation], resolution: Resolution | None, heard: str) -> Outlook:
    """What comes of a request that is understood and settled so."""
    state = understood_state(interpretations, heard)
    return Outlook(state, _end(interpretations, resolution), interpretations[0].confidence if interpretations else 0.0)


def _end(interpretations: Sequence[Interpretation], resolution: Resolution | None) -> End:
    if not interpretations or resolution is None or not resolution.acts:
        return "nothing"
    if interpretations[0].intent == UNSUPPORTED:
        return "unsupported"
    if any(act.status == "failed" and act.reason in NOT_KNOWN for act in resolution.acts):
        return "fails"
    if resolution.question is None:
        return "acts"
    if resolution.question.kind != "confirm":
        return "asks"
    return "doubts" if any(act.reason == IN_DOUBT for act in resolution.acts) else "acts"


def request_of(
    transcript: Transcript, outlook: Outlook, context: Context, readings: Sequence[Interpretation]
) -> Request:
    """A request as it comes in, with what was understood or guessed."""
    before, first = before_of(context.last), first_readings(readings)
    return Request(transcript, outlook, context.now, context.area or "", context.who, before, first)


def first_readings(readings: Sequence[Interpretation]) -> tuple[Interpretation, ...]:
    """Those of the first of several requests."""
    return tuple(one for one in readings if not one.act)


def before_of(turn: Turn | None) -> Before | None:
    """What is looked at of the turn before; nothing of what the assistant said by itself."""
    if turn is None or turn.initiator != "resident" or turn.question:
        return None
    state = understood_state(turn.interpretations, turn.transcript.text)
    return Before(normalise(turn.transcript.text), state, turn.status not in ("done", "answered"))
