"""What residents do by hand where the assistant did not, and how they set right what it did wrongly."""

from __future__ import annotations

from assistant.turn import Turn
from devices.home import Home
from devices.protocol import Command
from simulator.households.values import Want

OPPOSITE = {
    "on": "off", "off": "on", "open": "closed", "opening": "closed", "closed": "open", "closing": "open",
    "locked": "unlocked", "unlocked": "locked", "playing": "paused", "cleaning": "docked",
}  # fmt: skip
"""What a thing is set back to by hand, by the state that a wrong command gave it."""

SETTLED = {"opening": "open", "closing": "closed", "heating": "heating", "returning": "docked"}
"""States that pass by themselves, and what they end in."""

STEP = {"brightness": 60, "temperature": 2, "volume_level": 0.1, "percentage": 25}
"""By how much people turn a knob."""


def can_do(want: Want, home: Home) -> bool:
    """Whether a pair of hands can do it: whatever is a wanted state of things that are still there."""
    return bool(want.states or want.rises) and all(thing in home.states for thing in (*want.states, *want.rises))


def do_by_hand(want: Want, turn: Turn | None, home: Home) -> None:
    """Sets right what a turn did to other things, and does what was wanted."""
    for entity, change in turn.changes.items() if turn else ():
        back = OPPOSITE.get(str(change.get("state")))
        if back and entity not in want.targets and entity not in want.states and entity in home.states:
            home.set_state(entity, back)
    for entity, wanted in want.states.items():
        if home.states[entity].state == "ringing":
            home.execute(Command(entity, "stop"))
            continue
        values = {name: allowed[0] for name, allowed in wanted.items()}
        state = values.pop("state", None)
        home.set_state(entity, SETTLED.get(str(state), state), values)
    for entity, (name, direction) in want.rises.items():
        now = home.states[entity].attributes.get(name)
        by = STEP.get(name, 1) * (1 if direction == "up" else -1)
        if isinstance(now, int | float):
            home.set_state(entity, attributes={name: max(0, now + by)})
