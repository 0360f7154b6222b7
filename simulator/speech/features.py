"""What makes a word easy or hard to hear, whoever says it."""

from __future__ import annotations

from functools import lru_cache

from assistant.nlu.vectors import word_vectors
from simulator.speech.sounds import sound

_FUNCTION = (
    "a an the this that these those and or but if of to in on at for with from by as into onto off out up down over "
    "about after before until while i me my we us our you your he him his she her it its they them their is are am "
    "was were be been do does did have has had will would can could shall should may might must not no so than then "
    "there here what which who whose how when where why some any all let's i'm i'd it's what's that's don't"
)
FUNCTION = frozenset(_FUNCTION.split())
"""Words that carry grammar and little meaning."""

NAMES = ("function", "short", "long", "rare", "unknown", "first", "last", "alone", "after")
"""Of the features: `short` and `long` in phones; `rare` where a word is no common one; `unknown` where no table of
words knows it; `first` and `last` of the utterance, or its only one; `after` a word that was misheard."""

COMMON = 4_000


@lru_cache(maxsize=100_000)
def word_features(word: str) -> tuple[str, ...]:
    """The features of a word by itself."""
    found = []
    if word in FUNCTION:
        found.append("function")
    length = len(sound(word))
    if length <= 2:
        found.append("short")
    elif length >= 7:
        found.append("long")
    rank = word_vectors().rows.get(word)
    if rank is None:
        found.append("unknown")
    elif rank > COMMON:
        found.append("rare")
    return tuple(found)


def place_features(at: int, count: int) -> tuple[str, ...]:
    """The features of a place in an utterance of `count` words."""
    if count == 1:
        return ("alone",)
    return ("first",) if at == 0 else ("last",) if at == count - 1 else ()
