"""Context: what is known when a turn is taken. Immutable; `after` gives the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant.by_hand import ByHand
from assistant.habits import Habits, known
from assistant.knowledge import Knowledge
from assistant.turn import Belief, Question, Rewrite, Turn

if TYPE_CHECKING:
    from assistant.settings import Replies

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
    habits: Habits = field(default_factory=Habits)
    knowledge: Knowledge = field(default_factory=Knowledge)
    usual_replies: Replies = "full"
    """How much is answered to those who never asked for more or less."""
    heard: float = 1.0
    """The transcript's confidence; set when the turn is taken."""
    rewritten: bool = False
    """Whether the request was rewritten; set when the turn is taken."""
    rewrite: Rewrite | None = None
    """The rewrite that was used; set when the turn is taken."""
    words: str = ""
    """The words of the request as they are interpreted; set when the turn is taken. A short answer to a question
    ("the left one") may be no request that the interpreter knows."""

    hands: Mapping[str, ByHand] = field(default_factory=dict)
    """By the id of a recent turn, what a hand did soon after it."""
    weighed: str = ""
    """The last session in which rewrites were weighed: see `learning.watching`."""

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

    @property
    def who(self) -> str:
        """The id of the resident who speaks, `""` where that is not sure enough."""
        return known(self.resident)

    @property
    def replies(self) -> Replies:
        """How much is answered to the resident who speaks."""
        return self.knowledge.replies(self.who) or self.usual_replies

    def after(self, turn: Turn) -> Context:
        """The context once a turn is over."""
        return replace(
            self,
            recent=(*self.recent, turn)[-REMEMBERED:],
            habits=self.habits.after(turn, self.recent),
            knowledge=self.knowledge.after(turn),
        )
