"""Walks: what was said for one wish, from its first words to how it ended, out of the log's columns alone.

A session is cut where a turn was accepted: what comes next is another wish. A walk that nobody saw accepted ended
badly. Talk about the conversation ("that's wrong") is feedback and no step. An answer is no step either: a request that
was asked back and then affirmed was accepted, one that was denied was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


def walks(rows: Iterable[Mapping[str, Any]]) -> Iterator[Walk]:
    """The walks of a log's rows (`InteractionLog.rows`), which come in the order of writing; households may be mixed.

    Rows that nobody weighed, and what the assistant began by itself, are no steps.
    """
    open_ones: dict[str, _Open] = {}
    for row in rows:
        household = row["household"]
        now = open_ones.get(household)
        if now is None or now.session != row["session"]:
            if now is not None:
                yield from now.ended()
            now = open_ones[household] = _Open(household, row["session"])
        yield from now.take(row)
    for left in open_ones.values():
        yield from left.ended()


class _Open:
    """A session that goes on."""

    def __init__(self, household: str, session: str) -> None:
        self.household, self.session = household, session
        self._steps: list[Step] = []
        self._asked = False
        self._good = 0.0

    def take(self, row: Mapping[str, Any]) -> Iterator[Walk]:
        """Takes the next row; the walk that it ends, if it does."""
        answers, self._asked = self._asked, bool(row["question"])
        defect = row["defect"]
        if row["initiator"] != "resident" or defect is None:
            return
        accepted = row["status"] in ("done", "answered") and defect < ACCEPTED
        if answers:
            accepted = accepted and row["intent"] not in NO
        elif row["intent"] in CONVERSATION or not row["text"]:
            return
        else:
            self._steps.append(Step(normalise(row["text"]), row["state"], row["turn"]))
        self._good = 1.0 - defect
        if accepted and self._steps:
            yield Walk(self.household, tuple(self._steps), True, self._good)
            self._steps = []

    def ended(self) -> Iterator[Walk]:
        """The walk that nobody saw accepted."""
        if self._steps:
            yield Walk(self.household, tuple(self._steps), False, min(self._good, 1.0 - ACCEPTED))
