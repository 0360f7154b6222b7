"""Where and when a need arises: what the makers of goals look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from assistant.resolve.sun import sun_time
from devices.protocol import Entity, Home, State, Value
from simulator.draws import drawn
from simulator.households.kinds import KINDS
from simulator.households.values import Filler, Goal, Household, Resident, Want

HERE = "here"
"""The placeholder that no phrasing holds: with it among a goal's fillers, neither thing nor place need be named."""

WITHOUT_WINDOWS = ("hall", "bath", "garage", "basement", "attic", "laundry")
"""Parts of the ids of rooms that need a light by day too. Assumed."""

NEARER = 5
"""How many times as likely a thing in the same room is meant as one elsewhere. Assumed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A resident in a room of their home, at a moment of their life."""

    household: Household
    resident: Resident
    home: Home
    area: str
    satellite: str
    moment: str
    """`comes home`, `cooks`, …; for things that follow others, the kind of goal that they follow."""
    rng: Random
    """Keyed by this moment and the kind of goal."""
    day: date | None = None
    """The day that the moment belongs to, where it is not today."""
    about: str = ""
    """For what follows an earlier goal: the entity that was about."""
    others: tuple[str, ...] = ()
    """The rooms in which somebody else is up."""

    @property
    def now(self) -> datetime:
        """The home's time."""
        return self.home.now

    def state(self, entity: str) -> State:
        """A thing's state; an empty one where it has gone."""
        states = self.home.states
        return states[entity] if entity in states else State("")

    def things(self, domain: str, *, area: str | None = None, device_class: Iterable[str] = ()) -> list[Entity]:
        """Things of a domain, in the order declared; in one area, of some classes."""
        classes = set(device_class)
        return [
            entity
            for entity in self.home.registry.entities.values()
            if entity.domain == domain
            and (area is None or entity.area == area)
            and (not classes or entity.device_class in classes)
        ]

    def are(self, things: Iterable[Entity], *states: str) -> list[Entity]:
        """Those of the things that are in one of these states."""
        return [thing for thing in things if self.state(thing.id).state in states]

    def choose(self, things: Iterable[Entity]) -> Entity | None:
        """One of them, those in this room likelier; none where there is none.

        Each has a lot of its own (`u^(1/w)`, Efraimidis and Spirakis 2006), so that one thing more or fewer to choose
        from seldom changes which is chosen.
        """
        ticket = self.rng.random()
        lots = {one: drawn(ticket, one.id).random() ** (1.0 if one.area != self.area else 1 / NEARER) for one in things}
        return max(lots, key=lambda one: lots[one]) if lots else None

    def is_dark(self) -> bool:
        """Whether this room is dark without a light: after sunset, and in rooms with no window to speak of."""
        if any(part in self.area for part in WITHOUT_WINDOWS):
            return True
        where = self.home.registry.settings.location
        rise, fall = sun_time("sunrise", self.now, where), sun_time("sunset", self.now, where)
        return rise is not None and (fall is None or rise < fall)

    def room(self, area: str | None) -> str:
        """What a room is called, in lower case."""
        declared = self.home.registry.areas.get(area or "")
        return declared.name.lower() if declared else "home"

    def names(self, thing: Entity) -> tuple[Filler, ...]:
        """What this resident may call a thing, their usual name first."""
        official = Filler(spoken(thing.name), {"name": spoken(thing.name)}, official=True)
        own = self.resident.names.get(thing.id)
        others = (*([own] if own else []), *thing.aliases)
        fillers = [Filler(spoken(name), {"name": spoken(name)}) for name in others]
        found = [*fillers[:1], official, *fillers[1:]] if own else [official, *fillers]
        return tuple({filler.text: filler for filler in reversed(found)}.values())[::-1]

    def place(self, area: str | None) -> tuple[Filler, ...]:
        """What a room may be called, its own name first."""
        declared = self.home.registry.areas.get(area or "")
        names = (declared.name, *declared.aliases) if declared else ()
        return tuple(Filler(spoken(name), {"area": spoken(name)}) for name in names)

    def named(self, thing: Entity) -> dict[str, tuple[Filler, ...]]:
        """The fillers that say which thing: its names; none is needed where it is the only one here, or at all."""
        alike = self.things(thing.domain, device_class=[thing.device_class] if thing.device_class else ())
        beside = [other for other in alike if other.area == thing.area]
        obvious = len(alike) == 1 or (thing.area == self.area and len(beside) == 1)
        return {"name": self.names(thing), **({HERE: (Filler("", {}),)} if obvious else {})}

    def placed(self, area: str | None) -> dict[str, tuple[Filler, ...]]:
        """The fillers that say which room; nothing need be said of one's own."""
        return {"area": self.place(area), **({HERE: (Filler("", {}),)} if area == self.area else {})}

    def goal(
        self,
        kind: str,
        *,
        need: str,
        wants: str,
        targets: Iterable[str] = (),
        states: Mapping[str, Mapping[str, tuple[Value, ...]]] | None = None,
        data: Mapping[str, tuple[Value, ...]] | None = None,
        rises: Mapping[str, tuple[str, str]] | None = None,
        fillers: Mapping[str, tuple[Filler, ...]] | None = None,
    ) -> Goal:
        """The goal, with what it takes from the scene; `wants` ends the sentence "Ana wants …"."""
        want = Want(KINDS[kind].intents, frozenset(targets), states or {}, data or {}, rises or {})  # type: ignore[arg-type]
        day = (self.day or self.now.date()).isoformat()
        ident = "/".join(
            (self.household.id, day, self.resident.id, self.moment.replace(", ", ",").replace(" ", "_"), kind)
        )
        return Goal(
            id=ident,
            resident=self.resident.id,
            at=self.now,
            need=need,
            kind=kind,
            area=self.area,
            satellite=self.satellite,
            want=want,
            fillers=fillers or {},
            caption=f"{self.resident.name} wants {wants}",
        )


def marked(goal: Goal, number: int, canary: str) -> Goal:
    """The goal with a number that makes its id unique, and a word that must be found nowhere else."""
    if not canary:
        return replace(goal, id=f"{goal.id}/{number}")
    return replace(
        goal,
        id=f"{goal.id}/{number}/{canary}",
        need=f"{goal.need} {canary}",
        caption=f"{goal.caption} {canary}",
    )


def spoken(name: str) -> str:
    """A name as it is said: lower case, without an article and without marks."""
    words = unmarked(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def unmarked(words: str) -> str:
    """Words as they are said: lower case, no marks but apostrophes."""
    kept = "".join(letter if letter.isalnum() or letter == "'" else " " for letter in words.lower())
    return " ".join(kept.split())
