"""Corrections by hand, as far as the assistant can know: what hands changed in the home soon after a turn.

Only a home that tells hands from commands (`Event.cause`) shows them, and nobody says why a hand did it. So this is
evidence, not a verdict. Pure functions; the assistant watches the home and writes what they find into the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from assistant.turn import Turn
from devices.protocol import Entity, Event

WITHIN = timedelta(minutes=2)
"""How soon after a turn a hand still speaks of it. Assumed."""

Way = Literal["undone", "instead", "beside"]
"""`undone`: what the turn had changed was changed again. `instead`: the turn did nothing, and a hand changed something
that it weighed, or something where the resident spoke. `beside`: it did something, and a hand changed another thing of
that kind where the resident spoke."""

HELPERS = frozenset({"timer", "alarm", "reminder", "todo"})
"""Domains that no hand changes in a room."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a hand did after a turn."""

    way: Way
    seconds: float
    """Since the turn."""


def by_hand(event: Event, recent: Sequence[Turn], entities: Mapping[str, Entity]) -> tuple[str, ByHand] | None:
    """The id of the latest turn that something done by hand speaks against, and how; none where it speaks of none.

    `recent` are the household's turns, oldest first; `entities` is the registry's.
    """
    if event.cause != "hand" or event.kind != "state_changed":
        return None
    for turn in reversed(recent):
        if event.at - turn.at > WITHIN:
            return None
        way = _way(event, turn, entities) if event.at >= turn.at and turn.initiator == "resident" else None
        if way is not None:
            return turn.turn, ByHand(way, round((event.at - turn.at).total_seconds(), 3))
    return None


def _way(event: Event, turn: Turn, entities: Mapping[str, Entity]) -> Way | None:
    entity = entities.get(event.entity)
    if entity is None or entity.domain in HELPERS:
        return None
    if event.entity in turn.changes:
        return "undone" if _changed(event) & turn.changes[event.entity].keys() else None
    here = turn.area is not None and entity.area == turn.area
    if turn.status not in ("done", "answered", "asked"):
        return "instead" if here or event.entity in _weighed(turn) else None
    like = any(target.partition(".")[0] == entity.domain for target in turn.changes)
    return "beside" if here and like and event.entity not in turn.targets else None


def _changed(event: Event) -> set[str]:
    """What the hand changed: `state`, and attributes by their names."""
    old = event.old
    if old is None:
        return {"state", *event.new.attributes}
    keys = event.new.attributes.keys() | old.attributes.keys()
    changed = {key for key in keys if event.new.attributes.get(key) != old.attributes.get(key)}
    return changed | {"state"} if event.new.state != old.state else changed


def _weighed(turn: Turn) -> set[str]:
    candidates = turn.resolution.candidates if turn.resolution else ()
    return {target for candidate in candidates for target in candidate.targets}
