"""When needs arise, by the moments of a day and after goals that were reached (`needs.yaml`); and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulator.households.kinds import KINDS
from simulator.households.values import Resident

TABLES = Path(__file__).with_name("needs.yaml")

ROOMS: dict[str, tuple[str, ...]] = {
    "wakes": ("bedroom",),
    "alarm rings": ("bedroom",),
    "breakfast": ("kitchen",),
    "leaves": ("hall", "entry", "living"),
    "comes home": ("hall", "entry", "living"),
    "cooks": ("kitchen",),
    "sits down": ("living", "lounge", "den"),
    "at times": (),
    "goes to bed": ("bedroom",),
    "arrives": ("hall", "entry", "living"),
    "goes home": ("hall", "entry", "living"),
}
"""Where each moment takes place: parts of room ids, in order; anywhere where there are none. Guests arrive and go home,
and want nothing of it."""

FOR_GROWN_UPS = frozenset((
    "oven_on", "oven_off", "oven_temperature", "coffee", "garage_open", "garage_close", "is_garage_open", "door_lock",
    "door_unlock", "is_door_locked", "heat_set", "restaurant", "vacuum_start", "vacuum_dock", "alarm_repeat",
    "chore_add", "list_read", "timer_named", "switch_on", "switch_off",
))  # fmt: skip
"""Kinds of goal that children have no part in. Assumed."""

OF_GUESTS = frozenset((
    "light_on", "light_off", "light_dim", "light_brighten", "play_title", "play_artist", "play_genre", "play_taste",
    "volume_up", "volume_down", "media_next", "media_pause", "media_resume", "what_plays", "weather", "weather_place",
    "weather_day", "time", "date", "timer_set", "timer_left", "score", "restaurant", "temperature_inside", "fan_on",
    "unsupported", "ringing_stop",
))  # fmt: skip
"""Kinds of goal that guests have: nobody locks up a house that is not theirs. Assumed."""

OF_THE_ROOM = frozenset(kind for kind in KINDS if kind.startswith(("light_", "media_", "volume_", "fan_", "what_")))
"""Kinds of goal that end with being in the room that they are about."""

URGENT = frozenset(("ringing_stop", "media_pause", "media_next", "volume_up", "volume_down", "light_on"))
"""Kinds of goal that nobody puts off. Assumed."""

TEACHES: Mapping[str, str] = {
    "play_taste": "teach_genre", "play_genre": "teach_genre", "score": "teach_team", "restaurant": "teach_food",
}  # fmt: skip
"""What somebody may tell the assistant of their likings, after a goal that gave them trouble."""


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The tables; raises KeyError for a kind or a moment that does not exist."""
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load(TABLES.read_text("utf-8"))
    for moment, kinds in read.items():
        for kind in kinds:
            _ = KINDS[kind], ROOMS.get(moment) if moment == "follows" else ROOMS[moment]
    return read


def at(moment: str) -> Mapping[str, float]:
    """The kinds of goal that a moment may give, with their chances; none where it gives none of its own."""
    return tables().get(moment, {})


def following(kind: str) -> Mapping[str, tuple[float, float]]:
    """The kinds of goal that may follow one that was reached: minutes after it, and the chance."""
    found: Mapping[str, tuple[float, float]] = tables()["follows"].get(kind, {})
    return found


def asked_by(kind: str, resident: Resident) -> bool:
    """Whether somebody like this asks for such a thing."""
    if resident.guest:
        return kind in OF_GUESTS
    return resident.age != "child" or kind not in FOR_GROWN_UPS
