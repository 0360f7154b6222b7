"""Homes drawn by chance, from a studio to three floors with a garden and a garage.

Rooms, things and what they may be called stand in `data/`. All chances are assumed, but for sizes, which follow the
rooms of US homes in the American Housing Survey by rough thirds: small, middling and large; more people live larger
(`LARGER`, assumed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from devices.declaration import (
    AreaBlock,
    AssistantBlock,
    EntityBlock,
    FloorBlock,
    HomeBlock,
    HomeDeclaration,
    ResidentBlock,
    checked,
)

DATA = Path(__file__).with_name("data")

SIZES: tuple[tuple[str, int, tuple[str, ...], tuple[str, ...]], ...] = (
    ("studio", 8, ("living_room", "kitchen", "bathroom"), ()),
    ("flat", 26, ("living_room", "kitchen", "bedroom", "bathroom", "hall"), ("office", "kids_room")),
    (
        "house",
        42,
        ("living_room", "kitchen", "bedroom", "bathroom", "hall", "garden"),
        ("dining_room", "office", "kids_room", "guest_room", "garage", "laundry", "upstairs_hall", "upstairs_bathroom"),
    ),
    (
        "large house",
        24,
        ("living_room", "kitchen", "bedroom", "bathroom", "hall", "garden", "garage", "office", "upstairs_hall"),
        ("dining_room", "kids_room", "guest_room", "laundry", "upstairs_bathroom", "basement", "attic", "library"),
    ),
)
"""Name, share in percent, rooms that each has, and rooms of which it has about two in three."""

LARGER = 1.4
"""How much likelier each next size is for each resident beyond two; as much less so for one alone. Assumed."""

SOME = 0.66
SOME_OF = {"garage": 0.92}
"""How often a home has one of the rooms of which it has about two in three, and of those that differ. Assumed."""

UPPER = frozenset(
    {"bedroom", "small_bedroom", "office", "kids_room", "guest_room", "upstairs_bathroom", "upstairs_hall", "library"}
)
STATES = {
    "light": "off", "fan": "off", "switch": "off", "oven": "off", "coffee_maker": "off", "climate": "heat",
    "lock": "locked", "vacuum": "docked", "media_player": "idle", "screen": "off", "valve": "closed",
    "binary_sensor": "off", "alarm_control_panel": "disarmed",
}  # fmt: skip
"""What things are at first."""

SPOKEN_TO = {"kitchen": 0.95, "living_room": 0.95, "bedroom": 0.75, "hall": 0.5, "office": 0.5, "kids_room": 0.4,
             "small_bedroom": 0.4, "bathroom": 0.25, "garage": 0.2, "dining_room": 0.3, "guest_room": 0.2,
             "library": 0.3}  # fmt: skip
"""How often a room has a satellite; others have none. Assumed."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of thing that rooms may have."""

    rooms: tuple[str, ...]
    domain: str
    device_class: str | None
    chance: float
    names: tuple[str, ...]
    most: int


@dataclass(slots=True)
class Draft:
    """A home while it is drawn."""

    rng: Random
    metric: bool
    areas: dict[str, AreaBlock] = field(default_factory=dict)
    entities: dict[str, EntityBlock] = field(default_factory=dict)

    def add(self, domain: str, name: str, area: str | None, device_class: str | None = None, **more: Any) -> str:
        """Adds a thing; one of a name that is taken is told apart by its room. There is one of a name in a room."""
        if f"{domain}.{slugged(name)}" in self.entities and area:
            name = f"{str(self.areas[area].name).lower()} {name}"
        ident = f"{domain}.{slugged(name)}"
        if ident in self.entities:
            return ident
        self.entities[ident] = EntityBlock(name=name.capitalize(), area=area, device_class=device_class, **more)
        return ident


