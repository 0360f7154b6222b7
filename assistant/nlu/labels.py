"""What the model tells apart."""

from __future__ import annotations

from assistant.intents import CONVERSATION, INTENTS, UNSUPPORTED

BABBLE = "Babble"
"""The model's word for what makes no sense; it never leaves the interpreter."""

LABELS = (*INTENTS, UNSUPPORTED, BABBLE)
"""All intents, what nobody here does, and what makes no sense."""

_ASKING = """HassGetState HassClimateGetTemperature HassGetWeather HassGetCurrentTime HassGetCurrentDate HassTimerStatus
AlarmStatus ListRead ReminderList MediaInfo SportsScore FindRestaurant"""
HARMLESS = CONVERSATION | frozenset(_ASKING.split())
"""Intents that command nothing."""
