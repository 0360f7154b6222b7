"""Context: what is known when a turn is taken. Immutable; `after` gives the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from assistant.intents import CONVERSATION
from assistant.knowledge import Knowledge
from assistant.turn import Belief, Question, Turn

SESSION_GAP = timedelta(seconds=45)
"""Turns of one household closer than this belong to one session."""

REMEMBERED = 12
"""Turns kept in the context: more than any session needs, few enough to be cheap."""

FOLLOWS_WITHIN = timedelta(minutes=30)
"""How soon after something a request counts as its sequel."""

PART_OF_DAY = ("night", "morning", "afternoon", "evening")
"""Quarters of a day, from midnight."""

SURE_WHO = 0.5
"""A resident believed in less than this counts as unknown."""

Counts = Mapping[str, Mapping[str, int]]


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
    heard: float = 1.0
    """The transcript's confidence; set when the turn is taken."""
    rewritten: bool = False
    """Whether the request was rewritten; set when the turn is taken."""
    words: str = ""
    """The words of the request as they are interpreted; set when the turn is taken. A short answer to a question
    ("the left one") may be no request that the interpreter knows."""

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

    def after(self, turn: Turn) -> Context:
        """The context once a turn is over."""
        return replace(self, recent=(*self.recent, turn)[-REMEMBERED:], habits=self.habits.after(turn, self.recent))


@dataclass(frozen=True, slots=True)
class Habits:
    """What this household does, counted from its own log. Residents are ids; `""` stands for unknown."""

    plays: Counts = field(default_factory=dict)
    """By resident, how often each `kind:value` was played: `genre:jazz`, `movie:Heat`."""
    follows: Counts = field(default_factory=dict)
    """By what happened (`AlarmCancel`, `alarm:ringing`), what was asked within the next half hour, by intent and
    first target: `CoffeeBrew|coffee_maker.kitchen`."""
    hours: Counts = field(default_factory=dict)
    """By part of the day, what was asked, by intent and first target."""

    def after(self, turn: Turn, recent: tuple[Turn, ...]) -> Habits:
        """The habits once a turn is counted in; `recent` are the turns before it. Only what was done counts."""
        if turn.initiator != "resident" or turn.status not in ("done", "answered") or not turn.commands:
            return self
        asked = f"{turn.intent}|{turn.targets[0] if turn.targets else ''}"
        plays, follows = self.plays, self.follows
        for played in _played(turn):
            plays = _counted(plays, known(turn.resident), played)
        for cause in _causes(turn, recent):
            follows = _counted(follows, cause, asked)
        return Habits(plays, follows, _counted(self.hours, part_of_day(turn.at), asked))


def part_of_day(at: datetime) -> str:
    """`night`, `morning`, `afternoon` or `evening`."""
    return PART_OF_DAY[at.hour // 6]


def known(resident: Belief | None) -> str:
    """A resident's id where it is believed enough, `""` else."""
    return resident.id if resident is not None and resident.confidence >= SURE_WHO else ""


def _counted(counts: Counts, key: str, value: str) -> Counts:
    """The counts with one more; those given stay as they are."""
    of_key = counts.get(key, {})
    return {**counts, key: {**of_key, value: of_key.get(value, 0) + 1}}


def _played(turn: Turn) -> Iterator[str]:
    for command in turn.commands:
        if command.service == "play_media":
            kind = str(command.data.get("media_content_type") or "")
            title, genre = command.data.get("media_content_id"), command.data.get("genre")
            if genre:
                yield f"genre:{genre}"
            if kind:
                yield f"kind:{kind}"
                if title:
                    yield f"{kind}:{title}"


def _causes(turn: Turn, recent: tuple[Turn, ...]) -> Iterator[str]:
    """What happened in the half hour before, each cause once: other requests, and what the assistant told of."""
    seen: set[str] = set()
    for before in reversed(recent):
        if turn.at - before.at > FOLLOWS_WITHIN:
            return
        cause = cause_of(before)
        if cause and cause not in seen:
            seen.add(cause)
            yield cause


def cause_of(turn: Turn) -> str | None:
    """What a turn is as a cause of later ones: its intent, or `alarm:ringing` where an alarm started it."""
    if turn.initiator == "assistant" and not turn.intent:
        return f"{turn.targets[0].partition('.')[0]}:ringing" if turn.targets else None
    return turn.intent if turn.intent and turn.intent not in CONVERSATION and turn.status == "done" else None
