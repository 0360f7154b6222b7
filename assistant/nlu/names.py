"""What the things and rooms of a home are called, by kind: of the home at hand, or of an imagined one to train in."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from devices.protocol import Registry

KINDS: dict[str, tuple[str, ...]] = {
    "light_name": ("light",),
    "switch_name": ("switch", "input_boolean"),
    "device_name": (
        "switch",
        "switch",
        "fan",
        "media_player",
        "oven",
        "climate",
        "humidifier",
        "input_boolean",
        "siren",
        "water_heater",
    ),
    "fan_name": ("fan",),
    "cover_name": ("cover",),
    "lock_name": ("lock",),
    "climate_name": ("climate",),
    "media_name": ("media_player",),
    "vacuum_name": ("vacuum",),
    "mower_name": ("lawn_mower",),
    "valve_name": ("valve",),
    "oven_name": ("oven",),
    "coffee_name": ("coffee_maker",),
    "screen_name": ("screen",),
    "scene_name": ("scene",),
    "script_name": ("script",),
    "automation_name": ("automation",),
    "routine_name": ("scene", "script", "automation"),
    "window_name": ("binary_sensor",),
    "button_name": ("button", "input_button"),
    "sensor_name": ("sensor", "binary_sensor"),
    "person_name": ("person",),
    "todo_list": ("todo",),
    "list_name": ("todo",),
}
"""The lists of our sentences that the home's own names fill, with the domains of their things."""


@dataclass(frozen=True, slots=True)
class HomeNames:
    """The names spoken in one home, lower case."""

    areas: tuple[str, ...] = ()
    floors: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By domain, names and aliases of its things."""

    def of(self, domains: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """All `(name, domain)` of some domains."""
        return tuple((name, domain) for domain in domains for name in self.names.get(domain, ()))


def plain(text: str) -> str:
    """A name as it is spoken: lower case, no brackets or underscores, single spaces."""
    return " ".join(re.sub(r"[\[\](){}<>|_:\"]", " ", text.lower()).replace(" ' ", "'").split())


def home_names(registry: Registry) -> HomeNames:
    """The names of a declared home, residents and lists included."""
    names: dict[str, dict[str, None]] = {}
    for entity in registry.entities.values():
        for name in (entity.name, *entity.aliases):
            names.setdefault(entity.domain, {})[plain(name)] = None
    for person in registry.residents.values():
        names.setdefault("person", {})[plain(person.name)] = None
    return HomeNames(
        tuple(dict.fromkeys(plain(n) for area in registry.areas.values() for n in (area.name, *area.aliases))),
        tuple(dict.fromkeys(plain(n) for floor in registry.floors.values() for n in (floor.name, *floor.aliases))),
        {domain: tuple(name for name in found if name) for domain, found in names.items()},
    )


def imagined_home(rng: random.Random) -> HomeNames:
    """A plausible home, drawn from many names, so that training sees shapes rather than names."""
    pool = _pool()
    names = {domain: _drawn(options, rng) for domain, options in pool.names.items()}
    return HomeNames(_drawn(pool.areas, rng), _drawn(pool.floors, rng), names)


def _drawn(options: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.sample(options, max(2, len(options) * 2 // 3)))


@cache
def _pool() -> HomeNames:
    text = (Path(__file__).parent / "data" / "homes.yaml").read_text("utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    names = {domain: tuple(options) for domain, options in raw["names"].items()}
    return HomeNames(tuple(raw["areas"]), tuple(raw["floors"]), names)
