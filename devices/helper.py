"""Helpers: timers, alarms, reminders and lists. They may be made at run time, and they outlive a restart."""

from __future__ import annotations

from collections.abc import Mapping

from devices.device import Device
from devices.parameters import Data, word
from devices.protocol import Value

CARRIED = ("name", "area", "assistant", "conversation_command")
"""What a helper is told when it is made and tells again when it is due."""


class Helper(Device):
    """A device of software. One made at run time is taken out of the registry when it is over."""

    made = False
    """Whether a command made it, rather than the home file."""

    def keep(self) -> Mapping[str, Value] | None:
        """What is needed to go on after a restart, as JSON; none where there is nothing to keep."""
        raise NotImplementedError

    def resume(self, kept: Mapping[str, Value]) -> None:
        """Goes on from what `keep` gave, in a home whose time may be much later."""
        raise NotImplementedError

    def over(self, state: str, **attributes: Value) -> None:
        """It has done its work: it shows `state`, and goes if a command made it."""
        self.update(state, **attributes)
        self.halt()
        if self.made:
            self.house.retired.append(self)


def carried(data: Data) -> dict[str, Value]:
    """The part of a command's data that a helper carries along."""
    return {key: found for key in CARRIED if (found := word(data, key)) is not None}
