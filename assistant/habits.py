"""Habits: what residents do, counted from the household's own log. Immutable; `after` counts one turn in.

Everything is counted twice: for the resident who spoke, and for the household. Who has habits of their own is expected
to keep to them; of anybody else the household's are expected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.intents import CONVERSATION
from assistant.turn import Belief, Turn
from devices.protocol import Command

FOLLOWS_WITHIN = timedelta(minutes=30)
"""How soon after something a request counts as its sequel."""

HOURS_AROUND = 1
"""How many hours before and after this one still count as this time of day."""

SURE_WHO = 0.5
"""A resident believed in less than this counts as unknown."""

HELPERS = frozenset({"alarm", "timer", "reminder"})
"""Domains of things that come and go: one is as good as another."""

Counts = Mapping[str, Mapping[str, int]]
"""By key and by value, how often."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What this household does. Residents are ids; `""` stands for unknown. What was asked is written
    `CoffeeBrew|coffee_maker.kitchen`, several things as `HassTurnOn|light.hall+light.stairs`."""

    plays: Counts = field(default_factory=dict)
    """By resident, how often each `kind:value` was played: `genre:jazz`, `movie:Heat`."""
    follows: Counts = field(default_factory=dict)
    """By what happened (`AlarmCancel`, `alarm:ringing`, `HassTurnOn|light.hall`), what was asked within the next half
    hour; a resident's own under `ana|AlarmCancel`."""
    hours: Counts = field(default_factory=dict)
    """By hour of day, what was asked; a resident's own under `ana|7`."""
    usual: Counts = field(default_factory=dict)
    """By resident, what was asked at any time."""
    choices: Counts = field(default_factory=dict)
    """By resident, and by resident and hour (`ana|7`), each choice of something to play, as `Choice` writes it."""

    def after(self, turn: Turn, recent: tuple[Turn, ...]) -> Habits:
        """The habits once a turn is counted in; `recent` are the turns before it. Only what was done counts."""
        if turn.initiator != "resident" or turn.status not in ("done", "answered") or not turn.commands:
            return self
        who, asked = known(turn.resident), f"{turn.intent}|{'+'.join(sorted(map(_kept_as, turn.targets)))}"
        choices = [Choice.of(command) for command in turn.commands if command.service == "play_media"]
        owners = ("", f"{who}|") if who else ("",)
        return Habits(
            plays=_counted(self.plays, [(who, value) for choice in choices for value in choice.values()]),
            follows=_counted(self.follows, [(own + one, asked) for one in causes(recent, turn.at) for own in owners]),
            hours=_counted(self.hours, [(f"{own}{turn.at.hour}", asked) for own in owners]),
            usual=_counted(self.usual, [(who, asked)]),
            choices=_counted(
                self.choices, [(key, str(one)) for one in choices for key in (who, f"{who}|{turn.at.hour}")]
            ),
        )

    def sequels(self, cause: str, who: str) -> Mapping[str, int]:
        """What this resident asks for after a cause; what the household does, where they have never."""
        return self.follows.get(f"{who}|{cause}") or self.follows.get(cause, {})

    def around(self, at: datetime, who: str) -> Mapping[str, int]:
        """What this resident asks for at this time of day; what the household does, where they have no habits yet."""
        own = f"{who}|" if self.usual.get(who) and who else ""
        return _summed(self.hours, [f"{own}{hour}" for hour in near(at)])

    def chosen(self, who: str, at: datetime | None = None) -> dict[Choice, int]:
        """What a resident chose to play, and how often; only at this time of day, where one is given."""
        keys = [who] if at is None else [f"{who}|{hour}" for hour in near(at)]
        return {Choice.read(text): count for text, count in _summed(self.choices, keys).items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that was chosen to be played."""

    kind: str = ""
    """Home Assistant's content type: `music`, `podcast`, `movie`."""
    genre: str = ""
    title: str = ""

    def __str__(self) -> str:
        return f"{self.kind}|{self.genre}|{self.title}"

    @staticmethod
    def read(text: str) -> Choice:
        """What `str` wrote."""
        kind, genre, title = text.split("|", 2)
        return Choice(kind, genre, title)

    @staticmethod
    def of(command: Command) -> Choice:
        """What a `play_media` command plays."""
        names = ("media_content_type", "genre", "media_content_id")
        kind, genre, title = (str(command.data.get(name) or "") for name in names)
        return Choice(kind, genre, title)

    def values(self) -> Iterator[str]:
        """`genre:jazz`, `kind:movie`, `movie:Heat`."""
        if self.genre:
            yield f"genre:{self.genre}"
        if self.kind:
            yield f"kind:{self.kind}"
            if self.title:
                yield f"{self.kind}:{self.title}"


def known(resident: Belief | None) -> str:
    """A resident's id where it is believed enough, `""` else."""
    return resident.id if resident is not None and resident.confidence >= SURE_WHO else ""


def near(at: datetime) -> list[int]:
    """The hours that count as this time of day: an hour's own, and those around it.

    >>> near(datetime(2026, 3, 2, 23, 10))
    [22, 23, 0]
    """
    return [(at.hour + by) % 24 for by in range(-HOURS_AROUND, HOURS_AROUND + 1)]


def causes(recent: tuple[Turn, ...], at: datetime) -> Iterator[str]:
    """What happened in the half hour before, each cause once: other requests, and what the assistant told of."""
    seen: set[str] = set()
    for before in reversed(recent):
        if at - before.at > FOLLOWS_WITHIN:
            return
        cause = cause_of(before)
        if cause and cause not in seen:
            seen.add(cause)
            yield cause


def cause_of(turn: Turn) -> str | None:
    """What a turn is as a cause of later ones: its intent with the thing it was about, or `alarm:ringing` where an
    alarm started it."""
    domain = turn.targets[0].partition(".")[0] if turn.targets else ""
    if turn.initiator == "assistant" and not turn.intent:
        return f"{domain}:ringing" if domain else None
    if not turn.intent or turn.intent in CONVERSATION or turn.status != "done":
        return None
    return turn.intent if not domain or domain in HELPERS else f"{turn.intent}|{turn.targets[0]}"


def _kept_as(target: str) -> str:
    """A thing, as it is counted: of those that come and go the domain alone, so that the counts stay few."""
    domain = target.partition(".")[0]
    return domain if domain in HELPERS else target


def _counted(counts: Counts, marks: Iterable[tuple[str, str]]) -> Counts:
    """The counts with one more for each key and value; those given stay as they are."""
    new = dict(counts)
    for key, value in marks:
        of_key = new.get(key, {})
        new[key] = {**of_key, value: of_key.get(value, 0) + 1}
    return new


def _summed(counts: Counts, keys: list[str]) -> dict[str, int]:
    total: dict[str, int] = {}
    for key in keys:
        for value, count in counts.get(key, {}).items():
            total[value] = total.get(value, 0) + count
    return total
