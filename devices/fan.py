"""Fans: a speed in percent, which is 0 when off and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.device import Device, Response, Service, toggled
from devices.parameters import Data, as_number, needed_number, needed_word, number, switch, word
from devices.protocol import Value

STEP = 25.0
"""Percent points of one step up or down."""


class Fan(Device):
    """A fan."""

    def begin(self) -> None:
        self._last = 100

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        given = as_number(attributes.get("percentage"))
        speed = None if given is None else round(min(100.0, max(0.0, given)))
        others = {key: value for key, value in attributes.items() if key != "percentage"}
        self._blow(state or ("on" if speed and not self._state.attributes else self.state), speed, **others)

    def turn_on(self, data: Data) -> Response:
        """On, at `percentage` or `preset_mode` or as last time."""
        speed = number(data, "percentage", 0, 100)
        mode = word(data, "preset_mode")
        self._blow("off" if speed == 0 else "on", _whole(speed), **({"preset_mode": mode} if mode else {}))
        return None

    def turn_off(self, data: Data) -> Response:
        """Off."""
        self._blow("off", 0)
        return None

    def set_percentage(self, data: Data) -> Response:
        """To `percentage`; 0 is off."""
        speed = needed_number(data, "percentage", 0, 100)
        self._blow("on" if speed else "off", _whole(speed))
        return None

    def increase_speed(self, data: Data) -> Response:
        """Up by `percentage_step`."""
        return self._step(data, 1)

    def decrease_speed(self, data: Data) -> Response:
        """Down by `percentage_step`; off at the end."""
        return self._step(data, -1)

    def oscillate(self, data: Data) -> Response:
        """Swings or stands still: `oscillating`."""
        self.update(None, oscillating=switch(data, "oscillating"))
        return None

    def set_direction(self, data: Data) -> Response:
        """`direction`: forward or reverse."""
        self.update(None, direction=needed_word(data, "direction"))
        return None

    def set_preset_mode(self, data: Data) -> Response:
        """`preset_mode`, and on."""
        self._blow("on", None, preset_mode=needed_word(data, "preset_mode"))
        return None

    def _step(self, data: Data, sign: int) -> Response:
        step = number(data, "percentage_step", 0, 100)
        speed = min(100.0, max(0.0, self.get("percentage", 0) + sign * (STEP if step is None else step)))
        self._blow("on" if speed else "off", _whole(speed))
        return None

    def _blow(self, state: str, speed: int | None, /, **others: Value) -> None:
        if state == "on":
            speed = speed or self.get("percentage") or self._last
            self._last = speed
        self.update(state, percentage=speed if state == "on" else 0, **others)

    services: ClassVar[Mapping[str, Service]] = {
        "turn_on": turn_on,
        "turn_off": turn_off,
        "toggle": toggled,
        "set_percentage": set_percentage,
        "increase_speed": increase_speed,
        "decrease_speed": decrease_speed,
        "oscillate": oscillate,
        "set_direction": set_direction,
        "set_preset_mode": set_preset_mode,
    }


def _whole(speed: float | None) -> int | None:
    return None if speed is None else max(1, round(speed)) if speed else 0
