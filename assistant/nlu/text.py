"""Text as the models see it: lower case words and numbers, one space between, no punctuation."""

from __future__ import annotations

import re

from assistant.nlu.numerals import TENS, UNITS

LONGEST = 60
"""Words of a request that are read; what people say at one go is far shorter."""

FILLERS = frozenset({"um", "uh", "er", "erm", "uhm", "hmm", "mm", "ah", "eh"})
"""Sounds that mean nothing, so long as other words stand beside them."""

_TOKEN = re.compile(
    r"\d+(?:[.:/]\d+)*(?:st|nd|rd|th)\b|\d{1,3}(?:,\d{3})+|\d+(?:[.:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*['’]?|[%°]"
)
_SIGNS = {"%": "percent", "°": "degrees"}
_NUMBERS = frozenset({*TENS, *UNITS}) - {"one", "zero"}


def normalise(text: str) -> str:
    """The words of a text, fillers left out.

    >>> normalise("Um, set the Kitchen lights to 50%, at 7 p.m. — please!")
    'set the kitchen lights to 50 percent at 7 pm please'
    """
    words = text.split(" ") if _is_plain(text) else None
    # Most of what is read again and again is as it should be: telling that is several times as fast as making it so.
    if words is not None and _UNSURE.isdisjoint(words):
        return text
    if words is None or not _HALVES.isdisjoint(words):
        words = [_SIGNS.get(word, word) for word in _TOKEN.findall(text.lower().replace("’", "'")[:2000])]
        words = _merged_halves(words)
    kept = [word for word in words if word not in FILLERS]
    return " ".join((kept or words)[:LONGEST])


def _merged_halves(words: list[str]) -> list[str]:
    """ "a.m." and "p m" to "am" and "pm"; endings that some recognisers write apart ("what 's") to one word."""
    merged: list[str] = []
    for word in words:
        before = merged[-1] if merged else ""
        if word == "m" and before in ("a", "p"):
            merged[-1] += "m"
        elif _ends(before, word):
            merged[-1] += f"'{word}"
        else:
            merged.append(word)
    return merged


_PRONOUNS = "i you he she it we they that there who what".split()  # noqa: SIM905
_NEGATED = "don can won isn aren wasn weren didn doesn hasn haven couldn shouldn wouldn ain".split()  # noqa: SIM905
_ENDINGS = {"m": ["i"], "d": _PRONOUNS, "ll": _PRONOUNS, "ve": _PRONOUNS, "re": _PRONOUNS, "t": _NEGATED}


def _ends(before: str, word: str) -> bool:
    """Whether a word is the ending of the one before it, its apostrophe lost."""
    if word == "s":
        return len(before) > 1 and before[0].isalpha() and "'" not in before
    return before in _ENDINGS.get(word, ())


_HALVES = frozenset({"", "s", *_ENDINGS})
_UNSURE = _HALVES | FILLERS


def _is_plain(text: str) -> bool:
    """Whether a text surely is nothing but words, one space between, as they should be written."""
    letters = text.replace(" ", "")
    if not letters.isalpha():
        # Within a word, one at a time, it stays.
        letters = letters.replace("'", "")
        if not letters.isalpha() or "''" in text or " '" in text or text[0] == "'":
            return False
    return letters.isascii() and letters.islower() and len(text) <= 2 * LONGEST


def shapes(words: list[str]) -> list[str]:
    """The words with every number as one `0`, so that no model learns single numbers.

    >>> shapes("set it to twenty five percent at 7:30".split())
    ['set', 'it', 'to', '0', 'percent', 'at', '0']
    """
    seen: list[str] = []
    for word in words:
        shape = "0" if word in _NUMBERS or word[0].isdigit() else word
        if shape != "0" or not seen or seen[-1] != "0":
            seen.append(shape)
    return seen
