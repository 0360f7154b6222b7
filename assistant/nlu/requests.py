"""Requests out of an utterance: self-corrections mended, several requests parted, the when of a command set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.nlu.colours import COLOURS
from assistant.nlu.numerals import TENS, UNITS
from assistant.nlu.values import WEEKDAYS, clock_at, duration_at

_CUES = ("no wait", "no i mean", "i mean", "no sorry", "sorry no", "or rather", "actually no", "wait no", "no", "sorry")
CUES = tuple(tuple(cue.split()) for cue in _CUES)
"""What people say between a slip and its mend, longest first."""

_STARTERS = """turn switch set make put open close shut lock unlock play pause resume stop start dim brighten raise
lower increase decrease add remove remind tell show cancel brew preheat heat cool warm mute unmute skip run activate
vacuum clean dock announce broadcast what what's when where is are how who did toggle wake give get take send mow
create delete read bring kill crank flip kick pop stick hit drop fire flick slow speed fade call"""
STARTERS = frozenset(_STARTERS.split())
"""Words that begin a request."""

JOINTS = (("and", "then"), ("and", "also"), ("after", "that"), ("and",), ("then",), ("also",), ("plus",))

_KINDS: tuple[frozenset[str], ...] = (
    frozenset({"on", "off"}),
    frozenset({"up", "down"}),
    frozenset({"open", "close", "shut"}),
    frozenset({"lock", "unlock"}),
    frozenset({*UNITS, *TENS, "half"}),
    frozenset({*WEEKDAYS, "today", "tomorrow", "tonight"}),
    frozenset(COLOURS),
    frozenset({"louder", "quieter", "brighter", "dimmer", "warmer", "cooler"}),
)
"""Words that stand in one another's place: a mend of one kind replaces the slip of that kind."""


def mended(words: list[str]) -> list[str]:
    """The words as they were meant, after a self-correction.

    >>> " ".join(mended("turn on the no off the kitchen light".split()))
    'turn off the kitchen light'
    >>> " ".join(mended("set a timer for five no ten minutes".split()))
    'set a timer for ten minutes'
    """
    for at in range(1, len(words) - 1):
        for cue in CUES:
            if tuple(words[at : at + len(cue)]) == cue and at + len(cue) < len(words):
                whole = _joined(words[:at], words[at + len(cue) :])
                if whole is not None:
                    return mended(whole)
                break
    return words


def _joined(slip: list[str], mend: list[str]) -> list[str] | None:
    """The slip up to where the mend takes over; none where nothing in it is of the mend's kind."""
    if mend[0] in STARTERS and slip[0] in STARTERS:
        return mend
    for kind in _KINDS:
        if mend[0] in kind or mend[0].isdigit():
            places = [at for at, word in enumerate(slip) if word in kind or (word.isdigit() and mend[0].isdigit())]
            if places:
                return slip[: places[-1]] + mend
    if mend[0] in ("the", "in", "to", "for", "at") and mend[0] in slip:
        return slip[: len(slip) - 1 - slip[::-1].index(mend[0])] + mend
    return None


def parted(words: list[str]) -> list[list[str]]:
    """The places where another request may begin: parts that start as requests do.

    >>> [" ".join(part) for part in parted("turn off the lights and lock the door".split())]
    ['turn off the lights', 'lock the door']
    >>> [" ".join(part) for part in parted("turn the lamp on and the fan off".split())]
    ['turn the lamp on', 'turn the fan off']
    """
    parts: list[list[str]] = [[]]
    at = 0
    while at < len(words):
        joint = next((joint for joint in JOINTS if tuple(words[at : at + len(joint)]) == joint), None)
        rest = words[at + len(joint) :] if joint else []
        if joint and parts[-1] and rest and (continued := _begun(parts[-1], rest)) is not None:
            parts.append(continued)
            at += len(joint)
            continue
        parts[-1].append(words[at])
        at += 1
    return [part for part in parts if part]


def _begun(before: list[str], rest: list[str]) -> list[str] | None:
    """The words to put before a part that may be a request of its own; none where it is none."""
    if rest[0] in STARTERS and len(rest) > 1:
        return []
    verb = before[0]
    if verb not in ("turn", "switch", "put"):
        return None
    end = next((at for at, word in enumerate(rest) if word in ("and", "then")), len(rest))
    own = rest[:end]
    if {*own[:1], *own[-1:]} & {"on", "off"}:  # "and butter on the list" switches nothing
        return [verb]
    return None


@dataclass(frozen=True, slots=True)
class Timing:
    """When to do it, and the words that say so."""

    slots: dict[str, Any] = field(default_factory=dict)
    first: int = 0
    last: int = 0


def timing(words: Sequence[str]) -> Timing:
    """The delay, time or condition of a command: "in ten minutes", "at half past six", "when the oven is ready"."""
    for at, word in enumerate(words):
        rest = at + 1
        if word in ("in", "after") and (length := duration_at(words, rest)):
            return Timing({"delay": length[0].total}, at, rest + length[1])
        if word == "in" and (far := _far_off(words, rest)):
            return Timing({"delay": NEVER}, at, far)
        if word == "at" and rest < len(words) and NO_CLOCK.fullmatch(words[rest]) and not clock_at(words, rest):
            return Timing({"at": words[rest]}, at, rest + 1)
        if word == "at" and rest < len(words) and words[rest] in ("sunset", "sunrise"):
            return Timing({"at": words[rest]}, at, rest + 1)
        if word == "at" and (clock := clock_at(words, rest)) and not _measured(words, rest + clock[1]):
            return Timing({"at": clock[0]}, at, rest + clock[1])
        if word in ("when", "once") and at > 0 and rest + 1 < len(words):
            return Timing({"at": "when:" + " ".join(words[rest:])}, at, len(words))
    return Timing()


NEVER = 1e12
"""Seconds of a delay that is beyond all planning."""

NO_CLOCK = re.compile(r"\d+[:.]\d+")
"""What looks like a time of day and, where no clock reads it, is none."""

FAR_UNITS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades"})


def _far_off(words: Sequence[str], start: int) -> int | None:
    """The word after a delay in days or more; none where none is said. "in two days" is no command's delay here."""
    for at in range(start, min(len(words), start + 4)):
        if words[at] in FAR_UNITS:
            return at + 1
    return None


def _measured(words: Sequence[str], at: int) -> bool:
    """Whether the number before is of something else than hours: "at fifty percent"."""
    return at < len(words) and words[at] in ("percent", "degrees", "degree", "brightness", "volume", "speed", "kelvin")
