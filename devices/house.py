"""What the devices of one home share: time, chance, rooms, the world outside and the record of what happened."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from random import Random
from typing import TYPE_CHECKING

import simpy

from devices.protocol import Event, Settings, State, World
from devices.rooms import Outdoors, Room, Rooms

if TYPE_CHECKING:
    from devices.device import Device

KEPT = 15 * 60.0
"""Seconds that events are kept; the protocol asks for ten minutes."""


class House:
    """The simpy environment, whose time is seconds since the start, and everything that stands around a device."""

    def __init__(self, settings: Settings, *, zone: tzinfo, start: datetime, seed: int, world: World) -> None:
        self.env = simpy.Environment()
        self.settings, self.world = settings, world
        self.devices: dict[str, Device] = {}
        self.events: deque[tuple[float, Event]] = deque()
        """What happened, with the seconds since the start: by those, for clocks go back in autumn."""
        self.told: set[str] = set()
        """The kinds of event since somebody last cleared it."""
        self.retired: list[Device] = []
        """Helpers that are over and wait to be taken out of the registry."""
        self.outdoors = Outdoors(self)
        self.rooms = Rooms(self)
        self._zone, self._seed = zone, seed
        self._start = start.astimezone(UTC)
        self._clock = (0.0, start.astimezone(zone))
        self._cause = "physics"
        self.started = False
        """False while the home is set up: what is said then is declared, not done."""
        self._before: dict[str, State | None] | None = None

    @property
    def now(self) -> datetime:
        """The home's time, with its zone."""
        at = self.env.now
        if self._clock[0] != at:
            self._clock = (at, self.at(at))
        return self._clock[1]

    def at(self, seconds: float) -> datetime:
        """Seconds since the start as the home's time."""
        return (self._start + timedelta(seconds=seconds)).astimezone(self._zone)

    def seconds(self, at: datetime) -> float:
        """A time as seconds since the start; a time without a zone is the home's."""
        aware = at if at.tzinfo else at.replace(tzinfo=self._zone)
        return (aware.astimezone(UTC) - self._start).total_seconds()

    def random(self, key: str) -> Random:
        """A generator of its own for whatever `key` names, so that one device's draws never shift another's."""
        return Random(f"{self._seed}/{key}")

    def room(self, area: str | None) -> Room:
        """The room of an area."""
        return self.rooms[area]

    @contextmanager
    def because(self, cause: str) -> Iterator[dict[str, State | None]]:
        """While it lasts, changes are put down to `cause`; gives the states before, of what changes, by id."""
        outer = self._cause, self._before
        before: dict[str, State | None] = {}
        self._cause, self._before = cause, before
        try:
            yield before
        finally:
            self._cause, self._before = outer

    def note(self, device: Device, old: State | None, *, kind: str = "state_changed") -> None:
        """Writes down that a device changed or has something to say."""
        if not self.started:
            return
        if self._before is not None and kind == "state_changed":
            self._before.setdefault(device.entity.id, old)
        self.told.add(kind)
        at, events = self.env.now, self.events
        while events and at - events[0][0] > KEPT:
            events.popleft()
        events.append((at, Event(self.now, device.entity.id, kind, old, device.seen(), self._cause)))
