"""Requests lose their values, which can be put back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.learning.shapes import filled, shaped, shaped_walk, values_of
from assistant.nlu.text import normalise
from tests.assistant.learning.wishes import wish

WORDS = st.sampled_from(
    "set the kettle fan to a hundred and ninety five percent two half 7:30 20 one in for tv".split()  # noqa: SIM905
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
VALUES = st.lists(st.tuples(st.sampled_from(["name", "area", "item"]), st.lists(WORDS, max_size=3).map(" ".join)))


@settings(max_examples=60, deadline=None)
@given(TEXTS, VALUES)
def test_what_was_taken_out_can_be_put_back(text: str, values: list[tuple[str, str]]) -> None:
    shape, taken = shaped(text, values)
    assert filled(shape, taken) == text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.text(min_size=1, max_size=10))
def test_so_it_can_of_whatever_is_said(said: str, value: str) -> None:
    text = normalise(said)
    shape, taken = shaped(text, [("name", normalise(value))])
    assert filled(shape, taken) == text


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("set the fan to ninety five", "set the {name} to {number}"),
        ("set the fan to 95 percent for two hours", "set the {name} to {number} percent for {number2} hours"),
        ("set the fans going", "set the fans going"),
        ("wake me at 7:30", "wake me at 7:30"),
        ("turn on the one in the hall", "turn on the one in the hall"),
    ],
)
def test_values_are_taken_out_as_whole_words(text: str, shape: str) -> None:
    assert shaped(text, [("name", "fan")])[0] == shape


def test_the_longest_value_is_taken_first() -> None:
    assert shaped("turn on the hall light", [("area", "hall"), ("name", "hall light")])[0] == "turn on the {name}"


def test_all_of_a_walk_lose_the_values_of_those_that_were_understood() -> None:
    walk = wish(
        ("set the kettle going", "?|set the kettle going"),
        ("turn on the kettle", "HassTurnOn|name:kettle"),
    )
    assert [(step.text, step.state) for step in shaped_walk(walk).steps] == [
        ("set the {name} going", "?|set the {name} going"),
        ("turn on the {name}", "HassTurnOn|name:{name}"),
    ]


def test_a_states_numbers_go_with_the_words() -> None:
    walk = wish(("fan to fifty percent", "HassFanSetSpeed|name:fan|percentage:50"))
    assert shaped_walk(walk).steps[0].state == "HassFanSetSpeed|name:{name}|percentage:{number}"


def test_of_several_requests_none_is_lost_with_a_number() -> None:
    state = "HassLightSet|brightness:50 & HassUnlock|name:front door"
    walk = wish(("lights to fifty percent and unlock the front door", state))
    assert shaped_walk(walk).steps[0].state == "HassLightSet|brightness:{number} & HassUnlock|name:front door"


def test_what_is_no_word_of_a_request_is_no_value() -> None:
    assert values_of("HassTurnOn|area:hall|domain:light") == (("area", "hall"),)
    assert values_of("?|turn on the hall") == ()
