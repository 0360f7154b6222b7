"""Intents that single words settle: which list is meant, whether a cover moves all the way, what a name is of, that
something shall play."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.intents import UNSUPPORTED
from assistant.nlu.gazetteer import Known
from assistant.nlu.labels import BABBLE
from assistant.nlu.numerals import number_at
from assistant.nlu.readers.lists import SHOPPING
from assistant.nlu.values import share_at

_SHOPPING = {
    "HassListAddItem": "HassShoppingListAddItem",
    "HassListCompleteItem": "HassShoppingListCompleteItem",
    "HassListRemoveItem": "HassShoppingListCompleteItem",
}
_OTHER = {"HassShoppingListAddItem": "HassListAddItem", "HassShoppingListCompleteItem": "HassListCompleteItem"}
_PLAIN = frozenset({"the", "my", "our", "a", "this", "that", "your"})


LISTED = frozenset({*_SHOPPING, *_OTHER})
"""Intents that the list's name settles."""

GUARDING = frozenset({"AlarmSet", "AlarmCancel", "AlarmStatus", "RoutineRun", "HassNevermind"})
"""Intents that words for the burglar alarm are taken for."""

ARMING, DISARMING = (
    frozenset({"arm", "armed", "set", "on", "activate", "enable"}),
    frozenset({"disarm", "off", "disable"}),
)

SETTLED = LISTED | GUARDING | {"HassSetPosition", "HassSetVolume", "HassVacuumStart", "HassVacuumCleanArea"}
"""Intents that single words or names settle."""


def settled_intent(intent: str, words: Sequence[str], known: Sequence[Known] = ()) -> str:
    """The intent for the words and names said: the shopping list has its own; a cover that is opened or closed without
    a position goes all the way; a volume turned up "by" or without "to" is relative; a scene is switched on."""
    if plays(intent, words):
        return "HassMediaSearchAndPlay"
    if intent in GUARDING:
        return _settled_guard(intent, words, known)
    if intent == "HassSetPosition":
        return _settled_cover(words)
    if intent == "HassSetVolume":
        return _settled_volume(words)
    if intent in ("HassVacuumCleanArea", "HassVacuumStart"):
        return _settled_vacuum(intent, known)
    return _settled_list(intent, words) if intent in LISTED else intent


SET_OFF = frozenset({"scene", "script"})
"""Domains of routines that Home Assistant switches on."""


def _settled_guard(intent: str, words: Sequence[str], known: Sequence[Known]) -> str:
    """The burglar alarm is armed and disarmed; alarm clocks are not. Scenes and scripts are switched on."""
    if not DISARMING.isdisjoint(words) and _guards(words, known, "disarm"):
        return "HassTurnOff"
    if not ARMING.isdisjoint(words) and _guards(words, known, "arm"):
        return "HassTurnOn"
    switched = intent == "RoutineRun" and any(not SET_OFF.isdisjoint(one.domains) for one in known)
    return "HassTurnOn" if switched else intent


def _guards(words: Sequence[str], known: Sequence[Known], verb: str) -> bool:
    return verb in words or any("alarm_control_panel" in one.domains for one in known)


def _settled_vacuum(intent: str, known: Sequence[Known]) -> str:
    """A room is an area to clean; a whole floor is Home Assistant's `HassVacuumStart`."""
    places = {domain for one in known if one.place for domain in one.domains}
    if places == {"floor"}:
        return "HassVacuumStart"
    return "HassVacuumCleanArea" if "area" in places and intent == "HassVacuumStart" else intent


LOUDER = frozenset({"up", "down", "increase", "decrease", "raise", "lower", "reduce"})


def _settled_volume(words: Sequence[str]) -> str:
    """Up or down a number is by that much, to a number is so loud."""
    if LOUDER.isdisjoint(words) or "to" in words or "at" in words:
        return "HassSetVolume"
    return "HassSetVolumeRelative" if any(number_at(words, at) for at in range(len(words))) else "HassSetVolume"


PLAYED = frozenset({"HassMediaSearchAndPlay", "HassMediaPrevious", "HassMediaUnpause", "Repeat", "RoutineRun", BABBLE})
"""What words that begin with "play" may mean, whatever follows."""

_SET = """shuffle shuffled random randomly repeat loop again over faster slower speed order mode forward back ahead
subtitles"""
SET = frozenset(_SET.split())
"""Words for how it shall play."""


def plays(intent: str, words: Sequence[str]) -> bool:
    """Whether words that begin with "play" ask for something to play though they look like another intent: nobody
    says so to ask, judge or stop; who says by whom wants more than the next one."""
    if intent in PLAYED or tuple(words[:1]) != ("play",) or len(words) < 2:
        return False
    if intent == UNSUPPORTED:
        return words[1] in ("something", "anything")
    if intent == "HassMediaNext":
        return not {"by", "from"}.isdisjoint(words)
    return intent != "MediaSettings" or SET.isdisjoint(words)


def _settled_cover(words: Sequence[str]) -> str:
    opening = not OPENING.isdisjoint(words)
    if not PARTLY.isdisjoint(words) or not (opening or not CLOSING.isdisjoint(words)):
        return "HassSetPosition"
    if any(share_at(words, at) for at in range(len(words))):
        return "HassSetPosition"
    return "HassTurnOn" if opening else "HassTurnOff"


OPENING, CLOSING = frozenset({"open", "raise", "lift"}), frozenset({"close", "shut", "lower"})
PARTLY = frozenset({"bit", "little", "slightly", "crack", "partly", "way", "position", "more", "less"})


TICKED, DROPPED = frozenset({"check", "tick", "complete", "mark", "done"}), frozenset({"remove", "delete", "drop"})


def _settled_list(intent: str, words: Sequence[str]) -> str:
    if intent == "HassListRemoveItem" and not TICKED.isdisjoint(words) and DROPPED.isdisjoint(words):
        intent = "HassListCompleteItem"
    if intent in _SHOPPING and SHOPPING & set(words):
        return _SHOPPING[intent]
    named = any(
        word == "list" and at and words[at - 1] not in _PLAIN and words[at - 1] not in SHOPPING
        for at, word in enumerate(words)
    )
    return _OTHER[intent] if named and intent in _OTHER else intent
