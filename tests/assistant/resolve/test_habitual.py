"""What is meant out of habit, where the words leave it open."""

from __future__ import annotations

import pytest

from assistant.turn import Interpretation
from tests.assistant.homes import Household, a_home, i

LAMPS = {
    "light__window": {"name": "Window lamp", "area": "living_room"},
    "light__corner": {"name": "Corner lamp", "area": "living_room"},
}
LAMP = i("HassTurnOn", domain="light")


def on_and_off(people: Household, name: str, by: str, times: int = 3) -> None:
    for _ in range(times):
        people.say(f"turn on the {name}", i("HassTurnOn", name=name), by=by)
        people.say(f"turn off the {name}", i("HassTurnOff", name=name), by=by, after=600)
    people.wait(3 * 3600)


@pytest.fixture
def people() -> Household:
    household = Household(a_home(**LAMPS), at="tv")
    on_and_off(household, "window lamp", "ana")
    on_and_off(household, "corner lamp", "bo")
    return household


@pytest.mark.parametrize(("by", "lamp"), [("ana", "light.window"), ("bo", "light.corner")])
def test_the_lamp_is_the_one_that_this_resident_always_means(people: Household, by: str, lamp: str) -> None:
    assert people.say("switch the lamp on", LAMP, by=by).targets == (lamp,)


def test_the_lamp_is_all_of_them_for_who_has_no_habit(people: Household) -> None:
    assert len(people.say("switch the lamp on", LAMP, by=None).targets) == 3


def test_the_lamps_are_all_of_them_whatever_the_habit(people: Household) -> None:
    assert len(people.say("switch the lamps on", LAMP, by="ana").targets) == 3


def test_who_uses_two_lamps_alike_means_no_single_one(people: Household) -> None:
    on_and_off(people, "corner lamp", "ana")
    assert len(people.say("switch the lamp on", LAMP, by="ana").targets) == 3


def mornings_and_evenings(at: str) -> Household:
    """Ana has the tea brewer on at one hour and the counter light at another, twelve hours later."""
    people = Household(at=at)
    for _ in range(5):
        for name in ("tea brewer", "counter light"):
            people.say(f"turn on the {name}", i("HassTurnOn", name=name), by="ana")
            people.say(f"turn off the {name}", i("HassTurnOff", name=name), by="ana", after=600)
            people.wait(11.8 * 3600)
    return people


@pytest.mark.parametrize(("hours", "thing"), [(0, "switch.tea"), (12, "light.counter")])
def test_it_is_what_is_switched_at_this_hour_where_nothing_was_spoken_of(hours: float, thing: str) -> None:
    people = mornings_and_evenings("kitchen_display")
    people.wait(hours * 3600)
    assert people.say("turn it on", i("HassTurnOn", name="it"), by="ana").targets == (thing,)


def test_what_is_switched_at_this_hour_is_thought_of_from_another_room_too() -> None:
    turn = mornings_and_evenings("hall_speaker").say("turn it on", i("HassTurnOn", name="it"), by="ana")
    assert "tea brewer" in turn.reply.lower()


@pytest.mark.parametrize(("by", "thing"), [("ana", "coffee_maker.kitchen"), ("bo", "switch.tea")])
def test_what_is_brewed_is_what_this_resident_brews(by: str, thing: str) -> None:
    people = Household()
    on_and_off(people, "coffee maker", "ana")
    on_and_off(people, "tea brewer", "bo")
    brew: tuple[Interpretation, ...] = (i("CoffeeBrew", 0.9),)
    assert people.say("brew me a cup", *brew, by=by).targets == (thing,)
