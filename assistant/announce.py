"""What the assistant says by itself when the home calls: a timer is over, an alarm is due, a sensor finds smoke."""

from __future__ import annotations

from assistant.context import Context
from assistant.turn import Transcript, Turn
from devices.protocol import Event, Home

DANGERS = frozenset({"smoke", "gas", "carbon_monoxide", "moisture", "safety"})
"""Device classes of sensors that nobody should have to ask about."""


def is_danger(event: Event, home: Home) -> bool:
    """Whether a sensor has just found something that people must know at once."""
    entity = home.registry.entities.get(event.entity)
    if entity is None or entity.domain != "binary_sensor" or entity.device_class not in DANGERS:
        return False
    return event.new.state == "on" and (event.old is None or event.old.state != "on")


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
    if domain == "binary_sensor":
        return f"Careful! The {home.registry.entities[event.entity].name} has gone off."
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
