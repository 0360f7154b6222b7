"""Homes of any size, drawn from a seed: what the time of a turn is measured against as a home grows.

A larger home of the same seed holds all of a smaller one, so that the same sentences make sense in both.
"""

from __future__ import annotations

import random

from assistant.nlu.names import imagined_home
from devices.declaration import AreaBlock, AssistantBlock, EntityBlock, FloorBlock, HomeDeclaration, checked

_KINDS = """light: ceiling light, floor lamp, desk lamp, wall light, reading light, night light, spotlight, lamp
light: chandelier, strip light, corner lamp, standing lamp, pendant, sconce, window light, shelf light
switch: plug, heater, kettle, charger, pump, radio, towel rail, printer, extension, dryer
sensor/temperature: temperature, thermometer
sensor/humidity: humidity
sensor/battery: remote battery, sensor battery, doorbell battery
binary_sensor/motion: motion sensor
binary_sensor/window: window, skylight
binary_sensor/smoke: smoke detector
cover/blind: blinds, roller blind
cover/curtain: curtains
fan: fan, ceiling fan
media_player/speaker: speaker, stereo
media_player/tv: tv
climate: thermostat
lock: door lock"""
KINDS = tuple(
    (kind.partition("/")[0], kind.partition("/")[2] or None, tuple(names.split(", ")))
    for kind, _, names in (line.partition(": ") for line in _KINDS.splitlines())
)
"""Domain, device class, and what such things are called beside their room."""

WHICH = ("", "", "", "old", "new", "left", "right", "small", "big", "second", "third", "back", "front", "spare")
"""What tells things of one room and one name apart."""


def grown_home(count: int, *, seed: int) -> HomeDeclaration:
    """A home of `count` entities in about as many rooms as their root, on two floors; same seed, same home.

    There are names for some thousands of entities; beyond that it does not end.
    """
    rng = random.Random(f"grown home {seed}")
    rooms = imagined_home(rng).areas
    areas: dict[str, AreaBlock] = {}
    entities: dict[str, EntityBlock] = {}
    while len(entities) < count:
        room = rooms[rng.randrange(min(len(rooms), 5 + int(len(entities) ** 0.5)))]
        domain, device_class, names = rng.choice(KINDS)
        name = " ".join(f"{room} {rng.choice(WHICH)} {rng.choice(names)}".split())
        area, ident = _slug(room), f"{domain}.{_slug(name)}"
        if ident in entities:
            continue
        areas.setdefault(area, AreaBlock(name=room.capitalize(), floor="upper" if len(areas) % 2 else "ground"))
        entities[ident] = EntityBlock(name=name.capitalize(), area=area, device_class=device_class)
    return checked(_declared(areas, entities))


def _declared(areas: dict[str, AreaBlock], entities: dict[str, EntityBlock]) -> HomeDeclaration:
    return HomeDeclaration(
        floors={"ground": FloorBlock(name="Ground floor"), "upper": FloorBlock(name="Upper floor")},
        areas=areas,
        assistants={f"{area}_speaker": AssistantBlock(area=area) for area in areas},
        entities=entities,
    )


def _slug(name: str) -> str:
    return name.replace("'", "").replace(" ", "_")
