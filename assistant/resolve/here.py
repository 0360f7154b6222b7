"""What a request is settled in: the home as it stands, the speaker's place, and what was said and done just before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from assistant.context import Context
from assistant.resolve.kinds import HELPERS
from assistant.resolve.names import Index
from devices.protocol import Entity, Home, Registry, State, Value

JUST = timedelta(minutes=3)
"""How long a change in the home is news."""

MENTION_FADES = 0.7
"""What a mention is worth a turn later, as a factor."""

SENSES = frozenset({"motion", "occupancy", "presence"})
"""Device classes of sensors that see people."""

UNKNOWN = State("unknown")
RINGING = frozenset({"ringing", "finished"})
"""States of helpers that call for somebody."""


@dataclass(frozen=True, slots=True)
class Here:
    """One turn's surroundings; made once a turn, read by everything in `resolve`."""

    home: Home
    registry: Registry
    index: Index
    helpers: Mapping[str, tuple[str, ...]]
    """Ids of timers, alarms, reminders and lists, by domain."""
    context: Context
    states: Mapping[str, State]
    mentioned: Mapping[str, float]
    """By entity, 1 for the targets of the last turn of the session, less for earlier ones."""
    changed: Mapping[str, float]
    """By entity, near 1 for what has just changed and 0 after `JUST`."""

    @property
    def area(self) -> str | None:
        """The speaker's room."""
        return self.context.area

    def state(self, ident: str) -> State:
        """An entity's state; `unknown` where it has none."""
        return self.states.get(ident, UNKNOWN)

    def attribute(self, ident: str, *names: str) -> Value:
        """The first of these attributes that an entity has."""
        attributes = self.state(ident).attributes
        for name in names:
            if attributes.get(name) is not None:
                return attributes[name]
        return None

    def entity(self, ident: str) -> Entity:
        """What is declared of an entity."""
        return self.registry.entities[ident]

    def area_of(self, ident: str) -> str | None:
        """The id of the room a thing is in; none for what isn't there yet."""
        entity = self.registry.entities.get(ident)
        return entity.area if entity else None

    def area_name(self, ident: str | None) -> str | None:
        """A room's own name."""
        area = self.registry.areas.get(ident or "")
        return area.name if area else None

    @property
    def likings(self) -> Mapping[str, tuple[str, ...]]:
        """What the resident who speaks said they like, by kind, the newest first."""
        return self.context.knowledge.preferences.get(self.context.who, {})

    def liked(self, kind: str) -> str:
        """What the resident who speaks said last that they like, of a kind; empty where nothing."""
        return self.context.knowledge.liked(self.context.who, kind)

    def ringing(self) -> tuple[str, ...]:
        """Alarms, timers and reminders that ring now."""
        return tuple(i for idents in self.helpers.values() for i in idents if self.state(i).state in RINGING)


def here(
    home: Home, context: Context, *, registry: Registry, index: Index, helpers: Mapping[str, tuple[str, ...]]
) -> Here:
    """Gathers the surroundings of one turn. Where nobody knows where the speaker is, it's the one room in which
    somebody is seen."""
    if context.area is None and len(rooms := occupied(index, home.states)) == 1:
        context = replace(context, area=next(iter(rooms)))
    return Here(home, registry, index, helpers, context, home.states, mentions(context), changes(home, context))


def occupied(index: Index, states: Mapping[str, State]) -> frozenset[str]:
    """The rooms in which a sensor sees somebody."""
    seen = set()
    for ident in index.by_domain.get("binary_sensor", ()):
        entity = index.entities[ident]
        if entity.device_class in SENSES and entity.area and states[ident].state == "on":
            seen.add(entity.area)
    return frozenset(seen)


def helpers_of(registry: Registry) -> dict[str, tuple[str, ...]]:
    """The helpers a registry holds, by domain."""
    found: dict[str, list[str]] = {domain: [] for domain in sorted(HELPERS)}
    for ident in registry.entities:
        domain = ident.partition(".")[0]
        if domain in found:
            found[domain].append(ident)
    return {domain: tuple(idents) for domain, idents in found.items()}


def mentions(context: Context) -> dict[str, float]:
    """What the session's turns were about, the latest the strongest."""
    found: dict[str, float] = {}
    weight, last = 1.0, context.last
    session = last.session if last else None
    for turn in reversed(context.recent):
        if turn.session != session or weight < 0.2:
            break
        for target in turn.targets:
            found.setdefault(target, weight)
        weight *= MENTION_FADES
    return found


def changes(home: Home, context: Context) -> dict[str, float]:
    """What has changed in the home in the last minutes, the latest the strongest."""
    found: dict[str, float] = {}
    for event in home.history(since=context.now - JUST):
        if event.old is None or event.old.state != event.new.state:
            found[event.entity] = max(0.0, 1.0 - (context.now - event.at) / JUST)
    return found
