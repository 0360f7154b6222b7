"""Covers and valves: they travel, and the position is known while they do.

`current_position` is 0 for closed and 100 for open. A full way takes `travel_time` seconds, the
kind's own unless declared. With `obstacle: true` a cover does not close, and stops where it is when it was closing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.device import Device, Response, Service, Steps
from devices.parameters import Data, as_number, needed_number, refused
from devices.protocol import State, Value

TRAVEL = {
    "garage": 12.0,
    "gate": 18.0,
    "awning": 25.0,
    "blind": 20.0,
    "shutter": 22.0,
    "shade": 15.0,
    "curtain": 8.0,
    "damper": 6.0,
    "water": 5.0,
    "gas": 5.0,
}
USUAL = 10.0
"""Seconds for a full way: by device class, and for any other."""


class Cover(Device):
    """Anything that opens and closes by a motor."""

    initial = "closed"

    def begin(self) -> None:
        self._from, self._to, self._since = 0.0, 0.0, 0.0

    @property
    def position(self) -> float:
        """Where it is now, 0 to 100."""
        way = 100.0 * (self.house.env.now - self._since) / self._seconds()
        if self._to >= self._from:
            return min(self._to, self._from + way)
        return max(self._to, self._from - way)

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        others = dict(attributes)
        given = [as_number(others.pop(key, None)) for key in ("current_position", "position")]
        exact = next((min(100.0, max(0.0, value)) for value in given if value is not None), None)
        self._obstruct(others)
        if state is None and exact is None and self._state.attributes:
            self.update(None, **others)
            return
        state = state or ("closed" if exact == 0 else self.state if exact is None else "open")
        if exact is None:
            exact = self.position if state in ("opening", "closing") else 0.0 if state == "closed" else 100.0
        self.halt()
        self._rest(exact)
        self.update(state if state in ("open", "closed") else None, current_position=round(exact), **others)
        if state in ("opening", "closing"):
            self._travel(100.0 if state == "opening" else 0.0)

    def snapshot(self) -> State:
        state = self._state
        if state.state not in ("opening", "closing"):
            return state
        return State(state.state, {**state.attributes, "current_position": round(self.position)}, state.changed)

    def open_fully(self, data: Data) -> Response:
        """All the way."""
        self._travel(100.0)
        return None

    def close_fully(self, data: Data) -> Response:
        """All the way, unless something is in the way."""
        self._travel(0.0)
        return None

    def set_position(self, data: Data) -> Response:
        """To `position`, 0 to 100."""
        self._travel(needed_number(data, "position", 0, 100))
        return None

    def stop(self, data: Data) -> Response:
        """Wherever it is."""
        self.halt()
        self._arrive(self.position)
        return None

    def toggle(self, data: Data) -> Response:
        """Closes what is open or opening, opens the rest."""
        self._travel(0.0 if self.state in ("open", "opening") else 100.0)
        return None

    def _travel(self, to: float) -> None:
        position = self.position
        if to < position and self.get("obstacle") is True:
            raise refused("something is in the way")
        if to == position:
            self.halt()
            self._arrive(to)
            return
        if self._to == to and self.state in ("opening", "closing"):
            return
        self._from, self._to, self._since = position, to, self.house.env.now
        self.update("opening" if to > position else "closing")
        self.run(self._move(abs(to - position) * self._seconds() / 100.0))

    def _move(self, seconds: float) -> Steps:
        yield self.wait(seconds)
        self._arrive(self._to)

    def _arrive(self, position: float) -> None:
        self._rest(position)
        self.update("closed" if round(position) == 0 else "open", current_position=round(position))

    def _rest(self, position: float) -> None:
        self._from = self._to = position
        self._since = self.house.env.now

    def _obstruct(self, attributes: Mapping[str, Value]) -> None:
        if attributes.get("obstacle") is True and self.state == "closing":
            self.halt()
            self._arrive(self.position)

    def _seconds(self) -> float:
        declared = as_number(self.get("travel_time"))
        return declared if declared and declared > 0 else TRAVEL.get(self.entity.device_class or "", USUAL)

    services: ClassVar[Mapping[str, Service]] = {
        "open_cover": open_fully,
        "close_cover": close_fully,
        "set_cover_position": set_position,
        "stop_cover": stop,
        "toggle": toggle,
        "turn_on": open_fully,
        "turn_off": close_fully,
    }


class Valve(Cover):
    """A valve: a cover under other names."""

    services: ClassVar[Mapping[str, Service]] = {
        "open_valve": Cover.open_fully,
        "close_valve": Cover.close_fully,
        "set_valve_position": Cover.set_position,
        "stop_valve": Cover.stop,
        "toggle": Cover.toggle,
        "turn_on": Cover.open_fully,
        "turn_off": Cover.close_fully,
    }
