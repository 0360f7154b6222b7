"""Heat: what "the temperature" is the temperature of, and how it is set; thermostats, ovens and coffee makers."""

from __future__ import annotations

from dataclasses import replace

from assistant.resolve.acts import act, each
from assistant.resolve.find import place_of, readings
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold, stems
from assistant.turn import Act, Interpretation
from devices.protocol import Command

OUTDOORS = frozenset({"outside", "outdoors", "outdoor", "out", "out there", "outside temperature"})
"""Spoken for a place that has the weather's temperature."""

APPLIANCES = ("oven", "coffee_maker", "water_heater")
"""Domains of things with a heat of their own."""

ROOM_RANGE = {"us": (40.0, 95.0), "metric": (4.0, 35.0)}
"""What a room's temperature may be set to, in the home's unit; beyond, an oven is meant."""

STEP = {"us": 2.0, "metric": 1.0}
"""Of "warmer", in the home's unit."""


def temperature_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """Everything that "the temperature" may be about: the room, a hot appliance, the weather."""
    spoken = fold(str(interpretation.slots.get("area") or interpretation.slots.get("name") or ""))
    if interpretation.slots.get("name"):
        found = readings(interpretation, here)
        return found or ([_weather(interpretation, here, 0.9)] if spoken in OUTDOORS else [])
    place = place_of(interpretation, here)
    if spoken in OUTDOORS and not place.areas:
        return [_weather(interpretation, here, 0.9)]
    if place.unknown and not place.areas:
        return []
    areas = place.areas or (frozenset({here.area}) if here.area else frozenset())
    room = [replace(r, areas=place.areas) for r in _of_rooms(interpretation, areas, here)]
    if place.areas:
        return room
    return [*room, *_of_appliances(interpretation, here), _weather(interpretation, here, 0.0)]


def _of_rooms(interpretation: Interpretation, areas: frozenset[str], here: Here) -> list[Reading]:
    """What measures these rooms: their thermostats, else their sensors; else the home's one thermostat."""
    thermostats = here.index.by_domain.get("climate", [])
    sensors = here.index.kind("sensor", "temperature")
    for idents in (thermostats, sensors):
        inside = [i for i in idents if here.entity(i).area in areas]
        if inside:
            clues = (("natural", 1.0),)
            return [Reading(interpretation, (inside[0],), place=here.area, clues=clues)]
    if len(thermostats) == 1 or (thermostats and not areas):
        clues = (("natural", 1.0),)
        return [Reading(interpretation, (thermostats[0],), clues=clues)]
    return []


def _of_appliances(interpretation: Interpretation, here: Here) -> list[Reading]:
    idents = [i for domain in APPLIANCES for i in here.index.by_domain.get(domain, ())]
    warm = [i for i in idents if here.attribute(i, "temperature", "current_temperature") is not None]
    return [Reading(interpretation, (ident,)) for ident in warm]


def _weather(interpretation: Interpretation, here: Here, match: float) -> Reading:
    reports = here.index.by_domain.get("weather", [])
    targets = tuple(i for i in reports if not here.attribute(i, "place"))[:1] if len(reports) == 1 else ()
    return Reading(interpretation, targets, match, "kind" if match else "none", intent="HassGetWeather")


def get_temperature(reading: Reading, here: Here) -> Act:
    """What the chosen thing measures, and what it is set to."""
    ident = reading.targets[0]
    facts = {"entity": ident, "state": here.state(ident).state, "temperature": measured(ident, here)}
    target = here.attribute(ident, "target_temperature") if _heats(ident) else here.attribute(ident, "temperature")
    if ident.startswith(("climate.", *APPLIANCES)) and target is not None:
        facts["target"] = target
    if facts["temperature"] is None:
        return act(reading, here, status="failed", reason="no_value", facts=facts)
    return act(reading, here, status="answered", facts=facts)


def measured(ident: str, here: Here) -> float | None:
    """A thing's own temperature, in the home's unit."""
    domain = ident.partition(".")[0]
    value = here.attribute(ident, "current_temperature") if domain == "climate" else None
    if value is None and domain in (*APPLIANCES, "weather"):
        value = here.attribute(ident, "temperature", "current_temperature")
    value = here.state(ident).state if value is None else value
    return number(value)


