"""Timers, as Home Assistant's: they run, pause, change, and say `finished` when they are out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.device import Response, Service, Steps
from devices.helper import Helper, carried
from devices.parameters import Data, as_number, invalid, moment, whole
from devices.protocol import State, Value

LONGEST = 366 * 86_400.0
"""Seconds."""
AT_ONCE = 1.0
"""Seconds after a restart when what ran out meanwhile is said."""


class Timer(Helper):
    """A timer. `remaining` is in seconds and moves by itself."""

    initial = "idle"

    def begin(self) -> None:
        self._due, self._left = 0.0, 0.0

    @property
    def remaining(self) -> float:
        """Seconds left, now."""
        return max(0.0, self._due - self.house.env.now) if self.state == "active" else self._left

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        others = {key: value for key, value in attributes.items() if key not in ("remaining", "finishes_at")}
        given = _seconds(attributes.get("remaining"))
        left = _seconds(attributes.get("duration")) if given is None else given
        wanted = {"on": "active", "off": "idle"}.get(state or "", state)
        self.update(None, **others)
        if wanted == "active" and left:
            self._start(left)
        elif wanted == "paused" and left:
            self._hold(left)
        elif wanted is not None:
            self.halt()
            self.update(wanted)

    def snapshot(self) -> State:
        state = self._state
        if state.state == "idle":
            return state
        return State(state.state, {**state.attributes, "remaining": round(self.remaining)}, state.changed)

    def start(self, data: Data) -> Response:
        """For `duration` seconds (or `HH:MM:SS`); without one, goes on where it paused."""
        seconds = _seconds(data.get("duration"))
        if data.get("duration") is not None and (seconds is None or not 0 < seconds <= LONGEST):
            raise invalid("the duration must be between a second and a year")
        if seconds is None and self.state == "paused":
            self._start(self._left)
            return None
        seconds = seconds or _seconds(self.get("duration"))
        if not seconds:
            raise invalid("the duration is missing")
        self._start(seconds, duration=whole(seconds), **carried(data))
        return None

    def pause(self, data: Data) -> Response:
        """Holds."""
        if self.state == "active":
            self._hold(self.remaining)
        return None

    def unpause(self, data: Data) -> Response:
        """Goes on."""
        if self.state == "paused":
            self._start(self._left)
        return None

    def change(self, data: Data) -> Response:
        """Longer or shorter by `duration` seconds; shorter than what is left ends it now."""
        by = _seconds(data.get("duration"))
        if by is None or abs(by) > LONGEST:
            raise invalid("the duration is missing")
        if self.state == "idle":
            raise invalid("the timer is not running")
        left = self.remaining + by
        if left <= 0:
            self._finish()
        elif self.state == "active":
            self._start(left)
        else:
            self._hold(left)
        return None

    def cancel(self, data: Data) -> Response:
        """Ends it without a word."""
        self._left = 0.0
        self.over("idle", finishes_at=None)
        return None

    def finish(self, data: Data) -> Response:
        """Ends it as if it had run out."""
        if self.state != "idle":
            self._finish()
        return None

    def keep(self) -> Mapping[str, Value] | None:
        if self.state == "idle":
            return None
        return {"state": self.state, "attributes": dict(self._state.attributes), "remaining": self.remaining}

    def resume(self, kept: Mapping[str, Value]) -> None:
        attributes = kept["attributes"]
        self.update(None, **{key: value for key, value in attributes.items() if key != "finishes_at"})
        if kept["state"] == "paused":
            self._hold(float(kept["remaining"]))
            return
        due = moment(attributes["finishes_at"], self.house.now)
        left = 0.0 if due is None else self.house.seconds(due) - self.house.env.now
        self._start(max(AT_ONCE, left))

    def _start(self, seconds: float, **attributes: Value) -> None:
        self._due = self.house.env.now + seconds
        self.update("active", finishes_at=self.house.at(self._due).isoformat(), **attributes)
        self.run(self._run_out(seconds))

    def _hold(self, seconds: float) -> None:
        self.halt()
        self._left = seconds
        self.update("paused", finishes_at=None)

    def _run_out(self, seconds: float) -> Steps:
        yield self.wait(seconds)
        self._finish()

    def _finish(self) -> None:
        self._left = 0.0
        old = self.seen()
        self.over("idle", finishes_at=None)
        self.house.note(self, old, kind="finished")

    services: ClassVar[Mapping[str, Service]] = {
        "start": start,
        "pause": pause,
        "resume": unpause,
        "unpause": unpause,
        "change": change,
        "cancel": cancel,
        "finish": finish,
    }


def _seconds(value: Value) -> float | None:
    """A duration in seconds, or as `HH:MM:SS` or `MM:SS`."""
    if not isinstance(value, str) or ":" not in value:
        return as_number(value)
    parts = [as_number(part) for part in value.split(":")]
    if len(parts) > 3 or any(part is None for part in parts):
        return None
    return sum((part or 0.0) * 60.0**power for power, part in enumerate(reversed(parts)))
