"""Alarms and reminders: due at a time of the home's clock, once or again and again.

A repeated alarm keeps the time on the clock when summer time begins or ends. An alarm rings until it is stopped or
snoozed, ten minutes at most; a reminder says itself once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import ClassVar

from devices.device import Response, Service, Steps
from devices.helper import Helper, carried
from devices.parameters import Data, invalid, moment, number, word
from devices.protocol import Value
from devices.timer import AT_ONCE

RINGS, SNOOZES = 600.0, 540.0
"""Seconds."""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
REPEATS: dict[str, frozenset[int]] = {
    "daily": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "weekends": frozenset((5, 6)),
    **{day: frozenset((number,)) for number, day in enumerate(WEEK)},
}
"""Days of the week by what `repeat` may say; it may also list several."""
ONCE = ("", "none", "once", "never")


class Alarm(Helper):
    """An alarm clock's one alarm. `time` is when it is due next."""

    initial = "idle"

    def begin(self) -> None:
        self._clock = time(0, 0)
        """What a repeated alarm holds on to."""
        self._rang = 0.0

    def place(self, state: str | None, attributes: Mapping[str, Value]) -> None:
        self.update(None, **attributes)
        wanted = {"on": "set", "off": "idle"}.get(state or "", state)
        due = moment(attributes.get("time"), self.house.now)
        if due is not None and wanted in (None, "set"):
            self._set(due)
        elif wanted == "ringing":
            self._clock = self.house.now.time()
            self._ring()
            self.run(self._ring_out())
        elif wanted is not None and wanted != "set":
            self.halt()
            self.update(wanted)

    def set_time(self, data: Data) -> Response:
        """For `time` (a datetime, ISO text or `HH:MM`), again and again if `repeat` says so."""
        due = moment(data.get("time"), self.house.now)
        if due is None:
            raise invalid("the time is missing")
        repeat = data.get("repeat")
        days = _days(repeat)
        if days is None:
            raise invalid("it can repeat daily, on weekdays, at weekends or on days of the week")
        over = self.house.seconds(due) <= self.house.env.now
        if over and not days:
            raise invalid("that time is over")
        self._clock = due.time()
        if days and (over or due.weekday() not in days):
            due = self._after(self.house.now, days)
        self._set(due, repeat=repeat if days else None, **self._carried(data))
        return None

    def cancel(self, data: Data) -> Response:
        """Gone, the repeated ones too."""
        self.over("idle", time=None)
        return None

    def stop(self, data: Data) -> Response:
        """No more ringing now; a repeated one is due again at its next time."""
        if self.state in ("ringing", "snoozed"):
            self._next()
        return None

    def snooze(self, data: Data) -> Response:
        """Again in `duration` seconds, nine minutes otherwise."""
        if self.state not in ("ringing", "snoozed"):
            raise invalid("it is not ringing")
        seconds = number(data, "duration", 1, 86_400) or SNOOZES
        due = self.house.env.now + seconds
        self.update("snoozed", time=self.house.at(due).isoformat())
        self.run(self._wait_and_ring(seconds))
        return None

    def keep(self) -> Mapping[str, Value] | None:
        if self.state == "idle":
            return None
        attributes = dict(self._state.attributes)
        rang = self.house.at(self._rang).isoformat() if self.state == "ringing" else None
        return {"state": self.state, "attributes": attributes, "clock": self._clock.isoformat(), "rang": rang}

    def resume(self, kept: Mapping[str, Value]) -> None:
        self._clock = time.fromisoformat(kept["clock"])
        self.update(None, **kept["attributes"])
        now = self.house.now
        rang = moment(kept["rang"], now)
        if rang is not None and self.house.seconds(rang) + RINGS <= self.house.env.now:
            self._next()
            return
        due = moment(kept["attributes"]["time"], now)
        left = 0.0 if due is None or rang is not None else self.house.seconds(due) - self.house.env.now
        self.update("snoozed" if kept["state"] == "snoozed" else "set")
        self.run(self._wait_and_ring(max(AT_ONCE, left)))

    def _carried(self, data: Data) -> dict[str, Value]:
        return carried(data)

    def _set(self, due: datetime, **attributes: Value) -> None:
        self._clock = due.time()
        self.update("set", time=due.isoformat(), **attributes)
        self.run(self._wait_and_ring(self.house.seconds(due) - self.house.env.now))

    def _wait_and_ring(self, seconds: float) -> Steps:
        yield self.wait(seconds)
        self._ring()
        yield from self._ring_out()

    def _ring(self) -> None:
        old = self.seen()
        self._rang = self.house.env.now
        self.update("ringing")
        self.house.note(self, old, kind="ringing")

    def _ring_out(self) -> Steps:
        yield self.wait(RINGS)
        self._next()

    def _next(self) -> None:
        """After ringing: over, or set for the next time."""
        days = _days(self.get("repeat"))
        if days:
            self._set(self._after(self.house.now, days))
        else:
            self.over("idle", time=None)

    def _after(self, now: datetime, days: frozenset[int]) -> datetime:
        """The next time on the clock on one of the days, by the clock on the wall."""
        for ahead in range(8):
            due = datetime.combine(now.date() + timedelta(days=ahead), self._clock, now.tzinfo)
            if due.weekday() in days and self.house.seconds(due) > self.house.env.now:
                return due
        raise ValueError(f"no day of the week in {sorted(days)}")

    services: ClassVar[Mapping[str, Service]] = {
        "set": set_time,
        "cancel": cancel,
        "stop": stop,
        "turn_off": stop,
        "snooze": snooze,
    }


class Reminder(Alarm):
    """An alarm with a `message`, said once and then over."""

    def _carried(self, data: Data) -> dict[str, Value]:
        message = word(data, "message", "what", "name")
        return {**carried(data), **({"message": message} if message else {})}

    def _ring_out(self) -> Steps:
        self._next()
        yield self.wait(0.0)

    services: ClassVar[Mapping[str, Service]] = {
        "set": Alarm.set_time,
        "cancel": Alarm.cancel,
        "stop": Alarm.stop,
        "turn_off": Alarm.stop,
    }


def _days(repeat: Value) -> frozenset[int] | None:
    """Days of the week; empty for once, none for what is not understood."""
    if repeat is None or repeat is False:
        return frozenset()
    parts = repeat if isinstance(repeat, list | tuple) else [repeat]
    days: frozenset[int] = frozenset()
    for part in parts:
        text = str(part).strip().lower()
        if text not in REPEATS and text not in ONCE:
            return None
        days |= REPEATS.get(text, frozenset())
    return days
