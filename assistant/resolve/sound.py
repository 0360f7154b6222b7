"""Which words sound alike: a consonant key in the manner of Metaphone, and a likeness of two phrases.

The key drops vowels inside a word and merges letters that stand for one sound (L. Philips, "Hanging on the
Metaphone", Computer Language 7(12), 1990, much shortened). Two names that a recogniser may confuse have equal or
nearly equal keys: `garage` and `garbage` differ by one consonant, `write` and `right` by none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(kn|gn|pn)", "N"),
        (r"^wr", "R"),
        (r"^x", "S"),
        (r"^wh", "W"),
        (r"mb$", "M"),
        (r"tch|ch", "X"),
        (r"sh|sch|[st]i(?=[ao])", "X"),
        (r"th", "0"),
        (r"ph", "F"),
        (r"gh(?=[^aeiou]|$)", ""),
        (r"dg(?=[eiy])|g(?=[eiy])|j", "J"),
        (r"c(?=[eiy])|s|z", "S"),
        (r"ck|c|q|k|g", "K"),
        (r"x", "KS"),
        (r"[dt]", "T"),
        (r"[bp]", "P"),
        (r"[fv]", "F"),
        (r"(?<=[aeiou])h|h(?=[^aeiou]|$)", ""),
        (r"[wy](?=[^aeiou]|$)", ""),
    )
)
VOWELS = re.compile(r"(?<=.)[aeiou]+")
DOUBLES = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def sound_key(word: str) -> str:
    """The consonants of a word as they sound, an opening vowel as `A`: `kitchen` → `KXN`, `oven` → `AFN`."""
    key = word
    for pattern, sound in RULES:
        key = pattern.sub(sound, key)
    key = re.sub(r"^[aeiou]+", "A", key)
    return DOUBLES.sub(r"\1", VOWELS.sub("", key)).upper()


@lru_cache(maxsize=16384)
def word_likeness(one: str, other: str) -> float:
    """How alike two words are in letters and in sound, 0 to 1; 1 for the same word only."""
    if one == other:
        return 1.0
    letters = fuzz.ratio(one, other) / 100
    sounds = fuzz.ratio(sound_key(one), sound_key(other)) / 100
    return min(0.99, max(letters, (letters + sounds) / 2))


LEAST_ALIKE = 0.76
"""Below this no word is taken for another: `wall` is not `hall`, `bathroom` not `bedroom`; `garbage` is `garage`."""


LEAST_JOINED = 0.9
"""The same for phrases cut into words differently: `counter top`, `countertop`."""


def likeness(spoken: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How alike two phrases are, word by word in order; 0 where a word finds no partner."""
    if len(spoken) != len(name):
        joined = word_likeness("".join(spoken), "".join(name))
        return joined if joined >= LEAST_JOINED else 0.0
    worst, total = 1.0, 0.0
    for one, other in zip(spoken, name, strict=True):
        alike = word_likeness(one, other)
        worst, total = min(worst, alike), total + alike
    return total / len(spoken) if worst >= LEAST_ALIKE else 0.0
