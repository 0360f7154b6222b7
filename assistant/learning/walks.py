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

NO = frozenset({"Deny", "HassNevermind", "Complain", "Undo"})
"""Intents of answers that say no."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    for row in rows:
        household, session = row[:2]
        now = open_ones.get(household)
        if now is None:
            now = open_ones[household] = _Open(household, session)
        elif now.session != session:
            left = now.ended(session)
            if left is not None:
                yield left
        walk = now.take(row)
        if walk is not None:
            yield walk
    for now in open_ones.values():
        left = now.ended()
        if left is not None:
            yield left


class _Open:
    """A household's session that goes on."""

    __slots__ = ("_asked", "_good", "_steps", "household", "session")

    def __init__(self, household: str, session: str) -> None:
        self.household, self.session = household, session
        self._steps: list[Step] = []
        self._asked = False
        self._good = 0.0

    def take(self, row: Row) -> Walk | None:
        """Takes the next row; the walk that it ends, if it does."""
        _, _, turn, initiator, intent, status, text, state, question, defect = row
        answers, self._asked = self._asked, bool(question)
        if initiator != "resident" or defect is None:
            return None
        accepted = status in ("done", "answered") and defect < ACCEPTED
        if answers:
            accepted = accepted and intent not in NO
        elif intent in CONVERSATION or not text:
            return None
        else:
            self._steps.append(Step(normalise(text), state, turn))
        self._good = 1.0 - defect
        if not accepted or not self._steps:
            return None
        steps, self._steps = self._steps, []
        return Walk(self.household, tuple(steps), True, self._good)

    def ended(self, session: str = "") -> Walk | None:
        """The walk that nobody saw accepted, if there is one; another session begins."""
        steps, self._steps = self._steps, []
        good, self._good = self._good, 0.0
        self._asked, self.session = False, session
        return Walk(self.household, tuple(steps), False, min(good, 1.0 - ACCEPTED)) if steps else None
