"""The session at a terminal: as lines, or as a screen."""

from __future__ import annotations

import os
import sys
from queue import Empty
from select import select
from time import sleep

from simulator.live.commands import find, help_lines
from simulator.live.plain import PlainTeller
from simulator.live.session import Session

TICK = 0.05
"""Seconds between two looks at keyboard and session."""


def run_plain(session: Session) -> int:
    """Line by line; ends with the input where requests are typed, with Ctrl-C, or with `/quit`."""
    teller = PlainTeller(lambda line: print(line, flush=True))
    session.start()
    lines = _Lines()
    try:
        while session.running:
            _tell(session, teller)
            line = lines.next(TICK)
            if line is not None and not _line(session, line):
                break
            if line is None and lines.over and not session.sound:
                break
    finally:
        session.stop()
        _tell(session, teller)
    return _ended(session)


def _ended(session: Session) -> int:
    if session.failed is not None:
        raise session.failed
    return 0


def _tell(session: Session, teller: PlainTeller) -> None:
    while True:
        try:
            teller.tell(session.told.get_nowait())
        except Empty:
            return


def _line(session: Session, line: str) -> bool:
    """Does what a line says; false where that is to end."""
    if not line.startswith("/"):
        if line.strip():
            session.typed(line.strip())
        return True
    command = find(line)
    if command is None:
        print("\n".join(help_lines()), flush=True)
        return True
    command.run(session)
    return command.name != "quit"


class _Lines:
    """Standard input, without waiting for it."""

    def __init__(self) -> None:
        self.over = False
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
