"""Words to values: lengths of time, times of day, days, shares and colours. Pure: today comes from the caller.

Every `…_at` function reads at one word and gives the value and how many words it took, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from assistant.nlu.numerals import UNITS, number_at, ordinal_at

T = TypeVar("T")
Words = Sequence[str]

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
WEEKDAYS, MONTHS = tuple(_DAYS.split()), tuple(_MONTHS.split())
SECONDS = {"hour": 3600, "minute": 60, "second": 1}
_UNIT_WORDS = {
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), "hour"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("second", "seconds", "sec", "secs"), "second"),
}
DAYPARTS = {
    "am": "am",
    "pm": "pm",
    "morning": "am",
    "afternoon": "pm",
    "evening": "pm",
    "night": "pm",
    "tonight": "pm",
}
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d\d)$")
SHARES = {
    **dict.fromkeys(("full", "max", "maximum", "highest", "brightest", "loudest", "fully", "completely"), 100),
    **dict.fromkeys(("min", "minimum", "lowest", "dimmest", "quietest"), 1),
    **{"halfway": 50, "medium": 50, "middle": 50, "normal": 50, "low": 25, "high": 75},
}
"""Words that stand for a share, in percent."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, in the units that were said."""

    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    @property
    def total(self) -> int:
        """Seconds."""
        return self.hours * 3600 + self.minutes * 60 + self.seconds


def find(words: Words, at: Callable[[Words, int], tuple[T, int] | None]) -> tuple[T, int, int] | None:
    """The first place where a reader reads: the value, its first word, and the word after it."""
    for start in range(len(words)):
        if found := at(words, start):
            return found[0], start, start + found[1]
    return None


def duration_at(words: Words, start: int = 0) -> tuple[Duration, int] | None:
    """A length of time.

    >>> duration_at("an hour and a half".split())
    (Duration(hours=1, minutes=30, seconds=0), 5)
    >>> duration_at("5 and a half minutes".split())
    (Duration(hours=0, minutes=5, seconds=30), 5)
    >>> duration_at("1 hour 15 minutes and 30 seconds".split())
    (Duration(hours=1, minutes=15, seconds=30), 7)
    """
    parts: dict[str, float] = {}
    at = start
    while found := _length_at(words, at + (1 if parts and _word(words, at) == "and" else 0)):
        value, unit, used = found
        if unit in parts or (parts and SECONDS[unit] > min(SECONDS[known] for known in parts)):
            break
        at += used + (1 if parts and _word(words, at) == "and" else 0)
        parts[unit] = value
    if not parts:
        return None
    if len(parts) == 1 and (half := _half_after(words, at)):
        unit = next(iter(parts))
        parts[unit] += half[0]
        at += half[1]
    return _duration(parts), at - start


def clock_at(words: Words, start: int = 0) -> tuple[str, int] | None:
    """A time of day as `HH:MM`; with `?` after it where either half of the day may be meant.

    >>> clock_at("half past six".split()), clock_at("quarter to eight in the evening".split())
    (('06:30?', 3), ('19:45', 6))
    >>> clock_at("7 am".split()), clock_at("noon".split()), clock_at("19:30".split())
    (('07:00', 2), ('12:00', 1), ('19:30', 1))
    """
    if _word(words, start) in ("noon", "midday"):
        return "12:00", 1
    if _word(words, start) == "midnight":
        return "00:00", 1
    found = _past_at(words, start) or _plain_clock_at(words, start)
    if found is None:
        return None
    hour, minute, used, sure = found
    half, more = _daypart(words, start + used)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if hour <= 12 else hour
        if half == "pm" and hour == 12 and _word(words, start + used + more - 1) == "night":
            hour = 0
    doubt = "?" if not half and 0 < hour <= 12 and not sure else ""
    return f"{hour % 24:02}:{minute:02}{doubt}", used + more


