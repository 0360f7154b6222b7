"""How words sound: their phones, one letter each, and common words that sound like them.

From the recogniser's pronouncing dictionary; words that it lacks are pronounced by espeak-ng.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import pocketsphinx
from rapidfuzz.distance import Levenshtein

from assistant.asr.pronunciation import pronounce
from assistant.nlu.soundalike import sound_alikes

_PHONES = (
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY", "JH", "K",
    "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
)  # fmt: skip
_LETTER = {phone: chr(ord("a") + at) for at, phone in enumerate(_PHONES)}

MOST = 12
"""Words that sound alike, at most, the most alike first."""


@cache
def _dictionary() -> dict[str, str]:
    path = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        word, _, phones = line.partition(" ")
        if "(" not in word:
            found[word] = "".join(_LETTER[phone] for phone in phones.split())
    return found


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The phones of a word, one letter each; its own letters where nobody can say it."""
    known = _dictionary().get(word)
    return known or "".join(_LETTER[phone] for phone in pronounce(word)) or word


def sounds(words: tuple[str, ...]) -> str:
    """The phones of words one after another."""
    return "".join(map(sound, words))


def likeness(first: str, second: str) -> float:
    """How alike two strings of phones are: 1 the same, 0 nothing in common."""
    return Levenshtein.normalized_similarity(first, second)


@lru_cache(maxsize=50_000)
def alike(word: str) -> tuple[tuple[str, float], ...]:
    """Common words that sound like a word, each with its likeness, the most alike first."""
    own = sound(word)
    same, near = sound_alikes(word)
    rated = [(other, likeness(own, sound(other))) for other in dict.fromkeys((*same, *near))]
    return tuple(sorted(rated, key=lambda one: (-one[1], one[0]))[:MOST])
