"""Thermostats: they heat and cool their rooms, and switch with a little slack so as not to chatter.

A thermostat governs its own area; the first one declared governs every indoor area that has none of its own,
garages and the like apart. It wakes once an hour and at each switching, never by the second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from devices.device import Device, Response, Service, Steps
from devices.parameters import Data, Refusal, as_number, invalid, needed_number, needed_word, number, whole
from devices.protocol import Failure, State, Value
from devices.rooms import COOLING, HEATING, Room
from devices.units import celsius, reading

SLACK = 0.3
"""°C on either side of the target."""
MODES = ("off", "heat", "cool", "heat_cool", "auto", "dry", "fan_only")
USUAL = {"us": 70, "metric": 21}
RANGE = {"us": (45.0, 95.0), "metric": (7.0, 35.0)}
"""Target and bounds where none are declared, in the home's unit."""
SPAN = 1.5
"""°C around one target between which `heat_cool` and `auto` rest."""


class Climate(Device):
    """A thermostat, air conditioner or heater."""

    def begin(self) -> None:
        self.rooms: Sequence[Room] = (self.house.room(self.entity.area),)
        self._last = "heat"
        self._driving = 0.0
        self.update(None, temperature=USUAL[self.house.settings.units], hvac_action="off", fan_mode="auto")

    @property
    def room(self) -> Room:
        """Where it measures."""
        return self.rooms[0]

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        measured = as_number(attributes.get("current_temperature"))
        if measured is not None:
            warm = celsius(measured, self.house.settings)
            self.room.set(warm) if self.house.started else self.room.begin(warm)
        others = {key: value for key, value in attributes.items() if key != "current_temperature"}
        for key in ("temperature", "target_temp_low", "target_temp_high"):
            if key in others and as_number(others[key]) is None:
                del others[key]
        self.update({None: self.state, "on": self._last}.get(state, state), **others)
        if self.house.started:
            self.connect()

    def connect(self) -> None:
        self._decide()
        self.run(self._regulate())

    def snapshot(self) -> State:
        state = self._state
        now = reading(self.room.temperature, self.house.settings)
        return State(state.state, {**state.attributes, "current_temperature": now}, state.changed)

    def set_temperature(self, data: Data) -> Response:
        """To `temperature`, or between `target_temp_low` and `target_temp_high`; `hvac_mode` as well if given."""
        low, high = self._bounds()
        keys = ("temperature", "target_temp_low", "target_temp_high")
        wanted = {key: whole(value) for key in keys if (value := number(data, key, low, high)) is not None}
        if not wanted:
            raise invalid("the temperature is missing")
        mode = None if data.get("hvac_mode") is None else self._mode(data)
        self._set(mode, **wanted)
        return None

    def set_hvac_mode(self, data: Data) -> Response:
        """To `hvac_mode`."""
        self._set(self._mode(data))
        return None

    def set_fan_mode(self, data: Data) -> Response:
        """To `fan_mode`."""
        mode = needed_word(data, "fan_mode")
        modes = self.get("fan_modes")
        if isinstance(modes, list) and mode not in modes:
            raise invalid(f"there is no fan mode {mode}")
        self.update(None, fan_mode=mode)
        return None

    def set_preset_mode(self, data: Data) -> Response:
        """To `preset_mode`."""
        self.update(None, preset_mode=needed_word(data, "preset_mode"))
        return None

    def set_swing_mode(self, data: Data) -> Response:
        """To `swing_mode`."""
        self.update(None, swing_mode=needed_word(data, "swing_mode"))
        return None

    def set_humidity(self, data: Data) -> Response:
        """To `humidity` percent."""
        self.update(None, humidity=needed_number(data, "humidity", 0, 100))
        return None

    def turn_on(self, data: Data) -> Response:
        """In the mode it had."""
        if self.state == "off":
            self._set(self._last)
        return None

    def turn_off(self, data: Data) -> Response:
        """Off."""
        self._set("off")
        return None

    def toggle(self, data: Data) -> Response:
        """Off or on."""
        return self.turn_on(data) if self.state == "off" else self.turn_off(data)

    def _mode(self, data: Data) -> str:
        mode = needed_word(data, "hvac_mode")
        declared = self.get("hvac_modes")
        if mode not in (declared if isinstance(declared, list) else MODES):
            raise Refusal(Failure.UNSUPPORTED, f"it has no mode {mode.replace('_', ' ')}")
        return mode

    def _bounds(self) -> tuple[float, float]:
        low, high = RANGE[self.house.settings.units]
        return as_number(self.get("min_temp")) or low, as_number(self.get("max_temp")) or high

    def _set(self, mode: str | None, **targets: Value) -> None:
        if self.state != "off":
            self._last = self.state
        self.update(mode, **targets)
        self.connect()

    def _comfort(self) -> tuple[float, float]:
        """Below the first it heats, above the second it cools; °C."""
        settings, state = self.house.settings, self.state
        target = celsius(as_number(self.get("temperature")) or USUAL[settings.units], settings)
        if state in ("heat_cool", "auto"):
            low, high = as_number(self.get("target_temp_low")), as_number(self.get("target_temp_high"))
            return (
                target - SPAN if low is None else celsius(low, settings),
                target + SPAN if high is None else celsius(high, settings),
            )
        return target if state == "heat" else -273.0, target if state == "cool" else 1000.0

    def _decide(self) -> None:
        low, high = self._comfort()
        warm, gain = self.room.temperature, self._driving
        if warm <= low - SLACK or (gain > 0 and warm < low + SLACK):
            gain = HEATING
        elif warm >= high + SLACK or (gain < 0 and warm > high - SLACK):
            gain = COOLING
        else:
            gain = 0.0
        if gain != self._driving:
            self._driving = gain
            for room in self.rooms:
                room.drive(gain)
        self.update(None, hvac_action=self._action())

    def _action(self) -> str:
        if self._driving:
            return "heating" if self._driving > 0 else "cooling"
        return {"off": "off", "fan_only": "fan", "dry": "drying"}.get(self.state, "idle")

    def _regulate(self) -> Steps:
        while self.state in ("heat", "cool", "heat_cool", "auto"):
            low, high = self._comfort()
            if self._driving:
                edges = [low + SLACK if self._driving > 0 else high - SLACK]
            else:
                edges = [low - SLACK, high + SLACK]
            yield self.wait(1.0 + min(self.room.seconds_to(edge) for edge in edges))
            self._decide()

    services: ClassVar[Mapping[str, Service]] = {
        "set_temperature": set_temperature,
        "set_hvac_mode": set_hvac_mode,
        "set_fan_mode": set_fan_mode,
        "set_preset_mode": set_preset_mode,
        "set_swing_mode": set_swing_mode,
        "set_humidity": set_humidity,
        "turn_on": turn_on,
        "turn_off": turn_off,
        "toggle": toggle,
    }
