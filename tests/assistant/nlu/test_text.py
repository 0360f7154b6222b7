"""Text as the models see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.nlu.text import LONGEST, normalise, shapes


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Turn ON the Lights!", "turn on the lights"),
        ("set it to 50%", "set it to 50 percent"),
        ("set the thermostat to 21.5°", "set the thermostat to 21.5 degrees"),
        ("um, turn, er, on the lamp", "turn on the lamp"),
        ("what’s on", "what's on"),
        ("wake me at 7:30 a.m.", "wake me at 7:30 am"),
        ("what 's on", "what's on"),
        ("don 't let s stop", "don't let's stop"),
        ("vitamin d", "vitamin d"),
        ("uh", "uh"),
        ("uh the boys' night o'clock", "the boys' night o'clock"),
        ("rock''n 'roll a m", "rock' n roll am"),
        ("🙂 \x07 ...", ""),
    ],
)
def test_only_words_and_numbers_are_left(raw: str, words: str) -> None:
    assert normalise(raw) == words


@given(st.text(max_size=400))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once


def test_endless_talk_is_cut() -> None:
    assert len(normalise("word " * 5_000).split()) == LONGEST


def test_numbers_have_one_shape() -> None:
    assert shapes(["set", "it", "to", "twenty", "five", "percent"]) == ["set", "it", "to", "0", "percent"]
