"""Numbers as people say them, up to 999, and the days of a month."""

from __future__ import annotations

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}


def spelt(number: int) -> str:
    """A whole number from 0 to 999 in words. Raises `ValueError` outside of it.

    >>> spelt(0), spelt(21), spelt(350)
    ('zero', 'twenty one', 'three hundred and fifty')
    """
    if not 0 <= number <= 999:
        raise ValueError(f"said in words are numbers from 0 to 999, not {number}")
    if number < 20:
        return _UNITS[number]
    if number < 100:
        return f"{_TENS[number // 10]} {_UNITS[number % 10]}" if number % 10 else _TENS[number // 10]
    rest = number % 100
    return f"{_UNITS[number // 100]} hundred" + (f" and {spelt(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """A place from 1 to 99 in words.

    >>> ordinal(1), ordinal(12), ordinal(20), ordinal(31)
    ('first', 'twelfth', 'twentieth', 'thirty first')
    """
    *tens, last = spelt(number).split()
    last = last[:-1] + "ieth" if last.endswith("y") else _ORDINALS.get(last) or last + "th"
    return " ".join((*tens, last))
