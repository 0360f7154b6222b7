"""Words as they meet in speech, once fillers stand in a phrasing."""

from __future__ import annotations

import re

_UNITS = re.compile(r"\b(hour|minute|min|second)s (timer|\w+ timer)\b")
_LENGTH_ARTICLES = re.compile(r"\b(an?|another) (?:an?|one) (?=hour|minute|half|quarter|couple)")
_A_BEFORE_VOWEL = re.compile(r"\ba (?=hour\b|[aei]|o(?!ne\b|nce\b))")
_NO_ARTICLE = re.compile(r"\b(?:the|that|those|a) (?=(?:our|my|grandma's|wally|robby|dusty|sweepy|hoover)\b)")
_TWO_DETERMINERS = re.compile(r"\b(?:some|a bit of|a little|any|that|the) the ")


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
    text = _NO_ARTICLE.sub("", text)
    return _TWO_DETERMINERS.sub("the ", _A_BEFORE_VOWEL.sub("an ", text))
