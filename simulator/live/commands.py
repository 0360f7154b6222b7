"""What can be done beside speaking: a key each on the screen, `/why`, `/wrong`, `/smoke`, … where lines are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from rich.text import Text

from simulator.live.messages import Note
from simulator.live.session import Session
from simulator.live.view import View

WRONG = "that was wrong"
"""What pressing the key says."""

WHY = "why did you do that"


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, and how it is done."""

    name: str
    key: str
    """Its key on the screen."""
    short: str
    """What stands beside the key."""
    does: str
    run: Callable[[Session, View], object]
    sound: bool = False
    """Whether it makes sense only where there is sound."""


def _becomes(session: Session, view: View) -> None:
    resident = view.becomes()
    session.becomes(resident)
    who = view.registry.residents.get(resident)
    session.told.put(Note(f"{who.name if who else 'somebody, nobody knows who,'} speaks from now on"))


def _says(words: str) -> Callable[[Session, View], object]:
    def say(session: Session, view: View) -> None:
        view.types(words)
        session.typed(words)

    return say


def _happens(kind: str) -> Callable[[Session, View], object]:
    return lambda session, view: session.happen(kind)


COMMANDS = (
    Command("listen", " ", "listen", "listen now, with no wake word", lambda session, view: session.listen(), True),
    Command("mute", "m", "mute", "deaf, or no longer", lambda session, view: session.mute(), True),
    Command("why", "y", "why", "ask why the last turn went as it did", _says(WHY)),
    Command("wrong", "w", "wrong", "say that the last turn was wrong", _says(WRONG)),
    Command("motion", "1", "motion", "let a motion sensor see something", _happens("motion")),
    Command("smoke", "2", "smoke", "let a smoke alarm go off", _happens("smoke")),
    Command("arrival", "3", "arrival", "let somebody come home", _happens("arrival")),
    Command("faster", "+", "faster", "the home's clock runs faster", lambda session, view: session.faster()),
    Command("slower", "-", "slower", "the home's clock runs slower", lambda session, view: session.slower()),
    Command("resident", "r", "resident", "the next resident speaks", _becomes),
    Command("help", "?", "help", "what else there is", lambda session, view: None),
    Command("quit", "q", "quit", "end the session", lambda session, view: None),
)

TYPING = (
    ("Enter", "sends the request"),
    ("Up, Down", "earlier requests"),
    ("Ctrl-U, Ctrl-W", "rub out the line, a word"),
)


def usable(*, sound: bool) -> tuple[Command, ...]:
    """The commands of a session with sound, or without."""
    return tuple(command for command in COMMANDS if sound or not command.sound)


def help_lines() -> list[str]:
    """One line a command."""
    return [f"/{command.name:8} {command.does}" for command in COMMANDS]


def help_rows(sound: bool) -> list[Text]:
    """The same for the screen."""
    rows = [(key_name(command) if sound else f"/{command.name}", command.does) for command in usable(sound=sound)]
    if not sound:
        rows += TYPING
    return [Text.assemble((f"{key:>17}", "bold cyan"), "   ", does) for key, does in rows]


def footer_lines(sound: bool, panel: Literal["", "help", "why"], width: int) -> list[Text]:
    """Every key with what it does, on as few lines as it takes."""
    if panel:
        return [
            Text.assemble(
                " ", ("space", "bold cyan"), (" goes on  ", "dim"), ("any key", "bold cyan"), (" closes", "dim")
            )
        ]
    parts = [_part(command, sound) for command in usable(sound=sound)]
    return list(_wrapped(parts, width, gap="  " if sound else " "))


def key_name(command: Command) -> str:
    """How its key is called."""
    return "space" if command.key == " " else command.key


def find(line: str) -> Command | None:
    """The command that a line such as `/why` names, or none."""
    return next((command for command in COMMANDS if line.strip().lower() == f"/{command.name}"), None)


def by_key(key: str) -> Command | None:
    """The command of a key, or none; capitals do the same, and so do `=` and `_`, which lie on the same keys."""
    wanted = {"=": "+", "_": "-"}.get(key, key.lower())
    return next((command for command in COMMANDS if command.key == wanted), None)


def _part(command: Command, sound: bool) -> Text:
    if not sound:
        return Text(f"/{command.name}", style="cyan")
    return Text.assemble((key_name(command), "bold cyan"), (f" {command.short}", "dim"))


def _wrapped(parts: Iterable[Text], width: int, *, gap: str) -> Iterable[Text]:
    line = Text()
    for part in parts:
        if line.cell_len and line.cell_len + len(gap) + part.cell_len > width - 1:
            yield line
            line = Text()
        line.append(gap if line.cell_len else " ")
        line.append_text(part)
    yield line
