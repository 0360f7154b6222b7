"""Lights: brightness, colour and colour temperature, by Home Assistant's names and ranges.

A light that is off has `brightness` 0 and remembers the brightness it had. One that is declared with
`supported_color_modes: [onoff]` cannot be dimmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.colours import COLOURS
from devices.device import Device, Response, Service, toggled
from devices.parameters import Data, Refusal, as_number, invalid, number, word
from devices.protocol import Failure, Value

FULL = 255
COLDEST, WARMEST = 6535, 2000
"""Kelvin."""


class Light(Device):
    """A light."""

    def begin(self) -> None:
        self._last = FULL

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        given = as_number(attributes.get("brightness"))
        level = None if given is None else min(FULL, max(0, round(given)))
        state = state or ("on" if level and not self._state.attributes else self.state)
        others = {key: value for key, value in attributes.items() if key != "brightness"}
        self._light(state, level if state == "on" else 0, **others)

    def turn_on(self, data: Data) -> Response:
        """On, as last time or as `brightness`, `brightness_pct`, a step of either, a colour or kelvin say."""
        level = self._level(data)
        changes = _colour(data)
        if (changes or level is not None) and self._modes() == ["onoff"]:
            raise Refusal(Failure.UNSUPPORTED, "it can only be switched on and off")
        if level == 0:
            self._light("off", 0)
        else:
            self._light("on", level, **changes)
        return None

    def turn_off(self, data: Data) -> Response:
        """Off; the brightness is remembered."""
        self._light("off", 0)
        return None

    def _light(self, state: str, level: int | None, /, **others: Value) -> None:
        if self._modes() == ["onoff"] or others.get("supported_color_modes") == ["onoff"]:
            self.update(state, **others)
            return
        if state == "on":
            level = level or self.get("brightness") or self._last
            self._last = level
        self.update(state, brightness=level if state == "on" else 0, **others)

    def _level(self, data: Data) -> int | None:
        exact = number(data, "brightness", 0, FULL)
        percent = number(data, "brightness_pct", 0, 100)
        if percent is not None:
            exact = percent * FULL / 100
        step = number(data, "brightness_step", -FULL, FULL)
        step_percent = number(data, "brightness_step_pct", -100, 100)
        if step_percent is not None:
            step = step_percent * FULL / 100
        if step is not None:
            # Dimmer never means off: the least is 1 %.
            exact = min(float(FULL), max(3.0, self.get("brightness", 0) + step))
        return None if exact is None else max(1, round(exact)) if exact > 0 else 0

    def _modes(self) -> Value:
        return self.get("supported_color_modes")

    services: ClassVar[Mapping[str, Service]] = {"turn_on": turn_on, "turn_off": turn_off, "toggle": toggled}


def _colour(data: Data) -> dict[str, Value]:
    kelvin = number(data, "color_temp_kelvin", 1000, 20_000)
    if kelvin is not None:
        return {
            "color_temp_kelvin": round(min(COLDEST, max(WARMEST, kelvin))),
            "rgb_color": None,
            "color_name": None,
            "color_mode": "color_temp",
        }
    name = word(data, "color_name")
    if name is not None:
        return _rgb(COLOURS.get(name.lower().replace(" ", "")), name)
    if data.get("rgb_color") is not None:
        return _rgb(data["rgb_color"], None)
    return {}


def _rgb(value: Value, name: str | None) -> dict[str, Value]:
    if value is None:
        raise invalid(f"there is no colour {name}")
    parts = [as_number(part) for part in value] if isinstance(value, list | tuple) else []
    if len(parts) != 3 or any(part is None or not 0 <= part <= 255 for part in parts):
        raise invalid("a colour has three numbers between 0 and 255")
    rgb = [round(part) for part in parts if part is not None]
    return {"rgb_color": rgb, "color_name": name, "color_temp_kelvin": None, "color_mode": "rgb"}
