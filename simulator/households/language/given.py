"""A phrase bank given from outside: JSON lines of `text`, `intent` and `slots`.

A slot's value that stands in the text becomes a placeholder; intent, slots and words decide which kinds of goal a line
can serve. `{"text": "turn on the kitchen lights", "intent": "HassTurnOn", "slots": {"area": "kitchen", "domain":
"light"}}` is "turn on the {area} lights", said for `light_on`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from assistant.files import InputError, read_text
from devices.protocol import Value
from simulator.households.kinds import KINDS, Kind
from simulator.households.language.bank import Phrasing, phrasing
from simulator.households.language.spelling import spelt
from simulator.households.language.spoken_values import clock_times, durations, levels, repeats, temperatures
from simulator.households.language.templates import TemplateError

HOLDERS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "place", "timer"),
    "area": ("area",),
    "search_query": ("title", "artist", "genre"),
    "value": ("team", "cuisine", "genre"),
    "item": ("item",),
    "message": ("message",),
    "team": ("team",),
    "cuisine": ("cuisine",),
    "color": ("colour",),
    "brightness": ("level",),
    "percentage": ("level",),
    "position": ("level",),
    "volume_level": ("level",),
    "temperature": ("temperature",),
    "time": ("time",),
    "date": ("date",),
    "repeat": ("repeat",),
}
"""By slot, the placeholders that may stand for its value."""

ABOUT: Mapping[str, tuple[str, ...]] = {
    "light": ("light", "lights", "lamp", "lamps"),
    "fan": ("fan", "fans"),
    "blinds": ("blind", "blinds", "curtain", "curtains", "shade", "shades", "shutter", "shutters"),
    "garage": ("garage",),
    "door": ("lock", "unlock", "locked", "unlocked"),
    "scene": ("scene", "mode"),
    "vacuum": ("vacuum", "hoover"),
    "oven": ("oven",),
    "coffee": ("coffee",),
    "switch": ("switch", "plug", "outlet", "socket", "kettle"),
}
"""Words that tell what a request is about where its intent serves several kinds of thing, by how the kind begins."""

_UNITS = {"hours": 3600, "minutes": 60, "seconds": 1}
_PERCENT = re.compile(r"(\d+) ?(?:%|percent|per cent)")
_CLOCK = re.compile(r"(\d\d):(\d\d)\??")


@dataclass(frozen=True, slots=True)
class Row:
    """One line from outside."""

    text: str
    intent: str
    slots: Mapping[str, Value]


def given(path: Path) -> tuple[list[Phrasing], int]:
    """The phrasings of a file, and how many of its lines fit no kind; raises `InputError` for a malformed line, or
    where none fits."""
    found: list[Phrasing] = []
    unfit = 0
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.strip():
            fitting = list(_served(_row(line, path, number)))
            found += fitting
            unfit += not fitting
    if not found:
        raise InputError(path, f"no line fits a kind of goal (of {unfit}); the kinds stand in kinds.py")
    return found, unfit


def _row(line: str, path: Path, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not isinstance(row.get("intent"), str):
        raise InputError(path, 'is no line of {"text": "…", "intent": "…", "slots": {…}}', line=number)
    slots = row.get("slots", {})
    if not isinstance(slots, dict) or not all(isinstance(one, str | int | float | bool) for one in slots.values()):
        raise InputError(path, "'slots' holds words and numbers by slot name", line=number)
    return Row(_plain(row["text"]), row["intent"], slots)


def _plain(text: str) -> str:
    """As it is spoken: lower case, numbers in words, no marks."""
    text = _PERCENT.sub(r"\1 percent", text.lower().replace("’", "'"))
    text = re.sub(r"\d+", lambda found: spelt(int(found[0])) if len(found[0]) < 4 else "", text)
    return " ".join("".join(letter if letter.isalpha() or letter in "' " else " " for letter in text).split())


def _served(row: Row) -> Iterator[Phrasing]:
    """A phrasing for each kind that the line can serve."""
    for name, kind in KINDS.items():
        if row.intent in kind.intents and _is_about(name, row):
            opened = _opened(row, kind)
            if opened is not None:
                try:
                    yield phrasing(name, *opened)
                except TemplateError:  # a needed part is missing: the line is for another kind
                    continue


def _is_about(name: str, row: Row) -> bool:
    """Whether its words, or its domain, are about what the kind is about."""
    first = name.removeprefix("all_").removeprefix("is_").partition("_")[0].replace("lights", "light")
    domains = {"cover": ("blinds", "garage"), "lock": ("door",)}
    domain = str(row.slots.get("domain", ""))
    if domain and first in ABOUT and first not in domains.get(domain, (domain,)):
        return False
    if domain and first in ABOUT and domain != "cover":
        return True
    return first not in ABOUT or bool(set(ABOUT[first]) & set(row.text.split()))


def _opened(row: Row, kind: Kind) -> tuple[str, float, dict[str, Value]] | None:
    """Text, weight and own slots with the values made placeholders; none where the slots are not the kind's."""
    text, left = _with_duration(row.text, dict(row.slots), kind)
    for slot, value in tuple(left.items()):
        holder = next((one for one in HOLDERS.get(slot, ()) if one in kind.placeholders), None)
        found = next((form for form in _forms(slot, value) if f" {form} " in f" {text} "), None) if holder else None
        if found:
            text = f" {text} ".replace(f" {found} ", f" {{{holder}}} ", 1).strip()
            del left[slot]
    due = {**({} if "{name}" in text else kind.unnamed), **kind.always}
    if any(left.pop(slot, None) != value for slot, value in due.items()):
        return None
    if any(slot in HOLDERS or slot in _UNITS for slot in left):
        return None  # a value that no goal would fill
    return text, 1.0, left


def _with_duration(text: str, slots: dict[str, Value], kind: Kind) -> tuple[str, dict[str, Value]]:
    if "duration" not in kind.placeholders:
        return text, slots
    seconds = sum(int(slots[unit]) * each for unit, each in _UNITS.items() if isinstance(slots.get(unit), int))
    for form in _longest(one.text for one in durations(seconds)) if seconds > 0 else ():
        if f" {form} " in f" {text} ":
            text = f" {text} ".replace(f" {form} ", " {duration} ", 1).strip()
            return text, {slot: value for slot, value in slots.items() if slot not in _UNITS}
    return text, slots


def _forms(slot: str, value: Value) -> list[str]:
    """How a slot's value may stand in a text, the longest first."""
    if slot in ("brightness", "percentage", "position", "volume_level") and isinstance(value, int):
        return _longest(one.text for one in levels(value, slot))
    if slot == "temperature" and isinstance(value, int | float):
        return _longest(one.text for one in temperatures(value))
    clock = _CLOCK.fullmatch(str(value)) if slot == "time" else None
    if clock:
        return _longest(one.text for one in clock_times(time(int(clock[1]) % 24, int(clock[2]))))
    if slot == "repeat":
        return _longest(one.text for one in repeats(str(value)))
    return [_plain(str(value))] if _plain(str(value)) else []


def _longest(forms: Iterator[str]) -> list[str]:
    return sorted(forms, key=len, reverse=True)
