"""Which list: Home Assistant has intents of their own for the shopping list."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.nlu.readers.lists import SHOPPING

_SHOPPING = {
    "HassListAddItem": "HassShoppingListAddItem",
    "HassListCompleteItem": "HassShoppingListCompleteItem",
    "HassListRemoveItem": "HassShoppingListCompleteItem",
}
_OTHER = {"HassShoppingListAddItem": "HassListAddItem", "HassShoppingListCompleteItem": "HassListCompleteItem"}
_PLAIN = frozenset({"the", "my", "our", "a", "this", "that", "your"})


LISTED = frozenset({*_SHOPPING, *_OTHER})
"""Intents that the list's name settles."""


def settled_list(intent: str, words: Sequence[str]) -> str:
    """The intent for the list that was named: the shopping list's own, or that of any other list."""
    if intent not in LISTED:
        return intent
    if intent in _SHOPPING and SHOPPING & set(words):
        return _SHOPPING[intent]
    named = any(
        word == "list" and at and words[at - 1] not in _PLAIN and words[at - 1] not in SHOPPING
        for at, word in enumerate(words)
    )
    return _OTHER[intent] if named and intent in _OTHER else intent
