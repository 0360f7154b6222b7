"""Which town a question about the weather is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.nlu.gazetteer import Known
from assistant.nlu.readers.weather import weather
from assistant.nlu.slots import Request

TODAY = date(2026, 3, 2)


def read(said: str, *known: tuple[str, str], spans: tuple[tuple[int, int, str], ...] = ()) -> dict[str, Any]:
    words = said.split()
    names = [Known(words.index(word), words.index(word) + 1, (domain,)) for word, domain in known]
    return weather(Request(words, names, list(spans), TODAY))


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("what's the weather in portland maine", {"name": "portland maine"}),
        ("will it snow in oslo tomorrow", {"name": "oslo", "date": "tomorrow"}),
        ("what's it like in san jose right now", {"name": "san jose"}),
        ("forecast for lima on friday", {"name": "lima", "date": "friday"}),
        ("is it cold there tonight", {"name": "there", "date": "tonight"}),
        ("is there snow tomorrow", {"date": "tomorrow"}),
        ("is it warm out there", {}),
        ("will it rain in the evening", {}),
        ("what will it be like in an hour", {}),
    ],
)
def test_the_town_is_what_follows_in(said: str, slots: dict[str, Any]) -> None:
    assert read(said) == slots


def test_the_word_for_all_weather_is_no_town_but_a_reports_own_name_is() -> None:
    assert read("show the weather", ("weather", "weather")) == {}
    assert read("how is cabin today", ("cabin", "weather")) == {"name": "cabin", "date": "today"}


def test_a_room_is_no_town() -> None:
    assert read("how warm is it in the attic", ("attic", "area")) == {}


def test_a_town_before_the_word_weather_comes_from_the_span_model() -> None:
    assert read("how's the lima weather", spans=((2, 3, "place"),)) == {"name": "lima"}
