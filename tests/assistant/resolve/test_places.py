"""Towns: which of several of one name is asked about, and what it is called."""

from __future__ import annotations

import pytest

from tests.assistant.homes import Household, i


def weather(people: Household, text: str, name: str = "", date: str = "", *, after: float = 3.0) -> str:
    slots = {"name": name} if name else {}
    return people.say(text, i("HassGetWeather", **slots, **({"date": date} if date else {})), after=after).reply


@pytest.mark.parametrize(("where", "called"), [("texas", "Paris, Texas"), ("france", "Paris, France")])
def test_a_town_spoken_of_is_the_one_meant_among_namesakes(where: str, called: str) -> None:
    people = Household()
    assert called in weather(people, f"weather in paris {where}", f"paris {where}")
    assert called in weather(people, "will it rain in paris tomorrow", "paris", "tomorrow")
    assert called in weather(people, "how is it there", "there")


def test_a_town_alone_of_its_name_is_called_just_so() -> None:
    assert weather(Household(), "weather in reykjavik", "reykjavik").endswith("in Reykjavik.")


def test_a_town_is_forgotten_after_a_while() -> None:
    people = Household()
    weather(people, "weather in paris texas", "paris texas")
    assert "France" in weather(people, "weather in paris", "paris", after=3600)


def test_there_is_here_where_no_town_was_spoken_of() -> None:
    assert (
        " in " not in weather(Household(), "how is the weather there tomorrow", "there", "tomorrow").split("expect")[0]
    )


def test_a_question_that_goes_on_is_about_the_same_town() -> None:
    people = Household()
    weather(people, "weather in reykjavik", "reykjavik")
    assert "Reykjavik" in weather(people, "and tomorrow", date="tomorrow")
    assert "Reykjavik" not in weather(people, "what is the weather tomorrow", date="tomorrow")


@pytest.mark.parametrize("name", ["weather", "the forecast"])
def test_the_word_for_the_weather_is_no_town(name: str) -> None:
    assert weather(Household(), f"{name} tomorrow", name, "tomorrow").startswith("Tomorrow, expect")


def test_a_town_that_is_none_is_said_to_be_none() -> None:
    assert weather(Household(), "weather in zzyzxville", "zzyzxville") == "I don't know a place called zzyzxville."
