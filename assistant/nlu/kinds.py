"""Words for kinds of thing in a request, and where such a word is none: a verb, or half the name of a white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.nlu.colours import KELVIN
from assistant.nlu.lexicon import LOCKABLE, class_at

Kind = tuple[str, str | None]
"""A domain and a device class."""

VERBS = frozenset({"switch", "lock", "vacuum", "light", "display", "hoover", "shade"})
VERB_NEXT = frozenset({"on", "off", "the", "my", "all", "every", "up", "it", "each", "our", "this", "that", "in"})
VERB_BEFORE = frozenset({"please", "you", "to", "and", "then", "just", "not", "don't", "i", "we", "should", "let's"})
"""Words for kinds that are verbs where one of `VERB_NEXT` follows, after nothing or one of `VERB_BEFORE`."""

WAYS = frozenset({"on", "off", "out"})
LOCKING = frozenset({"lock", "unlock", "locked", "unlocked"})


def kinds_in(words: list[str]) -> Iterator[tuple[int, int, Kind]]:
    """The kinds named: first word, the word after the last, kind. "switch" before "on" is a verb, as "lock" is before
    a door.

    >>> list(kinds_in("lock the door and the window".split()))
    [(2, 3, ('cover', 'door')), (5, 6, ('cover', 'window'))]
    """
    at = 0
    while at < len(words):
        hit = class_at(words, at)
        if hit and not _is_verb(words, at) and not _is_white(words, at):
            yield at, at + hit[1], hit[0]
        at += hit[1] if hit else 1


def kind_slots(kind: Kind, words: Sequence[str]) -> dict[str, Any]:
    """Doors, windows and gates are locked as locks and opened as covers."""
    if kind[0] == "cover" and kind[1] in LOCKABLE and not LOCKING.isdisjoint(words):
        kind = ("lock", None)
    return {"domain": kind[0]} | ({"device_class": kind[1]} if kind[1] else {})


def _is_verb(words: list[str], at: int) -> bool:
    """Whether the word for a kind is the verb of what follows it."""
    if words[at] not in VERBS or at + 1 >= len(words):
        return False
    if words[at] == "switch" and at == 0 and not WAYS.isdisjoint(words):
        return True
    return words[at + 1] in VERB_NEXT and (at == 0 or words[at - 1] in VERB_BEFORE)


def _is_white(words: list[str], at: int) -> bool:
    """Whether the word for a kind is the end of a white's name: "candle light"."""
    return at > 0 and " ".join(words[at - 1 : at + 1]) in KELVIN
