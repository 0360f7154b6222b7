"""Fills the lists of sentence templates: with the home's names, with numbers and times, with written-out values."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from assistant.nlu.names import KINDS, HomeNames
from assistant.nlu.numerals import spell
from assistant.nlu.templates import Fill
from assistant.nlu.values import MONTHS, WEEKDAYS
from assistant.nlu.vectors import word_vectors

DAYS = (*WEEKDAYS, "tomorrow", "tomorrow", "today", "tonight", "this weekend", "next week", "the day after tomorrow")
ALIASES = {
    "brightness": "percent",
    "position": "percent",
    "volume": "percent",
    "fan_speed": "percent",
    "volume_step_up": "percent",
    "volume_step_down": "percent",
    "temperature": "degrees_number",
    "color_temperature": "kelvin",
    "timer_seconds": "number",
    "timer_minutes": "number",
    "timer_hours": "small",
    "search_query": "any_title",
    "shopping_list_item": "item",
    "todo_list_item": "chore",
    "timer_command": "command",
}
"""Lists of Home Assistant's sentences, by what fills them here."""

TITLES = ("any_title", "song", "film", "book", "artist", "title", "podcast")
"""Lists that a catalogue's titles join."""


SMALL = (
    "the", "of", "a", "and", "in", "my", "you", "me", "to", "we", "don't", "it's", "on", "for", "no", "all", "with",
)  # fmt: skip
"""Small words that titles are joined by."""


@dataclass(frozen=True, slots=True)
class Fillers:
    """All the lists for one home."""

    home: HomeNames
    lists: Mapping[str, Sequence[str]]
    """Written-out values by list."""
    titles: Sequence[str] = ()
    """A catalogue's titles; they are said as often as our own examples."""
    digits: float = 0.0
    """The chance that a number is written in digits."""
    made_up: float = 0.0
    """The share of titles and names that are any words: what somebody wants to hear may be called anything."""
    _pools: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = field(default_factory=dict)
    _examples: list[str] = field(default_factory=list)

    def fill(self, name: str, domains: tuple[str, ...], rng: random.Random) -> Fill | None:
        """See `templates.Filler`."""
        if name == "area" and self.home.areas:
            return Fill(rng.choice(self.home.areas), "area")
        if name == "floor" and self.home.floors:
            return Fill(rng.choice(self.home.floors), "floor")
        if name in KINDS or name == "name":
            return self._name(name, domains, rng)
        name = ALIASES.get(name, name)
        if name in GENERATED:
            return Fill(GENERATED[name](rng, self.digits))
        if self.titles and name in TITLES and rng.random() < 0.5:
            return Fill(rng.choice(self.titles))
        if name in TITLES and rng.random() < self.made_up:
            return Fill(made_up_title(rng))
        values = self.lists.get(name) or (self._any_title() if name == "any_title" else ())
        return Fill(rng.choice(values)) if values else None

    def _name(self, name: str, domains: tuple[str, ...], rng: random.Random) -> Fill | None:
        wanted = KINDS.get(name) or domains or tuple(self.home.names)
        if wanted not in self._pools:
            self._pools[wanted] = self.home.of(wanted)
        pool = self._pools[wanted]
        if name in self.lists and (not pool or rng.random() < 0.7):
            return Fill(rng.choice(self.lists[name]))
        if not pool:
            return None
        text, domain = rng.choice(pool)
        return Fill(text, domain)

    def _any_title(self) -> Sequence[str]:
        if not self._examples:
            kinds = ("song", "artist", "film", "title", "title", "book", "podcast", "genre", "station")
            self._examples.extend(text for kind in kinds for text in self.lists.get(kind, ()))
        return self._examples


@cache
def _any_words() -> tuple[str, ...]:
    return tuple(word for word in word_vectors().rows if word.isalpha() and 3 <= len(word) <= 10)


def made_up_title(rng: random.Random) -> str:
    """One to four words that nobody has put together before, small ones between them."""
    words = [rng.choice(_any_words()) for _ in range(rng.choice((1, 2, 2, 2, 3, 3, 4)))]
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        words.insert(rng.randrange(len(words)), rng.choice(SMALL))
    return " ".join(words)


def _said(value: float, rng: random.Random, digits: float) -> str:
    return f"{value:g}" if rng.random() < digits else spell(value)


def number(rng: random.Random, digits: float) -> str:
    """A plain number up to a hundred."""
    return _said(rng.choice((rng.randint(1, 12), rng.randint(1, 100), 5 * rng.randint(1, 20))), rng, digits)


def percent(rng: random.Random, digits: float) -> str:
    """A share: "fifty percent", "50%", "half", "maximum"."""
    if rng.random() < 0.12:
        return rng.choice(("half", "full", "max", "maximum", "minimum", "a third", "a quarter", "three quarters"))
    value = rng.choice((rng.randint(0, 100), 10 * rng.randint(1, 10), 5 * rng.randint(0, 20)))
    if rng.random() < digits:
        return f"{value}{rng.choice(('%', '%', ' percent', ''))}"
    said = "a hundred" if value == 100 and rng.random() < 0.5 else spell(value)
    return said + rng.choice((" percent", " percent", ""))


