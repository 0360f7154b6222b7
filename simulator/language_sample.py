"""Requests drawn from the residents' phrasings without a household behind them: kinds as often as homes say them,
filled with the demo home's names and well-known titles. For measuring the language alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from devices.protocol import Registry, Value
from simulator.draws import drawn
from simulator.households.kinds import KINDS
from simulator.households.language.phrases import Phrase, phrases
from simulator.households.language.spoken_values import (
    COLOURS,
    clock_times,
    colours,
    dates,
    durations,
    levels,
    repeats,
    temperatures,
)
from simulator.households.values import Filler

FREQUENCY: Mapping[str, float] = {
    **{"light_on": 9, "light_off": 9, "all_lights_off": 2, "light_dim": 2, "light_brighten": 1.5, "light_level": 2},
    **{"light_colour": 0.7, "fan_on": 0.7, "fan_off": 0.7, "fan_speed": 0.3, "switch_on": 1, "switch_off": 1},
    **{"blinds_open": 1, "blinds_close": 1, "blinds_position": 0.4, "garage_open": 0.6, "garage_close": 0.6},
    **{"door_lock": 0.8, "door_unlock": 0.6, "scene": 0.7, "vacuum_start": 0.6, "vacuum_dock": 0.3},
    **{"heat_set": 1.5, "warmer": 1, "cooler": 0.7, "oven_on": 0.6, "oven_off": 0.5, "coffee": 0.6},
    **{"is_light_on": 0.4, "is_garage_open": 0.5, "is_door_locked": 0.6, "temperature_inside": 1},
    **{"oven_temperature": 0.3, "play_genre": 4, "play_artist": 5, "play_title": 5, "play_taste": 3},
    **{"media_pause": 2, "media_resume": 1, "media_next": 3, "volume_up": 2, "volume_down": 2.5, "volume_set": 1},
    **{"what_plays": 1, "timer_set": 7, "timer_named": 1, "timer_left": 1.5, "timer_cancel": 0.7, "timer_more": 0.7},
    **{"ringing_stop": 2.5, "alarm_set": 3, "alarm_repeat": 0.5, "alarm_cancel": 0.5, "alarm_when": 0.5},
    **{"reminder_set": 1.2, "reminders": 0.4, "list_add": 3, "list_remove": 0.5, "list_read": 0.8, "chore_add": 0.5},
    **{"weather": 5, "weather_day": 2, "weather_place": 0.7, "time": 3, "date": 0.8, "score": 0.7, "restaurant": 0.5},
    **{"teach_team": 0.15, "teach_food": 0.15, "teach_genre": 0.2, "unsupported": 4},
}
"""How often each kind is asked for, of about 100 requests: music, lights, timers, alarms and the weather lead, as in
published studies of speakers' logs (Ammari et al. 2019); the rest is assumed."""

TODAY = date(2026, 3, 4)
"""A Wednesday."""

ITEMS = ("milk", "eggs", "oat milk", "bin bags", "cat food", "bananas", "toilet paper", "olive oil", "washing powder")
CHORES = ("clean the oven", "mow the lawn", "hoover the stairs", "take the bins out", "change the beds")
MESSAGES = ("call mum", "take the bins out", "pick up the parcel", "water the plants", "take my tablets")
TIMERS = ("pasta", "eggs", "laundry", "pizza", "bread", "tea")
GENRES = ("jazz", "rock", "classical", "country", "hip hop", "folk", "pop", "blues")
ARTISTS = ("adele", "the beatles", "taylor swift", "miles davis", "queen", "fleetwood mac", "johnny cash")
TITLES = ("bohemian rhapsody", "yellow submarine", "kind of blue", "frozen", "thriller", "the hunger games", "rumours")
TEAMS = ("golden state warriors", "lakers", "boston celtics", "yankees", "dodgers", "patriots")
CUISINES = ("italian", "thai", "indian", "mexican", "japanese", "greek")
PLACES = ("london", "new york", "paris", "chicago", "portland", "wilkerson", "berlin")
OWN_NAMES = {"light": "main light", "switch": "coffee thing", "fan": "big fan", "cover": "shutters"}
"""What a resident may call a thing that the home calls otherwise."""

_WORDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "timer": (TIMERS, "name"),
    "message": (MESSAGES, "message"),
    "genre": (GENRES, "search_query"),
    "artist": (ARTISTS, "search_query"),
    "title": (TITLES, "search_query"),
    "team": (TEAMS, "team"),
    "cuisine": (CUISINES, "cuisine"),
    "place": (PLACES, "name"),
}
_LEVEL_SLOTS = {
    "light_level": "brightness",
    "fan_speed": "percentage",
    "blinds_position": "position",
    "volume_set": "volume_level",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One drawn request, with what its words mean."""

    kind: str
    phrasing: str
    text: str
    intents: tuple[str, ...]
    slots: Mapping[str, Value]


def requests(count: int, *, seed: int, registry: Registry, kinds: Sequence[str] = ()) -> list[Request]:
    """So many requests, of all kinds that have phrasings or of those given; the same seed, the same requests."""
    known = [kind for kind in (kinds or KINDS) if phrases().get(kind)]
    weights = [FREQUENCY[kind] for kind in known]
    found = []
    for number in range(count):
        rng = drawn("language sample", seed, number)
        kind = rng.choices(known, weights)[0]
        found.append(_request(kind, registry, rng))
    return found


def _request(kind: str, registry: Registry, rng: Random) -> Request:
    each = phrases()[kind]
    phrase = rng.choices(each, [one.weight for one in each])[0]
    fillers = {name: _filler(name, kind, registry, rng) for name in phrase.placeholders}
    return _filled(phrase, fillers)


def _filled(phrase: Phrase, fillers: Mapping[str, Filler]) -> Request:
    kind = KINDS[phrase.kind]
    slots: dict[str, Value] = dict(kind.always)
    if "name" not in fillers:
        slots |= kind.unnamed
    slots |= phrase.slots
    for filler in fillers.values():
        slots |= filler.slots
    return Request(phrase.kind, phrase.text, phrase.filled(fillers), kind.intents, slots)


def _filler(name: str, kind: str, registry: Registry, rng: Random) -> Filler:
    """One way to fill a placeholder: the commonest six times in ten."""
    found = _fillers(name, kind, registry, rng)
    return found[0] if rng.random() < 0.6 else rng.choice(found)


def _fillers(name: str, kind: str, registry: Registry, rng: Random) -> Sequence[Filler]:
    if name == "duration":
        return durations(rng.choice((60, 90, 180, 300, 600, 720, 900, 1200, 1500, 1800, 2700, 3600, 5400)))
    if name == "time":
        hour = rng.choice((6, 7, 8, 9)) if kind.startswith("alarm") else rng.choice((8, 12, 15, 17, 18, 20))
        return clock_times(time(hour, rng.choice((0, 0, 15, 30, 30, 45, 10, 20))), rng)
    if name == "date":
        return dates(TODAY + timedelta(days=rng.choice((1, 1, 1, 2, 3, 4, 5))), TODAY)
    if name == "repeat":
        return repeats(rng.choice(("daily", "weekdays", "weekdays", "weekends", "monday")))
    if name == "temperature":
        return temperatures(rng.choice((160, 180, 200, 220) if kind == "oven_on" else (18, 19, 20, 21, 22)))
    if name == "level":
        return levels(rng.choice((10, 20, 25, 30, 40, 50, 60, 75, 80, 100)), _LEVEL_SLOTS[kind])
    if name == "colour":
        return colours(rng.choice(COLOURS))
    return _named(name, kind, registry, rng)


def _named(name: str, kind: str, registry: Registry, rng: Random) -> Sequence[Filler]:
    if name == "area":
        area = rng.choice([one for one in registry.areas.values() if one.id != "garden"])
        return [Filler(words.lower(), {"area": words.lower()}) for words in (area.name, *area.aliases)]
    if name == "name":
        return _things(kind, registry, rng)
    if name == "item":
        words = rng.choice(CHORES if kind == "chore_add" else ITEMS)
        return (Filler(words, {"item": words}),)
    listed, slot = _WORDS[name]
    words = rng.choice(listed)
    return (Filler(words, {"value" if kind.startswith("teach") else slot: words}),)


_DOMAINS = {"blinds": "cover", "garage": "cover", "door": "lock", "vacuum": "vacuum", "heat": "climate"}
_DOMAINS |= {"warmer": "climate", "cooler": "climate", "scene": "scene", "fan": "fan", "switch": "switch"}


def _things(kind: str, registry: Registry, rng: Random) -> Sequence[Filler]:
    """A thing's names: the home's, its aliases, and one of the resident's own."""
    first = "door" if kind == "is_door_locked" else "garage" if kind == "is_garage_open" else kind.partition("_")[0]
    domain = _DOMAINS.get(first, "light")
    things = [one for one in registry.entities.values() if one.domain == domain]
    if domain == "cover":
        things = [one for one in things if (one.device_class == "garage") == (first == "garage")]
    thing = rng.choice(things)
    own = (OWN_NAMES[domain],) if domain in OWN_NAMES and first != "garage" else ()
    return [Filler(words.lower(), {"name": words.lower()}) for words in (thing.name, *thing.aliases, *own)]
