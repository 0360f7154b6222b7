"""What can be typed beside requests: `/why`, `/wrong`, `/smoke`, …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.live.session import Session

WRONG = "that was wrong"
"""What pressing the key says."""

WHY = "why did you do that"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, and how it is done. `key` is its key on the screen."""

    name: str
    key: str
    does: str
    run: Callable[[Session], object]


COMMANDS = (
    Command("listen", " ", "listen now, with no wake word", Session.listen),
    Command("mute", "m", "deaf, or no longer", Session.mute),
    Command("why", "y", "ask why the last turn went as it did", lambda session: session.typed(WHY)),
    Command("wrong", "w", "say that the last turn was wrong", lambda session: session.typed(WRONG)),
    Command("motion", "1", "let a motion sensor see something", lambda session: session.happen("motion")),
    Command("smoke", "2", "let a smoke alarm go off", lambda session: session.happen("smoke")),
    Command("arrival", "3", "let somebody come home", lambda session: session.happen("arrival")),
    Command("faster", "+", "the home's clock runs faster", Session.faster),
    Command("slower", "-", "the home's clock runs slower", Session.slower),
    Command("quit", "q", "end the session", lambda session: None),
)


def help_lines() -> list[str]:
    """One line a command."""
    return [f"/{command.name:8} {command.does}" for command in COMMANDS]


def find(line: str) -> Command | None:
    """The command that a line such as `/why` names, or none."""
    return next((command for command in COMMANDS if line.strip().lower() == f"/{command.name}"), None)
