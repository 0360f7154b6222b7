"""Degrees: devices reckon in °C, the home shows its own unit."""

from __future__ import annotations

from devices.protocol import Settings


def celsius(value: float, settings: Settings) -> float:
    """A temperature of the home's unit in °C."""
    return value if settings.units == "metric" else (value - 32.0) / 1.8


def shown(value: float, settings: Settings) -> float:
    """A temperature in °C in the home's unit, exactly."""
    return value if settings.units == "metric" else value * 1.8 + 32.0


def reading(value: float, settings: Settings) -> float:
    """As a display shows it: tenths of a °C, whole °F."""
    return round(value, 1) if settings.units == "metric" else round(value * 1.8 + 32.0)


def unit(settings: Settings) -> str:
    """`°C` or `°F`."""
    return "°C" if settings.units == "metric" else "°F"
