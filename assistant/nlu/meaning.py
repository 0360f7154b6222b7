"""From what the model makes of a request to the slots of each of its intents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from assistant.intents import INTENTS
from assistant.nlu.gazetteer import Known
from assistant.nlu.readers import READERS
from assistant.nlu.slots import Request, read_places
from assistant.turn import Slots

READERS_FIRST = frozenset({"HassMediaSearchAndPlay", "HassBroadcast", "ReminderSet"})
"""Intents whose own words come before the home's names: titles may hold the name of a room."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one request's words."""

    words: tuple[str, ...]
    chances: Mapping[str, float]
    spans: tuple[tuple[int, int, str], ...]
    known: tuple[Known, ...]
    when: Slots = field(default_factory=dict)
    """When to do it, where that was said."""

    @property
    def best(self) -> str:
        """The likeliest intent."""
        return max(self.chances.items(), key=itemgetter(1))[0]


def slots_of(reading: Reading, intent: str, today: date) -> list[Slots]:
    """All slots of one intent; several where it is asked of several things."""
    request = Request(list(reading.words), list(reading.known), list(reading.spans), today)
    first = intent in READERS_FIRST
    values = dict(READERS[intent](request)) if first else {}
    places = read_places(intent, request)
    if not first and intent in READERS:
        values = READERS[intent](request)
    items = values.pop("items", [])
    each = [{**place, "item": item} for place in places for item in items] or places
    allowed = (*INTENTS[intent], "delay", "at", "quantifier", "except_name", "except_area", "count")
    wholes = ({**place, **values, **reading.when} for place in each)
    return [{slot: value for slot, value in whole.items() if slot in allowed and value is not None} for whole in wholes]
