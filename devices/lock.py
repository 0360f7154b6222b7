"""Locks: they lock, unlock, open, and can jam.

A lock that is `jammed` answers that it is stuck until it is mended or a hand sets it. With `jam_chance` declared, each
turn of the bolt may jam it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.device import Device, Response, Service
from devices.parameters import Data, Refusal, as_number
from devices.protocol import Failure

JAMMED = "the bolt is jammed"


class Lock(Device):
    """A lock."""

    initial = "locked"

    def lock(self, data: Data) -> Response:
        """Locks it."""
        self._turn("locked")
        return None

    def unlock(self, data: Data) -> Response:
        """Unlocks it."""
        self._turn("unlocked")
        return None

    def unlatch(self, data: Data) -> Response:
        """Unlocks it and pulls the latch."""
        self._turn("open")
        return None

    def toggle(self, data: Data) -> Response:
        """Unlocks what is locked, locks the rest."""
        self._turn("unlocked" if self.state == "locked" else "locked")
        return None

    def blocked(self, service: str) -> str:
        self.update("jammed")
        return JAMMED

    def freed(self) -> None:
        if self.state == "jammed":
            self.update("unlocked")

    def _turn(self, to: str) -> None:
        if self.state == to:
            return
        chance = as_number(self.get("jam_chance")) or 0.0
        if self.state == "jammed" or (chance > 0 and self.random.random() < chance):
            self.update("jammed")
            raise Refusal(Failure.STUCK, JAMMED)
        self.update(to)

    services: ClassVar[Mapping[str, Service]] = {
        "lock": lock,
        "unlock": unlock,
        "open": unlatch,
        "toggle": toggle,
        "turn_on": lock,
        "turn_off": unlock,
    }
