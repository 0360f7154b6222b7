"""How numbers, times and lists are said."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.respond.speech import clock, day_of, degrees, duration, listed, number, sentence


@pytest.mark.parametrize(
    ("value", "said"), [(3.0, "3"), ("72.25", "72.2"), (-4, "minus 4"), ("wet", "wet"), (float("nan"), "unknown")]
)
def test_numbers(value: object, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(("value", "said"), [(1, "1 degree"), (312.4, "312 degrees"), (-1, "minus 1 degree")])
def test_degrees(value: float, said: str) -> None:
    assert degrees(value) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "no time"),
        (1, "1 second"),
        (90, "1 minute and 30 seconds"),
        (3600, "1 hour"),
        (5445, "1 hour and 30 minutes"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(("hour", "said"), [(0, "12:05 AM"), (7, "7:05 AM"), (12, "12:05 PM"), (19, "7:05 PM")])
def test_the_clock(hour: int, said: str) -> None:
    assert clock(datetime(2026, 3, 2, hour, 5)) == said  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "said"), [(1, "yesterday"), (2, "today"), (3, "tomorrow"), (6, "on Friday"), (20, "on March 20")]
)
def test_days(day: int, said: str) -> None:
    assert day_of(date(2026, 3, day), date(2026, 3, 2)) == said


def test_long_lists_are_cut_short() -> None:
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert listed(list("abcdefg")) == "a, b, c and 4 more"


def test_a_sentence_has_a_capital_and_a_stop() -> None:
    assert sentence("okay") == "Okay."
    assert sentence("really?") == "Really?"
