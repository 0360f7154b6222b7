"""From a reading to an act: commands, and slots in the home's own names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from assistant.resolve.here import Here
from assistant.resolve.kinds import ANYTHING, HERE_WORDS, TYPICAL
from assistant.resolve.reading import Reading
from assistant.resolve.senses import sensed
from assistant.resolve.wants import WANTS
from assistant.resolve.words import fold
from assistant.turn import Act, Status
from devices.protocol import Command, Value

Handler = Callable[[Reading, Here], Act]
"""Makes the act of a reading that was chosen."""

Finder = Callable[..., "list[Reading]"]
"""Makes the readings of an interpretation."""


def act(
    reading: Reading,
    here: Here,
    commands: Iterable[Command] = (),
    *,
    status: Status = "done",
    reason: str = "",
    facts: Mapping[str, Value] | None = None,
    targets: tuple[str, ...] | None = None,
) -> Act:
    """An act on the reading's targets, or on those given."""
    chosen = reading.targets if targets is None else targets
    return Act(
        intent=reading.meant,
        slots=canonical(reading, here),
        targets=chosen,
        commands=tuple(commands),
        status=status,
        reason=reason,
        facts=facts or {},
    )


def each(reading: Reading, service: str, data: Mapping[str, Value] | None = None) -> list[Command]:
    """One service on every target."""
    return [Command(ident, service, data or {}) for ident in reading.targets]


def canonical(reading: Reading, here: Here) -> dict[str, Value]:
    """The slots with the home's own names, and with the room and the kind that the words left open."""
    slots = dict(reading.interpretation.slots)
    _name_places(slots, reading, here)
    _whole_kind(slots, reading)
    if not reading.targets or any(i not in here.registry.entities for i in reading.targets):
        _left_open(slots, reading, here)
        return slots
    entities = [here.entity(i) for i in reading.targets]
    if len({e.name for e in entities}) == 1 and slots.get("name") and slots["name"] not in ANYTHING:
        slots["name"] = entities[0].name
    elif slots.get("name") and reading.how == "kind" and slots["name"] not in ANYTHING:
        del slots["name"]
    areas = {entity.area for entity in entities}
    if len(areas) == 1 and not slots.get("area") and not slots.get("floor"):
        area = here.area_name(next(iter(areas)))
        if area and (reading.how != "none" or reading.place or next(iter(areas)) == here.area):
            slots["area"] = area
    if reading.meant == "HassGetState" and slots.get("state") is not None:
        states = {sensed(e.device_class, str(slots["state"])) for e in entities if e.domain == "binary_sensor"}
        if len(states) == 1 and None not in states and all(e.domain == "binary_sensor" for e in entities):
            slots["state"] = states.pop()
    domains = {entity.domain for entity in entities}
    if len(domains) == 1:
        slots["domain"] = next(iter(domains))
    classes = {entity.device_class for entity in entities}
    if len(classes) == 1 and entities[0].device_class and (reading.how == "exact" or not slots.get("device_class")):
        slots["device_class"] = entities[0].device_class
    return slots


NAMED_ALL = frozenset({"fan", "lock"})
"""Domains whose things of a place are called `all` by Home Assistant's own sentences, where none is named."""

SWITCHING = frozenset({"HassTurnOn", "HassTurnOff"})


def _whole_kind(slots: dict[str, Value], reading: Reading) -> None:
    """Gives fans and locks switched by their kind the name that Home Assistant gives them; not the one lock of many
    that was chosen where no place was said."""
    chosen = reading.one and not reading.areas and slots.get("domain") == "lock"
    if reading.meant in SWITCHING and not slots.get("name") and slots.get("domain") in NAMED_ALL and not chosen:
        slots["name"] = "all"


def _left_open(slots: dict[str, Value], reading: Reading, here: Here) -> None:
    """Where nothing fits: the kind that the intent is about, and the speaker's room where no place was said."""
    wants = WANTS.get(reading.meant)
    if wants is None or slots.get("name"):
        return
    if reading.meant == "HassGetState" and str(slots.get("state")) in TYPICAL:
        slots.setdefault("domain", TYPICAL[str(slots["state"])])
    said = any(slots.get(slot) for slot in ("area", "floor", "quantifier"))
    if wants.default and "domain" not in slots and (said or here.area):
        slots["domain"] = wants.default
    if here.area and not said and not wants.question:
        slots["area"] = here.area_name(here.area)


def _name_places(slots: dict[str, Value], reading: Reading, here: Here) -> None:
    """Puts the home's own names for the rooms and floors spoken; "here" becomes the speaker's room."""
    if slots.get("area"):
        areas = reading.areas or here.index.place(str(slots["area"])) or frozenset()
        names = [here.area_name(area) for area in areas]
        if len(names) == 1:
            slots["area"] = names[0]
        elif not names and here.area and fold(str(slots["area"])) in HERE_WORDS:
            slots["area"] = here.area_name(here.area)
        elif not names and here.area and not here.index.place(str(slots["area"])):
            slots["area"] = here.area_name(here.area) if reading.place or reading.targets else slots["area"]
    if slots.get("floor"):
        floor = here.index.floor(str(slots["floor"]))
        if floor:
            slots["floor"] = here.registry.floors[floor].name