def day_at(words: Words, start: int = 0, *, today: date | None = None) -> tuple[str, int] | None:
    """A day: `today`, `tomorrow`, `tonight`, a weekday, or an ISO date where one is named and `today` is known.

    >>> day_at("next friday".split()), day_at("tomorrow morning".split())
    (('friday', 2), ('tomorrow', 1))
    >>> day_at("the third of march".split(), today=date(2026, 11, 2))
    ('2027-03-03', 4)
    """
    word, after = _word(words, start), _word(words, start + 1)
    if word in ("today", "tomorrow", "tonight"):
        return word, 1
    if word in ("this", "later") and after in ("morning", "afternoon", "evening", "today"):
        return ("tonight" if after == "evening" else "today"), 2
    if words[start : start + 4] == ["the", "day", "after", "tomorrow"]:
        return ((today + timedelta(days=2)).isoformat(), 4) if today else None
    if words[start : start + 3] == ["day", "after", "tomorrow"]:
        return ((today + timedelta(days=2)).isoformat(), 3) if today else None
    if _weekday(word):
        return _weekday(word), 1
    if word in ("next", "this", "on", "coming") and _weekday(after):
        return _weekday(after), 2
    if after == "weekend" and word in ("the", "this", "next", "at"):
        return "saturday", 2
    return _date_at(words, start, today) if today else None


def share_at(words: Words, start: int = 0) -> tuple[float, int] | None:
    """A share in percent: "fifty percent", "half", "a third", "three quarters", "maximum".

    >>> share_at("three quarters".split()), share_at("50 percent".split()), share_at(["maximum"])
    ((75.0, 2), (50.0, 2), (100.0, 1))
    """
    if _word(words, start) in SHARES:
        return float(SHARES[words[start]]), 1
    found = number_at(words, start)
    if found is None:
        return None
    value, used = found
    if _word(words, start + used) in ("percent", "per"):
        return value, used + (2 if words[start + used] == "per" else 1)
    return (round(value * 100, 1) if 0 < value < 1 else value), used


