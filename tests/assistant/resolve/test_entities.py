"""Finding what words name: exactly, by kind and place, by parts, by spelling and by sound."""

from __future__ import annotations

from typing import Any

import pytest

from tests.assistant.homes import Household, i

KITCHEN = ("light.kitchen_ceiling", "light.counter")


@pytest.mark.parametrize(
    ("slots", "targets"),
    [
        ({"name": "kitchen ceiling light"}, ("light.kitchen_ceiling",)),
        ({"name": "the big light"}, ("light.kitchen_ceiling",)),
        ({"name": "big lights"}, ("light.kitchen_ceiling",)),
        ({"name": "ceiling light"}, ("light.kitchen_ceiling",)),
        ({"name": "ceiling", "area": "bedroom"}, ("light.bedroom_ceiling",)),
        ({"name": "cownter light"}, ("light.counter",)),
        ({"name": "bed side lamp"}, ("light.bedside",)),
        ({"name": "reeding lamp"}, ("light.reading",)),
        ({"name": "kitchen light"}, KITCHEN),
        ({"area": "kitchen"}, KITCHEN),
        ({"area": "galley", "domain": "light"}, KITCHEN),
        ({"domain": "light"}, KITCHEN),
        ({"domain": "light", "area": "here"}, KITCHEN),
        ({"domain": "light", "area": "bedroom"}, ("light.bedroom_ceiling", "light.bedside")),
        ({"domain": "light", "floor": "upper floor"}, ("light.bedroom_ceiling", "light.bedside")),
        ({"domain": "light", "floor": "downstairs", "except_area": "kitchen"}, ("light.reading", "light.hall")),
        ({"domain": "fan"}, ("fan.living_room",)),
        ({"domain": "cover", "device_class": "blind"}, ("cover.blinds",)),
        ({"name": "tv"}, ("media_player.tv",)),
        ({"name": "movie night"}, ("scene.movie_night",)),
        ({"name": "dusty"}, ("vacuum.dusty",)),
    ],
)
def test_words_find_their_things(slots: dict[str, Any], targets: tuple[str, ...]) -> None:
    turn = Household().say("turn on", i("HassTurnOn", **slots))
    assert turn.targets == targets
    assert turn.status == "done"


@pytest.mark.parametrize("name", ["swimming pool", "wall light", "bathroom light", "xyzzy"])
def test_what_is_not_here_is_not_replaced_by_something_else(name: str) -> None:
    turn = Household().say(f"turn on the {name}", i("HassTurnOn", name=name))
    assert (turn.status, turn.commands) == ("failed", ())
    assert name in turn.reply


def test_all_the_lights_are_those_of_the_whole_home() -> None:
    turn = Household().say("turn off all the lights", i("HassTurnOff", domain="light", quantifier="all"))
    assert len(turn.targets) == 6


def test_everything_but_a_room() -> None:
    turn = Household().say("all off but the hall", i("HassTurnOff", name="everything", except_name="the hall"))
    assert "light.hall" not in turn.targets
    assert {"light.reading", "switch.tea", "fan.living_room"} <= set(turn.targets)


def test_slots_carry_the_homes_own_names() -> None:
    turn = Household().say("big light on", i("HassTurnOn", name="the big light"))
    assert turn.slots == {"name": "Kitchen ceiling light", "area": "Kitchen", "domain": "light"}


@pytest.mark.parametrize("intent", ["HassMediaPause", "HassClimateGetTemperature"])
def test_the_speakers_room_is_added_where_none_was_said(intent: str) -> None:
    assert Household(at="bedroom_speaker").say("…", i(intent)).slots["area"] == "Bedroom"


def test_a_room_that_is_not_here_is_said_so() -> None:
    turn = Household().say("lights on in the ballroom", i("HassTurnOn", domain="light", area="ballroom"))
    assert (turn.status, turn.commands) == ("failed", ())
    assert "ballroom" in turn.reply


def test_a_timer_that_starts_leaves_the_names_found() -> None:
    people = Household()
    people.say("ten minutes", i("HassStartTimer", minutes=10))
    assert people.say("big light", i("HassTurnOn", name="big light")).targets == ("light.kitchen_ceiling",)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("turn on the ceiling light", ("light.kitchen_ceiling",)),
        ("turn on the light", KITCHEN),
        ("turn on the reading lamp", ("light.reading",)),
        ("i am reading turn on the light", KITCHEN),
    ],
)
def test_a_word_before_the_kind_tells_things_apart_though_only_the_kind_was_understood(
    text: str, targets: tuple[str, ...]
) -> None:
    assert Household().say(text, i("HassTurnOn", domain="light")).targets == targets
