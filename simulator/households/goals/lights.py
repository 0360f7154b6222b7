"""Goals about light."""

from __future__ import annotations

from devices.protocol import Entity
from simulator.households.goals.scene import Scene
from simulator.households.language.spoken_values import colours, levels
from simulator.households.values import Goal

ALONE = 0.4
"""How often one lamp is wanted, where a room has several. Assumed."""


def light_on(scene: Scene) -> Goal | None:
    """It is dark: the room's lights, or one of them."""
    if not scene.is_dark():
        return None
    return _switched(scene, "light_on", "on", need=f"the {scene.room(scene.area)} is dark")


def light_off(scene: Scene) -> Goal | None:
    """Nobody needs the light any more, where nobody else is."""
    if scene.area in scene.others:
        return None
    return _switched(scene, "light_off", "off", need=f"nobody needs the light in the {scene.room(scene.area)}")


def all_lights_off(scene: Scene) -> Goal | None:
    """Everybody leaves, or goes to bed."""
    lights = scene.things("light")
    if scene.others or len(scene.are(lights, "on")) < 2:
        return None
    return scene.goal(
        "all_lights_off",
        need="lights burn for nobody",
        wants="every light off",
        states={light.id: {"state": ("off",)} for light in lights},
    )


def light_dim(scene: Scene) -> Goal | None:
    """Too bright."""
    return _adjusted(scene, "light_dim", "down", "dimmer", "it is too bright")


def light_brighten(scene: Scene) -> Goal | None:
    """Not bright enough."""
    return _adjusted(scene, "light_brighten", "up", "brighter", "it is not bright enough")


def light_level(scene: Scene) -> Goal | None:
    """A level of one's own."""
    light = scene.choose(scene.things("light", area=scene.area))
    if light is None:
        return None
    percent = scene.rng.choice((10, 20, 25, 30, 40, 50, 60, 75, 80))
    if round((scene.state(light.id).attributes.get("brightness") or 0) / 2.55) == percent:
        return None
    return scene.goal(
        "light_level",
        need="the light is not as they like it",
        wants=f"the {light.name.lower()} at {percent} percent",
        targets=[light.id],
        data={"brightness_pct": (percent,)},
        fillers={**scene.named(light), "level": levels(percent, "brightness")},
    )


def light_colour(scene: Scene) -> Goal | None:
    """A colour, for the mood."""
    light = scene.choose(scene.things("light", area=scene.area))
    if light is None:
        return None
    colour = scene.rng.choice(("red", "blue", "green", "purple", "orange", "pink"))
    return scene.goal(
        "light_colour",
        need="they are in the mood for colour",
        wants=f"the {light.name.lower()} {colour}",
        targets=[light.id],
        data={"color_name": (colour,)},
        fillers={**scene.named(light), "colour": colours(colour)},
    )


def is_light_on(scene: Scene) -> Goal | None:
    """Did somebody leave a light on, in a room one is not in?"""
    others = [light for light in scene.things("light") if light.area != scene.area]
    light = scene.choose(others)
    if light is None:
        return None
    return scene.goal(
        "is_light_on",
        need="somebody may have left it on",
        wants=f"to know whether the {light.name.lower()} is on",
        targets=[light.id],
        fillers=scene.named(light),
    )


def _switched(scene: Scene, kind: str, state: str, *, need: str) -> Goal | None:
    """What was switched before, where it follows that; else all of the room, or one of them."""
    lights = scene.things("light", area=scene.area)
    lights = [light for light in lights if light.id == scene.about] or lights
    other = "off" if state == "on" else "on"
    waiting = scene.are(lights, other)
    if not waiting or (state == "on" and len(waiting) < len(lights)):
        return None
    if len(lights) > 1 and scene.rng.random() < ALONE:
        return _one(scene, kind, state, scene.rng.choice(waiting), need)
    if len(lights) == 1:
        return _one(scene, kind, state, lights[0], need)
    return scene.goal(
        kind,
        need=need,
        wants=f"the {scene.room(scene.area)} lights {state}",
        targets=[light.id for light in lights],
        states={light.id: {"state": (state,)} for light in lights},
        fillers=scene.placed(scene.area),
    )


def _one(scene: Scene, kind: str, state: str, light: Entity, need: str) -> Goal:
    return scene.goal(
        kind,
        need=need,
        wants=f"the {light.name.lower()} {state}",
        targets=[light.id],
        states={light.id: {"state": (state,)}},
        fillers=scene.named(light),
    )


def _adjusted(scene: Scene, kind: str, direction: str, word: str, need: str) -> Goal | None:
    burning = scene.are(scene.things("light", area=scene.area), "on")
    if not burning:
        return None
    if len(burning) > 1:
        lights, fillers, what = burning, scene.placed(scene.area), f"the {scene.room(scene.area)} lights"
    else:
        lights, fillers, what = burning, scene.named(burning[0]), f"the {burning[0].name.lower()}"
    if any(direction == "up" and (scene.state(one.id).attributes.get("brightness") or 255) >= 255 for one in lights):
        return None
    return scene.goal(
        kind,
        need=need,
        wants=f"{what} {word}",
        targets=[light.id for light in lights],
        rises={light.id: ("brightness", direction) for light in lights},
        fillers=fillers,
    )
