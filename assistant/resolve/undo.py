"""Taking back what a turn has done: the commands that restore what was before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.resolve.here import JUST, Here
from assistant.turn import Turn
from devices.protocol import Command, Event, State, Value

OPPOSITE: dict[str, str] = {
    "turn_on": "turn_off", "turn_off": "turn_on", "open_cover": "close_cover", "close_cover": "open_cover",
    "open_valve": "close_valve", "close_valve": "open_valve", "lock": "unlock", "unlock": "lock",
    "preheat": "turn_off", "brew": "turn_off", "start": "return_to_base", "clean_area": "return_to_base",
    "start_mowing": "dock", "play_media": "media_stop", "media_pause": "media_play", "media_play": "media_pause",
    "media_next_track": "media_previous_track", "media_previous_track": "media_next_track", "show": "turn_off",
    "set": "cancel", "alarm_arm_away": "alarm_disarm", "create": "delete",
}  # fmt: skip
"""Service by service; where the state before is known, it is restored instead."""

HELPER_OPPOSITE = {"start": "cancel", "pause": "unpause", "unpause": "pause"}
"""The same for timers."""

ITEM_OPPOSITE = {"add_item": "remove_item", "remove_item": "add_item", "update_item": "update_item"}
"""The same for lists."""


def inverse(turn: Turn, here: Here) -> tuple[Command, ...]:
    """The commands that undo a turn's, last first; fewer or none where something can't be undone."""
    before = _before(turn, here)
    found = []
    for outcome in reversed(turn.outcomes):
        if outcome.failure is None and outcome.changes:  # what changed nothing has nothing to undo
            command = _inverse(outcome.command, before.get(outcome.command.entity))
            found += [command] if command else []
    return tuple(found)


def _before(turn: Turn, here: Here) -> dict[str, State]:
    """The states that the turn's commands changed."""
    states: dict[str, State] = {}
    for event in here.home.history(since=turn.at - timedelta(seconds=1)):
        if event.at >= turn.at and event.old is not None and event.cause == "command":
            states.setdefault(event.entity, event.old)
    return states


def _inverse(command: Command, before: State | None) -> Command | None:
    domain = command.entity.partition(".")[0]
    if domain == "todo":
        opposite = ITEM_OPPOSITE.get(command.service)
        data = {**command.data, "status": "needs_action"} if opposite == "update_item" else command.data
        return Command(command.entity, opposite, data) if opposite else None
    if domain == "timer":
        if command.service == "change":
            return Command(command.entity, "change", {"duration": -command.data.get("duration", 0)})
        opposite = HELPER_OPPOSITE.get(command.service)
        return Command(command.entity, opposite) if opposite else None
    if before is not None and domain in RESTORE:
        return RESTORE[domain](command, before)
    opposite = OPPOSITE.get(command.service)
    return Command(command.entity, opposite) if opposite else None


@dataclass(frozen=True, slots=True)
class PutBack:
    """What somebody's hand changed, and the command that puts it back."""

    at: datetime
    command: Command


def put_back(here: Here) -> PutBack | None:
    """The latest thing changed by hand that can be put back."""
    for event in reversed(here.home.history(since=here.context.now - JUST)):
        if event.cause == "hand" and event.kind == "state_changed":
            command = restored(event)
            if command is not None:
                return PutBack(event.at, command)
    return None


def restored(event: Event) -> Command | None:
    """The command that puts back what was changed by hand; none where nothing does that, or where it would let
    somebody in."""
    old, domain = event.old, event.entity.partition(".")[0]
    if old is None or domain in ("lock", "alarm_control_panel"):
        return None
    changed = {key for key, value in event.new.attributes.items() if old.attributes.get(key) != value}
    for attribute, (service, parameter) in PUT_BACK.get(domain, {}).items():
        if attribute in changed and event.new.state == old.state and old.attributes.get(attribute) is not None:
            return Command(event.entity, service, {parameter: old.attributes[attribute]})
    if domain in RESTORE and domain not in PUT_BACK:
        return RESTORE[domain](Command(event.entity, "turn_on"), old)
    return Command(event.entity, "turn_on" if old.state == "on" else "turn_off") if old.state in ("on", "off") else None


PUT_BACK: dict[str, dict[str, tuple[str, str]]] = {
    "climate": {"temperature": ("set_temperature", "temperature")},
    "media_player": {"volume_level": ("volume_set", "volume_level")},
}
"""By domain, the attribute that is put back, with its service and parameter."""


def _light(command: Command, before: State) -> Command:
    if before.state != "on":
        return Command(command.entity, "turn_off")
    data: dict[str, Value] = {}
    for name in ("brightness", "color_name", "color_temp_kelvin"):
        if before.attributes.get(name):
            data[name] = before.attributes[name]
    return Command(command.entity, "turn_on", data)


def _cover(command: Command, before: State) -> Command:
    position = before.attributes.get("current_position")
    if before.state == "closed" or position == 0:
        return Command(command.entity, "close_cover")
    if position in (None, 100):
        return Command(command.entity, "open_cover")
    return Command(command.entity, "set_cover_position", {"position": position})


def _climate(command: Command, before: State) -> Command | None:
    if command.service == "set_temperature" and before.attributes.get("temperature") is not None:
        return Command(command.entity, "set_temperature", {"temperature": before.attributes["temperature"]})
    if command.service == "set_fan_mode" and before.attributes.get("fan_mode"):
        return Command(command.entity, "set_fan_mode", {"fan_mode": before.attributes["fan_mode"]})
    return Command(command.entity, "set_hvac_mode", {"hvac_mode": before.state})


def _oven(command: Command, before: State) -> Command:
    target = before.attributes.get("target_temperature")
    if before.state == "off":
        return Command(command.entity, "turn_off")
    return Command(command.entity, "preheat", {"temperature": target} if target else {})


def _player(command: Command, before: State) -> Command | None:
    if command.service == "volume_set" and before.attributes.get("volume_level") is not None:
        return Command(command.entity, "volume_set", {"volume_level": before.attributes["volume_level"]})
    if command.service == "volume_mute":
        muted = bool(before.attributes.get("is_volume_muted"))
        return Command(command.entity, "volume_mute", {"is_volume_muted": muted})
    opposite = OPPOSITE.get(command.service)
    return Command(command.entity, opposite) if opposite else None


def _fan(command: Command, before: State) -> Command:
    if before.state != "on":
        return Command(command.entity, "turn_off")
    speed = before.attributes.get("percentage")
    return (
        Command(command.entity, "set_percentage", {"percentage": speed})
        if speed
        else Command(command.entity, "turn_on")
    )


RESTORE: dict[str, Callable[[Command, State], Command | None]] = {
    "light": _light,
    "cover": _cover,
    "climate": _climate,
    "oven": _oven,
    "media_player": _player,
    "fan": _fan,
}
"""By domain, how the state before is restored."""
