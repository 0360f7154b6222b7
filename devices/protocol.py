"""What the assistant knows of a home: things, their states, commands and what came of them.

Names, services, states and attributes are Home Assistant's, so that a real home could stand behind
the same protocol. Nothing here acts; `devices.home` is the simulated home that implements `Home`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

Value = Any
"""A JSON value: str, int, float, bool, None, or a list or mapping of these."""

UNAVAILABLE = "unavailable"
"""The state of an entity that cannot be reached, as in Home Assistant."""


@dataclass(frozen=True, slots=True)
class Floor:
    """One floor of the home."""

    id: str
    name: str
    level: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One room or other place of the home."""

    id: str
    name: str
    floor: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Satellite:
    """One place where the assistant listens and speaks (`assistants:` in a home file)."""

    id: str
    area: str | None = None
    screen: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who lives here (`residents:` in a home file), as far as the home knows them."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The `home:` block of a home file."""

    name: str = "Home"
    time_zone: str = "UTC"
    location: tuple[float, float] = (0.0, 0.0)
    """Latitude and longitude in degrees."""
    units: str = "us"
    """`us` (°F) or `metric` (°C)."""
    confirm: str = "guesses"
    """When unlocking and opening are asked back: `guesses` (not heard or understood surely) or `always`."""
    code: str | None = None
    """A spoken code that unlocking and opening need, where the home wants one."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What stays the same about a thing that can be acted on or asked about."""

    id: str
    name: str
    area: str | None = None
    device_class: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """The part of the id before the dot: `light`, `cover`, `oven`, …"""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class State:
    """What changes about an entity."""

    state: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    changed: datetime | None = None
    """When `state` last became what it is, in the home's time zone."""


@dataclass(frozen=True, slots=True)
class Registry:
    """All that is declared about a home; it never changes while the home runs, helpers apart (see `Home`)."""

    settings: Settings = Settings()
    floors: Mapping[str, Floor] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    satellites: Mapping[str, Satellite] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    residents: Mapping[str, Person] = field(default_factory=dict)


class Failure(StrEnum):
    """Why a command was not carried out."""

    UNKNOWN_ENTITY = "unknown_entity"
    UNSUPPORTED = "unsupported"
    """The entity has no such service."""
    INVALID = "invalid"
    """A parameter is missing or out of range."""
    OFFLINE = "offline"
    REFUSED = "refused"
    """The device said no (an obstacle under the door, a child lock)."""
    STUCK = "stuck"
    """The device tried and could not (a jammed lock)."""
    LATE = "late"
    """No answer within the time one waits for one; it may still happen."""


@dataclass(frozen=True, slots=True)
class Command:
    """One service call on one entity."""

    entity: str
    service: str
    data: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command."""

    command: Command
    changes: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """By entity id, what is different at once: `{"light.a": {"state": "on", "brightness": 255}}`."""
    failure: Failure | None = None
    detail: str = ""
    """For `refused`, `stuck` and `invalid`: the reason in a few words, fit to be said aloud."""
    response: Mapping[str, Value] = field(default_factory=dict)
    """What a service that answers gives back."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the home."""

    at: datetime
    entity: str
    kind: str
    """`state_changed`; `finished` (a timer ran out), `ringing` (an alarm or a reminder is due)."""
    old: State | None
    new: State
    cause: str
    """`command`, `physics`, `hand` or `fault`."""


@dataclass(frozen=True, slots=True)
class MediaItem:
    """One title of the catalogue."""

    title: str
    kind: str
    """Home Assistant's media class: `movie`, `tvshow`, `music`, `album`, `track`, `artist`, `audiobook`, `podcast`,
    `playlist`, `channel`."""
    by: str = ""
    """Artist, author or studio."""
    genre: str = ""
    year: int | None = None
    popularity: float = 0.5
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the world; several share a name."""

    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    population: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weather of one place on one day."""

    place: str
    day: date
    condition: str
    """Home Assistant's conditions: `sunny`, `rainy`, `cloudy`, `partlycloudy`, `snowy`, `fog`, `windy`, …"""
    temperature: float
    """The day's high, or the present temperature for today, in the home's unit."""
    low: float
    wind_speed: float
    precipitation_probability: int
    """Percent."""


@dataclass(frozen=True, slots=True)
class Game:
    """A team's latest or present game, seen from that team."""

    team: str
    """Its full name: `Golden State Warriors`."""
    sport: str
    opponent: str
    day: date
    """When it is or was played."""
    points: int
    against: int
    at_home: bool


@dataclass(frozen=True, slots=True)
class Restaurant:
    """A restaurant near the home."""

    name: str
    cuisine: str
    rating: float
    """1 to 5."""
    distance: float
    """In the home's unit: miles or kilometres."""
    price: int
    """1 (cheap) to 4."""


class World(Protocol):
    """Titles, places and weather: what is known beyond the home's walls."""

    def find_media(self, query: str) -> tuple[MediaItem, ...]:
        """Titles, artists and genres that match the words, best first; empty where the catalogue knows none."""

    def tracks(self, title: str, *, kind: str = "", genre: str = "", artist: str = "") -> tuple[MediaItem, ...]:
        """What plays, in order, when that is asked for: an artist's or a genre's tracks, or the one item, of several
        of that name the artist's; empty where the catalogue knows none."""

    def find_places(self, name: str) -> tuple[Place, ...]:
        """Places of that name, the most populous first."""

    def forecast(self, place: Place | None, day: date) -> Forecast:
        """The weather on a day; of the home's own place without one."""

    def score(self, team: str, day: date) -> tuple[Game, ...]:
        """The latest game up to a day of each team that the name may mean, the best known team first."""

    def restaurants(self, cuisine: str = "") -> tuple[Restaurant, ...]:
        """Restaurants near the home that serve a cuisine, or all; best rated first."""


class Home(Protocol):
    """A home, simulated or real.

    Helpers (`timer`, `alarm`, `reminder` and `todo` entities, and delayed commands) come and go at run time:
    they are in `registry` as long as they exist, and each coming or going replaces `registry` by a new one.
    """

    @property
    def registry(self) -> Registry:
        """What is declared, helpers included; the same object until something is added or removed."""

    @property
    def now(self) -> datetime:
        """The home's time, with its time zone."""

    @property
    def states(self) -> Mapping[str, State]:
        """The state of every entity, by id; a live view that one reads and never keeps."""

    @property
    def world(self) -> World:
        """What is known beyond the home."""

    def history(self, *, since: datetime) -> Sequence[Event]:
        """What happened after a time, oldest first; at least the last ten minutes are kept."""

    def execute(self, command: Command) -> Outcome:
        """Carries a command out, or says why not; never raises for what a command says."""

    def keep(self) -> list[dict[str, Value]]:
        """What must survive a restart, as JSON values: timers, alarms, reminders, lists."""

    def restore(self, kept: list[dict[str, Value]]) -> None:
        """Takes up what `keep` gave; what was due meanwhile happens at once."""
