"""How spoken words and written names are made comparable: case, punctuation, articles, plurals, word stems."""

from __future__ import annotations

import re
from functools import lru_cache


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(words.split())


FILLERS = word_set("the a an my our your please some that this these those of")
"""Words that say nothing about which thing is meant."""

DROPPED = re.compile(r"['’`\[\]()\"]")
BREAKS = re.compile(r"[^\w%°]+|_")

IRREGULAR = {"shelves": "shelf", "knives": "knife", "people": "person", "children": "child"}
SAME = word_set("news series glass bus gas lens christmas")
"""Words on an s that are no plurals."""

DIGITS = {
    word: digit
    for digit, words in enumerate(("zero oh o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
    for word in words.split()
}


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, no punctuation, single spaces: `Trader Joe's` → `trader joes`."""
    return " ".join(BREAKS.sub(" ", DROPPED.sub("", text.casefold())).split())


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A noun without its plural: `lights` → `light`, `switches` → `switch`, `batteries` → `battery`."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or word in SAME or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What a verb's forms and its doer share: `brewing`, `brewer` and `brew` → `brew`."""
    word = singular(word)
    for ending in ("ing", "er", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The words that tell things apart: folded, singular, without articles; all words where nothing else is left."""
    words = fold(text).split()
    telling = [singular(word) for word in words if word not in FILLERS]
    return tuple(telling or words)


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The stems of the telling words."""
    return frozenset(stem(word) for word in tokens(text))


def phrase(text: str) -> str:
    """The telling words as one string, by which names are found."""
    return " ".join(tokens(text))


def slug(text: str) -> str:
    """An id's second half made from a name: `Pizza timer` → `pizza_timer`."""
    return fold(text).encode("ascii", "ignore").decode().replace(" ", "_") or "unnamed"


def spoken_digits(text: str) -> str:
    """The digits said in a text, in order: `one two 34` → `1234`."""
    return "".join(str(DIGITS[word]) if word in DIGITS else re.sub(r"\D", "", word) for word in fold(text).split())
