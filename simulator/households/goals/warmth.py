"""Goals about warmth and the oven."""

from __future__ import annotations

from devices.protocol import Entity
from simulator.households.goals.scene import Scene
from simulator.households.language.spoken_values import temperatures
from simulator.households.values import Goal

COMFORT = {"us": (66.0, 75.0), "metric": (19.0, 24.0)}
"""Under and above which people complain, by the home's units; about ASHRAE 55's range, wider on the cold side."""


def heat_set(scene: Scene) -> Goal | None:
    """A temperature of one's own."""
    thermostat = _thermostat(scene)
    if thermostat is None:
        return None
    metric = scene.home.registry.settings.units == "metric"
    degrees = scene.rng.choice((18, 19, 20, 21, 22) if metric else (62, 65, 66, 68, 70, 71, 72))
    if scene.state(thermostat.id).attributes.get("temperature") == degrees:
        return None
    return scene.goal(
        "heat_set",
        need="it shall be comfortable",
        wants=f"the {thermostat.name.lower()} at {degrees} degrees",
        targets=[thermostat.id],
        states={thermostat.id: {"temperature": (degrees,)}},
        fillers={**scene.named(thermostat), "temperature": temperatures(degrees)},
    )


def warmer(scene: Scene) -> Goal | None:
    """It is cold."""
    return _adjusted(scene, "warmer", "up", "it is cold in here")


def cooler(scene: Scene) -> Goal | None:
    """It is hot."""
    return _adjusted(scene, "cooler", "down", "it is hot in here")


def temperature_inside(scene: Scene) -> Goal | None:
    """How warm is it here?"""
    here = [
        *scene.things("climate", area=scene.area),
        *scene.things("sensor", area=scene.area, device_class=["temperature"]),
    ]
    if not here:
        return None
    return scene.goal(
        "temperature_inside",
        need="it feels too cold or too warm",
        wants=f"to know how warm it is in the {scene.room(scene.area)}",
        targets=[thing.id for thing in here],
        fillers=scene.placed(scene.area),
    )


def oven_on(scene: Scene) -> Goal | None:
    """Something shall be baked."""
    ovens = scene.are(scene.things("oven"), "off")
    if len(ovens) != 1:
        return None
    metric = scene.home.registry.settings.units == "metric"
    degrees = scene.rng.choice((160, 180, 200, 220) if metric else (325, 350, 375, 400, 425, 450))
    return scene.goal(
        "oven_on",
        need="dinner goes into the oven",
        wants=f"the oven at {degrees} degrees",
        targets=[ovens[0].id],
        states={ovens[0].id: {"state": ("heating", "ready"), "target_temperature": (degrees,)}},
        fillers={"temperature": temperatures(degrees)},
    )


def oven_off(scene: Scene) -> Goal | None:
    """Dinner is out."""
    ovens = scene.are(scene.things("oven"), "heating", "ready")
    if len(ovens) != 1:
        return None
    return scene.goal(
        "oven_off",
        need="dinner is out of the oven",
        wants="the oven off",
        targets=[ovens[0].id],
        states={ovens[0].id: {"state": ("off",)}},
    )


def oven_temperature(scene: Scene) -> Goal | None:
    """Is it hot enough?"""
    ovens = scene.are(scene.things("oven"), "heating", "ready")
    if len(ovens) != 1:
        return None
    return scene.goal(
        "oven_temperature",
        need="the dough is ready",
        wants="to know how hot the oven is",
        targets=[ovens[0].id],
    )


def _thermostat(scene: Scene) -> Entity | None:
    """The room's own, or the home's only one."""
    here = scene.things("climate", area=scene.area)
    everywhere = scene.things("climate")
    found = here or everywhere
    return found[0] if len(found) == 1 else None


def _adjusted(scene: Scene, kind: str, direction: str, need: str) -> Goal | None:
    thermostat = _thermostat(scene)
    if thermostat is None:
        return None
    low, high = COMFORT[scene.home.registry.settings.units]
    degrees = scene.state(thermostat.id).attributes.get("current_temperature")
    comfortable = degrees is not None and (degrees > low if direction == "up" else degrees < high)
    if comfortable and scene.moment != "feels cold":
        return None
    return scene.goal(
        kind,
        need=need,
        wants=f"it {kind} in the {scene.room(scene.area)}",
        targets=[thermostat.id],
        rises={thermostat.id: ("temperature", direction)},
        fillers=scene.named(thermostat),
    )
