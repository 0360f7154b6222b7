"""Reading what a command or a home file gives: numbers, words, times; and saying no."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from devices.protocol import Failure, Value

Data = Mapping[str, Value]


class Refusal(Exception):  # noqa: N818 (a value that travels, not a mistake)
    """A service says no. `Home.execute` turns it into an `Outcome` and nothing else sees it."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}")
        self.failure, self.detail = failure, detail


def invalid(detail: str) -> Refusal:
    """A parameter is missing or out of range."""
    return Refusal(Failure.INVALID, detail)


def refused(detail: str) -> Refusal:
    """The device said no."""
    return Refusal(Failure.REFUSED, detail)


def as_number(value: Value) -> float | None:
    """A finite number given as one or as its digits; none for anything else, booleans included."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def number(data: Data, key: str, low: float, high: float) -> float | None:
    """The number under `key`, none where it is not given; raises `Refusal` outside `low` to `high`."""
    if data.get(key) is None:
        return None
    found = as_number(data[key])
    if found is None:
        raise invalid(f"the {spoken(key)} is not a number")
    if not low <= found <= high:
        raise invalid(f"the {spoken(key)} must be between {low:g} and {high:g}")
    return found


def needed_number(data: Data, key: str, low: float, high: float) -> float:
    """The number under `key`; raises `Refusal` where it is missing or outside `low` to `high`."""
    found = number(data, key, low, high)
    if found is None:
        raise invalid(f"the {spoken(key)} is missing")
    return found


def whole(value: float) -> float:
    """A number as it is shown and written: 72 rather than 72.0, otherwise to one decimal."""
    return int(value) if value == int(value) else round(value, 1)


def word(data: Data, *keys: str) -> str | None:
    """The first text given under one of `keys`, stripped; none where there is none or it is empty."""
    for key in keys:
        value = data.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def needed_word(data: Data, *keys: str) -> str:
    """As `word`; raises `Refusal` where there is none."""
    found = word(data, *keys)
    if found is None:
        raise invalid(f"the {spoken(keys[0])} is missing")
    return found


def switch(data: Data, key: str) -> bool:
    """The boolean under `key`; raises `Refusal` where it is missing or something else."""
    value = data.get(key)
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("on", "true", "off", "false"):
        return value.lower() in ("on", "true")
    raise invalid(f"the {spoken(key)} must be on or off")


def moment(value: Value, now: datetime) -> datetime | None:
    """A time given as a datetime, as ISO text, or as `HH:MM` (its next occurrence after `now`), in `now`'s zone.

    A time without a zone is the home's. None for anything else.
    """
    if isinstance(value, datetime):
        return localised(value, now.tzinfo)
    if not isinstance(value, str):
        return None
    try:
        return localised(datetime.fromisoformat(value), now.tzinfo)
    except (ValueError, OverflowError):
        return _next_clock(value, now)


def localised(at: datetime, zone: tzinfo | None) -> datetime:
    """A time in the home's zone; without a zone of its own it is taken as the home's.

    Raises OverflowError at the edges of the calendar.
    """
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _next_clock(text: str, now: datetime) -> datetime | None:
    for form in ("%H:%M", "%H:%M:%S"):
        try:
            clock = datetime.strptime(text, form).time()  # noqa: DTZ007 (a time of day has no zone)
        except ValueError:
            continue
        at = datetime.combine(now.date(), clock, now.tzinfo)
        return at if at > now else datetime.combine(now.date() + timedelta(days=1), clock, now.tzinfo)
    return None


def spoken(key: str) -> str:
    """A parameter's name, fit to be said aloud."""
    return key.replace("_", " ")
