"""A line is typed."""

from __future__ import annotations

import pytest

from simulator.live.editor import Editor
from simulator.live.keys import Key, Keys


def typed(given: str, editor: Editor | None = None) -> Editor:
    editor = editor or Editor()
    for key in Keys().feed(given.encode()):
        editor.press(key)
    return editor


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("turn onn\x7f", "turn on"),
        ("on the light\x1b[Hturn ", "turn on the light"),
        ("turn off the light\x17\x17", "turn off "),
        ("turn off\x15lights", "lights"),
        ("abc\x1b[D\x1b[DX", "aXbc"),
        ("abc\x1b[D\x1b[D\x0b", "a"),
        ("abc\x1b[H\x1b[3~", "bc"),
        ("\x7f\x7f\x1b[D\x17", ""),
        ("caf\u00e9 \u5149\x7f", "caf\u00e9 "),
    ],
)
def test_keys_edit_the_line(given: str, text: str) -> None:
    assert typed(given).text == text


def test_enter_sends_the_line_and_begins_another() -> None:
    editor = typed("  lights on ")
    assert editor.press(Key("enter")) == "lights on"
    assert (editor.text, editor.place) == ("", 0)


def test_what_was_sent_can_be_taken_up_again() -> None:
    editor = typed("first\rsecond\rdra")
    texts = []
    for name in ("up", "up", "up", "down", "down", "down"):
        editor.press(Key(name))
        texts.append(editor.text)
    assert texts == ["second", "first", "first", "second", "dra", "dra"]


def test_tab_completes_a_command() -> None:
    editor = typed("/wr\t", Editor(completions=("/why", "/wrong")))
    assert editor.text == "/wrong"
    assert typed("/w\t", Editor(completions=("/why", "/wrong"))).text == "/w"


def test_a_long_line_is_shown_around_its_cursor() -> None:
    editor = typed("x" * 200 + "end")
    line, cursor = editor.shown(40)
    assert line.plain.endswith("end")
    assert line.cell_len <= 40
    assert cursor == 39
    editor.press(Key("home"))
    line, cursor = editor.shown(40)
    assert (line.plain[:5], cursor) == (" › xx", 3)


def test_wide_letters_take_two_cells() -> None:
    assert typed("光光").shown(40)[1] == 3 + 4


def test_a_line_has_an_end() -> None:
    assert len(typed("x" * 2_000).text) == 500
