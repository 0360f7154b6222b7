"""Vacuum cleaners and lawn mowers: they work for a while, drive home, and charge.

`battery_level` moves by itself. A vacuum cleaner takes `MINUTES` an area, and goes home when its battery is low.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.device import Device, Response, Service, Steps
from devices.parameters import Data, as_number, needed_word, refused, word
from devices.protocol import State, Value

MINUTES = 12.0
"""Minutes an area."""
AREAS = 5
"""Areas cleaned where none is named."""
DRAINS, CHARGES = 100 / (110 * 60.0), 100 / (180 * 60.0)
"""Percent a second: a charge lasts 110 minutes, and charging takes 180."""
LOW = 12.0
HOMEWARD = 60.0
"""Percent at which it gives up; seconds to drive home."""


class Vacuum(Device):
    """A robot that works."""

    initial = "docked"
    working: ClassVar[str] = "cleaning"

    def begin(self) -> None:
        self._charge, self._since = 100.0, self.house.env.now
        self._left = 0.0

    @property
    def battery(self) -> float:
        """Percent, now."""
        past = self.house.env.now - self._since
        if self.state in (self.working, "returning"):
            return max(0.0, self._charge - DRAINS * past)
        return min(100.0, self._charge + CHARGES * past) if self.state == "docked" else self._charge

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        given = as_number(attributes.get("battery_level"))
        if given is not None:
            self._charge, self._since = min(100.0, max(0.0, given)), self.house.env.now
        self.update(None, **{key: value for key, value in attributes.items() if key != "battery_level"})
        wanted = self.working if state == "on" else state
        if wanted is None or wanted == self.state:
            return
        if wanted == self.working:
            self._work(AREAS)
        elif wanted == "returning":
            self._home()
        else:
            self._become(wanted)

    def snapshot(self) -> State:
        state = self._state
        return State(state.state, {**state.attributes, "battery_level": round(self.battery)}, state.changed)

    def start(self, data: Data) -> Response:
        """Starts, or goes on where it paused."""
        if self.state != self.working:
            self._check()
            left = self._left if self.state == "paused" else 0.0
            self._work(left / (MINUTES * 60.0) or AREAS)
        return None

    def clean_area(self, data: Data) -> Response:
        """Cleans one area, or several: `area`, or Home Assistant's `cleaning_area_id`."""
        self._check()
        areas = data.get("cleaning_area_id")
        count = len(areas) if isinstance(areas, list) and areas else 1
        if count == 1:
            self._work(1, cleaning_area=areas[0] if isinstance(areas, list) and areas else needed_word(data, "area"))
        else:
            self._work(count, cleaning_area=", ".join(str(area) for area in areas or ()))
        return None

    def clean_spot(self, data: Data) -> Response:
        """Cleans where it stands."""
        self._check()
        self._work(0.25)
        return None

    def pause(self, data: Data) -> Response:
        """Stands still."""
        if self.state in (self.working, "returning"):
            self._left = max(0.0, self._left - (self.house.env.now - self._since))
            self._become("paused")
        return None

    def stop(self, data: Data) -> Response:
        """Stands still and gives up."""
        if self.state in (self.working, "returning", "paused"):
            self._become("idle")
        return None

    def toggle(self, data: Data) -> Response:
        """Home from work, to work from home."""
        return self.home(data) if self.state in (self.working, "paused") else self.start(data)

    def home(self, data: Data) -> Response:
        """Drives home."""
        if self.state not in ("docked", "returning"):
            self._home()
        return None

    def locate(self, data: Data) -> Response:
        """Makes itself heard."""
        return None

    def set_fan_speed(self, data: Data) -> Response:
        """To `fan_speed`."""
        self.update(None, fan_speed=needed_word(data, "fan_speed"))
        return None

    def send_command(self, data: Data) -> Response:
        """Something only the maker knows: `command`."""
        self.update(None, last_command=word(data, "command"))
        return None

    def _check(self) -> None:
        if self.battery < LOW:
            raise refused("its battery is low")

    def _work(self, areas: float, *, cleaning_area: Value = None) -> None:
        self._become(self.working, cleaning_area=cleaning_area)
        self._left = areas * MINUTES * 60.0
        lasts = max(0.0, self._charge - LOW) / DRAINS
        self.run(self._job(min(self._left, lasts)))

    def _job(self, seconds: float) -> Steps:
        yield self.wait(seconds)
        self._become("returning")
        yield self.wait(HOMEWARD)
        self._become("docked")

    def _home(self) -> None:
        self._become("returning")
        self.run(self._drive())

    def _drive(self) -> Steps:
        yield self.wait(HOMEWARD)
        self._become("docked")

    def _become(self, state: str, *, cleaning_area: Value = None) -> None:
        self.halt()
        self._charge, self._since = self.battery, self.house.env.now
        if cleaning_area is None and self.get("cleaning_area") is None:
            self.update(state)
        else:
            self.update(state, cleaning_area=cleaning_area)

    services: ClassVar[Mapping[str, Service]] = {
        "start": start,
        "turn_on": start,
        "clean_area": clean_area,
        "clean_spot": clean_spot,
        "pause": pause,
        "stop": stop,
        "return_to_base": home,
        "turn_off": home,
        "toggle": toggle,
        "locate": locate,
        "set_fan_speed": set_fan_speed,
        "send_command": send_command,
    }


class LawnMower(Vacuum):
    """A vacuum cleaner for grass."""

    working = "mowing"
    services: ClassVar[Mapping[str, Service]] = {
        "start_mowing": Vacuum.start,
        "turn_on": Vacuum.start,
        "pause": Vacuum.pause,
        "dock": Vacuum.home,
        "turn_off": Vacuum.home,
        "toggle": Vacuum.toggle,
    }
