"""Paper to draw on: lines of text with styles become strings of exactly the width, with the terminal's own codes."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import Literal

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}


class Paper:
    """Draws for one terminal. `colours` is rich's name of what the terminal can show; none for no codes at all."""

    def __init__(self, colours: str | None = None, *, plain: bool = False) -> None:
        self._system = SYSTEMS.get(colours or "")
        self._plain = plain
        self._console = Console(
            file=StringIO(), color_system=None, force_terminal=True, legacy_windows=False, highlight=False, width=80
        )

    def line(self, text: Text, width: int) -> str:
        """One line, cut or filled to the width."""
        cut = text.copy()
        cut.truncate(width, overflow="ellipsis", pad=True)
        return self._drawn(cut.render(self._console))

    def block(self, renderable: RenderableType, width: int) -> list[str]:
        """As many lines as anything takes at a width."""
        options = self._console.options.update(width=width)
        return [self._drawn(line) for line in self._console.render_lines(renderable, options)]

    def _drawn(self, segments: Iterable[Segment]) -> str:
        return "".join(self._codes(segment.style, printable(segment.text)) for segment in segments if segment.text)

    def _codes(self, style: Style | None, text: str) -> str:
        if style is None or self._system is None:
            return text
        return (style.without_color if self._plain else style).render(text, color_system=self._system)


def printable(text: str) -> str:
    """Without anything that would steer the terminal: names and words come from files and from people."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " * cell_len(c) for c in text)


def spread(left: Text, right: Text, width: int, *, gives: Literal["left", "right"] = "left") -> Text:
    """One line with something at each end; where both are too long, one gives way."""
    first, last = left.copy(), right.copy()
    if gives == "right":
        last.truncate(max(0, width - first.cell_len - 1), overflow="ellipsis")
    first.truncate(max(0, width - last.cell_len - 1), overflow="ellipsis", pad=True)
    return Text.assemble(first, " ", last)


def heading(title: str, width: int, *, end: str = "") -> Text:
    """A thin line with a title in it, and words at its end."""
    tail = f" {end} " if end else ""
    line = "─" * max(0, width - len(title) - 4 - len(tail))
    return Text.assemble(("── ", "dim"), (title, "bold"), (f" {line}{tail}", "dim"))
