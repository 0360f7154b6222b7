"""Coffee makers: water heats, a pot is brewed in minutes, kept warm for a while, and then they switch off.

`temperature` is the water's, in the home's unit; `progress` the part of the pot that is brewed, in percent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.curves import Curve
from devices.device import Device, Response, Service, Steps, toggled
from devices.parameters import Data, refused, word
from devices.protocol import State, Value
from devices.units import reading

BREWS = {"small": 120.0, "medium": 180.0, "large": 270.0}
"""Seconds by size."""
USUAL = "medium"
KEEPS_WARM = 30 * 60.0
HOT = 93.0
HEATS, COOLS = 40.0, 20 * 60.0


class CoffeeMaker(Device):
    """A coffee maker."""

    def begin(self) -> None:
        self._curve = self._cooling(self.house.room(self.entity.area).temperature)
        self._began, self._takes = 0.0, BREWS[USUAL]

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        self.update(None, **{key: value for key, value in attributes.items() if key != "temperature"})
        wanted = {None: self.state, "on": "brewing"}.get(state, state)
        if wanted == self.state:
            return
        self.halt()
        if wanted == "brewing":
            self._brew(USUAL)
        elif wanted == "ready":
            self._curve = self._heating()
            self.update("ready")
            self.run(self._keep_warm())
        else:
            self._curve = self._cooling(self._curve.value(self.house.env.now))
            self.update(wanted)

    def snapshot(self) -> State:
        state, now = self._state, self.house.env.now
        moving: dict[str, Value] = {"temperature": reading(self._curve.value(now), self.house.settings)}
        if state.state == "brewing":
            moving["progress"] = min(100, round(100 * (now - self._began) / self._takes))
        return State(state.state, {**state.attributes, **moving}, state.changed)

    def brew(self, data: Data) -> Response:
        """Brews a pot: `size` small, medium or large."""
        if self.get("water") in ("empty", 0, False):
            raise refused("there is no water in it")
        if self.state != "brewing":
            self._brew((word(data, "size") or USUAL).lower())
        return None

    def turn_off(self, data: Data) -> Response:
        """Off, a pot half brewed or not."""
        self.halt()
        self._curve = self._cooling(self._curve.value(self.house.env.now))
        self.update("off")
        return None

    def _brew(self, size: str) -> None:
        self._began, self._takes = self.house.env.now, BREWS.get(size, BREWS[USUAL])
        self._curve = self._heating()
        self.update("brewing", size=size)
        self.run(self._pour())

    def _pour(self) -> Steps:
        yield self.wait(self._takes)
        self.update("ready")
        yield from self._keep_warm()

    def _keep_warm(self) -> Steps:
        yield self.wait(KEEPS_WARM)
        self.turn_off({})

    def _heating(self) -> Curve:
        now = self.house.env.now
        return Curve(self._curve.value(now), 130.0, HEATS, now, hold=HOT)

    def _cooling(self, start: float) -> Curve:
        ambient = self.house.room(self.entity.area).temperature
        return Curve(start, ambient, COOLS, self.house.env.now)

    services: ClassVar[Mapping[str, Service]] = {"brew": brew, "turn_on": brew, "turn_off": turn_off, "toggle": toggled}
