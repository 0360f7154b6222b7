"""The phrase bank: what is said for each kind of goal, the shipped phrasings or those of somebody else.

A bank from outside is JSON lines, `{"text": "turn on the kitchen lights", "intent": "HassTurnOn", "slots":
{"area": "kitchen", "domain": "light"}}`. A slot's value that stands in the text becomes a placeholder; the intent, the
slots that are left and the placeholders decide which kinds of goal the line can serve.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from assistant.files import InputError
from devices.protocol import Value
from simulator.households.kinds import KINDS, Kind
from simulator.households.language.phrases import Phrase, phrases

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


@dataclass(frozen=True, slots=True)
class Bank:
    """Phrases by kind of goal."""

    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    unused: int = 0
    """Lines from outside that fit no kind."""

    @staticmethod
    def from_lines(path: Path) -> Bank:
        """A bank from a file; kinds that it has no line for keep the shipped phrasings. Raises `InputError` for a line
        that is none."""
        found: dict[str, list[Phrase]] = {}
        unused = 0
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            fitting = list(_phrases(path, number, line))
            unused += not fitting
            for phrase in fitting:
                found.setdefault(phrase.kind, []).append(phrase)
        if not found:
            raise InputError(str(path), "no line fits a kind of goal; see 'Phrase banks' in the README")
        return Bank({**phrases(), **{kind: tuple(each) for kind, each in found.items()}}, unused)


@cache
def shipped() -> Bank:
    """The phrasings that come with the project."""
    return Bank(phrases())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        raise InputError(str(path), f"cannot be read: {wrong}") from None


def _phrases(path: Path, number: int, line: str) -> Iterator[Phrase]:
    """The phrases that a line gives, one for each kind that it can serve."""
    try:
        row = json.loads(line)
        text, intent, slots = str(row["text"]).lower(), str(row["intent"]), dict(row.get("slots") or {})
    except (ValueError, KeyError, TypeError):
        message = 'is no phrase; write {"text": "…", "intent": "…", "slots": {…}}'
        raise InputError(str(path), message, line=number) from None
    for name, kind in KINDS.items():
        if intent in kind.intents:
            yield from _served(name, kind, text, slots)


def _served(name: str, kind: Kind, text: str, slots: Mapping[str, Value]) -> Iterator[Phrase]:
    left = {**slots}
    for slot, value in slots.items():
        words = str(value).lower()
        holder = next((one for one in HOLDERS.get(slot, ()) if one in kind.placeholders), None)
        if holder and len(words) > 1 and f" {words} " in f" {text} ":
            text = f" {text} ".replace(f" {words} ", f" {{{holder}}} ", 1).strip()
            del left[slot]
    fixed = {**kind.unnamed, **kind.always}
    fits = all(str(fixed.get(slot)) == str(value) for slot, value in left.items())
    if fits and all(f"{{{holder}}}" in text for holder in kind.needed) and _says(kind, left):
        yield Phrase(name, text)


def _says(kind: Kind, left: Mapping[str, Value]) -> bool:
    """Whether the slots that make the kind what it is were given: no "up" for "down"."""
    return all(str(left.get(slot)) == str(value) for slot, value in kind.always.items())
