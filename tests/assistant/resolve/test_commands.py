"""What each request does in the home, and what is said about it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.turn import Interpretation
from tests.assistant.homes import Household, a_home, i

DOINGS: list[tuple[Interpretation, str, str, dict[str, Any], str]] = [
    (i("HassLightSet", name="counter light", brightness=40), "light.counter", "turn_on", {"brightness_pct": 40}, "40"),
    (i("HassLightSet", name="counter light", color="red"), "light.counter", "turn_on", {"color_name": "red"}, "red"),
    (
        i("HassLightSet", name="counter light", temperature=2700),
        "light.counter",
        "turn_on",
        {"color_temp_kelvin": 2700},
        "",
    ),
    (i("HassTurnOn", name="front door", domain="lock"), "lock.front_door", "lock", {}, "locked"),
    (i("HassTurnOff", domain="cover", device_class="blind"), "cover.blinds", "close_cover", {}, "Closing"),
    (
        i("HassSetPosition", domain="cover", device_class="blind", position=30),
        "cover.blinds",
        "set_cover_position",
        {"position": 30},
        "30 percent",
    ),
    (i("HassFanSetSpeed", percentage=60), "fan.living_room", "set_percentage", {"percentage": 60}, "60 percent"),
    (
        i("HassClimateSetTemperature", area="bedroom", temperature=66),
        "climate.bedroom",
        "set_temperature",
        {"temperature": 66},
        "66",
    ),
    (i("OvenPreheat", temperature=400), "oven.kitchen", "preheat", {"temperature": 400}, "400 degrees"),
    (i("HassClimateSetTemperature", temperature=400), "oven.kitchen", "preheat", {"temperature": 400}, "oven"),
    (i("CoffeeBrew", name="coffee maker", size="large"), "coffee_maker.kitchen", "brew", {"size": "large"}, "Brewing"),
    (i("HassTurnOn", name="coffee maker"), "coffee_maker.kitchen", "brew", {}, "Brewing"),
    (i("ScreenShow", what="recipes"), "screen.kitchen", "show", {"what": "recipes"}, "recipes"),
    (i("HassSetVolume", volume_level=70), "media_player.kitchen", "volume_set", {"volume_level": 0.7}, "70"),
    (i("HassSetVolumeRelative", volume_step="down"), "media_player.kitchen", "volume_set", {"volume_level": 0.3}, "30"),
    (i("HassMediaPlayerMute"), "media_player.kitchen", "volume_mute", {"is_volume_muted": True}, "Muted"),
    (
        i("MediaSettings", setting="shuffle", value="on"),
        "media_player.kitchen",
        "shuffle_set",
        {"shuffle": True},
        "Shuffle on",
    ),
    (i("HassVacuumStart"), "vacuum.dusty", "start", {}, "Dusty"),
    (i("HassVacuumCleanArea", area="kitchen"), "vacuum.dusty", "clean_area", {"area": "kitchen"}, "Dusty"),
    (i("RoutineRun", name="movie night"), "scene.movie_night", "turn_on", {}, "Movie night"),
    (i("HassShoppingListAddItem", item="milk"), "todo.shopping_list", "add_item", {"item": "milk"}, "shopping list"),
    (
        i("HassListAddItem", item="socks", name="packing list"),
        "todo.packing",
        "add_item",
        {"item": "socks"},
        "packing list",
    ),
]


@pytest.mark.parametrize(("interpretation", "entity", "service", "data", "said"), DOINGS)
def test_a_request_becomes_home_assistants_service(
    interpretation: Interpretation, entity: str, service: str, data: dict[str, Any], said: str
) -> None:
    turn = Household().say("…", interpretation)
    assert turn.status == "done", turn.reply
    assert [(c.entity, c.service, dict(c.data)) for c in turn.commands] == [(entity, service, data)]
    assert said in turn.reply


def test_several_requests_in_one_breath_are_all_done() -> None:
    people = Household()
    turn = people.say(
        "lights on and lock the door", i("HassTurnOn", domain="light"), i("HassTurnOn", domain="lock", act=1)
    )
    assert (turn.acts, turn.status, turn.intent) == (2, "done", "HassTurnOn")
    assert people.state("light.counter") == "on"
    assert turn.reply == "Kitchen lights on. Front door locked."


def test_brighter_starts_from_what_it_is() -> None:
    people = Household()
    people.say("set the counter light to 40", i("HassLightSet", name="counter light", brightness=40))
    turn = people.say("brighter", i("LightAdjust", direction="up"))
    assert turn.targets == ("light.counter",)
    assert turn.commands[0].data == {"brightness_pct": 60}


def test_warmer_is_the_thermostat_of_the_speakers_room() -> None:
    turn = Household(at="bedroom_speaker").say("warmer", i("ClimateAdjust", direction="up"))
    assert (turn.targets, turn.commands[0].data) == (("climate.bedroom",), {"temperature": 66})


@pytest.mark.parametrize(
    ("interpretation", "said"),
    [
        (i("HassGetState", name="front door", state="locked"), "Yes, the front door is locked."),
        (i("HassGetState", name="front door", state="unlocked"), "No, the front door is locked."),
        (i("HassGetState", domain="light", state="on"), "No, none is on."),
        (i("HassGetState", name="coffee maker", state="ready"), "No, the coffee maker is off."),
        (i("HassGetState", name="thermostat"), "The thermostat is heating."),
        (i("HassGetState", device_class="humidity", domain="sensor"), "There's no humidity sensor here."),
        (i("HassClimateGetTemperature", area="bedroom"), "It's 64 degrees in the bedroom."),
        (i("HassGetCurrentTime"), "It's 5:30 PM."),
        (i("HassGetCurrentDate"), "It's Monday, March 2, 2026."),
        (i("HassTimerStatus"), "There are no timers."),
        (i("AlarmStatus"), "No alarm is set."),
        (i("ReminderList"), "There are no reminders."),
        (i("ListRead"), "The shopping list is empty."),
        (i("MediaInfo"), "Nothing is playing."),
        (i("HassRespond", response="Hello there."), "Hello there."),
        (i("HassGetWeather", name="nowheresville"), "I don't know a place called nowheresville."),
        (i("HassGetWeather", date="2027-01-01"), "I only know the weather of the next seven days."),
        (i("OrderDrink", size="small", response="One small latte."), "One small latte."),
    ],
)
def test_a_question_is_answered_and_does_nothing(interpretation: Interpretation, said: str) -> None:
    turn = Household().say("…", interpretation)
    assert turn.reply == said
    assert not turn.changes


def test_a_list_is_read_as_it_was_told() -> None:
    people = Household()
    for item in ("milk", "eggs", "bread"):
        people.say(f"add {item}", i("HassShoppingListAddItem", item=item))
    people.say("eggs are done", i("HassShoppingListCompleteItem", item="eggs"))
    turn = people.say("what is on my list", i("ListRead"))
    assert (turn.status, turn.reply) == ("answered", "On the shopping list: milk and bread.")
    assert people.say("is milk on it", i("ListRead", item="milk")).reply == "Yes, milk is on the shopping list."


def test_what_is_asked_of_a_thing_that_is_offline_fails_honestly() -> None:
    home = a_home()
    home.fault("light.hall", "offline")
    turn = Household(home).say("hall light on", i("HassTurnOn", name="hall light"))
    assert (turn.status, turn.reply) == ("failed", "The hall light isn't answering.")


def test_what_worked_is_said_beside_what_did_not() -> None:
    home = a_home()
    home.fault("light.counter", "offline")
    turn = Household(home).say("lights on", i("HassTurnOn", domain="light"))
    assert turn.status == "failed"
    assert turn.reply == "Kitchen ceiling light on. The counter light isn't answering."


def test_a_refusal_is_told_with_its_reason() -> None:
    home = a_home()
    home.fault("oven.kitchen", "refusing", reason="the child lock is on")
    turn = Household(home).say("preheat", i("OvenPreheat"))
    assert (turn.status, turn.reply) == ("refused", "The oven won't do that: the child lock is on.")


@pytest.mark.parametrize(
    ("asked", "slot", "said"),
    [
        ("closed", "off", "Yes, the pet door is closed."),
        ("open", "on", "No, the pet door is closed."),
        ("locked", "off", "No, the pet door is unlocked."),
    ],
)
def test_of_two_sensors_of_one_name_the_one_that_can_be_so_is_asked(asked: str, slot: str, said: str) -> None:
    home = a_home(
        binary_sensor__flap={"name": "Pet door", "device_class": "door", "state": "off"},
        binary_sensor__bolt={"name": "Pet door", "device_class": "lock", "state": "on"},
    )
    turn = Household(home).say("is the pet door …", i("HassGetState", name="pet door", state=asked))
    assert (turn.slots["state"], turn.reply) == (slot, said)


def test_every_light_is_no_more_than_the_lights() -> None:
    turn = Household().say("switch on every light in the home", i("HassTurnOn", name="all", quantifier="all"))
    assert {target.partition(".")[0] for target in turn.targets} == {"light"}


def test_an_exception_that_nobody_can_tell_is_no_licence_for_all() -> None:
    lights = i("HassTurnOff", domain="light", quantifier="all", except_name="the zorblax")
    assert Household().say("lights off except the zorblax", lights).commands == ()


def test_this_one_is_what_is_here() -> None:
    lights = i("HassTurnOff", domain="light", quantifier="all", except_name="this one")
    turn = Household(at="hall_speaker").say("all lights off except this one", lights)
    assert "light.hall" not in turn.targets
    assert len(turn.targets) > 2


def test_a_door_without_a_motor_is_its_lock() -> None:
    turn = Household(at="hall_speaker").say("open the door", i("HassTurnOn", domain="cover", device_class="door"))
    assert turn.targets == ("lock.front_door",)


def test_a_measure_is_asked_of_what_measures_it() -> None:
    sensor = {"name": "Kitchen humidity", "area": "kitchen", "device_class": "humidity", "state": "44"}
    turn = Household(a_home(sensor__damp=sensor)).say("how humid is it", i("HassGetState", attribute="humidity"))
    assert turn.targets == ("sensor.damp",)
    assert "44" in turn.reply


def test_resume_starts_nothing_but_what_pauses() -> None:
    people = Household(at="tv")
    people.home.set_state("media_player.tv", "paused", {"media_title": "A long film"})
    turn = people.say("resume", i("HassMediaUnpause"))
    assert turn.targets == ("media_player.tv",)
