"""When needs arise, from `needs.yaml`: by the moments of a day, and after goals that were reached."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulator.households.kinds import KINDS

TABLES = Path(__file__).with_name("needs.yaml")

ROOMS: dict[str, tuple[str, ...]] = {
    "wakes": ("bedroom",),
    "breakfast": ("kitchen",),
    "leaves": ("hall", "entry", "living"),
    "comes home": ("hall", "entry", "living"),
    "cooks": ("kitchen",),
    "sits down": ("living", "lounge", "den"),
    "at times": (),
    "goes to bed": ("bedroom",),
}
"""Where each moment takes place: parts of room ids, in order; anywhere where there are none."""


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The tables; raises KeyError for a kind or a moment that does not exist."""
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load(TABLES.read_text("utf-8"))
    for moment, kinds in read.items():
        for kind in kinds:
            _ = KINDS[kind], ROOMS.get(moment) if moment == "follows" else ROOMS[moment]
    return read


def at(moment: str) -> Mapping[str, float]:
    """The kinds of goal that a moment may give, with their chances."""
    return tables()[moment]


def following(kind: str) -> Mapping[str, tuple[float, float]]:
    """The kinds of goal that may follow one that was reached: minutes after it, and the chance."""
    found: Mapping[str, tuple[float, float]] = tables()["follows"].get(kind, {})
    return found
