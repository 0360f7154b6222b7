"""Words to values."""

from datetime import date

import pytest

from assistant.nlu.colours import colour_at, white_at
from assistant.nlu.values import (
    Duration,
    clock_at,
    day_at,
    duration_at,
    find,
    share_at,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("ten minutes", Duration(minutes=10)),
        ("an hour", Duration(hours=1)),
        ("half an hour", Duration(minutes=30)),
        ("1/2 an hour", Duration(minutes=30)),
        ("a quarter of an hour", Duration(minutes=15)),
        ("an hour and a half", Duration(hours=1, minutes=30)),
        ("two and a half hours", Duration(hours=2, minutes=30)),
        ("5 and a half minutes", Duration(minutes=5, seconds=30)),
        ("1 hour 15 minutes and 30 seconds", Duration(hours=1, minutes=15, seconds=30)),
        ("one hour and thirty seconds", Duration(hours=1, seconds=30)),
        ("ninety seconds", Duration(seconds=90)),
        ("a couple of minutes", Duration(minutes=2)),
    ],
)
def test_lengths_of_time(said: str, length: Duration) -> None:
    assert duration_at(said.split()) == (length, len(said.split()))


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("seven", "07:00?"),
        ("7 am", "07:00"),
        ("7 pm", "19:00"),
        ("seven thirty", "07:30?"),
        ("7:30", "07:30?"),
        ("19:30", "19:30"),
        ("six oh five", "06:05?"),
        ("half past six", "06:30?"),
        ("quarter to eight", "07:45?"),
        ("ten to nine", "08:50?"),
        ("a quarter after two", "02:15?"),
        ("quarter to one", "12:45?"),
        ("five in the morning", "05:00"),
        ("quarter to eight in the evening", "19:45"),
        ("eight o'clock", "08:00?"),
        ("twelve am", "00:00"),
        ("twelve pm", "12:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("forty minutes", None),
    ],
)
def test_times_of_day(said: str, clock: str | None) -> None:
    found = clock_at(said.split())
    assert (found and found[0]) == clock


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "today"),
        ("tomorrow", "tomorrow"),
        ("tonight", "tonight"),
        ("this evening", "tonight"),
        ("next friday", "friday"),
        ("mondays", "monday"),
        ("the day after tomorrow", "2026-11-26"),
        ("march third", "2027-03-03"),
        ("the fifth of december", "2026-12-05"),
        ("december 5", "2026-12-05"),
        ("february thirtieth", "2027-02-28"),
        ("christmas", "2026-12-25"),
        ("the weekend", "saturday"),
        ("breakfast", None),
    ],
)
def test_days(said: str, day: str | None) -> None:
    found = day_at(said.split(), today=TODAY)
    assert (found and found[0]) == day


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("fifty percent", 50),
        ("50 percent", 50),
        ("half", 50),
        ("a third", 33.3),
        ("three quarters", 75),
        ("maximum", 100),
    ],
)
def test_shares(said: str, share: float) -> None:
    found = share_at(said.split())
    assert found is not None
    assert found[0] == pytest.approx(share)


@pytest.mark.parametrize(("said", "colour"), [("blue", "blue"), ("dark blue", "darkblue"), ("soft pink", "pink")])
def test_colours(said: str, colour: str) -> None:
    assert colour_at(said.split()) == (colour, len(said.split()))


def test_whites_are_kelvin() -> None:
    assert white_at(["warm", "white"]) == (2700, 2)
    assert white_at(["daylight"]) == (6500, 1)


def test_a_value_is_found_inside_a_sentence() -> None:
    words = ["wake", "me", "up", "at", "half", "past", "six", "tomorrow"]
    assert find(words, clock_at) == ("06:30?", 4, 7)
