"""What a bare "stop", "off" or "enough" may be about: whatever rings, plays or moves."""

from __future__ import annotations

from assistant.resolve.here import Here
from assistant.resolve.kinds import PRONOUNS
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

AT_WORK = (
    ("media_player.", frozenset({"playing"}), "HassMediaPause"),
    ("cover.", frozenset({"opening", "closing"}), "HassStopMoving"),
    ("vacuum.", frozenset({"cleaning"}), "HassVacuumReturnToBase"),
    ("lawn_mower.", frozenset({"mowing"}), "HassLawnMowerDock"),
)
"""What can be told to stop, in which states, and what is meant then."""


def stoppable(interpretation: Interpretation, here: Here) -> list[Reading]:
    """Readings of a bare stop: of what rings first of all, of what plays or moves in the room."""
    slots = interpretation.slots
    named = fold(str(slots.get("name") or "")) not in PRONOUNS | {""}
    if interpretation.intent not in STOPPING or named or any(slots.get(s) for s in ("area", "domain", "device_class")):
        return []
    found = [
        Reading(interpretation, (ident,), intent="AlarmCancel", clues=(("ringing", 1.0),)) for ident in here.ringing()
    ]
    words = set(fold(interpretation.text).split())
    if interpretation.intent != "HassNevermind" or not words & STOP_WORDS or here.context.question is not None:
        return found
    return found + _at_work(interpretation, here)


def _at_work(interpretation: Interpretation, here: Here) -> list[Reading]:
    """What plays, moves or cleans in the room; and elsewhere, what has just begun to."""
    near = here.index.by_area.get(here.area or "", ())
    news = (ident for ident in here.changed if ident in here.index.entities)
    found = []
    for ident in dict.fromkeys((*near, *news)):
        for domain, states, intent in AT_WORK:
            if ident.startswith(domain) and here.state(ident).state in states:
                found.append(Reading(interpretation, (ident,), how="pointed", intent=intent))
    return found
