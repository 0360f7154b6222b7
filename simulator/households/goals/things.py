"""Goals about what is switched, opened, locked, cleaned and brewed."""

from __future__ import annotations

from devices.protocol import Entity
from simulator.households.goals.scene import Scene
from simulator.households.language.spoken_values import levels
from simulator.households.values import Goal

BLINDS = ("blind", "curtain", "shade", "shutter")


def fan_on(scene: Scene) -> Goal | None:
    """It is close in here."""
    return _switch(scene, "fan_on", "fan", ("on",), ("off",), need="it is close in here", wants="on", near=True)


def fan_off(scene: Scene) -> Goal | None:
    """The draught is enough."""
    return _switch(scene, "fan_off", "fan", ("off",), ("on",), need="there is a draught", wants="off", near=True)


def fan_speed(scene: Scene) -> Goal | None:
    """Faster, or slower."""
    fan = scene.choose(scene.things("fan", area=scene.area))
    if fan is None:
        return None
    percent = scene.rng.choice((25, 30, 50, 60, 75, 80, 100))
    return scene.goal(
        "fan_speed",
        need="the fan is too fast or too slow",
        wants=f"the {fan.name.lower()} at {percent} percent",
        targets=[fan.id],
        data={"percentage": (percent,)},
        fillers={**scene.named(fan), "level": levels(percent, "percentage")},
    )


def switch_on(scene: Scene) -> Goal | None:
    """Something that works by itself once it is on."""
    return _switch(scene, "switch_on", "switch", ("on",), ("off",), need="it shall be running", wants="on")


def switch_off(scene: Scene) -> Goal | None:
    """It need not run any more."""
    return _switch(scene, "switch_off", "switch", ("off",), ("on",), need="it need not run any more", wants="off")


def blinds_open(scene: Scene) -> Goal | None:
    """Light and a view."""
    return _blinds(scene, "blinds_open", ("open", "opening"), ("closed",), "to let the day in", "open")


def blinds_close(scene: Scene) -> Goal | None:
    """Nobody shall look in, or the sun blinds."""
    return _blinds(scene, "blinds_close", ("closed", "closing"), ("open",), "nobody shall look in", "closed")


def blinds_position(scene: Scene) -> Goal | None:
    """Half open, say."""
    blinds = scene.choose(scene.things("cover", area=scene.area, device_class=BLINDS))
    if blinds is None:
        return None
    percent = scene.rng.choice((20, 25, 30, 40, 50, 60, 75))
    return scene.goal(
        "blinds_position",
        need="the sun blinds",
        wants=f"the {blinds.name.lower()} at {percent} percent",
        targets=[blinds.id],
        data={"position": (percent,)},
        fillers={**scene.named(blinds), "level": levels(percent, "position")},
    )


def garage_open(scene: Scene) -> Goal | None:
    """The car shall go out, or in."""
    return _garage(scene, "garage_open", ("open", "opening"), ("closed",), "the car needs to go through", "open")


def garage_close(scene: Scene) -> Goal | None:
    """It stands open."""
    return _garage(scene, "garage_close", ("closed", "closing"), ("open",), "the garage stands open", "closed")


def is_garage_open(scene: Scene) -> Goal | None:
    """Was it left open?"""
    doors = scene.things("cover", device_class=["garage"])
    return _asked(scene, "is_garage_open", doors, "they can't remember closing it", "is open")


def door_lock(scene: Scene) -> Goal | None:
    """Locked for the night, or when everybody leaves."""
    return _switch(scene, "door_lock", "lock", ("locked",), ("unlocked",), need="the door is unlocked", wants="locked")


def door_unlock(scene: Scene) -> Goal | None:
    """Somebody is at the door."""
    return _switch(scene, "door_unlock", "lock", ("unlocked",), ("locked",), need="somebody comes", wants="unlocked")


def is_door_locked(scene: Scene) -> Goal | None:
    """Is it locked?"""
    return _asked(scene, "is_door_locked", scene.things("lock"), "they want to sleep soundly", "is locked")


def scene_on(scene: Scene) -> Goal | None:
    """A scene that fits the moment: by its name."""
    words = {"goes to bed": ("night", "bed", "sleep"), "wakes": ("morning",), "sits down": ("movie", "film", "relax")}
    fitting = words.get(scene.moment, ())
    scenes = [one for one in scene.things("scene") if any(word in one.name.lower() for word in fitting)]
    if not scenes:
        return None
    chosen = scene.rng.choice(scenes)
    return scene.goal(
        "scene",
        need=f"somebody {scene.moment}",
        wants=f"the scene {chosen.name}",
        targets=[chosen.id],
        fillers={"name": scene.names(chosen)},
    )


def vacuum_start(scene: Scene) -> Goal | None:
    """The floor is dirty."""
    return _switch(
        scene, "vacuum_start", "vacuum", ("cleaning",), ("docked", "idle"), need="the floor is dirty", wants="cleaning"
    )


def vacuum_dock(scene: Scene) -> Goal | None:
    """It is in the way."""
    return _switch(
        scene, "vacuum_dock", "vacuum", ("returning", "docked"), ("cleaning",), need="it is in the way", wants="docked"
    )


def coffee(scene: Scene) -> Goal | None:
    """Coffee."""
    makers = scene.are(scene.things("coffee_maker"), "off", "idle")
    if len(makers) != 1:
        return None
    return scene.goal(
        "coffee",
        need="they are not awake yet",
        wants="coffee",
        targets=[makers[0].id],
        states={makers[0].id: {"state": ("brewing", "ready")}},
    )


def _switch(
    scene: Scene,
    kind: str,
    domain: str,
    wanted: tuple[str, ...],
    now: tuple[str, ...],
    *,
    need: str,
    wants: str,
    near: bool = False,
) -> Goal | None:
    found = scene.things(domain, area=scene.area if near else None)
    if scene.about:
        found = [thing for thing in found if thing.id == scene.about]
    return _turned(scene, kind, scene.choose(scene.are(found, *now)), wanted, need, wants)


def _turned(
    scene: Scene, kind: str, thing: Entity | None, wanted: tuple[str, ...], need: str, wants: str
) -> Goal | None:
    if thing is None:
        return None
    return scene.goal(
        kind,
        need=need,
        wants=f"the {thing.name.lower()} {wants}",
        targets=[thing.id],
        states={thing.id: {"state": wanted}},
        fillers=scene.named(thing),
    )


def _blinds(
    scene: Scene, kind: str, wanted: tuple[str, ...], now: tuple[str, ...], need: str, wants: str
) -> Goal | None:
    blinds = scene.things("cover", area=scene.area, device_class=BLINDS)
    return _turned(scene, kind, scene.choose(scene.are(blinds, *now)), wanted, need, wants)


def _garage(
    scene: Scene, kind: str, wanted: tuple[str, ...], now: tuple[str, ...], need: str, wants: str
) -> Goal | None:
    doors = scene.are(scene.things("cover", device_class=["garage"]), *now)
    return _turned(scene, kind, scene.choose(doors), wanted, need, wants)


def _asked(scene: Scene, kind: str, things: list[Entity], need: str, what: str) -> Goal | None:
    thing = scene.choose(things)
    if thing is None:
        return None
    return scene.goal(
        kind,
        need=need,
        wants=f"to know whether the {thing.name.lower()} {what}",
        targets=[thing.id],
        fillers=scene.named(thing),
    )
