"""Context decides what the same words mean."""

from __future__ import annotations

import pytest

from assistant.turn import Interpretation
from tests.assistant.homes import Household, a_home, i

TEMPERATURE = (
    i("HassClimateGetTemperature", 0.6),
    i("HassGetState", 0.25, attribute="temperature"),
    i("HassGetWeather", 0.1),
)
ORDERS = [TEMPERATURE, TEMPERATURE[:1], TEMPERATURE[1:], (TEMPERATURE[1],), TEMPERATURE[::-1]]
BREW = (i("CoffeeBrew", 0.75), i("HassTurnOn", 0.2, name="brewing"))


@pytest.mark.parametrize("interpretations", ORDERS)
def test_the_temperature_is_the_ovens_while_it_heats(interpretations: tuple[Interpretation, ...]) -> None:
    people = Household()
    people.say("preheat the oven to 400", i("OvenPreheat", temperature=400))
    turn = people.say("what is the temperature", *interpretations, after=240)
    assert turn.targets == ("oven.kitchen",)
    assert turn.status == "answered"
    assert "oven" in turn.reply
    assert turn.reply.endswith("on its way to 400.")
    assert not turn.commands


@pytest.mark.parametrize("interpretations", ORDERS)
def test_the_temperature_is_the_rooms_while_the_oven_is_off(interpretations: tuple[Interpretation, ...]) -> None:
    turn = Household().say("what is the temperature", *interpretations)
    assert turn.targets == ("sensor.kitchen_temperature",)
    assert turn.reply == "It's 69 degrees in the kitchen."


def test_the_temperature_is_the_bedrooms_in_the_bedroom_though_the_oven_heats() -> None:
    people = Household()
    people.say("preheat the oven", i("OvenPreheat"))
    turn = people.say("what is the temperature", *TEMPERATURE, at="bedroom_speaker")
    assert turn.targets == ("climate.bedroom",)


def test_the_temperature_is_the_weathers_where_nothing_measures_the_room() -> None:
    home = a_home(without=("sensor.kitchen_temperature", "climate.bedroom", "climate.living_room"))
    turn = Household(home).say("what is the temperature", *TEMPERATURE)
    assert turn.targets == ("weather.home",)
    assert "52 degrees" in turn.reply


@pytest.mark.parametrize(
    ("at", "player", "kinds"),
    [("tv", "media_player.tv", {"movie"}), ("bedroom_speaker", "media_player.bedroom", {"audiobook", "music"})],
)
def test_a_screen_shows_the_film_and_a_speaker_reads_the_book(at: str, player: str, kinds: set[str]) -> None:
    turn = Household(at=at).say("play hunger games", i("HassMediaSearchAndPlay", search_query="hunger games"))
    assert turn.targets == (player,)
    assert turn.commands[0].data["media_content_type"] in kinds
    assert "Hunger Games" in turn.reply


def test_play_music_is_what_each_resident_mostly_plays() -> None:
    people = Household()
    for _ in range(3):
        people.say("play jazz", i("HassMediaSearchAndPlay", search_query="jazz"), by="ana")
        people.say("play rock music", i("HassMediaSearchAndPlay", search_query="rock music"), by="bo")
    music = i("HassMediaSearchAndPlay", search_query="music")
    genres = [people.say("play music", music, by=who).commands[0].data.get("genre") for who in ("ana", "bo", None)]
    assert genres == ["jazz", "rock", None]


def test_start_brewing_is_coffee_where_coffee_follows_the_alarm() -> None:
    people = Household()
    for _ in range(6):
        people.say("wake me at seven", i("AlarmSet", time="07:00"), by="ana", after=3600)
        people.until("ringing")
        people.say("stop", i("HassNevermind"))
        people.say("start the coffee maker", i("HassTurnOn", name="coffee maker"), after=120)
        people.say("turn it off", i("HassTurnOff", name="coffee maker"), after=2400)
    people.say("wake me at seven", i("AlarmSet", time="07:00"))
    people.until("ringing")
    people.say("stop", i("HassNevermind"))
    turn = people.say("start brewing", *BREW, after=60)
    assert (turn.intent, turn.targets, turn.status) == ("CoffeeBrew", ("coffee_maker.kitchen",), "done")
    assert people.state("coffee_maker.kitchen") == "brewing"
    assert "usually follows" in people.say("why did you do that", i("Explain")).reply


def test_start_brewing_is_asked_back_where_two_things_brew_and_nothing_is_known() -> None:
    people = Household()
    asked = people.say("start brewing", *BREW)
    assert (asked.status, asked.question, asked.commands) == ("asked", True, ())
    assert asked.reply == "Which one: the coffee maker or the tea brewer?"
    answer = people.say("the tea brewer")
    assert answer.status == "done"
    assert people.state("switch.tea") == "on"


def test_start_brewing_is_coffee_where_nothing_else_brews() -> None:
    turn = Household(a_home(without=("switch.tea",))).say("start brewing", *BREW)
    assert turn.targets == ("coffee_maker.kitchen",)


def test_the_garage_door_opens_without_its_article() -> None:
    people = Household(at="hall_speaker")
    assert people.say("pen the carriage store", heard=0.3).status == "not_understood"
    turn = people.say("open garage door", i("HassTurnOn", domain="cover", device_class="garage"))
    assert (turn.status, people.state("cover.garage_door")) == ("done", "opening")


def test_a_sandwich_is_answered_properly() -> None:
    turn = Household().say("make me a sandwich", i("Unsupported", 0.9), i("CoffeeBrew", 0.05))
    assert (turn.status, turn.commands) == ("unsupported", ())
    assert turn.reply