def number(value: object) -> float | None:
    """A number, whether it stands as one or as text."""
    try:
        return float(str(value))
    except ValueError:
        return None


def _heats(ident: str) -> bool:
    return ident.startswith(APPLIANCES)


def set_temperature_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The thermostats and ovens that the words may mean; a value no such thing has speaks against it."""
    found = readings(interpretation, here)
    if not interpretation.slots.get("name") and not interpretation.slots.get("area"):
        found += [Reading(interpretation, (i,), one=True) for i in here.index.by_domain.get("oven", ())]
    low, high = ROOM_RANGE.get(here.registry.settings.units, ROOM_RANGE["us"])
    wanted = number(interpretation.slots.get("temperature"))
    if wanted is None:
        return found
    return [
        _weighed(reading, plausible=(low <= wanted <= high) == reading.targets[0].startswith("climate."))
        for reading in found
    ]


def _weighed(reading: Reading, *, plausible: bool) -> Reading:
    return (
        reading
        if plausible or reading.how == "exact"
        else replace(reading, clues=(*reading.clues, ("implausible", 1.0)))
    )


def set_temperature(reading: Reading, here: Here) -> Act:
    """Sets thermostats, or heats an oven, to degrees of the home's unit."""
    temperature = reading.interpretation.slots.get("temperature")
    if number(temperature) is None:
        return act(reading, here, status="asked", reason="missing:temperature")
    data = {"temperature": temperature}
    service = {"oven": "preheat"}
    commands = [Command(i, service.get(i.partition(".")[0], "set_temperature"), data) for i in reading.targets]
    return act(reading, here, commands, facts=data)


def adjust(reading: Reading, here: Here) -> Act:
    """Warmer or cooler by a step than what it is set to."""
    slots = reading.interpretation.slots
    step = number(slots.get("step")) or STEP.get(here.registry.settings.units, STEP["us"])
    by = step if slots.get("direction", "up") in ("up", "warmer") else -step
    commands, facts = [], {}
    for ident in reading.targets:
        oven = ident.startswith("oven.")
        now = number(
            here.attribute(ident, *(("target_temperature",) if oven else ("temperature", "current_temperature")))
        )
        if now is not None:
            facts = {"temperature": round(now + by, 1)}
            commands.append(Command(ident, "preheat" if oven else "set_temperature", facts))
    return act(
        reading,
        here,
        commands,
        facts=facts,
        status="done" if commands else "failed",
        reason="" if commands else "no_value",
    )


def set_fan_mode(reading: Reading, here: Here) -> Act:
    """Sets a thermostat's fan mode."""
    data = {"fan_mode": str(reading.interpretation.slots.get("fan_mode") or "auto")}
    return act(reading, here, each(reading, "set_fan_mode", data), facts=data)


def preheat(reading: Reading, here: Here) -> Act:
    """Heats an oven, to degrees of the home's unit where some are said."""
    temperature = reading.interpretation.slots.get("temperature")
    data = {} if temperature is None else {"temperature": temperature}
    return act(reading, here, each(reading, "preheat", data), facts=data)


def brewers(interpretation: Interpretation, here: Here) -> list[Reading]:
    """Coffee makers, and where the words don't say coffee, whatever else is named after brewing."""
    found = readings(interpretation, here)
    if interpretation.slots.get("name") or not interpretation.text:
        return found
    said = stems(interpretation.text)
    held = {i for reading in found for i in reading.targets}
    for ident in here.index.doers(said):
        if ident not in held and ident.startswith(("switch.", "input_boolean.", "script.")):
            found.append(Reading(interpretation, (ident,), one=True, intent="HassTurnOn"))
    return found


def brew(reading: Reading, here: Here) -> Act:
    """Brews, small, medium or large."""
    size = reading.interpretation.slots.get("size")
    data = {"size": str(size)} if size else {}
    return act(reading, here, each(reading, "brew", data), facts=data)
