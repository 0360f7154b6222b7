"""Only what is different is written."""

from __future__ import annotations

import pyte

from simulator.live.painter import Painter

SIZE = (10, 3)


class Terminal:
    """A terminal that a painter paints on."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self.screen)
        self.painter = Painter()

    def paint(self, *rows: str, cursor: tuple[int, int] | None = None, size: tuple[int, int] = SIZE) -> str:
        text = self.painter.paint(rows, size, cursor=cursor)
        self._stream.feed(text)
        return text


def test_the_screen_shows_the_rows() -> None:
    terminal = Terminal()
    terminal.paint("one       ", "two       ", "three     ")
    assert terminal.screen.display == ["one       ", "two       ", "three     "]


def test_a_row_that_changes_is_written_alone() -> None:
    terminal = Terminal()
    terminal.paint("one       ", "two       ", "three     ")
    text = terminal.paint("one       ", "2         ", "three     ")
    assert "one" not in text
    assert terminal.screen.display[1] == "2         "


def test_nothing_is_written_where_nothing_changes() -> None:
    terminal = Terminal()
    terminal.paint("one       ", "", "", cursor=(1, 1))
    assert terminal.paint("one       ", "", "", cursor=(1, 1)) == ""


def test_the_cursor_stands_where_it_is_wanted() -> None:
    terminal = Terminal()
    terminal.paint("one       ", "two       ", "three     ", cursor=(4, 2))
    assert (terminal.screen.cursor.x, terminal.screen.cursor.y, terminal.screen.cursor.hidden) == (4, 2, False)


def test_another_size_writes_everything_anew() -> None:
    terminal = Terminal()
    terminal.paint("one       ", "two       ", "three     ")
    assert "one" in terminal.paint("one       ", "two       ", size=(10, 2))


def test_what_was_forgotten_is_written_anew() -> None:
    terminal = Terminal()
    terminal.paint("one       ", "two       ", "three     ")
    terminal.painter.forget()
    assert "one" in terminal.paint("one       ", "two       ", "three     ")
