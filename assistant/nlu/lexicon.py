"""Words that say what kind of thing is meant, how many, and in which state; tables, read by `slots`."""

from __future__ import annotations

_CLASSES = {
    ("light", None): "light lights lamp lamps bulb bulbs lighting|light bulb|light bulbs|ceiling light|ceiling lights",
    ("fan", None): "fan fans",
    ("switch", None): "switch switches",
    ("switch", "outlet"): "plug plugs outlet outlets socket sockets|smart plug|smart plugs",
    ("cover", "blind"): "blind blinds|roller blind|roller blinds",
    ("cover", "curtain"): "curtain curtains drape drapes",
    ("cover", "shade"): "shade shades",
    ("cover", "shutter"): "shutter shutters|roller shutters",
    ("cover", "awning"): "awning awnings",
    ("cover", "garage"): "|garage door|garage doors",
    ("cover", "gate"): "gate gates",
    ("cover", "window"): "window windows",
    ("cover", "door"): "door doors",
    ("lock", None): "lock locks",
    ("climate", None): "thermostat thermostats heating ac hvac|air conditioning|air conditioner|air con",
    ("media_player", "tv"): "tv tvs television televisions telly",
    ("media_player", "speaker"): "speaker speakers stereo",
    ("oven", None): "oven stove",
    ("coffee_maker", None): "|coffee maker|coffee machine|coffee pot|espresso machine",
    ("screen", None): "screen display",
    ("vacuum", None): "vacuum hoover roomba|vacuum cleaner|robot vacuum|robot cleaner",
    ("lawn_mower", None): "mower lawnmower|lawn mower|robot mower",
    ("valve", None): "valve valves",
    ("humidifier", None): "humidifier humidifiers dehumidifier",
    ("siren", None): "siren",
}
CLASSES: dict[tuple[str, ...], tuple[str, str | None]] = {
    tuple(words.split()): kind
    for kind, said in _CLASSES.items()
    for at, part in enumerate(said.split("|"))
    for words in (part.split() if at == 0 else [part])
}
"""Spoken words for a kind of thing: domain and device class."""

STATES: dict[str, str] = {
    **{word: word for word in ("on", "off", "open", "closed", "locked", "unlocked", "opening", "closing")},
    **{
        "shut": "closed",
        "running": "on",
        "playing": "playing",
        "paused": "paused",
        "ready": "ready",
        "hot": "hot",
        "cold": "cold",
    },
    **{"done": "off", "finished": "off", "preheated": "ready", "docked": "docked", "charging": "charging"},
    **{"cleaning": "cleaning", "brewing": "brewing", "heating": "heating", "armed": "armed", "jammed": "jammed"},
    **{"home": "home", "away": "not_home", "out": "not_home", "wet": "on", "dry": "off", "low": "on", "up": "open"},
    **{"down": "closed", "detected": "on", "clear": "off", "triggered": "on", "normal": "normal", "charged": "charged"},
}
"""States by the words for them."""

LEFT: dict[str, str] = {"leave": "on", "left": "on", "lock": "locked", "close": "closed", "shut": "closed"}
"""States by what somebody may have done: "did I lock the door"."""

ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(("temperature", "temp", "hot", "warm", "cold", "degrees"), "temperature"),
    **dict.fromkeys(("bright", "brightness", "dim"), "brightness"),
    **dict.fromkeys(("humidity", "humid"), "humidity"),
    **dict.fromkeys(("battery", "charge"), "battery"),
    **dict.fromkeys(("volume", "loud"), "volume_level"),
    **dict.fromkeys(("color", "colour"), "color"),
    **dict.fromkeys(("position", "far"), "current_position"),
    **{"speed": "percentage", "fast": "percentage", "mode": "hvac_mode"},
}
"""Attributes by the words for them, where a question asks "what" or "how"."""

EVERY = frozenset({"all", "every", "everything", "each", "everywhere", "any"})
PRONOUNS = frozenset({"it", "that", "this", "them", "those", "these"})
HERE = (
    *("here", "this room", "the room", "this area", "the area", "this space", "the space", "my room", "our room"),
    *("my area", "our area", "my space", "our space"),
)
"""Words for the room one is in."""

EVERYWHERE = ("everywhere", "all over", "house", "home", "apartment", "flat", "whole place")
"""Words for the whole home, where they are said of a place."""

LOCKABLE = frozenset({None, "door", "window", "gate", "garage", "shutter"})
"""Device classes of covers that have a lock."""

PLACELESS = frozenset({"it", "that", "this", "them", "the", "a", "my", "house", "home"})
LEADS = frozenset({"the", "my", "our", "a", "an", "some", "all", "every", "in", "of", "this", "that", "your"})
"""Words that stand before a name and are no part of it."""

ENDS = frozenset(
    {"please", "now", "again", "thanks", "alexa", "computer", "too", "as", "well", "quickly", "thank", "you", "back"}
)
"""Words after a name that are no part of it."""


def class_at(words: list[str], start: int) -> tuple[tuple[str, str | None], int] | None:
    """The kind of thing named at a word, and its words; the longest there is."""
    for size in (2, 1):
        said = tuple(words[start : start + size])
        if len(said) == size and said in CLASSES:
            return CLASSES[said], size
    return None
