"""What residents like, drawn by chance from the catalogue that homes come with. All shares are assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from devices.catalogue import rows, shipped
from devices.protocol import MediaItem
from devices.world import find_places
from simulator.households.values import Age, Tastes

CHILDREN = frozenset({"children", "pop", "soundtrack", "k-pop", "hip hop", "electronic", "rock"})
"""Genres of music that children like. Assumed."""
MADE_FOR_CHILDREN = frozenset({"children", "animation", "family", "fantasy"})


def drawn_tastes(rng: Random, age: Age) -> Tastes:
    """Genres, the commonest the likeliest, then artists and titles that mostly go with them."""
    counts = {genre: len(tracks) for genre, tracks in _tracks().items()}
    if age == "child":
        counts = {genre: count for genre, count in counts.items() if genre in CHILDREN}
    genres = _several(rng, counts, 3)
    own = [item for genre in genres for item in _tracks()[genre]]
    artists = dict.fromkeys(item.by for item in rng.sample(own, min(len(own), 12)))
    odd = rng.choice(sorted({item.by for tracks in _tracks().values() for item in tracks}))
    watched = _watched(age == "child")
    titles = (*_by_renown(rng, own, 5), *_by_renown(rng, watched, 6))
    return Tastes(
        genres=tuple(genres),
        artists=tuple(dict.fromkeys((*list(artists)[:3], odd))),
        titles=tuple(dict.fromkeys(rng.sample(titles, len(titles)))),
        teams=tuple(rng.sample([row[0] for row in _teams()], 2)) if rng.random() < 0.6 else (),
        cuisines=tuple(rng.sample(_cuisines(), 2)),
        places=_places(rng),
    )


def _several(rng: Random, weights: Mapping[str, float], count: int) -> list[str]:
    """So many different ones, by their weights, the first drawn the dearest."""
    left = dict(weights)
    found: list[str] = []
    while left and len(found) < count:
        found.append(rng.choices(list(left), list(left.values()))[0])
        del left[found[-1]]
    return found


def _by_renown(rng: Random, items: Sequence[MediaItem], count: int) -> list[str]:
    return [item.title for item in rng.choices(items, [item.popularity for item in items], k=count)]


def _places(rng: Random) -> tuple[tuple[str, str], ...]:
    """Places that they think of; of some the name is another, more populous place's too."""
    found: dict[str, str] = {}
    if rng.random() < 0.35:
        name, region = rng.choice(_namesakes())
        found[name] = f"{name}, {region}"
    for _ in range(2):
        name, region = rng.choice(_famous())
        found.setdefault(name, f"{name}, {region}")
    return tuple(found.items())


@cache
def _teams() -> Sequence[list[str]]:
    return rows("teams.txt")


@cache
def _cuisines() -> list[str]:
    return sorted({row[1] for row in rows("restaurants.txt")})


@cache
def _namesakes() -> list[tuple[str, str]]:
    """Places that a more populous one of the same name stands before: what a look-up would not give first."""
    return [(place.name, place.region) for name in _place_names() for place in find_places(name)[1:] if place.region]


@cache
def _famous() -> list[tuple[str, str]]:
    """Places that are the most populous, or the only one, of their name."""
    first = [find_places(name)[0] for name in _place_names()]
    return [(place.name, place.region or place.country) for place in first]


@cache
def _place_names() -> list[str]:
    return list(dict.fromkeys(row[0] for row in rows("places.txt")))


@cache
def _tracks() -> dict[str, list[MediaItem]]:
    """Songs by genre, in the catalogue's order."""
    found: dict[str, list[MediaItem]] = {}
    for item in shipped().items:
        if item.kind == "track" and item.genre and item.by:
            found.setdefault(item.genre, []).append(item)
    return found


@cache
def _watched(child: bool) -> list[MediaItem]:
    """What is watched, heard and read, apart from songs; for children what is made for them."""
    kinds = ("movie", "tvshow", "audiobook", "podcast", "album")
    return [item for item in shipped().items if item.kind in kinds and (not child or item.genre in MADE_FOR_CHILDREN)]
