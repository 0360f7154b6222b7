"""Numbers in words and digits: read from a list of words, and spelt out.

Not handled: Roman numerals, numbers of a million and more, and digits said one by one ("one zero one").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
FRACTIONS = {
    "half": 0.5,
    "halves": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
    "tenths": 0.1,
}
ORDINALS = {**{word: value for value, word in enumerate(_ORDINALS.split(), 1)}, "thirtieth": 30}
_PLACES = {value: word for word, value in ORDINALS.items()}
_DIGITS = re.compile(r"^-?\d+(?:\.\d+)?$")
_FRACTION = re.compile(r"^(\d+)/(\d+)$")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
Found = tuple[float, int]
"""A value and how many words it took."""


MOST = 1e12
"""The largest number read; what is more is as much: nothing here can be set to either."""


def number_at(words: Sequence[str], start: int = 0) -> Found | None:
    """The number that begins at a word, with halves and fractions; none where no number begins there.

    >>> number_at("two and a half hours".split())
    (2.5, 4)
    >>> number_at("a hundred and five".split())
    (105.0, 4)
    >>> number_at("three quarters".split())
    (0.75, 2)
    >>> number_at("1/2".split())
    (0.5, 1)
    """
    whole = _whole_at(words, start)
    if whole is None:
        return _fraction_at(words, start)
    value, used = whole
    after = start + used
    if _word(words, after) in FRACTIONS and _word(words, after) not in ("half", "second"):
        return value * FRACTIONS[words[after]], used + 1
    extra = _and_fraction_at(words, after)
    return (value + extra[0], used + extra[1]) if extra else whole


def ordinal_at(words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """A place in an order: "third", "twenty first", "3rd".

    >>> ordinal_at("twenty first".split())
    (21, 2)
    """
    word = _word(words, start)
    if word in ORDINALS:
        return ORDINALS[word], 1
    if digits := _ORDINAL.match(word):
        return int(digits[1]), 1
    if word in TENS and 0 < ORDINALS.get(_word(words, start + 1), 0) < 10:
        return TENS[word] + ORDINALS[words[start + 1]], 2
    return None


def spell(value: float) -> str:
    """A number in words.

    >>> spell(125), spell(21.5)
    ('one hundred and twenty five', 'twenty one point five')
    """
    if value < 0:
        return "minus " + spell(-value)
    if value != int(value):
        whole, _, digits = f"{value:.3f}".rstrip("0").partition(".")
        return " ".join([spell(int(whole)), "point", *(_NAMES[int(digit)] for digit in digits)])
    return _spell_whole(int(value))


def spell_ordinal(value: int) -> str:
    """A place in an order below a hundred, in words.

    >>> spell_ordinal(21), spell_ordinal(30)
    ('twenty first', 'thirtieth')
    """
    if value in _PLACES:
        return _PLACES[value]
    tens, unit = divmod(value, 10)
    return f"{spell(10 * tens)} {_PLACES[unit]}" if unit else f"{spell(value).removesuffix('y')}ieth"


def spell_year(value: int) -> str:
    """A year as it is said: "nineteen eighty four"."""
    if not 1100 <= value < 2000 or value % 100 == 0:
        return spell(value)
    low = value % 100
    return f"{spell(value // 100)} {'oh ' if low < 10 else ''}{spell(low)}"


_NAMES = tuple(UNITS)
_TENS_NAMES = ("", "", *TENS)


def _spell_whole(value: int) -> str:
    if value < 20:
        return _NAMES[value]
    if value < 100:
        return _TENS_NAMES[value // 10] + (f" {_NAMES[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" and {_spell_whole(value % 100)}" if value % 100 else ""
        return f"{_NAMES[value // 100]} hundred{rest}"
    rest = f" {_spell_whole(value % 1000)}" if value % 1000 else ""
    return f"{_spell_whole(value // 1000)} thousand{rest}"


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _whole_at(words: Sequence[str], start: int) -> Found | None:
    """Digits, or words up to the hundred thousands; "a hundred"; "two point five"; "minus ten"."""
    word = _word(words, start)
    if _DIGITS.match(word):
        return min(float(word), MOST), 1
    if word in ("minus", "negative"):
        below = _whole_at(words, start + 1)
        return (-below[0], below[1] + 1) if below else None
    if word == "a" and _word(words, start + 1) in ("hundred", "thousand"):
        found = _scaled(words, start + 1, 1.0, 1)
    elif (low := _below_hundred(words, start)) is not None:
        found = _scaled(words, start + low[1], low[0], low[1])
    elif word in ("hundred", "thousand"):
        found = _scaled(words, start, 1.0, 0)
    else:
        return None
    return _with_decimals(words, start, found)


def _scaled(words: Sequence[str], at: int, value: float, used: int) -> Found:
    """Hundreds and thousands after a number: "two hundred and five thousand three hundred"."""
    total = 0.0
    while (scale := _word(words, at)) in ("hundred", "thousand"):
        value *= 100 if scale == "hundred" else 1000
        at, used = at + 1, used + 1
        if scale == "thousand":
            total, value = total + value, 0.0
        skip = 1 if _word(words, at) == "and" else 0
        if (low := _below_hundred(words, at + skip)) is not None:
            value, at, used = value + low[0], at + skip + low[1], used + skip + low[1]
    return total + value, used


def _below_hundred(words: Sequence[str], start: int) -> Found | None:
    word = _word(words, start)
    if word in TENS:
        unit = UNITS.get(_word(words, start + 1), 0)
        return (TENS[word] + unit, 2) if 0 < unit < 10 else (TENS[word], 1)
    if "-" in word:
        ten, _, unit_word = word.partition("-")
        if ten in TENS and unit_word in UNITS:
            return TENS[ten] + UNITS[unit_word], 1
    return (UNITS[word], 1) if word in UNITS else None


def _with_decimals(words: Sequence[str], start: int, found: Found) -> Found:
    value, used = found
    at = start + used
    if _word(words, at) != "point":
        return float(value), used
    digits = ""
    while UNITS.get(_word(words, at + 1), 10) < 10:
        digits += str(UNITS[words[at + 1]])
        at += 1
    return (float(f"{int(value)}.{digits}"), used + 1 + len(digits)) if digits else (float(value), used)


def _fraction_at(words: Sequence[str], start: int) -> Found | None:
    word = _word(words, start)
    if slash := _FRACTION.match(word):
        return (int(slash[1]) / int(slash[2]), 1) if int(slash[2]) else None
    if word == "half":
        return 0.5, 1
    if word in ("a", "one") and _word(words, start + 1) in ("half", "third", "quarter", "fifth", "tenth"):
        return FRACTIONS[words[start + 1]], 2
    return (0.25, 1) if word == "quarter" else None


def _and_fraction_at(words: Sequence[str], start: int) -> Found | None:
    """ "and a half", "and three quarters", "and 1/2", "1/2"."""
    if slash := _FRACTION.match(_word(words, start)):
        return int(slash[1]) / max(1, int(slash[2])), 1
    if _word(words, start) != "and":
        return None
    skip = 1 if _word(words, start + 1) == "a" else 0
    word = _word(words, start + 1 + skip)
    if word in FRACTIONS or _FRACTION.match(word):
        found = _fraction_at(words, start + 1 + skip)
        return (found[0], 1 + skip + found[1]) if found else None
    if word == "three" and _word(words, start + 2) == "quarters":
        return 0.75, 3
    return None
