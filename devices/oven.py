"""Ovens heat along a curve, say when they are ready, and cool slowly when off.

From a room at 22 °C to 204 °C (400 °F) takes some 12 minutes, which is what household ovens need. `temperature` is what
it is now inside, `target_temperature` what it was set to, both in the home's unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.curves import Curve
from devices.device import Device, Response, Service, Steps, toggled
from devices.parameters import Data, as_number, number, whole
from devices.protocol import State, Value
from devices.units import celsius, reading, shown

FULL_HEAT, HEATS = 330.0, 14 * 60.0
"""What its heat would reach, and how fast."""
COOLS = 25 * 60.0
LOWEST, HIGHEST = 30.0, 290.0
USUAL = {"us": 350.0, "metric": 180.0}
"""What it heats to where nothing is said, in the home's unit."""


class Oven(Device):
    """An oven."""

    def begin(self) -> None:
        self._curve = self._at_rest(self.house.room(self.entity.area).temperature)
        self.update(None, target_temperature=None)

    @property
    def temperature(self) -> float:
        """Inside, now, °C."""
        return self._curve.value(self.house.env.now)

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        given, target = as_number(attributes.get("temperature")), as_number(attributes.get("target_temperature"))
        others = {k: v for k, v in attributes.items() if k not in ("temperature", "target_temperature")}
        inside = self.temperature if given is None else celsius(given, self.house.settings)
        state = {None: self.state, "on": "heating"}.get(state, state)
        self.halt()
        self._curve = self._at_rest(inside)
        if state == "off":
            self.update("off", target_temperature=None, **others)
        elif state == "heating":
            self._heat(self._usual(inside) if target is None else target, **others)
        else:
            held = reading(inside, self.house.settings) if target is None else target
            self._curve = self._held(held if given is None else given)
            self.update(state, target_temperature=held, **others)

    def snapshot(self) -> State:
        state = self._state
        now = reading(self.temperature, self.house.settings)
        return State(state.state, {**state.attributes, "temperature": now}, state.changed)

    def preheat(self, data: Data) -> Response:
        """Heats to `temperature` in the home's unit, or to the usual."""
        settings = self.house.settings
        low, high = reading(LOWEST, settings), reading(HIGHEST, settings)
        target = number(data, "temperature", low, high)
        if target is None and self.state != "off":
            return None
        self._heat(USUAL[settings.units] if target is None else target)
        return None

    def turn_off(self, data: Data) -> Response:
        """Off; it cools."""
        if self.state != "off":
            self.halt()
            self._curve = self._at_rest(self.temperature)
            self.update("off", target_temperature=None)
        return None

    def _heat(self, target: float, /, **others: Value) -> None:
        goal = min(HIGHEST, max(LOWEST, celsius(target, self.house.settings)))
        inside, now = self.temperature, self.house.env.now
        if inside <= goal:
            self._curve = Curve(inside, FULL_HEAT, HEATS, now, hold=goal)
        else:
            self._curve = Curve(inside, self._ambient(), COOLS, now, hold=goal)
        self.update("heating", target_temperature=whole(target), **others)
        self.run(self._reach(self._curve.seconds()))

    def _reach(self, seconds: float) -> Steps:
        yield self.wait(seconds)
        self.update("ready")

    def _at_rest(self, inside: float) -> Curve:
        return Curve(inside, self._ambient(), COOLS, self.house.env.now)

    def _held(self, temperature: float) -> Curve:
        inside = celsius(temperature, self.house.settings)
        return Curve(inside, FULL_HEAT, HEATS, self.house.env.now, hold=inside)

    def _ambient(self) -> float:
        return self.house.room(self.entity.area).temperature

    def _usual(self, inside: float) -> float:
        usual = USUAL[self.house.settings.units]
        return max(usual, min(shown(HIGHEST, self.house.settings), shown(inside, self.house.settings) + 20))

    services: ClassVar[Mapping[str, Service]] = {
        "preheat": preheat,
        "set_temperature": preheat,
        "turn_on": preheat,
        "turn_off": turn_off,
        "toggle": toggled,
    }
