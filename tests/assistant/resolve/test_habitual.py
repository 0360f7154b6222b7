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


@pytest.mark.parametrize(("hours", "thing"), [(24, "switch.tea"), (36, "light.counter")])
def test_it_is_what_is_switched_at_this_hour_where_nothing_was_spoken_of(hours: float, thing: str) -> None:
    people = Household()
    for _ in range(3):
        people.say("turn on the tea brewer", i("HassTurnOn", name="tea brewer"), by="ana")
        people.wait(12 * 3600)
        people.say("turn on the counter light", i("HassTurnOn", name="counter light"), by="ana")
        people.wait(12 * 3600)
    people.wait((hours - 24) * 3600)
    assert people.say("turn it on", i("HassTurnOn", name="it"), by="ana").targets == (thing,)


@pytest.mark.parametrize(("by", "thing"), [("ana", "coffee_maker.kitchen"), ("bo", "switch.tea")])
def test_what_is_brewed_is_what_this_resident_brews(by: str, thing: str) -> None:
    people = Household()
    on_and_off(people, "coffee maker", "ana")
    on_and_off(people, "tea brewer", "bo")
    brew: tuple[Interpretation, ...] = (i("CoffeeBrew", 0.9),)
    assert people.say("brew me a cup", *brew, by=by).targets == (thing,)