def drawn_home(
    rng: Random, residents: Sequence[tuple[str, str]], *, name: str, least: int = 0, children: int = 0
) -> HomeDeclaration:
    """A home with room for so many beds, for residents by id and name, some of them children; same generator, same
    home."""
    zone, latitude, longitude, units = _city(rng)
    draft = Draft(rng, units == "metric")
    rooms, floors = _rooms(rng, least, len(residents), children)
    for room in rooms:
        names = _lines("rooms.txt")[room][0].split(", ")
        chosen = names[0] if rng.random() < 0.6 else rng.choice(names)
        aliases = [other for other in names if other != chosen and rng.random() < 0.15]
        draft.areas[room] = AreaBlock(name=chosen.capitalize(), floor=floors.get(room), aliases=tuple(aliases))
    _furnish(draft)
    _helpers(draft)
    used = {block.floor for block in draft.areas.values()}
    return checked(
        HomeDeclaration(
            home=HomeBlock(name=name, time_zone=zone, location=(latitude, longitude), units=units),
            floors={ident: block for ident, block in FLOORS.items() if ident in used},
            areas=draft.areas,
            assistants=_satellites(draft),
            entities=draft.entities,
            residents={ident: ResidentBlock(name=who) for ident, who in residents},
        )
    )


FLOORS = {
    "basement": FloorBlock(name="Basement", level=-1),
    "ground": FloorBlock(name="Ground floor", level=0, aliases=("downstairs",)),
    "upper": FloorBlock(name="Upper floor", level=1, aliases=("upstairs",)),
    "top": FloorBlock(name="Top floor", level=2),
}


def _rooms(rng: Random, least: int, people: int, children: int) -> tuple[list[str], dict[str, str]]:
    """The rooms, and the floor of each: one floor in studios and flats."""
    fitting = SIZES if least < 2 else SIZES[1:] if least < 3 else SIZES[2:]
    shares = [share * LARGER ** (place * (people - 2)) for place, (_, share, _, _) in enumerate(fitting)]
    size, _, each, some = rng.choices(fitting, shares)[0]
    rooms = [*each, *(room for room in some if rng.random() < SOME_OF.get(room, SOME))]
    rooms = [room for room in rooms if room != "kids_room"]
    rooms += ["kids_room"] if children and size != "studio" else []
    rooms += ["small_bedroom"] if least > 1 + ("kids_room" in rooms) and size != "studio" else []
    if size in ("studio", "flat"):
        return rooms, dict.fromkeys(rooms, "ground")
    floors = {room: "upper" if room in UPPER else "ground" for room in rooms}
    floors.update(
        {room: {"basement": "basement", "attic": "top"}[room] for room in rooms if room in ("basement", "attic")}
    )
    return rooms, floors


def _furnish(draft: Draft) -> None:
    for sort in _sorts():
        places = [area for area in draft.areas if (sort.rooms == ("*",) and area != "garden") or area in sort.rooms]
        for area in places:
            names = list(sort.names)
            for _ in range(sort.most):
                if draft.rng.random() >= sort.chance or not names:
                    break
                chosen = names.pop(0) if len(names) == 1 or draft.rng.random() < 0.35 else draft.rng.choice(names)
                names = [name for name in names if name != chosen]
                room = str(draft.areas[area].name).lower()
                _add(draft, sort, chosen.replace("{room}", room), area)


def _add(draft: Draft, sort: Sort, name: str, area: str) -> None:
    rng = draft.rng
    attributes: dict[str, Any] = {}
    state: str | None = STATES.get(sort.domain)
    if sort.domain == "climate":
        degrees = rng.choice((19, 20, 21) if draft.metric else (66, 68, 70))
        attributes = {"temperature": degrees, "current_temperature": degrees - 1}
    elif sort.domain == "media_player":
        attributes, state = (
            {"volume_level": rng.choice((0.2, 0.3, 0.4, 0.5))},
            ("off" if sort.device_class == "tv" else "idle"),
        )
    elif sort.domain == "cover":
        state = "closed" if sort.device_class == "garage" else "open"
    elif sort.domain == "sensor":
        warm = (20, "°C") if draft.metric else (69, "°F")
        value, unit = warm if sort.device_class == "temperature" else (45, "%")
        state, attributes = str(value), {"unit_of_measurement": unit}
    alias = [name.removeprefix(f"{draft.areas[area].name} ".lower())] if rng.random() < 0.1 else []
    aliases = tuple(one for one in alias if one != name and len(one.split()) > 1)
    draft.add(sort.domain, name, area, sort.device_class, state=state, attributes=attributes, aliases=aliases)


