"""Colours and whites by name.

Every `…_at` function reads at one word and gives the value and how many words it took, or none.
"""

from __future__ import annotations

from collections.abc import Sequence

_COLOURS = """aqua azure beige black blue brown coral crimson cyan fuchsia gold gray grey green indigo ivory khaki
    lavender lime magenta maroon mint navy olive orange orchid peach pink plum purple red rose salmon silver tan teal
    turquoise violet white yellow amber lilac"""
COLOURS = frozenset(_COLOURS.split())
_SHADES = """dark light deep pale medium hot sky forest royal midnight spring sea steel slate lawn lemon dodger bright
    soft baby navy"""
_SHADED = frozenset(_SHADES.split())
KELVIN = {
    "candle light": 1900,
    "candlelight": 1900,
    "warm white": 2700,
    "soft white": 3000,
    "cool white": 4000,
    "cold white": 4000,
    "neutral white": 3500,
    "daylight": 6500,
    "day light": 6500,
}
"""Whites, by name, in kelvin: Home Assistant's names and values, and those on lamp boxes."""


def colour_at(words: Sequence[str], start: int = 0) -> tuple[str, int] | None:
    """A colour by its name: CSS names are one word.

    >>> colour_at("dark blue".split()), colour_at("soft pink".split())
    (('darkblue', 2), ('pink', 2))
    """
    word, after = " ".join(words[start : start + 1]), " ".join(words[start + 1 : start + 2])
    if word in _SHADED and after in COLOURS:
        return (
            after if word in ("soft", "bright", "baby", "hot") and (word, after) != ("hot", "pink") else word + after
        ), 2
    return (word, 1) if word in COLOURS else None


def white_at(words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """A white by name, in kelvin.

    >>> white_at("warm white".split())
    (2700, 2)
    """
    for size in (2, 1):
        said = words[start : start + size]
        if len(said) == size and (kelvin := KELVIN.get(" ".join(said))):
            return kelvin, size
    return None
