"""What a bare "stop", "off" or "enough" may be about: whatever rings, plays or moves."""

from __future__ import annotations

from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold
from assistant.turn import Interpretation

STOPPING = frozenset(
    {
        "HassNevermind", "HassTurnOff", "HassMediaPause", "HassStopMoving", "HassCancelTimer", "AlarmCancel",
        "HassCancelAllTimers", "HassPauseTimer", "Deny",
    }
)  # fmt: skip
"""Intents that bare words to end something are taken for."""

STOP_WORDS = frozenset(
    {"stop", "off", "enough", "quiet", "silence", "shut", "halt", "pause", "cancel", "snooze", "end"}
)
"""Words that end what is heard or seen."""

MOVING = frozenset({"opening", "closing"})


def stoppable(interpretation: Interpretation, here: Here) -> list[Reading]:
    """Readings of a bare stop: of what rings first of all, of what plays or moves in the room."""
    slots = interpretation.slots
    if interpretation.intent not in STOPPING or any(slots.get(s) for s in ("name", "area", "domain", "device_class")):
        return []
    found = [
        Reading(interpretation, (ident,), intent="AlarmCancel", clues=(("ringing", 1.0),)) for ident in here.ringing()
    ]
    words = set(fold(interpretation.text).split())
    if interpretation.intent != "HassNevermind" or not words & STOP_WORDS or here.context.question is not None:
        return found
    return found + _at_work(interpretation, here)


def _at_work(interpretation: Interpretation, here: Here) -> list[Reading]:
    found = []
    for ident in here.index.by_area.get(here.area or "", ()):
        state = here.state(ident).state
        if ident.startswith("media_player.") and state == "playing":
            found.append(Reading(interpretation, (ident,), intent="HassMediaPause"))
        elif ident.startswith("cover.") and state in MOVING:
            found.append(Reading(interpretation, (ident,), intent="HassStopMoving"))
    return found
