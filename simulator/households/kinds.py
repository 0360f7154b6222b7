"""The kinds of goals, with what their words mean: the contract between goals, phrasings and the judge.

`always` slots hold for every phrasing of a kind; `unnamed` ones where the phrasing does not name the thing (`{name}`).
A phrasing may add slots of its own. `intents` beyond the first are right readings of the same words too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from devices.protocol import Value


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of goal."""

    intents: tuple[str, ...]
    placeholders: tuple[str, ...] = ()
    """What its phrasings may hold; those in `needed` stand in each of them, but for rephrasings that give up half."""
    needed: tuple[str, ...] = ()
    always: Mapping[str, Value] = field(default_factory=dict)
    unnamed: Mapping[str, Value] = field(default_factory=dict)


_PLACE = ("name", "area")
_LIGHT = {"domain": "light"}
_LIST = {"name": "shopping list"}


def _switch(intent: str, **unnamed: Value) -> Kind:
    return Kind((intent, "HassToggle"), _PLACE, unnamed=unnamed)


KINDS: dict[str, Kind] = {
    # Lights
    "light_on": _switch("HassTurnOn", **_LIGHT),
    "light_off": _switch("HassTurnOff", **_LIGHT),
    "all_lights_off": Kind(("HassTurnOff",), always={**_LIGHT, "quantifier": "all"}),
    "light_dim": Kind(("LightAdjust", "HassLightSet"), _PLACE, always={"direction": "down"}, unnamed=_LIGHT),
    "light_brighten": Kind(("LightAdjust", "HassLightSet"), _PLACE, always={"direction": "up"}, unnamed=_LIGHT),
    "light_level": Kind(("HassLightSet",), (*_PLACE, "level"), ("level",)),
    "light_colour": Kind(("HassLightSet",), (*_PLACE, "colour"), ("colour",)),
    # Other things that are switched or moved
    "fan_on": _switch("HassTurnOn", domain="fan"),
    "fan_off": _switch("HassTurnOff", domain="fan"),
    "fan_speed": Kind(("HassFanSetSpeed",), (*_PLACE, "level"), ("level",)),
    "switch_on": Kind(("HassTurnOn", "HassToggle"), ("name",), ("name",)),
    "switch_off": Kind(("HassTurnOff", "HassToggle"), ("name",), ("name",)),
    "blinds_open": _switch("HassTurnOn", domain="cover"),
    "blinds_close": _switch("HassTurnOff", domain="cover"),
    "blinds_position": Kind(("HassSetPosition",), (*_PLACE, "level"), ("level",)),
    "garage_open": Kind(("HassTurnOn",), ("name",), unnamed={"name": "garage door"}),
    "garage_close": Kind(("HassTurnOff",), ("name",), unnamed={"name": "garage door"}),
    "door_lock": Kind(("HassTurnOn",), ("name",), unnamed={"domain": "lock"}),
    "door_unlock": Kind(("HassTurnOff",), ("name",), unnamed={"domain": "lock"}),
    "scene": Kind(("HassTurnOn", "RoutineRun"), ("name",), ("name",)),
    "vacuum_start": Kind(("HassVacuumStart", "HassTurnOn"), ("name",)),
    "vacuum_dock": Kind(("HassVacuumReturnToBase",), ("name",)),
    # Warmth and kitchen
    "heat_set": Kind(("HassClimateSetTemperature",), (*_PLACE, "temperature"), ("temperature",)),
    "warmer": Kind(("ClimateAdjust",), _PLACE, always={"direction": "up"}),
    "cooler": Kind(("ClimateAdjust",), _PLACE, always={"direction": "down"}),
    "oven_on": Kind(("OvenPreheat",), ("temperature",), ("temperature",)),
    "oven_off": Kind(("HassTurnOff",), unnamed={"name": "oven"}),
    "coffee": Kind(("CoffeeBrew", "HassTurnOn")),
    # Asking the home
    "is_light_on": Kind(("HassGetState",), _PLACE, always={"state": "on"}, unnamed=_LIGHT),
    "is_garage_open": Kind(("HassGetState",), ("name",), unnamed={"name": "garage door"}),
    "is_door_locked": Kind(("HassGetState",), ("name",), unnamed={"domain": "lock"}),
    "temperature_inside": Kind(("HassClimateGetTemperature",), ("area",)),
    "oven_temperature": Kind(("HassClimateGetTemperature", "HassGetState"), always={"name": "oven"}),
    # Media
    "play_genre": Kind(("HassMediaSearchAndPlay",), ("genre",), ("genre",)),
    "play_artist": Kind(("HassMediaSearchAndPlay",), ("artist",), ("artist",)),
    "play_title": Kind(("HassMediaSearchAndPlay",), ("title",), ("title",)),
    "play_taste": Kind(("HassMediaSearchAndPlay",)),
    "media_pause": Kind(("HassMediaPause",)),
    "media_resume": Kind(("HassMediaUnpause",)),
    "media_next": Kind(("HassMediaNext",)),
    "volume_up": Kind(("HassSetVolumeRelative",), always={"volume_step": "up"}),
    "volume_down": Kind(("HassSetVolumeRelative",), always={"volume_step": "down"}),
    "volume_set": Kind(("HassSetVolume",), ("level",), ("level",)),
    "what_plays": Kind(("MediaInfo",)),
    # Times
    "timer_set": Kind(("HassStartTimer",), ("duration",), ("duration",)),
    "timer_named": Kind(("HassStartTimer",), ("duration", "timer"), ("duration", "timer")),
    "timer_left": Kind(("HassTimerStatus",)),
    "timer_cancel": Kind(("HassCancelTimer", "HassCancelAllTimers")),
    "timer_more": Kind(("HassIncreaseTimer",), ("duration",), ("duration",)),
    "ringing_stop": Kind(("HassCancelTimer", "AlarmCancel", "HassNevermind", "HassTurnOff", "HassMediaPause")),
    "alarm_set": Kind(("AlarmSet",), ("time", "date"), ("time",)),
    "alarm_repeat": Kind(("AlarmSet",), ("time", "repeat"), ("time", "repeat")),
    "alarm_cancel": Kind(("AlarmCancel",), ("time",)),
    "alarm_when": Kind(("AlarmStatus",)),
    "reminder_set": Kind(("ReminderSet",), ("message", "time", "date"), ("message", "time")),
    "reminders": Kind(("ReminderList",)),
    # Lists
    "list_add": Kind(("HassShoppingListAddItem", "HassListAddItem"), ("item",), ("item",)),
    "list_remove": Kind(
        ("HassShoppingListCompleteItem", "HassListCompleteItem", "HassListRemoveItem"), ("item",), ("item",)
    ),
    "list_read": Kind(("ListRead",), unnamed=_LIST),
    "chore_add": Kind(("HassListAddItem",), ("item",), ("item",), unnamed={"name": "chores"}),
    # The world
    "weather": Kind(("HassGetWeather",)),
    "weather_day": Kind(("HassGetWeather",), ("date",), ("date",)),
    "weather_place": Kind(("HassGetWeather",), ("place",), ("place",)),
    "time": Kind(("HassGetCurrentTime",)),
    "date": Kind(("HassGetCurrentDate",)),
    "score": Kind(("SportsScore",), ("team",), ("team",)),
    "restaurant": Kind(("FindRestaurant",), ("cuisine",), ("cuisine",)),
    # Teaching, and what nobody here does
    "teach_team": Kind(("TeachPreference",), ("team",), ("team",), always={"kind": "team", "like": True}),
    "teach_food": Kind(("TeachPreference",), ("cuisine",), ("cuisine",), always={"kind": "cuisine", "like": True}),
    "teach_genre": Kind(
        ("TeachPreference", "MediaLike"), ("genre",), ("genre",), always={"kind": "genre", "like": True}
    ),
    "unsupported": Kind(("Unsupported",)),
}
