"""Words that leave open what is changed: "turn it up", "set it to twenty percent", "start it".

They are said of sound, light, warmth and speed alike. The interpreter names the likeliest; here stand the others that
the same words mean as well, a little less sure, so that the things at hand decide. Not for requests that name a thing
or what is changed about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.nlu.numerals import number_at
from assistant.resolve.kinds import PRONOUNS
from assistant.resolve.words import fold, word_set
from assistant.turn import Interpretation, Slots

LESS_SURE = 0.8
"""What another meaning of the same words is worth of the likeliest's confidence."""

OPEN = word_set(
    "turn put set make bring crank take keep it that this them one up down more less higher lower a bit little lot "
    "much some the to at by about percent per cent degrees degree half quarter third full max maximum please could "
    "can would you will i want and again now just back start resume continue go going begin run on no even way too"
)
"""Words that say nothing of what is changed; a request with any other word is not open."""

NAMING = ("domain", "device_class", "area", "floor", "quantifier")
"""Slots that say which thing; a pronoun in `name` does not."""

STARTS = word_set("start resume continue go begin run")
"""Verbs that set going whatever stands still."""


def others(interpretations: Sequence[Interpretation]) -> list[Interpretation]:
    """What else the words of one request may mean; empty where they are not open."""
    best = interpretations[0] if interpretations else None
    if best is None or not _open(best):
        return []
    given = {one.intent: one.confidence for one in interpretations}
    sure = best.confidence * LESS_SURE
    kept = {"name": best.slots["name"]} if best.slots.get("name") else {}
    return [
        replace(best, intent=intent, slots={**kept, **slots}, confidence=sure)
        for intent, slots in _meanings(best).items()
        if given.get(intent, 0.0) < sure
    ]


def _open(interpretation: Interpretation) -> bool:
    slots = interpretation.slots
    name = fold(str(slots.get("name") or ""))
    if any(slots.get(slot) for slot in NAMING) or (name and name not in PRONOUNS):
        return False
    words = fold(interpretation.text).split()
    numbers = {at + past for at in range(len(words)) if (number := number_at(words, at)) for past in range(number[1])}
    return bool(words) and all(word in OPEN or at in numbers for at, word in enumerate(words))


def _meanings(interpretation: Interpretation) -> Mapping[str, Slots]:
    intent, slots = interpretation.intent, interpretation.slots
    if intent in CHANGED:
        direction = str(slots.get("direction") or slots.get("volume_step") or "up")
        return _relative(direction, slots.get("step")) if direction in ("up", "down") else {}
    if intent in SET and isinstance(amount := slots.get(SET[intent]), int | float):
        return _absolute(amount, set(fold(interpretation.text).split()))
    if intent in STARTED and STARTS & set(fold(interpretation.text).split()):
        # Whatever stands still may be started, but only what "it" points at can be anything.
        return {intent: {} for intent in STARTED if intent != "HassTurnOn" or slots.get("name")}
    return {}


CHANGED = ("HassSetVolumeRelative", "LightAdjust", "ClimateAdjust")
STARTED = ("HassMediaUnpause", "HassVacuumStart", "HassTurnOn", "HassLawnMowerStartMowing", "HassUnpauseTimer")
SET = {
    "HassSetVolume": "volume_level",
    "HassLightSet": "brightness",
    "HassSetPosition": "position",
    "HassFanSetSpeed": "percentage",
    "HassClimateSetTemperature": "temperature",
}
"""By intent, the slot of the amount."""


def _relative(direction: str, step: Any) -> Mapping[str, Slots]:
    by = {} if step is None else {"step": step}
    signed = direction if step is None else step if direction == "up" else -step
    change = {"direction": direction, **by}
    return {
        "HassSetVolumeRelative": {"volume_step": signed},
        "LightAdjust": change,
        "ClimateAdjust": change,
        "HassFanSetSpeed": change,
    }


def _absolute(amount: float, words: set[str]) -> Mapping[str, Slots]:
    """A share is of anything but warmth; degrees are of nothing else."""
    if words & {"degrees", "degree"}:
        return {}
    shares = {intent: {slot: amount} for intent, slot in SET.items()}
    if words & {"percent", "half", "quarter", "third", "full", "maximum", "max"}:
        del shares["HassClimateSetTemperature"]
    return shares
