"""Lengths of time, times of day, days, shares and colours as people say them, with the slots that the words mean.

The first form is the commonest; the others differ as people differ. Slots are what the words alone say: "half past
seven" leaves the half of the day open, "ninety seconds" is ninety seconds. Words only, no digits: this is speech.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from random import Random

from devices.protocol import Value
from simulator.households.language.spelling import ordinal, spelt
from simulator.households.values import Filler

Slots = Mapping[str, Value]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_REPEATS: Mapping[str, tuple[str, ...]] = {
    "daily": ("every day", "daily", "each day", "every single day"),
    "weekdays": ("on weekdays", "every weekday", "weekdays", "monday to friday", "monday through friday"),
    "weekends": ("at weekends", "on weekends", "every weekend", "weekends", "saturdays and sundays"),
}
_SHARES: Mapping[int, tuple[str, ...]] = {
    100: ("full", "maximum", "max"),
    75: ("three quarters",),
    50: ("half", "halfway"),
    25: ("a quarter",),
}
"""Where a share has a word of its own."""
_WHITES: Mapping[int, tuple[str, ...]] = {
    2700: ("warm white",),
    3000: ("soft white",),
    3500: ("neutral white",),
    4000: ("cool white", "cold white"),
    6500: ("daylight",),
}
"""Whites by the kelvin on their boxes."""

COLOURS = ("red", "green", "blue", "purple", "pink", "orange", "yellow", "turquoise", "dark blue", "light green")
"""Colours that people ask lamps for, as said; assumed."""

WHITES = tuple(_WHITES)
"""Whites that lamps are asked for, in kelvin."""


def durations(seconds: int) -> tuple[Filler, ...]:
    """A length of time: "ten minutes", "an hour and a half". Raises `ValueError` where it is not more than nothing.

    >>> [one.text for one in durations(1800)]
    ['half an hour', 'thirty minutes', 'a half hour', 'thirty mins']
    """
    if seconds <= 0:
        raise ValueError(f"a length of time is more than 0 seconds, not {seconds}")
    return _distinct([*_round_durations(seconds), *_counted_durations(seconds)])


def _round_durations(seconds: int) -> Iterator[Filler]:
    """Those that have words of their own."""
    if seconds in (60, 3600):
        one, unit = ("a minute", "minutes") if seconds == 60 else ("an hour", "hours")
        yield Filler(one, {unit: 1})
    if seconds == 1800:
        yield Filler("half an hour", {"minutes": 30})
        yield Filler("thirty minutes", {"minutes": 30})
        yield Filler("a half hour", {"minutes": 30})
    if seconds == 30:
        yield Filler("thirty seconds", {"seconds": 30})
        yield Filler("half a minute", {"seconds": 30})
    if seconds == 2700:
        yield Filler("forty five minutes", {"minutes": 45})
        yield Filler("three quarters of an hour", {"minutes": 45})
    if seconds == 900:
        yield Filler("fifteen minutes", {"minutes": 15})
        yield Filler("a quarter of an hour", {"minutes": 15})
        yield Filler("quarter of an hour", {"minutes": 15})
    if seconds == 120:
        yield Filler("two minutes", {"minutes": 2})
        yield Filler("a couple of minutes", {"minutes": 2})
    yield from _and_a_half(seconds)


def _and_a_half(seconds: int) -> Iterator[Filler]:
    if seconds % 3600 == 1800 and seconds > 3600:
        whole = seconds // 3600
        slots = {"hours": whole, "minutes": 30}
        yield Filler(f"{_of('hour', whole)} and a half", slots)
        yield Filler(f"{spelt(whole)} and a half hours", slots)
    elif seconds % 60 == 30 and 60 < seconds < 600:
        whole = seconds // 60
        slots = {"minutes": whole, "seconds": 30}
        yield Filler(f"{_of('minute', whole)} and a half", slots)
        yield Filler(f"{spelt(whole)} and a half minutes", slots)


def _counted_durations(seconds: int) -> Iterator[Filler]:
    """In units, counted."""
    hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
    parts = [("hour", hours), ("minute", minutes), ("second", rest)]
    said = [_counted(unit, count) for unit, count in parts if count]
    slots: Slots = {f"{unit}s": count for unit, count in parts if count}
    yield Filler(" ".join(said), slots)
    if len(said) > 1:
        yield Filler(f"{' '.join(said[:-1])} and {said[-1]}", slots)
    if hours and minutes and not rest:
        yield Filler(f"{said[0]} {spelt(minutes)}", slots)
    if minutes and minutes % 5 == 0 and not hours and not rest:  # of odd lengths nobody says "mins"
        yield Filler(f"{spelt(minutes)} mins", slots)
    if 60 <= seconds <= 90:
        yield Filler(_counted("second", seconds), {"seconds": seconds})
    if seconds in (3600, 5400):
        yield Filler(_counted("minute", seconds // 60), {"minutes": seconds // 60})


def _counted(unit: str, count: int) -> str:
    return f"{spelt(count)} {unit}{'' if count == 1 else 's'}"


def _of(unit: str, count: int) -> str:
    """ "an hour", "two hours"."""
    return {"hour": "an hour", "minute": "a minute"}[unit] if count == 1 else _counted(unit, count)


def clock_times(at: time, rng: Random | None = None) -> tuple[Filler, ...]:
    """A time of day: "half past seven" (`07:30?`), "seven thirty in the evening" (`19:30`). With a generator, the
    commonest three forms come in an order of their own, as habits of speech do.

    >>> [(one.text, one.slots["time"]) for one in clock_times(time(19, 30))][:3]
    [('half past seven', '07:30?'), ('seven thirty', '07:30?'), ('half seven', '07:30?')]
    """
    named = {(12, 0): ("noon", "midday"), (0, 0): ("midnight",)}.get((at.hour, at.minute), ())
    found = [Filler(words, {"time": f"{at:%H:%M}"}) for words in named]
    hour = at.hour % 12 or 12
    open_forms = _clock_words(hour, at.minute)
    found += [Filler(words, {"time": f"{hour:02}:{at.minute:02}?"}) for words in open_forms]
    found += [Filler(words, {"time": f"{at:%H:%M}"}) for words in _closed(at, open_forms)]
    if rng is None:
        return _distinct(found)
    return _distinct([*rng.sample(found[:3], len(found[:3])), *found[3:]])


def _clock_words(hour: int, minute: int) -> list[str]:
    """The ways to say it with the half of the day left open."""
    said, after = spelt(hour), spelt(hour % 12 + 1)
    if minute == 0:
        return [said, f"{said} o'clock"]
    plain = f"{said} {'oh ' if minute < 10 else ''}{spelt(minute)}"
    if minute == 30:
        return [f"half past {said}", plain, f"half {said}"]
    if minute == 15:
        return [f"quarter past {said}", plain, f"a quarter past {said}"]
    if minute == 45:
        return [f"quarter to {after}", plain, f"a quarter to {after}"]
    if minute % 5:
        return [plain]
    return [plain, f"{spelt(minute)} past {said}" if minute < 30 else f"{spelt(60 - minute)} to {after}"]


def _closed(at: time, forms: Sequence[str]) -> Iterator[str]:
    """The ways that name the half of the day."""
    part = "in the morning" if at.hour < 12 else "in the afternoon" if at.hour < 18 else "in the evening"
    part = "at night" if at.hour >= 21 else part
    half = "am" if at.hour < 12 else "pm"
    if at.hour in (0, 12) and at.minute == 0:
        return
    short = forms[0] if at.minute == 0 else next((one for one in forms if "past" not in one and "to" not in one), "")
    if short and not short.startswith("half"):
        yield f"{short} {half}"
    if at.hour % 12:
        yield f"{forms[0]} {part}"
    if at.hour >= 13 and at.minute >= 10:
        yield f"{spelt(at.hour)} {spelt(at.minute)}"


def temperatures(degrees: float, *, celsius: bool = True) -> tuple[Filler, ...]:
    """Degrees of a room or an oven: "twenty one degrees", "one eighty".

    >>> [one.text for one in temperatures(180)][:3]
    ['a hundred and eighty degrees', 'a hundred and eighty', 'one eighty']
    """
    whole = int(degrees)
    value: Value = whole if degrees == whole else degrees
    names = _number_names(whole)
    if degrees - whole == 0.5:
        names = [f"{names[0]} and a half", f"{names[0]} point five"]
    scale = "celsius" if celsius else "fahrenheit"
    said = [f"{names[0]} degrees", *names, *(f"{name} degrees" for name in names[1:]), f"{names[0]} degrees {scale}"]
    return _distinct([Filler(words, {"temperature": value}) for words in said])


def _number_names(whole: int) -> list[str]:
    """A number of degrees or percent, the commonest name first."""
    hundreds, rest = divmod(whole, 100)
    if not 1 <= hundreds <= 9:
        return [spelt(whole)]
    names = [f"{'a' if hundreds == 1 else spelt(hundreds)} hundred{' and ' + spelt(rest) if rest else ''}"]
    if rest >= 10:
        names.append(f"{spelt(hundreds)} {spelt(rest)}")
        names.append(f"{spelt(hundreds)} hundred {spelt(rest)}")
    names.append(spelt(whole))
    return names


def levels(percent: int, slot: str) -> tuple[Filler, ...]:
    """A share of brightness, volume, speed or opening, under the slot's name: "fifty percent", "half".

    >>> [one.text for one in levels(50, "brightness")]
    ['fifty percent', 'half', 'halfway', 'fifty', 'fifty per cent']
    """
    name = _number_names(percent)[0]
    said = [f"{name} percent", *_SHARES.get(percent, ()), name, f"{name} per cent"]
    return _distinct([Filler(words, {slot: percent}) for words in said])


def dates(day: date, today: date) -> tuple[Filler, ...]:
    """A day, without a preposition: "tomorrow", "friday", "the third of march". Raises `ValueError` for a day gone by.

    >>> [one.text for one in dates(date(2026, 3, 6), date(2026, 3, 4))]
    ['friday', 'the day after tomorrow', 'this friday', 'the sixth of march', 'march the sixth', 'march sixth']
    """
    ahead = (day - today).days
    if ahead < 0:
        raise ValueError(f"{day} is before today, {today}")
    if ahead == 0:
        return (Filler("today", {"date": "today"}), Filler("later today", {"date": "today"}))
    weekday, iso = _DAYS[day.weekday()], {"date": day.isoformat()}
    found = [Filler("tomorrow", {"date": "tomorrow"})] if ahead == 1 else []
    if ahead < 7:
        found.append(Filler(weekday, {"date": weekday}))
    if ahead == 2:
        found.append(Filler("the day after tomorrow", iso))
    if 2 <= ahead < 7:
        found.append(Filler(f"this {weekday}", {"date": weekday}))
    month, number = _MONTHS[day.month - 1], ordinal(day.day)
    said = (f"the {number} of {month}", f"{month} the {number}", f"{month} {number}")
    return (*found, *(Filler(words, iso) for words in said))


def repeats(repeat: str) -> tuple[Filler, ...]:
    """How often: `daily`, `weekdays`, `weekends`, or a weekday.

    >>> [one.text for one in repeats("monday")]
    ['every monday', 'on mondays', 'each monday', 'mondays']
    """
    words = _REPEATS.get(repeat) or (f"every {repeat}", f"on {repeat}s", f"each {repeat}", f"{repeat}s")
    return tuple(Filler(one, {"repeat": repeat}) for one in words)


def colours(colour: str | int) -> tuple[Filler, ...]:
    """A colour by its name, or a white by its kelvin.

    >>> [(one.text, dict(one.slots)) for one in (*colours("dark blue"), *colours(2700))]
    [('dark blue', {'color': 'darkblue'}), ('warm white', {'temperature': 2700})]
    """
    if isinstance(colour, int):
        return tuple(Filler(words, {"temperature": colour}) for words in _WHITES[colour])
    return (Filler(colour, {"color": colour.replace(" ", "")}),)


def next_day(weekday: str, today: date) -> date:
    """The next such weekday after today.

    >>> next_day("friday", date(2026, 3, 6))
    datetime.date(2026, 3, 13)
    """
    return today + timedelta(days=(_DAYS.index(weekday) - today.weekday() - 1) % 7 + 1)


def _distinct(found: Sequence[Filler]) -> tuple[Filler, ...]:
    """Each form once, the first of those with the same words."""
    by_words: dict[str, Filler] = {}
    for one in found:
        by_words.setdefault(one.text, one)
    return tuple(by_words.values())
