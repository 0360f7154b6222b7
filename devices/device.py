"""What every device has: a state, attributes, services, and a process of its own that runs while something moves."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from random import Random
from typing import Any, ClassVar

import simpy

from devices.faults import Fault
from devices.house import House
from devices.parameters import Data
from devices.protocol import UNAVAILABLE, Entity, State, Value

Response = Mapping[str, Value] | None
Service = Callable[[Any, Data], Response]
Steps = Generator[simpy.Event, Any, None]


class Device:
    """One entity of the home.

    A kind of device names its `services` (each takes the command's data and gives back a response or nothing, or raises
    `Refusal`), says in `place` what a home file or a hand may set, and overrides `snapshot` where an attribute moves by
    itself: such values are reckoned when somebody looks, and no process ticks for them.
    """

    initial: ClassVar[str] = "off"
    services: ClassVar[Mapping[str, Service]] = {}

    def __init__(self, house: House, entity: Entity, state: str | None, attributes: Mapping[str, Value]) -> None:
        self.house, self.entity = house, entity
        self.fault: Fault | None = None
        self._process: simpy.Process | None = None
        self._random: Random | None = None
        self._state = State(self.initial, {}, house.now)
        self.begin()
        self.place(state, attributes)

    @property
    def state(self) -> str:
        """The present state's word."""
        return self._state.state

    @property
    def base(self) -> State:
        """The present state without what moves by itself."""
        return self._state

    @property
    def random(self) -> Random:
        """This device's own generator."""
        if self._random is None:
            self._random = self.house.random(self.entity.id)
        return self._random

    def get(self, attribute: str, default: Value = None) -> Value:
        """An attribute as last set."""
        value = self._state.attributes.get(attribute)
        return default if value is None else value

    def begin(self) -> None:
        """Gives the attributes that this kind has before anything is declared."""

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        """Takes what a home file or a hand says it is; either may be missing."""
        self.update(state, **attributes)

    def connect(self) -> None:
        """Called once when every device of the home is there."""

    def snapshot(self) -> State:
        """The state as it is now."""
        return self._state

    def seen(self) -> State:
        """The state as the home shows it: a device offline is unavailable."""
        if self.fault is not None and self.fault.kind == "offline":
            return State(UNAVAILABLE, {}, self.fault.since)
        return self.snapshot()

    def serve(self, service: str, data: Data) -> Response:
        """Carries a service out; raises `Refusal`, and KeyError for a service that it does not have."""
        return self.services[service](self, data)

    def has(self, service: str) -> bool:
        """Whether it has a service."""
        return service in self.services

    def blocked(self, service: str) -> str:
        """It is stuck and a service tries to move it: what it shows for it, and the reason in a few words."""
        return "it does not move"

    def freed(self) -> None:
        """It is no longer stuck."""

    def update(self, state: str | None = None, /, **attributes: Value) -> None:
        """Changes the state, the attributes named, or both; nothing is noted where nothing changes."""
        old = self._state
        changed = {key: value for key, value in attributes.items() if _differs(old.attributes, key, value)}
        if state is None or state == old.state:
            if not changed:
                return
            self._state = State(old.state, {**old.attributes, **changed}, old.changed)
        else:
            self._state = State(state, {**old.attributes, **changed}, self.house.now)
        self.house.note(self, old)

    def run(self, steps: Steps) -> None:
        """Starts this device's process; one that still runs is ended. Before its first wait it must change nothing."""
        self.halt()
        self._process = self.house.env.process(_until_halted(steps))

    def halt(self) -> None:
        """Ends this device's process, if one runs. A process that calls this goes on to its own end."""
        process = self._process
        if process is not None and process.is_alive and process is not self.house.env.active_process:
            process.interrupt()

    def wait(self, seconds: float) -> simpy.Event:
        """Something to yield in a process: a time that passes."""
        return self.house.env.timeout(max(0.0, seconds))


def _until_halted(steps: Steps) -> Steps:
    try:
        yield from steps
    except simpy.Interrupt:
        return


def _differs(attributes: Mapping[str, Value], key: str, value: Value) -> bool:
    if key not in attributes:
        return True
    old = attributes[key]
    return bool(old != value) or isinstance(old, bool) != isinstance(value, bool)


def toggled(device: Device, data: Data) -> Response:
    """`toggle`, for anything with `turn_on` and `turn_off`."""
    return device.serve("turn_on" if device.state == "off" else "turn_off", data)
