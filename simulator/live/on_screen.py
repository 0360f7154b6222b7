"""The session on a whole screen: messages become a view, the view becomes rows, keys become what the session does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from queue import Empty
from select import select
from time import monotonic

from rich.console import Console

from simulator.live.commands import COMMANDS, Command, by_key, find, footer_lines
from simulator.live.editor import Editor
from simulator.live.keys import Key, Keys
from simulator.live.layout import Layout
from simulator.live.modes import endings, held_errors, whole_screen, write
from simulator.live.painter import Painter
from simulator.live.paper import Paper
from simulator.live.session import Session
from simulator.live.view import View

TICK = 0.05
"""Seconds between two looks at keyboard and session."""

FRAME = 0.125
"""Seconds between two frames; a key is answered at once."""


class ScreenSession:
    """One session at one terminal."""

    def __init__(self, session: Session, view: View, paper: Paper, *, size: Callable[[], tuple[int, int]]) -> None:
        self.session, self.view = session, view
        self.editor = Editor(completions=tuple(f"/{command.name}" for command in COMMANDS))
        self._layout, self._painter, self._size = Layout(paper), Painter(), size
        self._drawn = 0.0
        self.over = False
        """Whether somebody wants to end it."""

    def take(self) -> None:
        """Takes what the session has told since the last time."""
        while True:
            try:
                message = self.session.told.get_nowait()
            except Empty:
                return
            self.view.take(message)

    def press(self, key: Key) -> None:
        """Does what a key says."""
        self._drawn = 0.0
        if key.name == "redraw":
            self._painter.forget()
        elif key.name == "break" or (key.name == "end of input" and not self.editor.text):
            self.over = True
        elif self.view.panel and self._turn_page(key):
            pass
        elif not self.view.sound:
            line = self.editor.press(key)
            if line:
                self._line(line)
        elif command := by_key(key.text):
            self._run(command)

    def frame(self, now: float) -> str:
        """What to write so that the screen is up to date; empty where it is, or where the last frame was just now."""
        self.view.passes(now)
        if now - self._drawn < FRAME:
            return ""
        self._drawn = now
        width, height = self._size()
        entry, cursor = None, None
        if not self.view.sound and not self.view.panel:
            entry, column = self.editor.shown(width)
        rows = self._layout.rows(self.view, width, height, entry=entry)
        if entry is not None:
            cursor = (column, height - 1 - len(footer_lines(False, "", width)))
        return self._painter.paint(rows, (width, height), cursor=cursor)

    def _line(self, line: str) -> None:
        if not line.startswith("/"):
            self.view.types(line)
            self.session.typed(line)
            return
        command = find(line)
        if command is None:
            self.view.note(f"there is no {line}; /help lists what there is")
        else:
            self._run(command)

    def _run(self, command: Command) -> None:
        if command.name == "quit":
            self.over = True
        elif command.name in ("help", "why"):
            self.view.opens("help" if command.name == "help" else "why")
        elif self.view.ready is not None:
            command.run(self.session, self.view)

    def _turn_page(self, key: Key) -> bool:
        """Space and the arrows go on to the next page; other keys close the panel. Whether that is all they do."""
        pages = self._layout.pages(self.view, *self._size())
        turns = key.text == " " or key.name in ("down", "right", "enter")
        if turns and self.view.page + 1 < pages:
            self.view.page += 1
            return True
        self.view.opens("")
        return self.view.sound or turns or not key.text


def run_screen(session: Session, view: View) -> bool:
    """Shows the session until it ends or somebody ends it; the terminal is as it was afterwards, and the log closed.

    False where the session ended by itself.
    """
    console = Console()
    paper = Paper(console.color_system, plain=console.no_color)
    inward, outward = sys.stdin.fileno(), sys.stdout.fileno()
    screen = ScreenSession(session, view, paper, size=lambda: _size_of(outward))
    sys.stdout.flush()
    session.start()
    try:
        with endings(), held_errors(), whole_screen(inward, outward):
            _live(screen, inward, outward)
    finally:
        session.stop()
        screen.take()
    return screen.over


def _live(screen: ScreenSession, inward: int, outward: int) -> None:
    keys = Keys()
    while screen.session.running and not screen.over:
        if select([inward], [], [], TICK)[0]:
            given = os.read(inward, 4096)
            if not given:
                screen.over = True  # the terminal is gone
            pressed = keys.feed(given)
        else:
            pressed = keys.rest()
        screen.view.passes(monotonic())
        screen.take()
        for key in pressed:
            screen.press(key)
        text = screen.frame(monotonic())
        if text:
            write(outward, text)


def _size_of(outward: int) -> tuple[int, int]:
    size = os.get_terminal_size(outward)
    return (size.columns or 80, size.lines or 24)
