"""The simulated home: everything declared, on one simpy environment, behind `protocol.Home`.

The same `advance` serves simulated time and the wall clock: a live session calls it with the time of day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import simpy

from devices.climate import Climate
from devices.declaration import HomeDeclaration, checked, titled, to_registry
from devices.declaration import zone as zone_of
from devices.device import Device
from devices.faults import PATIENCE, Fault, FaultKind, breakdowns
from devices.helper import Helper
from devices.house import House
from devices.kinds import HELPERS, MAKES, kind_of
from devices.parameters import Refusal, word
from devices.protocol import UNAVAILABLE, Command, Entity, Event, Failure, Outcome, Registry, State, Value, World
from devices.states import States, difference
from devices.world import SimulatedWorld

UNHEATED = frozenset({"garage", "shed", "attic", "cellar"})
"""Areas that a thermostat elsewhere does not heat."""


class Home:
    """A home that runs.

    `start` is the home's time when it begins; without a zone it is taken as the home's. All chance comes from `rng`.
    Raises `DeclarationError` where the declaration does not hold together.
    """

    def __init__(
        self, declaration: HomeDeclaration, *, start: datetime, rng: Random, world: World | None = None
    ) -> None:
        self._registry = to_registry(checked(declaration))
        settings = self._registry.settings
        zone = zone_of(settings.time_zone) or UTC
        seed = rng.getrandbits(64)
        begin = start.replace(tzinfo=zone) if start.tzinfo is None else start
        world = world or SimulatedWorld(settings, seed=seed)
        self._house = House(settings, zone=zone, start=begin, seed=seed, world=world)
        self._states = States(self._house.devices)
        for area in self._registry.areas.values():
            self._house.rooms.name(area.id, area.name)
        for ident, block in declaration.entities.items():
            self._build(self._registry.entities[ident], block.state, block.attributes)
        self._plumb()
        for device in self._house.devices.values():
            device.connect()
        self._declared = {ident: device.base for ident, device in self._house.devices.items()}
        self._house.started = True

    @property
    def registry(self) -> Registry:
        """What is declared, helpers included; another object once a helper came or went."""
        return self._registry

    @property
    def env(self) -> simpy.Environment:
        """The environment that its devices live in, in seconds since the start: whoever lives here lives in it too."""
        return self._house.env

    @property
    def now(self) -> datetime:
        """The home's time, with its time zone."""
        return self._house.now

    @property
    def states(self) -> Mapping[str, State]:
        """The state of every entity, by id: a live view."""
        return self._states

    @property
    def world(self) -> World:
        """What is known beyond the home."""
        return self._house.world

    def history(self, *, since: datetime) -> Sequence[Event]:
        """What happened later than a time, oldest first; the last fifteen minutes at least are kept."""
        found: list[Event] = []
        seconds = self._house.seconds(since)
        for at, event in reversed(self._house.events):
            if at <= seconds:
                break
            found.append(event)
        found.reverse()
        return found

    def advance(self, until: datetime, *, stop_at: Collection[str] = ()) -> None:
        """Lets time pass up to and including a time of the home. Time never runs back: an earlier one does nothing.

        With `stop_at`, time stands still at the first event of these kinds, so that it can be answered at its time.
        """
        env, told = self._house.env, self._house.told
        target = self._house.seconds(until)
        stopped = False
        while env.peek() <= target and not stopped:
            told.clear()
            env.step()
            stopped = not told.isdisjoint(stop_at)
        if target > env.now and not stopped:
            env.run(until=target)
        self._sweep()

    def execute(self, command: Command) -> Outcome:
        """Carries a command out, or says why not; never raises for what a command says."""
        device = self._house.devices.get(command.entity)
        if device is None:
            return self._make(command)
        fault = device.fault
        if fault is not None and fault.kind == "offline":
            return Outcome(command, failure=Failure.OFFLINE)
        if not device.has(command.service):
            return Outcome(command, failure=Failure.UNSUPPORTED)
        if fault is not None and fault.kind == "refusing":
            return Outcome(command, failure=Failure.REFUSED, detail=fault.reason)
        if fault is not None and fault.kind == "slow" and fault.seconds > PATIENCE:
            self._later(command, fault.seconds)
            return Outcome(command, failure=Failure.LATE)
        return self._carry_out(command, device)

    def set_state(
        self,
        entity_id: str,
        state: str | None = None,
        attributes: Mapping[str, Value] | None = None,
        *,
        cause: str = "hand",
    ) -> None:
        """What people do by hand, or what happens to a thing. Raises KeyError where there is no such entity."""
        device = self._house.devices[entity_id]
        with self._house.because(cause):
            device.place(None if state is None else str(state), attributes or {})
        self._sweep()

    def fault(self, entity_id: str, kind: FaultKind, *, seconds: float = 10.0, reason: str = "") -> None:
        """Something goes wrong with a device until it is mended. Raises KeyError where there is no such entity."""
        device = self._house.devices[entity_id]
        self._become(device, Fault(kind, self.now, seconds, reason))

    def mend(self, entity_id: str) -> None:
        """Nothing is wrong with a device any more. Raises KeyError where there is no such entity."""
        device = self._house.devices[entity_id]
        fault = device.fault
        self._become(device, None)
        if fault is not None and fault.kind == "stuck":
            with self._house.because("fault"):
                device.freed()

    def wear(self, *, every: float, lasts: float, rng: Random) -> None:
        """From now on devices fail by chance: each every so many days in the mean, for so many hours."""
        env = self._house.env
        entities = [ident for ident, device in self._house.devices.items() if not isinstance(device, Helper)]
        if entities:
            env.process(breakdowns(env, self, entities, every=every * 86_400, lasts=lasts * 3600, rng=rng))

    def keep(self) -> list[dict[str, Value]]:
        """Timers, alarms, reminders and lists as JSON, with what is needed to go on after a restart."""
        kept: list[dict[str, Value]] = []
        for device in self._house.devices.values():
            part = device.keep() if isinstance(device, Helper) else None
            if part is not None:
                entity = device.entity
                kept.append({"entity": entity.id, "name": entity.name, "area": entity.area, **part})
        return kept

    def restore(self, kept: Sequence[Mapping[str, Value]]) -> None:
        """Goes on with what `keep` gave. What was due meanwhile is said a second from now, and once."""
        with self._house.because("physics"):
            for part in kept:
                device = self._house.devices.get(part["entity"])
                if device is None:
                    device = self._helper(Entity(part["entity"], part["name"], part["area"]))
                    self._admit(device)
                if isinstance(device, Helper):
                    device.resume(part)
        self._sweep()

    def lived(self) -> dict[str, dict[str, Value]]:
        """The devices that are no longer as declared, helpers apart: their state and attributes as JSON values."""
        found: dict[str, dict[str, Value]] = {}
        for ident, device in self._house.devices.items():
            if not isinstance(device, Helper) and device.base is not self._declared.get(ident):
                state = device.snapshot()
                found[ident] = {"state": state.state, **state.attributes}
        return found

    def resume(self, lived: Mapping[str, Mapping[str, Value]]) -> None:
        """Goes on with what `lived` gave, as if it had been declared so: nothing has just happened. What is no longer
        here is passed over."""
        self._house.started = False
        for ident, values in lived.items():
            device = self._house.devices.get(ident)
            if device is not None and not isinstance(device, Helper):
                attributes = dict(values)
                state = attributes.pop("state", None)
                device.place(None if state is None else str(state), attributes)
        self._house.started = True

    def _build(self, entity: Entity, state: str | None, attributes: Mapping[str, Value]) -> None:
        self._house.devices[entity.id] = kind_of(entity.domain)(self._house, entity, state, attributes)

    def _plumb(self) -> None:
        """Gives the first thermostat the areas that have none of their own."""
        climates = [device for device in self._house.devices.values() if isinstance(device, Climate)]
        if not climates:
            return
        own = {device.entity.area for device in climates}
        free = [area for area in self._registry.areas if area not in own and area not in UNHEATED]
        rooms = [self._house.room(area) for area in free]
        climates[0].rooms = (climates[0].room, *(room for room in rooms if not room.outside))
        for area in (None, *self._registry.areas):
            self._house.room(area).least = None

    def _carry_out(self, command: Command, device: Device) -> Outcome:
        with self._house.because("command") as before:
            try:
                if device.fault is not None and device.fault.kind == "stuck":
                    reason = device.blocked(command.service)
                    return self._failed(command, Refusal(Failure.STUCK, device.fault.reason or reason), before)
                response = device.serve(command.service, command.data)
            except Refusal as no:
                return self._failed(command, no, before)
        changes = self._changes(before)
        self._sweep()
        return Outcome(command, changes, response=response or {})

    def _failed(self, command: Command, no: Refusal, before: Mapping[str, State | None]) -> Outcome:
        return Outcome(command, self._changes(before), no.failure, no.detail)

    def _changes(self, before: Mapping[str, State | None]) -> dict[str, dict[str, Value]]:
        changes: dict[str, dict[str, Value]] = {}
        for ident, old in before.items():
            device = self._house.devices.get(ident)
            changed = difference(old, device.base) if device is not None else {}
            if changed:
                changes[ident] = changed
        return changes

    def _make(self, command: Command) -> Outcome:
        """The first command to a helper makes it."""
        domain, _, rest = command.entity.partition(".")
        if not rest or command.service not in MAKES.get(domain, ()):
            return Outcome(command, failure=Failure.UNKNOWN_ENTITY)
        data = command.data
        entity = Entity(command.entity, word(data, "name") or titled(command.entity), word(data, "area"))
        device = self._helper(entity)
        self._house.devices[entity.id] = device
        with self._house.because("command") as before:
            try:
                response = device.serve(command.service, data)
            except Refusal as no:
                del self._house.devices[entity.id]
                return Outcome(command, {}, no.failure, no.detail)
            before[entity.id] = None
        self._admit(device)
        return Outcome(command, self._changes(before), response=response or {})

    def _helper(self, entity: Entity) -> Helper:
        device = HELPERS[entity.domain](self._house, entity, None, {})
        device.made = True
        return device

    def _admit(self, device: Device) -> None:
        self._house.devices[device.entity.id] = device
        entities = {**self._registry.entities, device.entity.id: device.entity}
        self._registry = replace(self._registry, entities=entities)

    def _sweep(self) -> None:
        """Takes helpers that are over out of the home."""
        over = self._house.retired
        if not over:
            return
        gone = {device.entity.id for device in over if self._house.devices.get(device.entity.id) is device}
        over.clear()
        for ident in gone:
            del self._house.devices[ident]
        left = {ident: entity for ident, entity in self._registry.entities.items() if ident not in gone}
        self._registry = replace(self._registry, entities=left)

    def _become(self, device: Device, fault: Fault | None) -> None:
        old = device.seen()
        device.fault = fault
        if (old.state == UNAVAILABLE) != (device.seen().state == UNAVAILABLE):
            with self._house.because("fault"):
                self._house.note(device, old)

    def _later(self, command: Command, seconds: float) -> None:
        def arrive(_: object) -> None:
            device = self._house.devices.get(command.entity)
            if device is not None and (device.fault is None or device.fault.kind == "slow"):
                self._carry_out(command, device)

        callbacks: list[Callable[[object], None]] = self._house.env.timeout(seconds).callbacks
        callbacks.append(arrive)
