"""Puts rows of text on a terminal's screen, and writes only those that are different: no flicker, little to send."""

from __future__ import annotations

from collections.abc import Sequence

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
"""Around what is to be shown at once, for the terminals that know it; others ignore it."""


class Painter:
    """Remembers what the screen shows."""

    def __init__(self) -> None:
        self._shown: list[str] = []
        self._size = (0, 0)
        self._cursor: tuple[int, int] | None = None

    def paint(self, rows: Sequence[str], size: tuple[int, int], *, cursor: tuple[int, int] | None = None) -> str:
        """What to write so that the screen shows the rows; empty where it does. `cursor` is its column and row."""
        anew = size != self._size
        if anew:
            self._shown, self._size = [], size
        changed = [y for y, row in enumerate(rows) if y >= len(self._shown) or self._shown[y] != row]
        if not changed and cursor == self._cursor:
            return ""
        self._shown, self._cursor = list(rows), cursor
        parts = [BEGIN, "\x1b[?25l", "\x1b[0m\x1b[2J" if anew else ""]
        parts += [f"\x1b[{y + 1};1H{rows[y]}" for y in changed]
        if cursor is not None:
            parts.append(f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H\x1b[?25h")
        return "".join([*parts, END])

    def forget(self) -> None:
        """Something else may have written on the screen: everything is written next time."""
        self._size = (0, 0)
