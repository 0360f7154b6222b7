"""Covers and valves by position, fans by speed, vacuums and mowers."""

from __future__ import annotations

from dataclasses import replace

from assistant.resolve.acts import act, each
from assistant.resolve.find import place_of, readings
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.turn import Act, Interpretation
from devices.protocol import Command, Value

FAN_STEP = 25
"""Percent points of "faster" where no step is said."""


def set_position(reading: Reading, here: Here) -> Act:
    """Moves to a position in percent, 100 being open."""
    position = reading.interpretation.slots.get("position")
    if position is None:
        return act(reading, here, status="asked", reason="missing:position")
    commands = [Command(i, f"set_{i.partition('.')[0]}_position", {"position": position}) for i in reading.targets]
    return act(reading, here, commands, facts={"position": position})


def stop_moving(reading: Reading, here: Here) -> Act:
    """Stops where it is."""
    return act(reading, here, [Command(i, f"stop_{i.partition('.')[0]}") for i in reading.targets])


def fan_speed(reading: Reading, here: Here) -> Act:
    """Sets a fan's speed in percent, or changes it."""
    slots = reading.interpretation.slots
    if slots.get("direction"):
        return _faster(reading, here)
    percentage = slots.get("percentage")
    if percentage is None:
        return act(reading, here, each(reading, "turn_on"))
    facts = {"percentage": percentage}
    return act(reading, here, each(reading, "set_percentage", facts), facts=facts)


def _faster(reading: Reading, here: Here) -> Act:
    """Faster or slower by percent points."""
    slots = reading.interpretation.slots
    step = slots.get("step")
    points = (step if isinstance(step, int | float) else FAN_STEP) * (1 if slots["direction"] == "up" else -1)
    speeds = {i: float(here.attribute(i, "percentage") or 0) for i in reading.targets}
    commands = [
        Command(i, "set_percentage", {"percentage": round(min(100, max(0, now + points)))}) for i, now in speeds.items()
    ]
    return act(reading, here, commands, facts=dict(commands[0].data) if commands else {})


def vacuum_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The vacuum meant; the rooms named are where it shall clean, not where it is."""
    place = place_of(interpretation, here)
    if place.unknown and not place.areas:
        return []
    slots = {k: v for k, v in interpretation.slots.items() if k not in ("area", "floor")}
    found = readings(replace(interpretation, slots=slots), here)
    return [replace(reading, interpretation=interpretation, areas=place.areas) for reading in found]


def vacuum_start(reading: Reading, here: Here) -> Act:
    """Starts a vacuum; in the rooms named, where some are."""
    if reading.areas:
        return vacuum_clean(reading, here)
    return act(reading, here, each(reading, "start"))


def vacuum_clean(reading: Reading, here: Here) -> Act:
    """Cleans the rooms named, or the speaker's."""
    areas = sorted(reading.areas) or ([here.area] if here.area else [])
    if not areas:
        return act(reading, here, each(reading, "start"))
    data: dict[str, Value] = {"area": areas[0]} if len(areas) == 1 else {"cleaning_area_id": areas}
    names = [here.area_name(area) for area in areas]
    return act(reading, here, each(reading, "clean_area", data), facts={"areas": names})


def vacuum_return(reading: Reading, here: Here) -> Act:
    """Sends a vacuum back to its dock."""
    return act(reading, here, each(reading, "return_to_base"))


def mower_start(reading: Reading, here: Here) -> Act:
    """Starts to mow."""
    return act(reading, here, each(reading, "start_mowing"))


def mower_dock(reading: Reading, here: Here) -> Act:
    """Sends a mower back to its dock."""
    return act(reading, here, each(reading, "dock"))
