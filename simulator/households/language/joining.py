"""Words as they meet in speech, once fillers stand in a phrasing."""

from __future__ import annotations

import re

_UNITS = re.compile(r"\b(hour|minute|min|second)s (timer|\w+ timer)\b")
_LENGTH_ARTICLES = re.compile(r"\b(an?|another) (?:an?|one) (?=hour|minute|half|quarter|couple)")
_A_BEFORE_VOWEL = re.compile(r"\ba (?=hour\b|[aei]|o(?!ne\b|nce\b))")
_NAMES = "grandma's|wally|robby|dusty|sweepy|rosie|dobby|alfred|jeeves|henry|bob|marvin|wall e|r two d two"
"""Of people, and of vacuum cleaners that are called like people. Assumed."""
_NO_ARTICLE = re.compile(rf"\b(?:the|that|those|a) (?=(?:our|my|{_NAMES})\b)")
_TWO_DETERMINERS = re.compile(r"\b(?:some|a bit of|a little|any|the) the ")
_AGREEMENT = (
    ("is", "are"), ("isn't", "aren't"), ("was", "were"), ("has", "have"), ("hasn't", "haven't"), ("does", "do"),
    ("doesn't", "don't"), ("needs", "need"), ("goes", "go"), ("did it", "did they"),
)  # fmt: skip
"""A verb beside one thing, and beside several."""


def agreed(text: str, name: str) -> str:
    """Words about a thing whose name is a plural.

    >>> agreed("is the garden lights still on", "garden lights"), agreed("get that curtains open", "curtains")
    ('are the garden lights still on', 'get those curtains open')
    """
    if not name.endswith("s") or name.endswith(("ss", "'s", "christmas")):
        return text
    for one, several in _AGREEMENT:
        text = re.sub(rf"\b{one} (the |that |)(?={re.escape(name)}\b)", rf"{several} \1", text)
        text = re.sub(rf"\b{re.escape(name)} {one}\b", f"{name} {several}", text)
    return text.replace(f"that {name}", f"those {name}")


def mended(text: str) -> str:
    """A length before "timer" is said in the singular, one article is enough, and "a" becomes "an".

    >>> mended("set a ten minutes timer"), mended("set a an hour timer"), mended("another one minute please")
    ('set a ten minute timer', 'set an hour timer', 'another minute please')
    >>> mended("find a italian place"), mended("stick some the beatles on")
    ('find an italian place', 'stick the beatles on')
    >>> mended("put the grandma's lamp on in the our room")
    "put grandma's lamp on in our room"
    """
    text = _UNITS.sub(r"\1 \2", text)
    text = _LENGTH_ARTICLES.sub(lambda found: f"{found[1]} ", text)
    text = _NO_ARTICLE.sub("", text).replace("in the top of", "at the top of")
    return _TWO_DETERMINERS.sub("the ", _A_BEFORE_VOWEL.sub("an ", text))
