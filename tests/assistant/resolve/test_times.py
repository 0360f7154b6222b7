"""Timers, alarms, reminders, and commands put off."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assistant.resolve.alarms import due_time
from assistant.resolve.sun import sun_time
from tests.assistant.homes import Household, i

ZONE = ZoneInfo("America/Los_Angeles")
MONDAY = datetime(2026, 3, 2, 17, 30, tzinfo=ZONE)


def people_with_timers() -> Household:
    people = Household()
    people.say("ten minutes", i("HassStartTimer", minutes=10))
    people.say("pizza timer", i("HassStartTimer", minutes=5, name="pizza"))
    return people


@pytest.mark.parametrize(
    ("slots", "timer"), [({"name": "pizza"}, "timer.pizza"), ({"start_minutes": 10}, "timer.timer")]
)
def test_a_timer_is_known_by_its_name_and_its_length(slots: dict[str, Any], timer: str) -> None:
    assert people_with_timers().say("cancel", i("HassCancelTimer", **slots)).targets == (timer,)


def test_of_two_timers_one_is_asked_for() -> None:
    people = people_with_timers()
    assert people.say("cancel the timer", i("HassCancelTimer")).question
    assert people.say("the pizza one").targets == ("timer.pizza",)


def test_several_timers_are_told_of() -> None:
    reply = people_with_timers().say("how long", i("HassTimerStatus")).reply
    assert "left on the 10 minute timer" in reply
    assert "left on the pizza timer" in reply


def test_a_timer_gets_longer() -> None:
    people = people_with_timers()
    turn = people.say("five more", i("HassIncreaseTimer", minutes=5, name="pizza"))
    assert turn.reply == "5 minutes added to the pizza timer."
    assert people.home.states["timer.pizza"].attributes["remaining"] > 500


def test_all_timers_end_at_once() -> None:
    people = people_with_timers()
    assert people.say("cancel all", i("HassCancelAllTimers")).reply == "2 timers cancelled."


def test_a_timer_that_is_not_there_is_said_so() -> None:
    turn = Household().say("cancel", i("HassCancelTimer"))
    assert (turn.status, turn.reply) == ("failed", "There's no such timer.")


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("turn on the lights in ten minutes", {"delay": 600}),
        ("at twenty to six turn on the lights", {"at": "17:40"}),
        ("turn on the lights at 5:40 pm", {"at": "17:40"}),
        ("in 10 minutes turn on the lights", {"delay": 600}),
        ("turn on the lights ten minutes from now", {"delay": 600}),
    ],
)
def test_a_command_put_off_is_said_again_when_its_time_has_come(text: str, slots: dict[str, Any]) -> None:
    people = Household()
    turn = people.say(text, i("HassTurnOn", domain="light", **slots))
    assert turn.commands[0].service == "start"
    assert turn.commands[0].data["conversation_command"] == "turn on the lights"
    assert 590 <= turn.commands[0].data["duration"] <= 600
    assert people.state("light.counter") == "off"


def test_what_waits_for_something_unknown_is_not_promised() -> None:
    turn = Household().say("lights when the dishwasher is done", i("HassTurnOn", domain="light", at="when:dishwasher"))
    assert (turn.status, turn.commands) == ("unsupported", ())


@pytest.mark.parametrize(
    ("slots", "morning", "due"),
    [
        ({"time": "07:00?"}, True, "2026-03-02T19:00"),  # soon
        ({"time": "09:00?"}, True, "2026-03-03T09:00"),  # a long time off: the morning
        ({"time": "06:30?"}, False, "2026-03-02T18:30"),
        ({"time": "05:00?"}, False, "2026-03-03T17:00"),
        ({"time": "19:00"}, True, "2026-03-02T19:00"),
        ({"time": "07:00", "date": "wednesday"}, True, "2026-03-04T07:00"),
        ({"time": "07:00?", "date": "tomorrow"}, True, "2026-03-03T07:00"),
        ({"time": "08:00?", "date": "tonight"}, True, "2026-03-02T20:00"),
        ({"time": "07:00", "date": "monday"}, True, "2026-03-09T07:00"),
        ({"delay": 90}, True, "2026-03-02T17:31:30"),
    ],
)
def test_times_mean_what_people_mean(slots: dict[str, Any], morning: bool, due: str) -> None:
    assert due_time(slots, MONDAY, morning=morning) == datetime.fromisoformat(due).replace(tzinfo=ZONE)


def test_the_sun_sets_when_the_almanac_says() -> None:
    sunset = sun_time("sunset", MONDAY, (47.6, -122.3))  # the almanac: 17:55 in Seattle on this day
    assert sunset is not None
    assert abs((sunset - MONDAY.replace(hour=17, minute=55)).total_seconds()) < 360


def test_the_sun_does_not_set_on_a_polar_day() -> None:
    june = MONDAY.replace(month=6)
    assert sun_time("sunset", june, (78.0, 15.0)) is None
