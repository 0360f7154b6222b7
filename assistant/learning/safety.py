"""What nothing is ever rewritten into: whatever lets somebody in, what wakes or warns, and what costs money."""

from __future__ import annotations

CRITICAL = ("HassUnlock", "HassLock", "HassOpenCover", "HassCloseCover", "HassOpenValve", "HassCloseValve", "Alarm",
            "HassAlarm", "HassSetPosition", "HassSetCoverPosition")  # fmt: skip
"""Beginnings of intents."""

SWITCHING = frozenset({"HassTurnOn", "HassTurnOff", "HassToggle"})
"""Intents that open, close, lock and arm too, by what they switch."""

GUARDED = frozenset({"cover", "lock", "valve", "alarm_control_panel", "siren"})
"""Domains of what lets in or warns."""

WORDS = frozenset(
    {
        "door", "doors", "garage", "gate", "gates", "lock", "locks", "locked", "unlocked", "unlock", "deadbolt",
        "alarm", "alarms", "siren", "security", "shutter", "shutters", "valve", "window", "windows", "buy", "order",
        "purchase", "pay",
    }
)  # fmt: skip
"""Words that are never put into a request: an opener may have any name, but is mostly called after what it opens."""


def critical(state: str, text: str = "") -> bool:
    """Whether a state (`log_schema.state_of`), said in these words, is safety-critical; of several requests, any."""
    return bool(WORDS & set(text.split())) or any(_critical(part) for part in state.split(" & "))


def _critical(state: str) -> bool:
    intent, *slots = state.split("|")
    if intent.startswith(CRITICAL):
        return True
    values = dict(slot.partition(":")[::2] for slot in slots)
    if intent not in SWITCHING:
        return False
    return values.get("domain", "") in GUARDED or any(WORDS & set(value.split()) for value in values.values())
