"""Numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.nlu.numerals import number_at, ordinal_at, spell, spell_year


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("seven", 7),
        ("twenty five", 25),
        ("twenty-five", 25),
        ("a hundred", 100),
        ("a hundred and five", 105),
        ("two hundred fifty", 250),
        ("two thousand seven hundred", 2700),
        ("2700", 2700),
        ("21.5", 21.5),
        ("two point five", 2.5),
        ("minus five", -5),
        ("half", 0.5),
        ("1/2", 0.5),
        ("a quarter", 0.25),
        ("three quarters", 0.75),
        ("two thirds", 2 / 3),
        ("two and a half", 2.5),
        ("one and a 1/2", 1.5),
        ("three and three quarters", 3.75),
    ],
)
def test_a_number_is_read_whole(said: str, value: float) -> None:
    words = said.split()
    found = number_at(words)
    assert found is not None
    assert found[0] == pytest.approx(value)
    assert found[1] == len(words)


@pytest.mark.parametrize("said", ["lights", "and", "a lamp", ""])
def test_other_words_are_no_numbers(said: str) -> None:
    assert number_at(said.split()) is None


@pytest.mark.parametrize(("said", "place"), [("third", 3), ("twenty first", 21), ("3rd", 3), ("twelfth", 12)])
def test_ordinals(said: str, place: int) -> None:
    assert ordinal_at(said.split()) == (place, len(said.split()))


@given(st.integers(0, 999_999))
def test_a_spelt_number_is_read_as_itself(value: int) -> None:
    words = spell(value).split()
    assert number_at(words) == (value, len(words))


def test_years_are_said_in_two_parts() -> None:
    assert spell_year(1984) == "nineteen eighty four"
    assert spell_year(2007) == "two thousand seven"
