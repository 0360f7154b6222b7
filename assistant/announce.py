"""What the assistant says by itself when the home calls: a timer is over, an alarm is due."""

from __future__ import annotations

from assistant.context import Context
from assistant.turn import Transcript, Turn
from devices.protocol import Event, Home


def announcement(event: Event, home: Home, context: Context, *, turn: str, session: str) -> Turn:
    """The turn that tells of an event; nothing was heard, and nothing is commanded."""
    return Turn(
        turn=turn,
        session=session,
        at=event.at,
        initiator="assistant",
        assistant=context.assistant or next(iter(home.registry.satellites), ""),
        area=context.area,
        transcript=Transcript("", 1.0),
        targets=(event.entity,),
        reply=wording(event, home),
        status="done",
    )


def wording(event: Event, home: Home) -> str:
    """One sentence for an event, by the kind of helper it comes from."""
    attributes = event.new.attributes
    name = str(attributes.get("name") or "").strip()
    domain = event.entity.partition(".")[0]
    if domain == "reminder":
        return f"A reminder: {attributes.get('message') or name}."
    if domain == "alarm":
        clock = f"{event.at:%I:%M %p}".lstrip("0")
        return (
            f"It's {clock}. This is your {name} alarm."
            if name
            else f"It's {clock}. Good morning."
            if (event.at.hour < 12)
            else f"It's {clock}. This is your alarm."
        )
    return f"Your {name} timer is done." if name else "Your timer is done."
