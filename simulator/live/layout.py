"""Where everything stands on the screen. A pure function of what is seen and of the size, from 80 x 24 up.

Each region is drawn from values that stay equal as long as it looks the same, and is kept until they change: most
frames draw one or two lines.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.text import Text

from assistant.learnt import Learnt as Rewrites
from assistant.turn import Turn
from simulator.explaining import explanation
from simulator.live.commands import footer_lines, help_rows
from simulator.live.head import hint, meter_line, moment_line, place, place_line, state_line, wrong_line
from simulator.live.home_seen import due_lines, home_lines, learnt_lines
from simulator.live.paper import Paper, heading
from simulator.live.turn_seen import last_lines, stages_of, turn_lines
from simulator.live.view import View

WIDE = 120
"""Cells from which the home stands beside the turn instead of under it."""

SMALLEST = (40, 10)
"""Under it there is nothing to be shown."""

READABLE = 110
"""Cells that an explanation takes at most."""

Lines = list[str]


@dataclass(slots=True)
class Layout:
    """Lays out one terminal; keeps what it has drawn."""

    paper: Paper
    _kept: dict[str, tuple[Any, Lines]] = field(default_factory=dict)

    def rows(self, view: View, width: int, height: int, *, entry: Text | None = None) -> Lines:
        """The whole screen: `height` strings of exactly `width` cells. `entry` is the line being typed."""
        if width < SMALLEST[0] or height < SMALLEST[1]:
            return self._filled([self.paper.line(Text("too small"), width)], width, height)
        top = self._head(view, width)
        bottom = self._foot(view, width, entry)
        space = height - len(top) - len(bottom)
        if view.panel:
            middle = self._panel(view, width, space)
        elif width >= WIDE:
            middle = self._wide(view, width, space)
        else:
            middle = self._narrow(view, width, space)
        return [*top, *self._filled(middle, width, space), *bottom][:height]

    def pages(self, view: View, width: int, height: int) -> int:
        """How many pages the open panel has."""
        space = height - len(self._head(view, width)) - len(self._foot(view, width, None)) - 1
        return max(1, -(-len(self._panel_lines(view, width)) // max(1, space)))

    def _head(self, view: View, width: int) -> Lines:
        ready = view.ready
        wake = ready.wake if ready else ""
        state = view.state
        at = view.at.replace(microsecond=0) if view.at else None
        where = place(view)
        lines = self._line(
            "state", state_line, state, view.by, wake, view.sound, at, view.speed, view.home.name, width=width
        )
        if view.sound:
            strain = (view.behind, view.lost)
            lines += self._line("meter", meter_line, state, view.level, view.near, strain, where, width=width)
        else:
            lines += self._line("meter", place_line, where, width=width)
        lines += self._lines(
            "moment",
            lambda *given: [moment_line(*given)],
            state,
            view.words,
            view.asked,
            view.notice,
            hint(view),
            width=width,
        )
        return lines + self._lines(
            "wrong", lambda wrongs: [wrong_line(wrong, width) for wrong in wrongs], view.wrongs, width=width
        )

    def _foot(self, view: View, width: int, entry: Text | None) -> Lines:
        typed = [self.paper.line(entry, width)] if entry is not None else []
        return typed + self._lines("foot", footer_lines, view.sound, view.panel, width, width=width)

    def _narrow(self, view: View, width: int, space: int) -> Lines:
        """The turn, under it the home and what is to come, under them the last turns."""
        turn = min(8 if view.sound else 7, max(4, space // 3 + 1))
        last = min(max(2, space // 5), 1 + len(_before(view)) if space < 30 else 99)
        home = space - turn - last
        lines = self._turn(view, width, turn)
        lines += self._home_and_due(view, width, home)
        return lines + self._last(view, width, last)

    def _wide(self, view: View, width: int, space: int) -> Lines:
        """The turn over the last turns, beside them the home over what is to come."""
        left = width // 2
        turn = min(12, max(4, space // 2))
        ours = self._turn(view, left - 1, turn)
        ours += self._last(view, left - 1, space - turn)
        right = width - left - 2
        rooms = self._home(view, right, max(1, space * 3 // 4 - 2))
        theirs = self._titled("Home", rooms, right, len(rooms) + 2)
        theirs += self._due_and_learnt(view, right, space - len(theirs))
        return beside(self._filled(ours, left - 1, space), "   ", self._filled(theirs, right, space))

    def _home_and_due(self, view: View, width: int, space: int) -> Lines:
        side = max(24, width * 3 // 10)
        main = width - side - 2
        home = self._titled("Home", self._home(view, main, space - 1), main, space)
        return beside(home, "  ", self._filled(self._due_over_learnt(view, side, space), side, len(home)))

    def _due_over_learnt(self, view: View, width: int, space: int) -> Lines:
        due = min(max(1, len(view.home.due)), max(1, space - 4))
        lines = self._titled("To come", self._due(view, width, due), width, due + 1)
        rest = space - due - 1
        return lines + self._titled("Learnt", self._learnt(view, width, rest - 1), width, rest) if rest > 1 else lines

    def _due_and_learnt(self, view: View, width: int, space: int) -> Lines:
        left = width * 2 // 5
        right = width - left - 2
        due = self._titled("To come", self._due(view, left, space - 1), left, space)
        learnt = self._titled("Learnt", self._learnt(view, right, space - 1), right, space)
        return beside(due, "  ", learnt)

    def _turn(self, view: View, width: int, height: int) -> Lines:
        status = view.turn.status if view.turn else None
        lines = self._lines("turn", turn_lines, stages_of(view), status, width, height, width=width)
        return self._filled(lines, width, height)

    def _last(self, view: View, width: int, height: int) -> Lines:
        lines = self._lines("last", last_lines, _before(view), width, height, width=width)
        return self._titled("Turns before", lines, width, height)

    def _home(self, view: View, width: int, height: int) -> Lines:
        return self._lines("home", home_lines, view.home, width, height, width=width)

    def _due(self, view: View, width: int, height: int) -> Lines:
        return self._lines("due", due_lines, view.home.due, width, height, width=width)

    def _learnt(self, view: View, width: int, height: int) -> Lines:
        return self._lines("learnt", learnt_lines, view.learnt, height, width=width)

    def _panel(self, view: View, width: int, space: int) -> Lines:
        lines = self._panel_lines(view, width)
        size = max(1, space - 1)
        pages = max(1, -(-len(lines) // size))
        title = "Keys" if view.panel == "help" else "Why"
        title += f" ({view.page + 1} of {pages})" if pages > 1 else ""
        return self._titled(title, lines[view.page * size : (view.page + 1) * size], width, space)

    def _panel_lines(self, view: View, width: int) -> Lines:
        if view.panel == "help":
            return self._lines("panel", help_rows, view.sound, width=width)
        turn = view.explained
        if turn is None:
            return [self.paper.line(Text(" There was no turn yet."), width)]
        known = view.rewrites
        return self._cached("panel", (turn, width, known), lambda: self._explained(turn, width, known))

    def _explained(self, turn: Turn, width: int, known: Rewrites) -> Lines:
        wide = min(width, READABLE)
        return [line + " " * (width - wide) for line in self.paper.block(explanation(turn, known), wide)]

    def _titled(self, title: str, lines: Sequence[str], width: int, height: int) -> Lines:
        if height <= 0:
            return []
        head = self._line(f"title {title}", lambda: heading(title, width), title, given=False, width=width)
        return self._filled([*head, *lines], width, height)

    def _line(self, name: str, draw: Callable[..., Text], *values: Hashable, width: int, given: bool = True) -> Lines:
        wants_width = (width,) if given else ()
        shown = values if given else ()
        return self._cached(name, (values, width), lambda: [self.paper.line(draw(*shown, *wants_width), width)])

    def _lines(self, name: str, draw: Callable[..., Iterable[Text]], *values: Any, width: int) -> Lines:
        return self._cached(name, (values, width), lambda: [self.paper.line(text, width) for text in draw(*values)])

    def _cached(self, name: str, key: Any, draw: Callable[[], Lines]) -> Lines:
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = self._kept[name] = (key, draw())
        return list(kept[1])

    def _filled(self, lines: Sequence[str], width: int, height: int) -> Lines:
        return [*lines[:height], *[" " * width] * max(0, height - len(lines))]


def beside(left: Sequence[str], between: str, right: Sequence[str]) -> Lines:
    """Two columns of the same height."""
    return [one + between + other for one, other in zip(left, right, strict=True)]


def _before(view: View) -> tuple[Any, ...]:
    """The turns before the one that is shown whole."""
    return view.turns[:-1] if view.turn is not None and view.turns else view.turns
