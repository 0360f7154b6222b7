"""What understands requests elsewhere, to be timed beside us: Home Assistant's hassil, and gazetteer-matcher.

Both know the same home. Each is used as its own documentation has it; neither settles what context decides, asks back
or carries out anything, so their time stands beside our interpretation and resolution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any

from devices.protocol import Area, Floor, Registry

Peer = Callable[[str], object]
"""Takes a sentence; what it gives is not looked at."""

HASSIL, GAZETTEER = "hassil", "gazetteer-matcher"


def peers(registry: Registry) -> dict[str, Peer]:
    """The peers that are installed, by name, each for this home."""
    found = {HASSIL: hassil(registry)}
    if not missing():
        found[GAZETTEER] = gazetteer(registry)
    return found


def missing() -> str:
    """One line on the peer that is not installed; empty where all are."""
    if find_spec("gazetteer_matcher") is not None:
        return ""
    return "gazetteer-matcher is not installed, so it is not timed; pip install 'ambient-home[peers]' adds it"


def hassil(registry: Registry) -> Peer:
    """Home Assistant's English sentences, with the home's names in their lists."""
    import home_assistant_intents
    from hassil.intents import Intents, SlotList, TextSlotList
    from hassil.recognize import recognize_best

    document = home_assistant_intents.get_intents("en")
    if document is None:
        raise LookupError("the package home-assistant-intents holds no English")
    intents = Intents.from_dict(document)
    names = [
        (name, name, {"domain": entity.domain})
        for entity in registry.entities.values()
        for name in (entity.name, *entity.aliases)
    ]
    lists: dict[str, SlotList] = {
        "name": TextSlotList.from_tuples(names, name="name", allow_template=False),
        "area": TextSlotList.from_tuples(_called(registry.areas), name="area", allow_template=False),
        "floor": TextSlotList.from_tuples(_called(registry.floors), name="floor", allow_template=False),
    }
    return lambda text: recognize_best(text, intents, slot_lists=lists, best_slot_name="name", language="en")


def gazetteer(registry: Registry) -> Peer:
    """Home Assistant's newest fuzzy matcher, which finds a home's names in any wording."""
    from gazetteer_matcher import GazetteerMatcher

    home: dict[str, Any] = {
        "floors": {i: {"name": floor.name, "aliases": [*floor.aliases]} for i, floor in registry.floors.items()},
        "areas": {
            i: {"name": area.name, "aliases": [*area.aliases], "floor": area.floor}
            for i, area in registry.areas.items()
        },
        "entities": {
            i: {
                "name": entity.name,
                "aliases": [*entity.aliases],
                "area": entity.area,
                "device_class": entity.device_class,
            }
            for i, entity in registry.entities.items()
        },
    }
    matcher: Any = GazetteerMatcher(home=home)
    return lambda text: matcher.interpret(text)


def _called(places: Mapping[str, Area] | Mapping[str, Floor]) -> list[tuple[str, str]]:
    return [(name, place.id) for place in places.values() for name in (place.name, *place.aliases)]
