"""What kinds of thing are called: the words for domains and device classes, for their doings, and for places."""

from __future__ import annotations

from assistant.resolve.words import phrase, stem

CLASS_WORDS: dict[tuple[str, str | None], str] = {
    ("light", None): "light, lamp, lighting, bulb",
    ("switch", None): "switch",
    ("switch", "outlet"): "plug, outlet, socket, smart plug",
    ("fan", None): "fan",
    ("cover", None): "cover",
    ("cover", "garage"): "garage, garage door",
    ("cover", "gate"): "gate",
    ("cover", "blind"): "blind",
    ("cover", "curtain"): "curtain, drape",
    ("cover", "shade"): "shade",
    ("cover", "shutter"): "shutter",
    ("cover", "awning"): "awning",
    ("cover", "window"): "window",
    ("cover", "door"): "door",
    ("lock", None): "lock, door lock, door",
    ("climate", None): "thermostat, heating, heat, heater, air conditioning, air conditioner, ac, climate, aircon",
    ("media_player", None): "media player, player, speaker, music player, stereo, music",
    ("media_player", "tv"): "tv, television, telly",
    ("oven", None): "oven, stove",
    ("coffee_maker", None): "coffee maker, coffee machine, coffee, espresso machine, espresso",
    ("screen", None): "screen, display",
    ("vacuum", None): "vacuum, vacuum cleaner, robot vacuum, hoover, robot",
    ("lawn_mower", None): "lawn mower, mower, lawnmower",
    ("valve", None): "valve",
    ("scene", None): "scene",
    ("script", None): "script, routine",
    ("humidifier", None): "humidifier, dehumidifier",
    ("water_heater", None): "water heater, boiler",
    ("siren", None): "siren",
    ("alarm_control_panel", None): "alarm system, security system, burglar alarm, security alarm",
    ("weather", None): "weather",
    ("person", None): "person",
    ("binary_sensor", "door"): "door sensor, door",
    ("binary_sensor", "window"): "window sensor, window",
    ("binary_sensor", "motion"): "motion sensor, motion",
    ("binary_sensor", "smoke"): "smoke detector, smoke alarm, smoke",
    ("sensor", "temperature"): "temperature sensor, thermometer",
    ("sensor", "humidity"): "humidity sensor, humidity",
}
"""Spoken words, by domain and device class."""

DOINGS: dict[str, str] = {
    "coffee_maker": "brew coffee espresso",
    "oven": "heat preheat bake roast",
    "media_player": "play music song",
    "vacuum": "vacuum clean hoover",
    "lawn_mower": "mow",
}
"""What kinds of device are busy with, where people name the doing and not the device ("start brewing")."""

DOING_STEMS = {domain: frozenset(stem(word) for word in words.split()) for domain, words in DOINGS.items()}

ALL_DOINGS = frozenset().union(*DOING_STEMS.values())

HERE_WORDS = frozenset({"here", "in here", "this room", "room", "this place", "in this room", "around here"})
"""Spoken in place of a room's name, for the room one is in."""

EVERYWHERE = frozenset(
    {"everywhere", "house", "home", "whole house", "entire house", "whole home", "all rooms", "every room", "inside"}
)
"""Spoken in place of a room's name, for all of them."""

PRONOUNS = frozenset({"it", "that", "this", "them", "those", "these", "that one", "this one", "they", "one", "same"})
"""Spoken in place of a name, for what was mentioned last."""

ANYTHING = frozenset({"everything", "all", "anything", "every thing", "all of them"})
"""Spoken in place of a name, for all that can be switched."""

HELPERS = frozenset({"timer", "alarm", "reminder", "todo"})
"""Domains whose entities come and go while the home runs."""

SECURED = frozenset({"garage", "door", "gate"})
"""Device classes of covers that let people in."""

ONE_AT_A_TIME = frozenset(
    {"media_player", "climate", "oven", "coffee_maker", "vacuum", "lock", "screen", "lawn_mower", "scene", "script"}
)
"""Domains of which a class word means one thing ("the lock"), while "the light" of a room means all of them."""

TYPICAL: dict[str, str] = {
    "home": "person", "not_home": "person", "locked": "lock", "unlocked": "lock", "open": "cover", "closed": "cover",
    "playing": "media_player",
}  # fmt: skip
"""The domain that a state belongs to, where nothing else was said: "is everybody home"."""


def _by_phrase() -> dict[str, list[tuple[str, str | None]]]:
    table: dict[str, list[tuple[str, str | None]]] = {}
    for kind, words in CLASS_WORDS.items():
        for word in words.split(","):
            table.setdefault(phrase(word), []).append(kind)
    return table


def _tokens() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for (domain, _), words in CLASS_WORDS.items():
        single = {phrase(word) for word in words.split(",") if " " not in word.strip()}
        table[domain] = table.get(domain, frozenset()) | single
    return table


KIND_TOKENS = _tokens()
"""By domain, the single words for its things."""

KINDS_OF = _by_phrase()
"""The kinds that a phrase may stand for: `door` → lock, cover, binary sensor."""
