"""Sensors: what they measure goes its own way and is reckoned when somebody looks.

Temperature follows the room, a little out of true and drifting; relative humidity falls as the room warms; batteries
fade. Any other sensor keeps what it was given. Motion, sound and vibration sensors clear by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, pi, sin

from devices.device import Device, Steps
from devices.parameters import as_number
from devices.protocol import State, Value
from devices.units import unit

DAY = 86_400.0
DRIFT = 0.2
"""°C that a temperature sensor wanders to either side over some days."""
FADES = 0.25
"""Percent of a battery a day, unless `fades` says otherwise."""
CLEARS = {"motion": 60.0, "sound": 15.0, "vibration": 15.0}
"""Seconds until a binary sensor is quiet again, by device class."""


ON_WORDS = frozenset({
    "low", "charging", "connected", "cold", "hot", "detected", "open", "opened", "unlocked", "moving",
    "plugged_in", "power", "present", "home", "problem", "running", "unsafe", "wet", "tampering", "tampered",
    "update_available",
})  # fmt: skip
OFF_WORDS = frozenset({
    "normal", "not_charging", "disconnected", "clear", "closed", "locked", "not_moving", "dry", "unplugged",
    "no_power", "away", "ok", "not_running", "safe", "up_to_date", "stopped",
})  # fmt: skip
"""What Home Assistant's screens say for on and off, by device class; a home file may say it too."""


class Sensor(Device):
    """A sensor with a value."""

    initial = "unknown"

    def begin(self) -> None:
        self._since, self._value = self.house.env.now, 0.0
        self._offset, self._warm = 0.0, 0.0
        self._live = ""

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        self.update(state, **attributes)
        kind = self.entity.device_class or str(attributes.get("device_class") or "")
        measure = self.get("unit_of_measurement")
        if kind == "temperature" or (not kind and measure in ("°C", "°F")):
            self._live = "temperature"
            if measure is None:
                self.update(None, unit_of_measurement=unit(self.house.settings))
        elif kind in ("humidity", "battery"):
            self._live = kind
            if measure is None:
                self.update(None, unit_of_measurement="%")
        value = as_number(self.state if state is None else state)
        if self._live == "temperature" and value is not None and state is not None:
            room = self.house.room(self.entity.area)
            warm = self._celsius(value)
            room.set(warm) if self.house.started else room.begin(warm)
        if self.house.started:
            self.connect()

    def connect(self) -> None:
        self._since = self.house.env.now
        value = as_number(self.state)
        if value is None and self.state != self.initial:
            self._live = ""  # It says something that is no measure; so it stays.
        if self._live == "battery":
            self._value = 100.0 if value is None else value
        elif self._live == "humidity":
            self._value, self._warm = 45.0 if value is None else value, self._room()
        elif self._live == "temperature":
            self._offset = 0.0 if value is None else self._celsius(value) - self._room()
        if self._live and value is None:
            self.update(self._shown())

    def snapshot(self) -> State:
        declared = self.house.env.now == self._since and self._live != "humidity"
        if not self._live or declared:
            return self._state
        return State(self._shown(), self._state.attributes, self._state.changed)

    def _shown(self) -> str:
        past = self.house.env.now - self._since
        if self._live == "battery":
            fades = as_number(self.get("fades"))
            return str(round(max(0.0, self._value - (FADES if fades is None else fades) * past / DAY)))
        if self._live == "humidity":
            dryness = _saturation(self._warm) / _saturation(self._room())
            return str(round(min(100.0, max(1.0, self._value * dryness))))
        wander = DRIFT * sin(2 * pi * past / (DAY * self._period()))
        warm = self._room() + self._offset + wander
        return f"{round(warm * 1.8 + 32)}" if self._fahrenheit() else f"{warm:.1f}"

    def _period(self) -> float:
        """Days; every sensor has its own."""
        return 5.0 + sum(self.entity.id.encode()) % 50 / 10

    def _room(self) -> float:
        return self.house.room(self.entity.area).temperature

    def _fahrenheit(self) -> bool:
        return bool(self.get("unit_of_measurement") == "°F")

    def _celsius(self, value: float) -> float:
        return (value - 32.0) / 1.8 if self._fahrenheit() else value


class BinarySensor(Device):
    """A sensor that is on or off."""

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        self.halt()
        self.update(_on_or_off(state), **attributes)
        seconds = as_number(self.get("clears_after"))
        if seconds is None:
            seconds = CLEARS.get(self.entity.device_class or "")
        if self.state == "on" and seconds is not None:
            self.run(self._clear(seconds))

    def _clear(self, seconds: float) -> Steps:
        yield self.wait(seconds)
        self.update("off")


def _on_or_off(state: str | None) -> str | None:
    words = (state or "").lower().replace(" ", "_").replace("-", "_")
    return "on" if words in ON_WORDS else "off" if words in OFF_WORDS else state


def _saturation(warm: float) -> float:
    """Saturation vapour pressure at a temperature in °C, in hPa (Magnus formula, WMO coefficients)."""
    return 6.112 * exp(17.62 * warm / (243.12 + warm)) if warm > -200 else 1e-9
