"""Values as residents say them are read back by the interpreter's readers, where these know the form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from random import Random

import pytest

from assistant.nlu.colours import colour_at, white_at
from assistant.nlu.values import clock_at, day_at, duration_at, share_at
from simulator.households.language.spelling import ordinal, spelt
from simulator.households.language.spoken_values import (
    COLOURS,
    WHITES,
    clock_times,
    colours,
    dates,
    durations,
    levels,
    next_day,
    repeats,
    temperatures,
)

WEDNESDAY = date(2026, 3, 4)


def texts(found: Sequence[object]) -> list[str]:
    return [str(getattr(one, "text", "")) for one in found]


@pytest.mark.parametrize("seconds", [30, 60, 90, 120, 150, 300, 600, 720, 900, 1800, 2700, 3600, 5400, 7200, 9000])
def test_lengths_mean_what_they_say(seconds: int) -> None:
    units = {"hours": 3600, "minutes": 60, "seconds": 1}
    meant = [sum(int(str(value)) * units[unit] for unit, value in one.slots.items()) for one in durations(seconds)]
    assert set(meant) == {seconds}


@pytest.mark.parametrize("seconds", [30, 60, 90, 120, 150, 300, 600, 720, 900, 1800, 2700, 3600, 7200])
def test_lengths_are_read_back(seconds: int) -> None:
    read = {one.text: duration_at(one.text.split()) for one in durations(seconds)}
    assert {text: found and found[0].total for text, found in read.items()} == dict.fromkeys(read, seconds)


def test_the_commonest_length_comes_first() -> None:
    assert [durations(seconds)[0].text for seconds in (600, 1800, 3600, 5400)] == [
        "ten minutes", "half an hour", "an hour", "an hour and a half",
    ]  # fmt: skip


def test_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        durations(0)


@pytest.mark.parametrize("at", [time(hour, minute) for hour in (0, 7, 12, 13, 19, 22) for minute in (0, 5, 15, 30, 45)])
def test_times_of_day_are_read_back(at: time) -> None:
    said = {one.text: (one.slots["time"], len(one.text.split())) for one in clock_times(at)}
    assert {text: clock_at(text.split()) for text in said} == said


def test_a_time_without_its_half_of_the_day_stays_open() -> None:
    found = {one.text: one.slots["time"] for one in clock_times(time(19, 30))}
    assert found["half past seven"] == "07:30?"
    assert found["half past seven in the evening"] == found["nineteen thirty"] == "19:30"


def test_a_resident_has_a_usual_way_to_tell_the_time() -> None:
    first = {clock_times(time(7, 30), Random(seed))[0].text for seed in range(20)}
    assert first == {"half past seven", "seven thirty", "half seven"}


@pytest.mark.parametrize("percent", [5, 10, 25, 33, 50, 75, 100])
@pytest.mark.parametrize("slot", ["brightness", "volume_level", "position", "percentage"])
def test_shares_are_read_back(percent: int, slot: str) -> None:
    said = {one.text: (one.slots[slot], len(one.text.split())) for one in levels(percent, slot)}
    assert {text: share_at(text.split()) for text in said} == said
    assert {value for value, _ in said.values()} == {percent}


@pytest.mark.parametrize("day", [date(2026, 3, number) for number in (4, 5, 6, 9, 20, 31)])
def test_days_are_read_back(day: date) -> None:
    said = {one.text: (one.slots["date"], len(one.text.split())) for one in dates(day, WEDNESDAY)}
    assert {text: day_at(text.split(), today=WEDNESDAY) for text in said} == said


def test_a_day_gone_by_is_refused() -> None:
    with pytest.raises(ValueError, match="before today"):
        dates(date(2026, 3, 3), WEDNESDAY)


def test_next_wednesday_is_not_today() -> None:
    assert next_day("wednesday", WEDNESDAY) == date(2026, 3, 11)


def test_degrees_of_an_oven_are_said_shortly_too() -> None:
    assert {"one eighty", "a hundred and eighty", "one hundred and eighty degrees"} <= set(texts(temperatures(180)))


def test_half_a_degree_is_said() -> None:
    found = temperatures(21.5)
    assert found[0].text == "twenty one and a half degrees"
    assert found[0].slots == {"temperature": 21.5}


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_are_read_back(colour: str) -> None:
    said = colours(colour)[0]
    assert colour_at(said.text.split()) == (said.slots["color"], len(colour.split()))


@pytest.mark.parametrize("kelvin", WHITES)
def test_whites_are_read_back(kelvin: int) -> None:
    said = {one.text: (kelvin, len(one.text.split())) for one in colours(kelvin)}
    assert {text: white_at(text.split()) for text in said} == said


def test_repeats_keep_their_value() -> None:
    assert texts(repeats("weekdays"))[0] == "on weekdays"
    assert {str(one.slots["repeat"]) for one in repeats("weekends")} == {"weekends"}


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (15, "fifteen"), (40, "forty"), (205, "two hundred and five")]
)
def test_numbers_are_spelt(number: int, words: str) -> None:
    assert spelt(number) == words


@pytest.mark.parametrize(("number", "words"), [(3, "third"), (12, "twelfth"), (20, "twentieth"), (22, "twenty second")])
def test_places_are_spelt(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize("number", [-1, 1000])
def test_what_nobody_says_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 999"):
        spelt(number)
