"""Households drawn by chance: how many live together, who they are, how they live, and what they like.

Sizes follow the US Census (Current Population Survey, households by size: about 28, 35, 15, 13 and 9 percent of one to
five and more). All other shares are assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Literal

from devices.declaration import HomeDeclaration
from simulator.draws import drawn
from simulator.households.homes import drawn_home, first_names, own_names
from simulator.households.tastes import drawn_tastes
from simulator.households.values import Age, Day, Habit, Household, Resident

SIZES = (28, 35, 15, 13, 9)
"""Percent of households with one to five residents."""

GUESTS = 0.12
"""How often somebody visits on a day."""

HABITS: tuple[tuple[str, str, float, str], ...] = (
    ("coffee", "wakes", 0.35, "coffee_maker"),
    ("coffee", "alarm rings", 0.3, "coffee_maker"),
    ("weather", "wakes", 0.35, ""),
    ("blinds_open", "wakes", 0.2, "cover"),
    ("play_genre", "breakfast", 0.2, "media_player"),
    ("light_on", "comes home", 0.3, "light"),
    ("play_taste", "comes home", 0.2, "media_player"),
    ("garage_close", "comes home", 0.25, "cover.garage"),
    ("vacuum_start", "leaves", 0.2, "vacuum"),
    ("all_lights_off", "leaves", 0.25, "light"),
    ("timer_set", "cooks", 0.25, ""),
    ("play_artist", "cooks", 0.2, "media_player"),
    ("play_title", "sits down", 0.3, "media_player"),
    ("score", "sits down", 0.2, ""),
    ("alarm_set", "goes to bed", 0.35, ""),
    ("all_lights_off", "goes to bed", 0.35, "light"),
    ("door_lock", "goes to bed", 0.2, "lock"),
    ("scene", "goes to bed", 0.3, "scene"),
    ("weather_day", "goes to bed", 0.2, ""),
)
"""Kind of goal, what it follows, how many have that habit, and the domain that it takes."""


def draw_household(seed: int, number: int) -> Household:
    """Household `number` of a seed: the same whenever and wherever it is drawn."""
    ident = f"h{number:05d}"
    key = f"{seed}/{ident}"
    rng = drawn(key, "household")
    count = rng.choices(range(1, 6), SIZES)[0]
    ages = _ages(rng, count)
    names = rng.sample(first_names(), count)
    home = drawn_home(
        rng, [(name, name.capitalize()) for name in names], name=ident, least=count - 1, children=ages.count("child")
    )
    shared = _own_names(rng, home, share=0.12)
    residents = tuple(_resident(rng, name, age, home, shared) for name, age in zip(names, ages, strict=True))
    return Household(
        id=ident,
        seed=key,
        home=home,
        residents=residents,
        snr=round(min(32.0, max(8.0, rng.gauss(21.0, 5.0))), 1),
        television=_television(rng) if any(one.startswith("media_player") for one in home.entities) else (),
        keeps_audio=rng.random() < 0.05,
    )


def draw_guests(household: Household, day: date) -> tuple[Resident, ...]:
    """Who visits on a day, from the afternoon on: nobody as a rule."""
    rng = drawn(household.seed, day, "guests")
    if rng.random() >= GUESTS * (2.0 if day.weekday() >= 5 else 1.0):
        return ()
    taken = {resident.id for resident in household.residents}
    name = rng.choice([one for one in first_names() if one not in taken])
    guest = _resident(rng, name, rng.choice(("adult", "adult", "older")), household.home, {}, guest=True)
    return (guest,)


def _ages(rng: Random, count: int) -> list[Age]:
    """One or two grown-ups and children, people who share a home, or older people."""
    if count <= 2 and rng.random() < 0.3:
        return ["older"] * count
    if count == 1 or rng.random() < 0.25:
        return ["adult"] * count
    grown = 1 if count == 2 and rng.random() < 0.2 else min(2, count)
    return ["adult" if place < grown else "child" for place in range(count)]


def _resident(
    rng: Random, name: str, age: Age, home: HomeDeclaration, shared: Mapping[str, str], *, guest: bool = False
) -> Resident:
    work, free = _days(rng, age)
    if guest:
        work = free = Day(wakes=15.0 + rng.uniform(0, 3), leaves=None, returns=None, sleeps=rng.uniform(20.5, 23.0))
    return Resident(
        id=name,
        name=name.capitalize(),
        age=age,
        work=work,
        free=free,
        tastes=drawn_tastes(rng, age),
        habits=() if guest else _habits(rng, age, home),
        names={} if guest else _names(rng, home, shared),
        verbosity=round(rng.betavariate(2, 2.5), 2),
        politeness=round(rng.betavariate(2, 2), 2),
        accent=round(rng.betavariate(1.3, 3.0) if age == "adult" else rng.betavariate(2.5, 2.5), 2),
        patience=rng.choices((1, 2, 3, 4, 5), (8, 25, 35, 22, 10))[0],
        interrupts=_multiple(rng),
        rephrases=_multiple(rng),
        complains=_multiple(rng),
        by_hand=_multiple(rng),
        teaches=_multiple(rng),
        voice={
            "engine": rng.choice(("piper", "piper", "espeak")),
            "pitch": round(rng.uniform(2.0, 5.0) if age == "child" else rng.uniform(-1.5, 3.0), 1),
            "speed": round(rng.uniform(0.85, 1.2), 2),
        },
        guest=guest,
    )


def _multiple(rng: Random) -> float:
    """A multiple of the mean resident's rate: log-normal, half to twice as a rule."""
    return round(rng.lognormvariate(-0.1, 0.45), 2)


