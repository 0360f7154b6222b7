"""The session at a terminal: as a screen where there is one, else line by line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from queue import Empty
from select import select
from time import monotonic, sleep

from assistant.log import FILE
from simulator.live.commands import find, help_lines
from simulator.live.modes import endings
from simulator.live.on_screen import run_screen
from simulator.live.plain import PlainTeller
from simulator.live.session import Session
from simulator.live.view import View

TICK = 0.05
"""Seconds between two looks at keyboard and session."""


def run(session: Session, *, plain: bool = False) -> int:
    """Runs the session until it is ended; its exit code. As a screen, unless there is none or lines are asked for.

    However it ends, the terminal is as it was and the log is closed. Raises the `InputError` that the session ended by.
    """
    view = View(sound=session.sound)
    show = run_lines if plain or not has_screen() else run_screen
    try:
        wanted = show(session, view)
    except (KeyboardInterrupt, SystemExit):
        _ended(session, view)
        raise
    _ended(session, view)
    return 0 if wanted else 1


def _ended(session: Session, view: View) -> None:
    if session.failed is not None:
        raise session.failed from None
    print(farewell(view, session.data), file=sys.stderr)


def has_screen() -> bool:
    """Whether input and output are a terminal that can show a screen."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return os.environ.get("TERM", "dumb") not in ("dumb", "unknown", "") and encoding.startswith("utf")


def farewell(view: View, data: Path) -> str:
    """How many turns there were, and where they are kept."""
    turns = "1 turn" if view.taken == 1 else f"{view.taken} turns"
    return f"{turns}; the log is {data / FILE}"


def run_lines(session: Session, view: View) -> bool:
    """Line by line; ends with the input where requests are typed, with Ctrl-C, or with `/quit`.

    False where the session ended by itself.
    """
    teller = PlainTeller(lambda line: print(line, flush=True))
    lines = _Lines()
    session.start()
    try:
        with endings():
            return _lines(session, view, teller, lines)
    finally:
        session.stop()
        _tell(session, view, teller)


def _lines(session: Session, view: View, teller: PlainTeller, lines: _Lines) -> bool:
    while session.running:
        _tell(session, view, teller)
        line = lines.next(TICK)
        if line is not None and not _does(session, view, line):
            return True
        if line is None and lines.over and not session.sound:
            return True
    return False


def _tell(session: Session, view: View, teller: PlainTeller) -> None:
    view.passes(monotonic())
    while True:
        try:
            message = session.told.get_nowait()
        except Empty:
            return
        view.take(message)
        teller.tell(message)


def _does(session: Session, view: View, line: str) -> bool:
    """Does what a line says; false where that is to end."""
    if not line.startswith("/"):
        if line.strip():
            session.typed(line.strip())
        return True
    command = find(line)
    if command is None or command.name == "help":
        print("\n".join(help_lines()), flush=True)
        return True
    command.run(session, view)
    return command.name != "quit"


class _Lines:
    """Standard input, without waiting for it."""

    def __init__(self) -> None:
        self.over = sys.stdin is None
        self._held = b""

    def next(self, wait: float) -> str | None:
        """The next line if one comes in time."""
        if b"\n" not in self._held:
            self._read(wait)
        line, end, rest = self._held.partition(b"\n")
        if not end and not (self.over and line):
            return None
        self._held = rest
        return line.decode("utf-8", "replace")

    def _read(self, wait: float) -> None:
        if self.over:
            sleep(wait)
        elif select([sys.stdin], [], [], wait)[0]:
            more = os.read(sys.stdin.fileno(), 4096)
            self._held, self.over = self._held + more, not more
