"""Requests that lean on the one before: "and in the bedroom", "the hall too", "the other one", "and on saturday"."""

from __future__ import annotations

from typing import Any

from assistant.context import Context
from assistant.intents import CLASS, PLACE, QUANTITY
from assistant.nlu.amounts import amount_meant, amount_of
from assistant.nlu.lexicon import class_at
from assistant.nlu.meaning import Reading
from assistant.nlu.slots import ACTING
from assistant.nlu.values import day_at, find
from assistant.turn import Interpretation, Turn

LEANING = frozenset(
    {"and", "also", "in", "on", "the", "my", "too", "as", "well", "what", "about", "how", "now", "same", "for"}
    | {"please", "do", "ones", "one", "at", "of"}
)
"""Words that stand around the one thing said anew."""

BEGINS = frozenset({"and", "what", "how", "also", "the", "now", "same", "in"})
"""Words that such a request begins with."""

ASKED = frozenset({"HassGetState", "HassClimateGetTemperature"})
LISTING = frozenset(
    {"HassListAddItem", "HassListRemoveItem", "HassListCompleteItem", "HassShoppingListAddItem"}
    | {"HassShoppingListCompleteItem"}
)
DATED = frozenset({"HassGetWeather", "AlarmSet", "ReminderSet", "AlarmStatus", "ReminderList"})
SURE = 0.8
"""How surely such words repeat the last request: they are hardly anything else, but nothing says so."""

LONGEST_ITEM = 4
"""Words of the longest thing that is put on a list by "and …" alone."""


def leaning(reading: Reading, context: Context) -> Interpretation | None:
    """The last request again, about what is said now; none where more is said, or nothing came before."""
    last = context.last
    if last is None:
        return None
    for lean in (_elsewhere, _the_other, _another_day, _an_amount, _one_more_item):
        again = lean(reading, last)
        if again is not None:
            intent, slots = again
            return Interpretation(intent, slots, SURE, 0, " ".join(reading.words))
    return None


Again = tuple[str, dict[str, Any]]


def _elsewhere(reading: Reading, last: Turn) -> Again | None:
    """Another room or thing: "and in the bedroom"."""
    if not reading.known or last.intent is None or last.intent not in ACTING | ASKED:
        return None
    named = {at for known in reading.known for at in range(known.first, known.last)}
    rest = [word for at, word in enumerate(reading.words) if at not in named]
    if not rest or set(rest) - LEANING or rest[0] not in BEGINS:
        return None
    known = reading.known[0]
    slot = "area" if "area" in known.domains else "floor" if "floor" in known.domains else "name"
    again = " ".join(reading.words[known.first : known.last])
    dropped = {*PLACE, *QUANTITY} if slot != "name" else {*PLACE, *QUANTITY, *CLASS}
    return last.intent, {**_without(last, dropped), slot: again}


def _the_other(reading: Reading, last: Turn) -> Again | None:
    """Of two things the one that was not meant: "and the other one", "the other lamp"."""
    words = list(reading.words)
    if "other" not in words or last.intent is None or last.intent not in ACTING | ASKED or not last.targets:
        return None
    kinds = {at for at in range(len(words)) if class_at(words, at)}
    if {word for at, word in enumerate(words) if at not in kinds} - LEANING - {"other", "it"}:
        return None
    domain = last.targets[0].partition(".")[0]
    return last.intent, {**_without(last, {*PLACE, *QUANTITY}), "domain": domain, "quantifier": "other"}


def _another_day(reading: Reading, last: Turn) -> Again | None:
    """The same on another day: "and on saturday"."""
    if last.intent not in DATED or last.status == "failed":
        return None
    day = find(reading.words, lambda words, at: day_at(words, at, today=last.at.date()))
    if day is None:
        return None
    rest = [word for at, word in enumerate(reading.words) if not day[1] <= at < day[2]]
    if not rest or set(rest) - LEANING or rest[0] not in BEGINS:
        return None
    return str(last.intent), {**last.slots, "date": day[0]}


def _an_amount(reading: Reading, last: Turn) -> Again | None:
    """How much, said alone: "ten percent more", "make it ten"."""
    amount = amount_of(reading.words)
    meant = amount_meant(amount, last) if amount else None
    if meant is None:
        return None
    intent, slots = meant
    kept = {} if last.targets[0].startswith(("timer.", "alarm.")) else _without(last, set(last.slots) - {*PLACE})
    return intent, {**kept, **slots}


def _one_more_item(reading: Reading, last: Turn) -> Again | None:
    """One more thing for the list, or off it: "and bread"."""
    words = reading.words
    if last.intent not in LISTING or words[:1] != ("and",) or not 2 <= len(words) <= LONGEST_ITEM + 1:
        return None
    item = " ".join(words[1:]).removesuffix(" too").removesuffix(" as well")
    return str(last.intent), {**last.slots, "item": item}


def _without(last: Turn, dropped: set[str]) -> dict[str, Any]:
    return {key: value for key, value in last.slots.items() if key not in dropped}