def _days(rng: Random, age: Age) -> tuple[Day, Day]:
    wakes = rng.gauss(7.0, 0.7) if age == "adult" else rng.gauss(6.9, 0.4)
    free_wakes = wakes + rng.uniform(0.2, 1.8)
    if age == "child":
        bed = rng.uniform(20.0, 21.5)
        return Day(wakes, wakes + 1.1, rng.uniform(15.2, 16.5), bed), Day(free_wakes, None, None, bed + 0.5)
    sleeps = rng.uniform(21.8, 23.5)
    out = (rng.uniform(10.0, 12.0), rng.uniform(13.0, 16.5)) if rng.random() < 0.6 else (None, None)
    free = Day(free_wakes, out[0], out[1], sleeps + 0.4)
    if age == "older" or rng.random() < 0.22:
        errand = rng.random() < 0.4
        return Day(wakes, 10.0 if errand else None, 12.0 if errand else None, sleeps), free
    return Day(wakes, wakes + rng.uniform(0.9, 1.6), rng.uniform(16.2, 18.8), sleeps), free


def _habits(rng: Random, age: Age, home: HomeDeclaration) -> tuple[Habit, ...]:
    """What they do again and again: of what this home can do."""
    found = []
    for kind, after, share, needs in HABITS:
        if rng.random() >= share * (0.4 if age == "child" else 1.0) or not _has(home, needs):
            continue
        if age == "child" and kind in ("coffee", "garage_close", "door_lock", "oven_on"):
            continue
        days: Literal["all", "work", "free"] = rng.choices(("all", "work", "free"), (6, 3, 1))[0]
        found.append(Habit(kind, after, rng.uniform(0.5, 8.0), rng.uniform(0.3, 2.0), rng.uniform(0.55, 0.95), days))
    return tuple(found)


def _has(home: HomeDeclaration, needs: str) -> bool:
    domain, _, kind = needs.partition(".")
    return not domain or any(
        ident.startswith(f"{domain}.") and (not kind or block.device_class == kind)
        for ident, block in home.entities.items()
    )


def _own_names(rng: Random, home: HomeDeclaration, *, share: float) -> dict[str, str]:
    """Names that people give to some of their things."""
    found: dict[str, str] = {}
    for ident, block in home.entities.items():
        if rng.random() < share and block.device_class != "garage":
            names = [name for name in own_names(ident, block) if name not in found.values()]
            if names:
                found[ident] = rng.choice(names)
    return found


def _names(rng: Random, home: HomeDeclaration, shared: Mapping[str, str]) -> dict[str, str]:
    """Most of the household's own names, and a few of their own; one thing for one name. Shares are assumed."""
    found = {ident: name for ident, name in shared.items() if rng.random() < 0.6}
    for ident, name in _own_names(rng, home, share=0.04).items():
        if name not in found.values() and name not in shared.values():
            found.setdefault(ident, name)
    return found


def _television(rng: Random) -> tuple[tuple[float, float], ...]:
    """When a television talks."""
    if rng.random() < 0.35:
        return ()
    start = rng.uniform(18.0, 20.0)
    evening = (round(start, 2), round(start + rng.uniform(1.0, 3.5), 2))
    return ((7.0, 8.0), evening) if rng.random() < 0.2 else (evening,)
