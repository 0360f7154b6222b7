"""Intents that single words settle: which list is meant, whether a cover moves all the way, that something shall
play."""

from __future__ import annotations

from collections.abc import Sequence

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


def settled_intent(intent: str, words: Sequence[str]) -> str:
    """The intent for the words said: the shopping list has its own; a cover that is opened or closed without a
    position goes all the way."""
    if intent == "HassSetPosition":
        return _settled_cover(words)
    if tuple(words[:1]) == ("play",) and len(words) > 1 and _plays(intent, words):
        return "HassMediaSearchAndPlay"
    return _settled_list(intent, words) if intent in LISTED else intent


def _plays(intent: str, words: Sequence[str]) -> bool:
    """Whether words that begin with "play" play something: they ask and judge nothing, and whoever says by whom wants
    more than the next one."""
    return intent in ("MediaInfo", "MediaLike") or (intent == "HassMediaNext" and not {"by", "from"}.isdisjoint(words))


def _settled_cover(words: Sequence[str]) -> str:
    if any(share_at(words, at) for at in range(len(words))) or not PARTLY.isdisjoint(words):
        return "HassSetPosition"
    if not OPENING.isdisjoint(words):
        return "HassTurnOn"
    return "HassSetPosition" if CLOSING.isdisjoint(words) else "HassTurnOff"


OPENING, CLOSING = frozenset({"open", "raise", "lift"}), frozenset({"close", "shut", "lower"})
PARTLY = frozenset({"bit", "little", "slightly", "crack", "partly", "way", "position", "more", "less"})


def _settled_list(intent: str, words: Sequence[str]) -> str:
    if intent in _SHOPPING and SHOPPING & set(words):
        return _SHOPPING[intent]
    named = any(
        word == "list" and at and words[at - 1] not in _PLAIN and words[at - 1] not in SHOPPING
        for at, word in enumerate(words)
    )
    return _OTHER[intent] if named and intent in _OTHER else intent
