"""Towns of the world: which of several of one name is meant, and what it is called."""

from __future__ import annotations

from datetime import timedelta

from assistant.resolve.here import Here
from assistant.resolve.words import fold
from devices.protocol import Place

THERE = frozenset({"there", "over there"})
"""Spoken in place of a town's name, for the one spoken of before."""

GOING_ON = ("and", "what about", "how about", "then", "or")
"""How a question begins that goes on with the one before."""

SPOKEN_OF = timedelta(minutes=30)
"""How long a town that was asked about stays in mind."""


def town(name: str, here: Here) -> Place | None:
    """The town of that name, of several the one just spoken of, else the largest; "there" is the one just spoken of.
    None where the world knows no such town, or none was spoken of."""
    recent = spoken_of(here)
    if name in THERE:
        return recent[0] if recent else None
    known = here.home.world.find_places(name)
    return next((place for place in recent if place in known), known[0] if known else None)


def goes_on(here: Here, text: str) -> str:
    """The town that a question without one is still about: "and tomorrow", just after one about Rome; empty where it is
    a question of its own."""
    last, words = here.context.last, fold(text)
    if last is None or last.intent != "HassGetWeather" or not words.startswith(GOING_ON):
        return ""
    return "there"


def spoken_of(here: Here) -> list[Place]:
    """The towns asked about in the last half hour, the latest first."""
    found: list[Place] = []
    for turn in reversed(here.context.recent):
        if here.context.now - turn.at > SPOKEN_OF:
            break
        for act in turn.resolution.acts if turn.resolution else ():
            places = here.home.world.find_places(str(act.facts["place"])) if act.facts.get("place") else ()
            found.extend(places[:1])
    return found


def spoken_name(place: Place, here: Here) -> str:
    """A town's name; where others share it, with its state at home and its country abroad."""
    if len(here.home.world.find_places(place.name)) < 2:
        return place.name
    abroad = place.country not in _own_countries(here)
    where = place.country if abroad else place.region
    return f"{place.name}, {where}" if fold(where) != fold(place.name) else place.name


def _own_countries(here: Here) -> frozenset[str]:
    """The home's country, as far as its units tell."""
    return frozenset({"United States"}) if here.registry.settings.units == "us" else frozenset()
