"""Walks: what was said for one wish, from its first words to how it ended, out of the log's columns alone.

A session is cut where a turn was accepted: what comes next is another wish. A walk that nobody saw accepted ended
badly. Talk about the conversation ("that's wrong") is feedback and no step. An answer is no step either: a request that
was asked back and then affirmed was accepted, one that was denied was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.intents import CONVERSATION
from assistant.nlu.text import normalise

ACCEPTED = 0.5
"""The chance of a defect under which a turn counts as accepted. Assumed: what friction makes of even odds."""

REWRITTEN = "rewritten|"
"""Beginning of the state of what was rewritten (`log_schema.state_of`)."""

WELL = frozenset({"done", "answered"})
"""How a turn ends that did what it was taken for."""

NO = frozenset({"Deny", "HassNevermind", "Complain", "Undo"})
"""Intents of answers that say no."""


# Not frozen, though nobody changes them: that would take twice as long to make, and a log holds very many.
@dataclass(slots=True)
class Step:
    """One turn of a walk."""

    text: str
    """Normalised; with `{slot}` for values where they were taken out (see `shapes`)."""
    state: str
    turn: str = ""
    """Its id."""

    @property
    def rewritten(self) -> bool:
        """Whether other words were put in place of these: how that went says nothing of these."""
        return self.state.startswith(REWRITTEN)


@dataclass(slots=True)
class Walk:
    """One wish of a household, as it was said again and again; never empty."""

    household: str
    steps: tuple[Step, ...]
    accepted: bool
    """Whether the last step was taken as it was meant."""
    good: float
    """The chance that it was, by friction."""


COLUMNS = ("household", "session", "turn", "initiator", "intent", "status", "text", "state", "question", "defect")
"""What of a row is looked at."""

Row = tuple[str, str, str, str, str | None, str, str, str, int, float | None]
"""A row's values, in the order of `COLUMNS`."""


def walks(rows: Iterable[Row]) -> Iterator[Walk]:
    """The walks of a log's rows (`InteractionLog.tuples`), which come in the order of writing; households may be mixed.

    Rows that nobody weighed, and what the assistant began by itself, are no steps.
    """
    open_ones: dict[str, _Open] = {}
    for household, session, turn, initiator, intent, status, text, state, question, defect in rows:
        now = open_ones.get(household)
        if now is None:
            now = open_ones[household] = _Open(household, session)
        elif now.session != session:
            if now.steps:
                yield now.left()
            now.begin(session)
        answers, now.asked = now.asked, question
        if initiator != "resident" or defect is None:
            continue
        accepted = defect < ACCEPTED and status in WELL
        if answers:
            accepted = accepted and intent not in NO
        elif intent in CONVERSATION or not text:
            continue
        else:
            now.steps.append(Step(normalise(text), state, turn))
        now.good = 1.0 - defect
        if accepted and now.steps:
            yield now.done()
    for now in open_ones.values():
        if now.steps:
            yield now.left()


class _Open:
    """A household's session that goes on, and the steps of its walk."""

    __slots__ = ("asked", "good", "household", "session", "steps")

    def __init__(self, household: str, session: str) -> None:
        self.household = household
        self.begin(session)

    def begin(self, session: str) -> None:
        """Another session begins."""
        self.session = session
        self.steps: list[Step] = []
        self.asked = 0
        self.good = 0.0

    def done(self) -> Walk:
        """The walk, which was accepted."""
        steps, self.steps = self.steps, []
        return Walk(self.household, tuple(steps), True, self.good)

    def left(self) -> Walk:
        """The walk, which nobody saw accepted."""
        return Walk(self.household, tuple(self.steps), False, min(self.good, 1.0 - ACCEPTED))
