"""Bytes of a terminal become keys."""

from __future__ import annotations

import pytest

from simulator.live.keys import Key, Keys


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (b"\r", "enter"),
        (b"\x7f", "backspace"),
        (b"\x1b[A", "up"),
        (b"\x1bOB", "down"),
        (b"\x1b[C", "right"),
        (b"\x1b[1;5D", "left"),
        (b"\x1b[H", "home"),
        (b"\x1b[4~", "end"),
        (b"\x1b[3~", "delete"),
        (b"\x15", "rub out"),
        (b"\x17", "rub out word"),
        (b"\x03", "break"),
        (b"\x04", "end of input"),
    ],
)
def test_a_key_has_its_name(given: bytes, name: str) -> None:
    assert Keys().feed(given) == [Key(name)]


def test_letters_of_any_script_are_text() -> None:
    assert [key.text for key in Keys().feed("aé光😀".encode())] == ["a", "é", "光", "😀"]


def test_a_letter_may_come_in_pieces() -> None:
    keys = Keys()
    assert [key for byte in "é".encode() for key in keys.feed(bytes([byte]))] == [Key(text="é")]


def test_a_sequence_may_come_in_pieces() -> None:
    keys = Keys()
    assert [key for byte in b"\x1b[1;5C" for key in keys.feed(bytes([byte]))] == [Key("right")]


def test_escape_alone_is_a_key_once_nothing_follows() -> None:
    keys = Keys()
    assert keys.feed(b"\x1b") == []
    assert keys.rest() == [Key("escape")]


def test_sequences_that_nobody_needs_do_nothing() -> None:
    assert Keys().feed(b"\x1b[5~\x1b[99;3R\x1b[?1;2c\x1bxa") == [Key(text="a")]


def test_a_paste_is_one_text_on_one_line() -> None:
    assert Keys().feed(b"\x1b[200~turn on\r\nthe\tlight\x1b[201~\r") == [Key(text="turn on the light"), Key("enter")]


def test_a_paste_cannot_press_keys() -> None:
    (key,) = Keys().feed(b"\x1b[200~a\x1b[A\x03b\x1b[201~")
    assert key == Key(text="a[Ab")


def test_broken_bytes_are_no_end() -> None:
    assert Keys().feed(b"\xff\xfea")[-1] == Key(text="a")
