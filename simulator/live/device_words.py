"""A device's state in a word or two, as it stands behind the device's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from devices.protocol import Entity, State

ON_WORDS = {"motion": "motion", "door": "open", "window": "open", "opening": "open", "garage_door": "open"}
OFF_WORDS = {"motion": "still", "door": "closed", "window": "closed", "opening": "closed", "garage_door": "closed"}


def in_words(entity: Entity, state: State) -> str:
    """The state; empty where on and off say it all."""
    return WORDS.get(entity.domain, _plainly)(entity, state)


def _plainly(entity: Entity, state: State) -> str:
    return "" if state.state in ("on", "off") else state.state.replace("_", " ")


def _light(entity: Entity, state: State) -> str:
    brightness = state.attributes.get("brightness")
    if state.state != "on" or not isinstance(brightness, int | float) or brightness >= 255:
        return _plainly(entity, state)
    return f"{brightness / 255:.0%}"


def _fan(entity: Entity, state: State) -> str:
    percentage = state.attributes.get("percentage")
    return f"{percentage:.0f}%" if state.state == "on" and percentage else _plainly(entity, state)


def _cover(entity: Entity, state: State) -> str:
    position = state.attributes.get("current_position")
    partly = isinstance(position, int | float) and 0 < position < 100
    return f"{state.state} {position:.0f}%" if partly else state.state


def _player(entity: Entity, state: State) -> str:
    title = state.attributes.get("media_title")
    return f"“{title}”" if state.state == "playing" and title else _plainly(entity, state)


def _sensor(entity: Entity, state: State) -> str:
    unit = str(state.attributes.get("unit_of_measurement") or "")
    return f"{state.state}{unit if unit == '%' else ' ' + unit}".strip()


def _binary(entity: Entity, state: State) -> str:
    kind = entity.device_class or ""
    if state.state not in ("on", "off"):
        return state.state
    return ON_WORDS.get(kind, kind.replace("_", " ")) if state.state == "on" else OFF_WORDS.get(kind, "")


def _climate(entity: Entity, state: State) -> str:
    has, wanted = state.attributes.get("current_temperature"), state.attributes.get("temperature")
    if state.state == "off" or wanted is None:
        return state.state
    return f"{has:.0f}° to {wanted:.0f}°" if has is not None else f"to {wanted:.0f}°"


def _oven(entity: Entity, state: State) -> str:
    has, wanted = state.attributes.get("temperature"), state.attributes.get("target_temperature")
    if state.state == "off" or has is None or wanted is None:
        return _plainly(entity, state)
    return f"{state.state} {has:.0f}° of {wanted:.0f}°" if state.state == "heating" else f"{state.state} {has:.0f}°"


def _weather(entity: Entity, state: State) -> str:
    temperature = state.attributes.get("temperature")
    return state.state + (f" {temperature:.0f}°" if isinstance(temperature, int | float) else "")


def _screen(entity: Entity, state: State) -> str:
    what = state.attributes.get("what")
    return f"“{what}”" if state.state == "showing" and what else _plainly(entity, state)


def _list(entity: Entity, state: State) -> str:
    return f"{state.state} on it" if state.state not in ("0", "unknown") else "empty"


WORDS: Mapping[str, Callable[[Entity, State], str]] = {
    "light": _light,
    "fan": _fan,
    "cover": _cover,
    "valve": _cover,
    "media_player": _player,
    "sensor": _sensor,
    "binary_sensor": _binary,
    "climate": _climate,
    "oven": _oven,
    "weather": _weather,
    "screen": _screen,
    "todo": _list,
}
