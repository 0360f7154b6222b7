"""Amounts said alone after a turn: "fifty percent", "ten degrees more", "make it ten", "a bit less".

What the amount is of follows from what the turn before was about: brightness of a light, degrees of an oven, minutes of
a timer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.nlu.numerals import number_at
from assistant.nlu.readers.common import whole
from assistant.nlu.values import clock_at, duration_at, share_at
from assistant.turn import Slots, Turn

_AROUND = """make it that to set put turn a bit little more less by and even again no just only now please percent per
cent degrees degree up down still at go them rather some much way too bring move change another extra higher lower
than actually"""
AROUND = frozenset(_AROUND.split())
"""Words that may stand about an amount."""

MORE, LESS = frozenset({"more", "up", "extra", "higher", "another"}), frozenset({"less", "down", "lower"})

SHARE: Mapping[str, tuple[str, str]] = {
    "light": ("HassLightSet", "brightness"),
    "media_player": ("HassSetVolume", "volume_level"),
    "fan": ("HassFanSetSpeed", "percentage"),
    "cover": ("HassSetPosition", "position"),
    "climate": ("HassClimateSetTemperature", "temperature"),
    "oven": ("OvenPreheat", "temperature"),
    "water_heater": ("HassClimateSetTemperature", "temperature"),
}
"""By domain: what is set to an amount."""

ADJUST = {"light": "LightAdjust", "climate": "ClimateAdjust", "oven": "ClimateAdjust", "fan": "HassFanSetSpeed"}
"""By domain: what goes up or down; a media player's volume has slots of its own."""

WARM = frozenset({"climate", "oven", "water_heater"})


@dataclass(frozen=True, slots=True)
class Amount:
    """What is said of how much."""

    value: float | None
    """None where only a direction is said."""
    direction: str | None
    """`up`, `down`, or none where it is an absolute amount."""
    seconds: int = 0
    """A length of time."""
    clock: str = ""
    """A time of day."""
    degrees: bool = False
    percent: bool = False


def amount_of(words: Sequence[str]) -> Amount | None:
    """The amount that words are about and nothing else; none where they hold more."""
    said = set(words)
    direction = "down" if said & LESS else "up" if said & MORE else None
    spans = _spans(words)
    rest = [word for at, word in enumerate(words) if at not in spans.used]
    if set(rest) - AROUND:
        return None
    if spans.value is None and not spans.seconds and not ({"more", "less"} & said):
        return None
    marks = said & {"degree", "degrees"}, said & {"percent", "per"}
    return Amount(spans.value, direction, spans.seconds, spans.clock, degrees=bool(marks[0]), percent=bool(marks[1]))


@dataclass(slots=True)
class _Spans:
    value: float | None = None
    seconds: int = 0
    clock: str = ""
    used: frozenset[int] = frozenset()


def _spans(words: Sequence[str]) -> _Spans:
    for at in range(len(words)):
        if length := _length(words, at):
            return _Spans(seconds=length[0], used=frozenset(range(at, at + length[1])))
        number = share_at(words, at) or number_at(words, at)
        if number and words[at] not in AROUND:
            clock = clock_at(words, at)
            said = clock[0] if clock and clock[1] == number[1] else ""
            return _Spans(float(number[0]), clock=said, used=frozenset(range(at, at + number[1])))
    return _Spans()


def _length(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A length of time, "five more minutes" too."""
    length = duration_at(words, at)
    if length:
        return length[0].total, length[1]
    if at + 2 < len(words) and words[at + 1] in ("more", "extra"):
        found = duration_at([words[at], words[at + 2]], 0)
        return (found[0].total, 3) if found and found[1] == 2 else None
    return None


def amount_meant(amount: Amount, last: Turn) -> tuple[str, dict[str, Any]] | None:
    """The intent, and the slots that differ from those of the turn before; none where it takes no such amount."""
    domain = last.targets[0].partition(".")[0] if last.targets else ""
    if domain == "timer":
        return _of_timer(amount, last.slots)
    if domain == "alarm":
        return _of_alarm(amount)
    if domain not in SHARE or (amount.degrees and domain not in WARM) or (amount.percent and domain in WARM):
        return None
    if amount.direction is not None:
        return _adjusted(domain, amount)
    if amount.value is None:
        return None
    intent, slot = SHARE[domain]
    return intent, {slot: whole(amount.value)}


def _adjusted(domain: str, amount: Amount) -> tuple[str, dict[str, Any]] | None:
    step = None if amount.value is None else whole(amount.value)
    if domain == "media_player":
        signed = None if step is None else step if amount.direction == "up" else -step
        return "HassSetVolumeRelative", {"volume_step": amount.direction if signed is None else signed}
    if domain not in ADJUST:
        return None
    return ADJUST[domain], {"direction": amount.direction, **({} if step is None else {"step": step})}


def _of_timer(amount: Amount, before: Slots) -> tuple[str, dict[str, Any]] | None:
    """More or less time, or another length than the one that was set."""
    if amount.direction and amount.seconds:
        return ("HassIncreaseTimer" if amount.direction == "up" else "HassDecreaseTimer"), _units(amount.seconds)
    unit = next((name for name in ("minutes", "hours", "seconds") if before.get(name)), None)
    if unit is None or amount.direction:
        return None
    size = {"hours": 3600, "minutes": 60, "seconds": 1}
    wanted = amount.seconds or round((amount.value or 0) * size[unit])
    change = wanted - sum(int(before.get(name) or 0) * seconds for name, seconds in size.items())
    if wanted <= 0 or change == 0:
        return None
    return ("HassIncreaseTimer" if change > 0 else "HassDecreaseTimer"), _units(abs(change))


def _of_alarm(amount: Amount) -> tuple[str, dict[str, Any]] | None:
    if amount.seconds:
        return "AlarmSet", {"delay": amount.seconds}
    return ("AlarmSet", {"time": amount.clock, "name": "it"}) if amount.clock and not amount.direction else None


def _units(seconds: int) -> dict[str, Any]:
    units = {"hours": seconds // 3600, "minutes": seconds % 3600 // 60, "seconds": seconds % 60}
    return {name: value for name, value in units.items() if value}
