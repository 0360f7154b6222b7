"""Screens show something, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.device import Device, Response, Service, toggled
from devices.parameters import Data, needed_word
from devices.protocol import Value

HOME = "home"
"""What a screen shows when it is only switched on."""


class Screen(Device):
    """A screen. `what` is what it shows."""

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        wanted = {None: self.state, "on": "showing"}.get(state, state)
        what = attributes.get("what", self.get("what", HOME)) if wanted == "showing" else None
        self.update(wanted, **{**attributes, "what": what})

    def show(self, data: Data) -> Response:
        """Shows `what`."""
        self.update("showing", what=needed_word(data, "what"))
        return None

    def turn_on(self, data: Data) -> Response:
        """Shows the home page, unless it shows something."""
        if self.state == "off":
            self.update("showing", what=HOME)
        return None

    def turn_off(self, data: Data) -> Response:
        """Dark."""
        self.update("off", what=None)
        return None

    services: ClassVar[Mapping[str, Service]] = {
        "show": show,
        "turn_on": turn_on,
        "turn_off": turn_off,
        "toggle": toggled,
    }
