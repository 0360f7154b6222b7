"""What words that only point, or leave open what is changed, are about: as people would take them."""

from __future__ import annotations

import pytest

from tests.assistant.homes import Household, a_home, i

OFF, ON = i("HassTurnOff", name="it"), i("HassTurnOn", name="it")
LOUDER = i("HassSetVolumeRelative", volume_step="up")


def lit(people: Household, *things: str, long_ago: bool = True) -> Household:
    for thing in things:
        people.home.set_state(thing, "on")
    if long_ago:
        people.wait(1800)
    return people


def test_it_is_the_one_thing_that_is_on_in_the_room() -> None:
    people = lit(Household(), "light.counter", "light.hall")
    assert people.say("turn it off", OFF).targets == ("light.counter",)


def test_it_is_what_has_just_come_on_rather_than_what_was_on_for_long() -> None:
    people = lit(Household(), "light.counter")
    lit(people, "switch.tea", long_ago=False)
    assert people.say("turn it off", OFF).targets == ("switch.tea",)


def test_it_is_what_was_spoken_of_though_something_else_is_on_here() -> None:
    people = lit(Household(), "light.counter", "light.hall")
    people.say("is the hall light on", i("HassGetState", name="hall light", state="on"))
    assert people.say("turn it off", OFF).targets == ("light.hall",)


def test_of_several_things_that_are_on_one_is_asked_for() -> None:
    people = lit(Household(), "light.counter", "switch.tea")
    asked = people.say("turn it off", OFF)
    assert (asked.status, asked.commands) == ("asked", ())


def test_a_guess_opens_no_door() -> None:
    people = Household()
    people.home.set_state("cover.garage_door", "closed")
    turn = people.say("open it", ON, at="hall_speaker")
    assert not any(command.service == "open_cover" for command in turn.commands)


def test_up_is_louder_while_music_plays_and_brighter_while_a_lamp_is_on() -> None:
    people = Household()
    people.home.set_state("media_player.kitchen", "playing", {"media_title": "A long book"})
    assert people.say("turn it up", LOUDER).intent == "HassSetVolumeRelative"
    quiet = Household()
    quiet.home.set_state("light.counter", "on", {"brightness": 90})
    quiet.wait(600)
    turn = quiet.say("turn it up", LOUDER)
    assert turn.intent == "LightAdjust"
    assert quiet.home.states["light.counter"].attributes["brightness"] > 90


@pytest.mark.parametrize("words", ["turn up the music", "turn up the volume", "i can't hear a thing"])
def test_words_that_say_what_is_changed_leave_nothing_open(words: str) -> None:
    people = lit(Household(), "light.counter")
    assert people.say(words, LOUDER).intent == "HassSetVolumeRelative"


def test_resume_is_for_the_vacuum_that_pauses() -> None:
    people = Household(at="tv")
    people.home.set_state("vacuum.dusty", "paused")
    turn = people.say("resume", i("HassMediaUnpause"))
    assert [(c.entity, c.service) for c in turn.commands] == [("vacuum.dusty", "start")]


def test_stop_ends_what_has_just_begun_in_another_room() -> None:
    people = Household(at="hall_speaker")
    people.home.set_state("vacuum.dusty", "cleaning")
    turn = people.say("stop it", i("HassNevermind", 0.99))
    assert turn.targets == ("vacuum.dusty",)
    assert people.say("stop", i("HassNevermind", 0.99), after=600).commands == ()


def test_what_a_hand_has_changed_is_put_back() -> None:
    people = Household(at="tv")
    people.home.set_state("climate.living_room", None, {"temperature": 75})
    people.say("put it back", i("Undo"))
    assert people.home.states["climate.living_room"].attributes["temperature"] == 68


def test_nobody_is_let_in_by_putting_back() -> None:
    people = Household(at="hall_speaker")
    people.home.set_state("lock.front_door", "unlocked")
    people.home.set_state("lock.front_door", "locked")
    assert people.say("put it back", i("Undo")).commands == ()


def test_what_was_that_is_what_has_just_happened_or_what_was_just_said() -> None:
    people = Household(at="tv")
    people.home.set_state("vacuum.dusty", "cleaning")
    assert "Dusty" in people.say("what was that", i("Repeat")).reply
    people.say("is the reading lamp on", i("HassGetState", name="reading lamp", state="on"), after=120)
    assert "reading lamp" in people.say("what was that", i("Repeat")).reply


def test_the_room_is_where_somebody_is_seen_if_nobody_knows_better() -> None:
    seen = {"area": "bedroom", "device_class": "occupancy", "state": "on"}
    people = Household(a_home(binary_sensor__bed=seen), at="puck")
    people.home.registry.satellites["puck"] = people.home.registry.satellites["hall_speaker"].__class__("puck")  # type: ignore[index]
    turn = people.say("lights on", i("HassTurnOn", domain="light"))
    assert set(turn.targets) == {"light.bedroom_ceiling", "light.bedside"}


def test_what_is_asked_to_be_shown_is_shown_where_there_is_a_screen() -> None:
    people = Household()
    people.say("show me the weather", i("HassGetWeather"))
    assert people.state("screen.kitchen") == "showing"
    deaf = Household(at="bedroom_speaker")
    deaf.say("show me the weather", i("HassGetWeather"))
    assert deaf.state("screen.kitchen") == "off"