def _word(words: Words, at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _length_at(words: Words, start: int) -> tuple[float, str, int] | None:
    """One number and its unit: "half an hour", "a quarter of an hour", "ten minutes", "an hour"."""
    if _word(words, start) in ("a", "an") and _word(words, start + 1) in _UNIT_WORDS:
        return 1.0, _UNIT_WORDS[words[start + 1]], 2
    if _word(words, start) in ("a", "an") and words[start + 1 : start + 3] == ["couple", "of"]:
        unit = _UNIT_WORDS.get(_word(words, start + 3))
        return (2.0, unit, 4) if unit else None
    found = number_at(words, start)
    if found is None:
        return None
    value, used = found
    while value < 1 and _word(words, start + used) in ("a", "an", "of"):
        used += 1
    unit = _UNIT_WORDS.get(_word(words, start + used))
    return (value, unit, used + 1) if unit else None


def _half_after(words: Words, at: int) -> tuple[float, int] | None:
    """ "… and a half" after the unit."""
    for said, value in (("and a half", 0.5), ("and a quarter", 0.25), ("and a 1/2", 0.5), ("and 1/2", 0.5)):
        if list(words[at : at + len(said.split())]) == said.split():
            return value, len(said.split())
    return None


def _duration(parts: dict[str, float]) -> Duration:
    hours, minutes, seconds = (parts.get(unit, 0.0) for unit in ("hour", "minute", "second"))
    minutes += round((hours - int(hours)) * 60, 3)
    seconds += round((minutes - int(minutes)) * 60, 3)
    return Duration(int(hours), int(minutes), round(seconds))


def _past_at(words: Words, start: int) -> tuple[int, int, int, bool] | None:
    """ "half past six", "ten to nine", "a quarter after two"."""
    at = start + (1 if _word(words, start) == "a" else 0)
    if _word(words, at) in ("half", "quarter"):
        minutes, used = (30 if words[at] == "half" else 15), 1
    elif (found := number_at(words, at)) and 0 < found[0] < 30 and found[0] == int(found[0]):
        minutes, used = int(found[0]), found[1]
        if _word(words, at + used) == "minutes":
            used += 1
    else:
        return None
    side = _word(words, at + used)
    if words[at] == "half" and (plain := _hour_alone(words, at + 1)):
        return plain[0], 30, at - start + 1 + plain[1], False
    hour = number_at(words, at + used + 1)
    if side not in ("past", "to", "after", "till", "before") or hour is None or not 0 < hour[0] <= 12:
        return None
    length = at - start + used + 1 + hour[1]
    if side in ("past", "after"):
        return int(hour[0]), minutes, length, False
    return (int(hour[0]) - 1) or 12, 60 - minutes, length, False


def _hour_alone(words: Words, at: int) -> tuple[int, int] | None:
    """The hour of "half six", and its words; none of "half an hour"."""
    found = number_at(words, at)
    if found is None or not 0 < found[0] <= 12 or found[0] != int(found[0]):
        return None
    return None if _word(words, at + found[1]) in _UNIT_WORDS else (int(found[0]), found[1])


def _plain_clock_at(words: Words, start: int) -> tuple[int, int, int, bool] | None:
    """ "7", "7:30", "seven thirty", "six oh five", "eight o'clock", "1930"."""
    word = _word(words, start)
    if digits := _CLOCK.match(word):
        hour, minute = int(digits[1]), int(digits[2])
        return (hour, minute, 1, word.startswith("0")) if hour < 24 and minute < 60 else None
    hour_words = [word] if word in UNITS else list(words[start : start + 2])
    found = number_at(hour_words, 0)
    if found is None or found[0] != int(found[0]) or not 0 <= found[0] < 24:
        return None
    hour, used = int(found[0]), found[1]
    if _word(words, start + used) in ("o'clock", "oclock"):
        return hour, 0, used + 1, False
    if _word(words, start + used) in ("oh", "o", "zero") and UNITS.get(_word(words, start + used + 1), 10) < 10:
        return hour, UNITS[words[start + used + 1]], used + 2, False
    past = number_at(words, start + used)
    if past and 10 <= past[0] < 60 and past[0] == int(past[0]) and _word(words, start + used) != "a":
        return hour, int(past[0]), used + past[1], False
    return hour, 0, used, False


def _daypart(words: Words, at: int) -> tuple[str, int]:
    """The half of the day said after a time, and its words."""
    if _word(words, at) in ("am", "pm", "tonight"):
        return DAYPARTS[words[at]], 0 if words[at] == "tonight" else 1
    if words[at : at + 2] in (["in", "the"],) and _word(words, at + 2) in ("morning", "afternoon", "evening"):
        return DAYPARTS[words[at + 2]], 3
    if list(words[at : at + 2]) == ["at", "night"]:
        return "pm", 2
    if _word(words, at) in ("this", "tomorrow") and _word(words, at + 1) in ("morning", "afternoon", "evening"):
        return DAYPARTS[words[at + 1]], 0
    return "", 0


def _weekday(word: str) -> str:
    single = word.removesuffix("'s").removesuffix("s") if word.endswith("s") else word
    return single if single in WEEKDAYS else ""


def _date_at(words: Words, start: int, today: date) -> tuple[str, int] | None:
    """ "march third", "the fifth of june", "june 5", "christmas"."""
    if _word(words, start) in ("christmas", "halloween"):
        month, day = (12, 25) if words[start] == "christmas" else (10, 31)
        return _coming(month, day, today), 1
    if _word(words, start) in MONTHS:
        skip = 1 if _word(words, start + 1) == "the" else 0
        order = ordinal_at(words, start + 1 + skip) or number_at(words, start + 1 + skip)
        if order and 1 <= order[0] <= 31:
            return _coming(MONTHS.index(words[start]) + 1, int(order[0]), today), 1 + skip + order[1]
        return None
    at = start + (1 if _word(words, start) == "the" else 0)
    placed = ordinal_at(words, at)
    if placed and _word(words, at + placed[1]) == "of" and _word(words, at + placed[1] + 1) in MONTHS:
        month = MONTHS.index(words[at + placed[1] + 1]) + 1
        return _coming(month, placed[0], today), at - start + placed[1] + 2
    return None


def _coming(month: int, day: int, today: date) -> str:
    """The next such date; the last day of the month where the month has no such day."""
    for year in (today.year, today.year + 1):
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        found = date(year, month, min(day, last))
        if found >= today:
            return found.isoformat()
    return found.isoformat()
