"""What things are called in a reply."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import Context
from devices.protocol import Home

PLURALS = {
    "switch": "switches",
    "media_player": "players",
    "climate": "thermostats",
    "cover": "covers",
    "valve": "valves",
}
"""Domains whose plural is not their name and an s."""

CLASS_PLURALS = {
    "curtain": "curtains",
    "blind": "blinds",
    "shade": "shades",
    "window": "windows",
    "shutter": "shutters",
}
"""Covers that people call by their class."""

PROPER = frozenset({"person", "scene", "script", "vacuum", "media_player", "todo", "weather"})
"""Domains whose names often are proper names: no article, capitals kept."""


def thing(targets: Sequence[str], home: Home, context: Context, *, known: str = "") -> str:
    """The things in a few words, with an article where they take one: `the hall light`, `the kitchen lights`."""
    if not targets:
        return known or "it"
    if len(targets) == 1:
        return one(targets[0], home)
    entities = [home.registry.entities[i] for i in targets if i in home.registry.entities]
    kinds = {
        CLASS_PLURALS.get(e.device_class or "", PLURALS.get(e.domain, f"{e.domain.replace('_', ' ')}s"))
        for e in entities
    }
    areas = {e.area for e in entities}
    kind = next(iter(kinds)) if len(kinds) == 1 else "things"
    area = home.registry.areas.get(next(iter(areas)) or "") if len(areas) == 1 else None
    if area is not None:
        return f"the {area.name.lower()} {kind}"
    return f"{len(targets)} {kind}"


def one(ident: str, home: Home) -> str:
    """One thing: its name, with an article unless the name is one of its own."""
    entity = home.registry.entities.get(ident)
    if entity is None:
        return ident.partition(".")[2].replace("_", " ")
    own = entity.domain in PROPER and entity.name.lower() not in COMMON
    words = entity.name if own else lowered(entity.name)
    return words if own or words.lower().startswith(("the ", "my ")) else f"the {words}"


COMMON = frozenset({"tv", "television", "vacuum", "speaker", "radio", "robot"})
"""Names that are common nouns after all."""


def lowered(name: str) -> str:
    """A name inside a sentence: `Kitchen ceiling light` → `kitchen ceiling light`; abbreviations stay."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in name.split())


def are(targets: Sequence[str]) -> str:
    """`is` or `are`."""
    return "are" if len(targets) > 1 else "is"


def room(ident: str | None, home: Home) -> str:
    """`the kitchen`."""
    area = home.registry.areas.get(ident or "")
    if area is None:
        return ""
    return f"the {area.name.lower()}"
