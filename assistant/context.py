"""Context: what is known when a turn is taken. Immutable; `after` gives the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.knowledge import Knowledge
from assistant.turn import Belief, Question, Turn

SESSION_GAP = timedelta(seconds=45)
"""Turns of one household closer than this belong to one session."""

REMEMBERED = 12
"""Turns kept in the context: more than any session needs, few enough to be cheap."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a turn is taken in; the home itself comes beside it."""

    now: datetime
    """The home's time at the end of the utterance."""
    assistant: str = ""
    """The satellite spoken to."""
    area: str | None = None
    """The id of the room where the resident speaks; the satellite's own unless known better."""
    screen: bool = False
    """Whether the satellite has a screen."""
    resident: Belief | None = None
    recent: tuple[Turn, ...] = ()
    """The last turns of this household, oldest first."""
    habits: Habits = field(default_factory=lambda: Habits())
    knowledge: Knowledge = field(default_factory=Knowledge)

    @property
    def last(self) -> Turn | None:
        """The turn before this one in the same session, if any."""
        if self.recent and self.now - self.recent[-1].at <= SESSION_GAP:
            return self.recent[-1]
        return None

    @property
    def question(self) -> Question | None:
        """What the assistant has just asked and waits to be told."""
        last = self.last
        return last.resolution.question if last and last.resolution else None

    def after(self, turn: Turn) -> Context:
        """The context once a turn is over."""
        return replace(self, recent=(*self.recent, turn)[-REMEMBERED:], habits=self.habits.after(turn, self.recent))


@dataclass(frozen=True, slots=True)
class Habits:
    """What this household does, counted from its own log. Residents are ids; `""` stands for unknown."""

    plays: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By resident, how often each `kind:value` was played: `genre:jazz`, `movie:Heat`."""
    follows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By what happened (`AlarmCancel`, `alarm:ringing`), what was asked within the next half hour, by intent and
    first target: `CoffeeBrew|coffee_maker.kitchen`."""

    def after(self, turn: Turn, recent: tuple[Turn, ...]) -> Habits:
        """The habits once a turn is counted in."""
        return self