def small(rng: random.Random, digits: float) -> str:
    """A number up to six."""
    return _said(rng.randint(1, 6), rng, digits)


def degrees_number(rng: random.Random, digits: float) -> str:
    """A room's temperature without its unit."""
    return _said(rng.choice((rng.randint(15, 26), rng.randint(60, 80), rng.randint(0, 99))), rng, digits)


def degrees(rng: random.Random, digits: float) -> str:
    """A room's temperature, °C or °F."""
    unit = rng.choice((" degrees", " degrees", "", "", " degrees celsius", " degrees fahrenheit"))
    said = degrees_number(rng, digits)
    return said + ("°" if said[-1].isdigit() and rng.random() < 0.2 else unit)


def oven_degrees(rng: random.Random, digits: float) -> str:
    """An oven's temperature, °C or °F."""
    value = rng.choice((10 * rng.randint(12, 25), 25 * rng.randint(10, 20)))
    said = f"{value}" if rng.random() < digits else spell(value).replace("one hundred and", "one")
    if value > 199 and rng.random() < 0.5 and not said[0].isdigit():
        said = spell(value // 100) + (f" {spell(value % 100)}" if value % 100 else " hundred")
    return said + rng.choice((" degrees", " degrees", ""))


def kelvin(rng: random.Random, digits: float) -> str:
    """A colour temperature."""
    return _said(100 * rng.randint(20, 65), rng, digits)


def duration(rng: random.Random, digits: float) -> str:
    """A length of time: "ten minutes", "an hour and a half", "1 hour 15 minutes"."""
    style = rng.random()
    if style < 0.15:
        return rng.choice(("an hour", "half an hour", "an hour and a half", "a minute", "a quarter of an hour"))
    unit = rng.choice(("minute", "minute", "minute", "hour", "second"))
    value = (
        rng.randint(1, 4)
        if unit == "hour"
        else rng.choice((rng.randint(1, 60), 5 * rng.randint(1, 6), rng.choice((1, 2, 5, 10))))
    )
    said = f"{_said(value, rng, digits)} {unit}{'s' if value > 1 and rng.random() < 0.85 else ''}"
    if style > 0.85 and unit != "second":
        smaller = "minutes" if unit == "hour" else "seconds"
        said += f"{rng.choice((' and ', ' '))}{_said(5 * rng.randint(1, 11), rng, digits)} {smaller}"
    elif style > 0.78:
        said = f"{_said(value, rng, digits)} and a half {unit}s"
    return said


def clock(rng: random.Random, digits: float) -> str:
    """A time of day: "half past six", "7:30 am", "noon"."""
    hour, style = rng.randint(1, 12), rng.random()
    if style < 0.08:
        return rng.choice(("noon", "midnight"))
    if style < 0.25:
        return f"{rng.choice(('half past', 'quarter past', 'quarter to', 'ten past', 'twenty to'))} {spell(hour)}"
    minute = rng.choice((0, 0, 0, 15, 30, 30, 45, 5 * rng.randint(1, 11)))
    if rng.random() < digits:
        said = f"{hour}:{minute:02}" if minute or rng.random() < 0.3 else f"{hour}"
    else:
        said = spell(hour) + (f" {'oh five' if minute == 5 else spell(minute)}" if minute else "")
    endings = (
        "",
        "",
        " am",
        " pm",
        " in the morning",
        " in the evening",
        " tonight",
        " a m",
        " p m",
        " this afternoon",
    )
    if not minute and rng.random() < 0.2 and not said[0].isdigit():
        return said + " o'clock"
    return said + rng.choice(endings)


def day(rng: random.Random, digits: float) -> str:
    """A day: "tomorrow", "next friday", "the third of march"."""
    style = rng.random()
    if style < 0.8:
        return rng.choice(DAYS)
    if style < 0.9:
        return f"{rng.choice(('next', 'this', 'on'))} {rng.choice(WEEKDAYS)}"
    order = rng.choice(("first", "second", "third", "fifth", "tenth", "twelfth", "fifteenth", "twentieth"))
    month = rng.choice(MONTHS)
    return f"{month} {order}" if rng.random() < 0.5 else f"the {order} of {month}"


GENERATED: dict[str, Callable[[random.Random, float], str]] = {
    "number": number,
    "percent": percent,
    "small": small,
    "degrees_number": degrees_number,
    "degrees": degrees,
    "oven_degrees": oven_degrees,
    "kelvin": kelvin,
    "duration": duration,
    "time": clock,
    "date": day,
    "zone": lambda rng, _: rng.choice(("home", "work", "school", "the office", "the gym")),
    "command": lambda rng, _: rng.choice(("turn off the lights", "open the blinds", "lock the door", "stop the music")),
}
"""Lists whose values are made up, not written out."""
