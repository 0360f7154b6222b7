"""Turns built by hand, for the tests of what stands on turns."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from assistant.turn import Belief, Interpretation, Transcript, Turn

AT = datetime(2026, 3, 2, 7, 5, tzinfo=timezone(timedelta(hours=-8)))


def turn(text: str = "turn on the light", *, number: int = 1, after: float = 0.0, **changed: Any) -> Turn:
    """A plain turn, `after` seconds after seven; `resident` and `interpretation` are given short."""
    if "resident" in changed:
        changed["resident"] = Belief(changed["resident"], 0.9)
    if "interpretation" in changed:
        intent, slots = changed.pop("interpretation")
        changed = {"intent": intent, "interpretations": (Interpretation(intent, slots, 0.9),), **changed}
    given = {"turn": f"home-{number:06d}", "session": "s1", "assistant": "kitchen_display", "area": "kitchen"}
    moment = AT + timedelta(seconds=after)
    return Turn(**{**given, "at": moment, "transcript": Transcript(text, 0.9), "status": "done", **changed})
