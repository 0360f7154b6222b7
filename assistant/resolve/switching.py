"""On, off and toggle, for whatever can be switched; each domain by its own services, as Home Assistant has them."""

from __future__ import annotations

from dataclasses import replace

from assistant.resolve.acts import act
from assistant.resolve.find import readings
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold, word_set
from assistant.turn import Act, Interpretation
from devices.protocol import Command

ON: dict[str, str] = {
    "cover": "open_cover",
    "valve": "open_valve",
    "lock": "lock",
    "oven": "preheat",
    "coffee_maker": "brew",
    "vacuum": "start",
    "lawn_mower": "start_mowing",
    "button": "press",
    "input_button": "press",
    "alarm_control_panel": "alarm_arm_away",
}
"""What "on" (or "open", "lock", "start") means to a domain; `turn_on` to the rest."""

OFF: dict[str, str] = {
    "cover": "close_cover",
    "valve": "close_valve",
    "lock": "unlock",
    "vacuum": "return_to_base",
    "lawn_mower": "dock",
    "alarm_control_panel": "alarm_disarm",
}
"""What "off" (or "close", "unlock") means to a domain; `turn_off` to the rest."""

LOCKING = word_set("lock locked close closed shut secure bolt")
UNLOCKING = word_set("unlock unlocked open opened")
"""Verbs that say what a lock shall do."""

NO_OFF = frozenset({"scene", "button", "input_button"})
"""What can only be set off, never switched off."""

ON_STATES = frozenset(
    {
        "on", "open", "opening", "locked", "heating", "ready", "brewing", "playing", "showing", "cleaning", "mowing",
        "heat", "cool", "auto", "heat_cool", "armed_away", "armed_home", "armed_night", "returning", "paused",
    }
)  # fmt: skip
"""States that "toggle" ends."""


def routines(interpretation: Interpretation, here: Here) -> list[Reading]:
    """Routines by name; a scene or a script is switched on, as Home Assistant has it."""
    found = readings(interpretation, here)
    return [r if r.targets[0].startswith("automation.") else replace(r, intent="HassTurnOn") for r in found]


def turn_on(reading: Reading, here: Here) -> Act:
    """Switches on, opens, locks, starts."""
    return act(reading, here, [_moved(ident, reading) or _on(ident) for ident in reading.targets])


def turn_off(reading: Reading, here: Here) -> Act:
    """Switches off, closes, unlocks, sends back."""
    if all(_domain(ident) in NO_OFF for ident in reading.targets):
        return act(reading, here, status="unsupported", reason="not_supported_here")
    return act(reading, here, [_moved(i, reading) or _off(i) for i in reading.targets if _domain(i) not in NO_OFF])


def toggle(reading: Reading, here: Here) -> Act:
    """Turns each into its opposite."""
    commands = [_off(i) if here.state(i).state in ON_STATES else _on(i) for i in reading.targets]
    return act(reading, here, commands)


def _moved(ident: str, reading: Reading) -> Command | None:
    """A lock, by its verb: what is closed is locked and what is opened unlocked, though "off" means unlocked to Home
    Assistant; none without such a verb."""
    said = set(fold(reading.interpretation.text).split())
    if _domain(ident) != "lock" or not said & (LOCKING | UNLOCKING):
        return None
    return Command(ident, "unlock" if said & UNLOCKING and not said & LOCKING else "lock")


def _on(ident: str) -> Command:
    return Command(ident, ON.get(_domain(ident), "turn_on"))


def _off(ident: str) -> Command:
    return Command(ident, OFF.get(_domain(ident), "turn_off"))


def _domain(ident: str) -> str:
    return ident.partition(".")[0]
