"""Every value on the side of the truth: residents, their goals, and what they say. Read this first.

A need arises in a resident's life and becomes a `Goal`; the goal is said as a `Spoken`; the judge compares what came of
it with the goal's `Want`. All types are frozen. Times are the home's. Traits are 0 to 1 unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from devices.declaration import HomeDeclaration
from devices.protocol import Value

Age = Literal["child", "adult", "older"]


@dataclass(frozen=True, slots=True)
class Day:
    """When a resident does what on one kind of day, in hours since midnight (`7.5` is half past seven)."""

    wakes: float
    leaves: float | None
    """None where they stay at home."""
    returns: float | None
    sleeps: float
    """May be past 24."""


@dataclass(frozen=True, slots=True)
class Tastes:
    """What a resident likes, the dearest first; titles, teams and places as the world's catalogue has them."""

    genres: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    cuisines: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Places that matter to them: the name they say, and the place they mean (`("Wilkerson", "Wilkerson,
    California")`), which need not be the famous one of that name."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What a resident does again and again."""

    kind: str
    """The kind of goal it gives: a key of `kinds.KINDS`."""
    after: str
    """What it follows: `wakes`, `comes home`, `sits down`, `cooks`, `goes to bed`, `alarm rings`."""
    delay: float
    """Minutes after that, in the mean."""
    jitter: float
    """Standard deviation of the delay, in minutes."""
    chance: float
    """How often it is kept."""
    days: Literal["all", "work", "free"] = "all"


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who lives, or is a guest, in a household."""

    id: str
    name: str
    age: Age
    work: Day
    """A working or school day."""
    free: Day
    tastes: Tastes
    habits: tuple[Habit, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Their own names for things, by entity id: `{"light.living_ceiling": "the big light"}` without the article."""
    verbosity: float = 0.5
    """0 says as little as will do; 1 tells stories."""
    politeness: float = 0.5
    accent: float = 0.0
    """How hard they are to understand for a recogniser: 0 as the clearest voice of the calibration, 1 as the
    hardest."""
    patience: int = 3
    """Attempts at one goal before they give up."""
    interrupts: float = 1.0
    """This and the next four multiply the mean resident's rates (`reactions.yaml`); 1 is the mean."""
    rephrases: float = 1.0
    complains: float = 1.0
    by_hand: float = 1.0
    teaches: float = 1.0
    voice: Mapping[str, Value] = field(default_factory=dict)
    """`simulator.scenario.VoiceSpec`'s fields, for replays in sound."""
    guest: bool = False
    """Not declared in the home: the assistant does not know them."""


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives where."""

    id: str
    """`h00012`."""
    seed: str
    """What all of its draws are keyed by."""
    home: HomeDeclaration
    residents: tuple[Resident, ...]
    snr: float
    """Decibels of speech over the home's noise on a quiet hour."""
    television: tuple[tuple[float, float], ...] = ()
    """From when to when a television talks in the living room, in hours."""
    keeps_audio: bool = False
    """Whether they opted in to keep what was heard."""


@dataclass(frozen=True, slots=True)
class Filler:
    """One way to say one part of a request."""

    text: str
    """As spoken: `half past seven`, `the big light` without its article."""
    slots: Mapping[str, Value]
    """The slots that it fills, as the interpreter should give them: `{"time": "07:30?"}`, `{"name": "big light"}`."""
    official: bool = False
    """Whether it is the home's own name of the thing."""


@dataclass(frozen=True, slots=True)
class Want:
    """What a resident wants of one request. It is met when all that it names holds."""

    intents: tuple[str, ...]
    """The intents that do it, the plainest first; `("Unsupported",)` where nobody here can. A wanted state of the
    home may be reached by any intent."""
    targets: frozenset[str] = frozenset()
    """The things that are meant, by entity id; empty where it is about none (the weather, a new timer)."""
    states: Mapping[str, Mapping[str, tuple[Value, ...]]] = field(default_factory=dict)
    """The home as it shall be at once: by entity id, `state` or an attribute with the values that will do:
    `{"cover.garage": {"state": ("open", "opening")}}`."""
    data: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    """What commands or answer must hold, by the key of a command's data, an act's facts or slots, with the values that
    will do: `{"duration": (600,)}`, `{"place": ("Wilkerson, California",)}`. Words are compared folded."""
    rises: Mapping[str, tuple[str, Literal["up", "down"]]] = field(default_factory=dict)
    """Attributes that shall be more or less than before: `{"light.hall": ("brightness", "down")}`."""

    @property
    def supported(self) -> bool:
        """Whether anybody here can do it."""
        return self.intents != ("Unsupported",)


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing a resident wants now."""

    id: str
    """`h00012/2026-03-02/ana/comes_home/light_on`: unique, and the same in every arm."""
    resident: str
    at: datetime
    """When it arose."""
    need: str
    """What it arose from, in words: `the hall is dark`."""
    kind: str
    """A key of `kinds.KINDS`."""
    area: str
    """The area where the resident is."""
    satellite: str
    """Whom they speak to."""
    want: Want
    fillers: Mapping[str, tuple[Filler, ...]] = field(default_factory=dict)
    """By placeholder of the phrasings (`name`, `area`, `duration`, …), the ways to fill it, the resident's usual one
    first."""
    caption: str = ""
    """The goal in one sentence, for people: `Ana wants the hall light on`."""


Strategy = Literal[
    "first", "clearer", "other_words", "more_specific", "less_specific", "official_name", "other_order", "half",
    "answer", "complain", "stop", "again_later",
]  # fmt: skip
"""How something is said: `first` at first; the seven ways to say it again; `answer` to a question; `complain` about
what was done; `stop` into a reply that was heard enough; `again_later` after giving up."""

REPHRASINGS: tuple[Strategy, ...] = (
    "clearer", "other_words", "more_specific", "less_specific", "official_name", "other_order", "half",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a resident says, and what it means word for word."""

    text: str
    """Lower case, no punctuation but apostrophes; without the wake word."""
    intents: tuple[str, ...]
    """The intents that an interpreter may give these words, the plainest first."""
    slots: Mapping[str, Value]
    """The slots that the words themselves carry."""
    strategy: Strategy
    care: float = 0.0
    """0: as they always speak; 1: as loud and clear as they can."""
    phrasing: str = ""
    """The phrasing it was made from, for measuring variety and overlap."""