def _helpers(draft: Draft) -> None:
    """What belongs to the whole home: lists, the weather, scenes."""
    draft.entities["todo.shopping_list"] = EntityBlock(name="Shopping list", aliases=("groceries",), state="0")
    draft.entities["todo.chores"] = EntityBlock(name="Chores", aliases=("to do list",), state="0")
    draft.entities["weather.home"] = EntityBlock(name="Weather", state="cloudy")
    lights = [ident for ident in draft.entities if ident.startswith("light.")]
    living = [ident for ident in lights if draft.entities[ident].area == "living_room"]
    locks = [ident for ident in draft.entities if ident.startswith("lock.")]
    scenes: dict[str, dict[str, str]] = {
        "movie night": dict.fromkeys(living, "off"),
        "good night": {**dict.fromkeys(lights, "off"), **dict.fromkeys(locks, "locked")},
        "good morning": {ident: "on" for ident in lights if draft.entities[ident].area in ("kitchen", "bedroom")},
    }
    for name, states in scenes.items():
        if states and draft.rng.random() < 0.5:
            draft.add("scene", name, None, state="scening", attributes={"entities": states})


def _satellites(draft: Draft) -> dict[str, AssistantBlock]:
    found = {}
    for area in draft.areas:
        if draft.rng.random() < SPOKEN_TO.get(area, 0.0):
            screens = [
                i
                for i, one in draft.entities.items()
                if one.area == area and (i.startswith("screen.") or one.device_class == "tv")
            ]
            kind = "display" if screens else "speaker"
            found[f"{area}_{kind}"] = AssistantBlock(area=area, screen=bool(screens))
    return found or {"living_room_speaker": AssistantBlock(area="living_room")}


def _city(rng: Random) -> tuple[str, float, float, Any]:
    cities = [line.split("|") for line in _rows("cities.txt")]
    zone, latitude, longitude, units, _ = rng.choices(cities, [float(city[-1]) for city in cities])[0]
    return zone, float(latitude), float(longitude), units


@cache
def _sorts() -> tuple[Sort, ...]:
    return tuple(_sort(*row.split("|")) for row in _rows("things.txt"))


def _sort(rooms: str, domain: str, kind: str, chance: str, names: str, most: str) -> Sort:
    return Sort(tuple(rooms.split(",")), domain, kind or None, float(chance), tuple(names.split(", ")), int(most))


@cache
def _lines(name: str) -> dict[str, list[str]]:
    """A data file by the first column."""
    return {row.partition("|")[0]: row.split("|")[1:] for row in _rows(name)}


def _rows(name: str) -> Iterator[str]:
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def own_names(ident: str, block: EntityBlock) -> list[str]:
    """What residents may call a thing among themselves, without the article: of its class, else in such a room, else
    of its domain."""
    domain, lines = ident.partition(".")[0], _lines("own_names.txt")
    for key in (f"{domain}/{block.device_class}", f"{domain}/{block.area}", domain):
        if key in lines:
            return lines[key][0].split(", ")
    return []


def first_names() -> list[str]:
    """First names, in lower case."""
    return [name for row in _rows("names.txt") for name in row.split()]


def slugged(name: str) -> str:
    """A name as the part of an id after the dot."""
    return "_".join("".join(letter if letter.isalnum() else " " for letter in name.lower().replace("'", "")).split())
