"""Scenes, scripts, automations and routines: one command that means several.

A scene's `entities` say how things should be: `{light.a: on, light.b: {state: on, brightness: 80}}`. A script's
`sequence` lists steps: `{service: turn_on, entity: light.a, data: {...}}` or `{delay: 5}` in seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from devices.device import Device, Response, Service, Steps
from devices.parameters import Data, Refusal, as_number
from devices.protocol import Value

ACHIEVES: dict[str, str] = {
    "on": "turn_on",
    "off": "turn_off",
    "open": "open_cover",
    "closed": "close_cover",
    "locked": "lock",
    "unlocked": "unlock",
    "cleaning": "start",
    "docked": "return_to_base",
    "brewing": "brew",
    "heating": "preheat",
    "showing": "show",
    "playing": "media_play",
    "paused": "media_pause",
    "idle": "media_stop",
}
"""The service that brings a state about; what none brings about is set."""


class Scene(Device):
    """A scene. Its state is when it was last set."""

    initial = "unknown"

    def turn_on(self, data: Data) -> Response:
        """Brings everything into the state declared."""
        _apply(self, self.get("entities"))
        self.update(self.house.now.isoformat())
        return None

    services: ClassVar[Mapping[str, Service]] = {"turn_on": turn_on, "apply": turn_on}


class Script(Device):
    """A script or routine. It is `on` while it runs."""

    def turn_on(self, data: Data) -> Response:
        """Runs it."""
        steps = self.get("sequence")
        _apply(self, self.get("entities"))
        left = self._run_until_delay(list(steps) if isinstance(steps, list) else [])
        self.update(self._shows(bool(left)), last_triggered=self.house.now.isoformat())
        if left:
            self.run(self._go_on(left))
        return None

    def turn_off(self, data: Data) -> Response:
        """Stops it where it is."""
        self.halt()
        self.update("off")
        return None

    def toggle(self, data: Data) -> Response:
        """Runs it, or stops it."""
        return self.serve("turn_off" if self.state == "on" else "turn_on", data)

    def _shows(self, running: bool) -> str | None:
        return "on" if running else "off"

    def _go_on(self, steps: list[Value]) -> Steps:
        while steps:
            yield self.wait(_delay(steps[0]) or 0.0)
            steps = self._run_until_delay(steps[1:])
        self.update(self._shows(False))

    def _run_until_delay(self, steps: list[Value]) -> list[Value]:
        """Carries out the first steps; the rest begins with a delay."""
        for index, step in enumerate(steps):
            if _delay(step) is not None:
                return steps[index:]
            if isinstance(step, Mapping):
                _perform(self, step)
        return []

    services: ClassVar[Mapping[str, Service]] = {
        "turn_on": turn_on,
        "turn_off": turn_off,
        "toggle": toggle,
        "trigger": turn_on,
    }


class Automation(Script):
    """An automation: it is `on` while it may run, and `trigger` runs it."""

    initial = "on"

    def allow(self, data: Data) -> Response:
        """It may run."""
        self.update("on")
        return None

    def _shows(self, running: bool) -> str | None:
        return None

    services: ClassVar[Mapping[str, Service]] = {
        "turn_on": allow,
        "turn_off": Script.turn_off,
        "toggle": Script.toggle,
        "trigger": Script.turn_on,
    }


def _apply(device: Device, entities: Value) -> None:
    if not isinstance(entities, Mapping):
        return
    for entity, wanted in entities.items():
        given = dict(wanted) if isinstance(wanted, Mapping) else {"state": wanted}
        state = given.pop("state", None)
        bring(device, str(entity), {True: "on", False: "off"}.get(state, state), given)


def bring(device: Device, entity: str, state: Value, attributes: Mapping[str, Value]) -> None:
    """Brings one entity into a state as a command would; what cannot be is left as it is."""
    other = device.house.devices.get(entity)
    if other is None or other is device or isinstance(other, Scene | Script) or not _reachable(other):
        return
    words = None if state is None else str(state)
    service = "set_temperature" if other.entity.domain == "climate" and "temperature" in attributes else None
    service = service or ACHIEVES.get(words or "")
    if service is None or not other.has(service):
        other.place(words, attributes)
        return
    _serve(other, service, {**attributes, **({"hvac_mode": words} if service == "set_temperature" and words else {})})


def _perform(device: Device, step: Mapping[str, Value]) -> None:
    service, data = step.get("service"), step.get("data")
    entities = step.get("entity") or step.get("entity_id")
    if not isinstance(service, str):
        return
    for entity in entities if isinstance(entities, Sequence) and not isinstance(entities, str) else [entities]:
        other = device.house.devices.get(str(entity))
        if other is not None and other is not device and not isinstance(other, Scene | Script) and _reachable(other):
            _serve(other, service.rpartition(".")[2], data if isinstance(data, Mapping) else {})


def _serve(device: Device, service: str, data: Data) -> None:
    if not device.has(service):
        return
    try:
        device.serve(service, data)
    except Refusal:
        return  # One thing that cannot be done does not keep the others from happening.


def _reachable(device: Device) -> bool:
    return device.fault is None or device.fault.kind == "slow"


def _delay(step: Value) -> float | None:
    if not isinstance(step, Mapping):
        return None
    seconds = as_number(step.get("delay"))
    return None if seconds is None else max(0.0, seconds)
