"""Which habits are counted: whose, when, after what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.habits import Choice, Habits, cause_of, near
from devices.protocol import Command
from tests.assistant.turns import AT, turn

JAZZ = Command("media_player.kitchen", "play_media", {"media_content_type": "music", "genre": "jazz"})
FILM = Command("media_player.tv", "play_media", {"media_content_type": "movie", "media_content_id": "Heat"})
BREW = {"intent": "CoffeeBrew", "targets": ("coffee_maker.kitchen",)}
COFFEE = Command("coffee_maker.kitchen", "brew")


def test_what_a_resident_plays_is_counted_for_them_alone() -> None:
    habits = Habits()
    for who, command in (("ana", JAZZ), ("ana", JAZZ), ("bo", FILM)):
        habits = habits.after(turn(commands=(command,), resident=who), ())
    assert habits.plays["ana"] == {"genre:jazz": 2, "kind:music": 2}
    assert habits.plays["bo"] == {"kind:movie": 1, "movie:Heat": 1}


def test_what_follows_an_alarm_is_counted() -> None:
    rang = turn("", initiator="assistant", targets=("alarm.seven",))
    stopped = turn("stop", intent="AlarmCancel", after=5)
    habits = Habits().after(turn("coffee", commands=(COFFEE,), after=60, **BREW), (rang, stopped))
    assert habits.follows == {
        "alarm:ringing": {"CoffeeBrew|coffee_maker.kitchen": 1},
        "AlarmCancel": {"CoffeeBrew|coffee_maker.kitchen": 1},
    }


def test_what_comes_much_later_follows_nothing() -> None:
    rang = turn("", initiator="assistant", targets=("alarm.seven",))
    assert not Habits().after(turn(commands=(COFFEE,), after=3600, **BREW), (rang,)).follows


@pytest.mark.parametrize("changed", [{"status": "failed"}, {"commands": ()}, {"initiator": "assistant"}])
def test_what_was_not_done_for_somebody_is_no_habit(changed: dict[str, object]) -> None:
    assert Habits().after(turn(**{"commands": (JAZZ,), **changed}), ()) == Habits()


def test_habits_given_stay_as_they_are() -> None:
    before = Habits().after(turn(commands=(JAZZ,), resident="ana"), ())
    before.after(turn(commands=(JAZZ,), resident="ana"), ())
    assert before.plays["ana"]["genre:jazz"] == 1


def test_what_follows_is_counted_for_the_resident_and_for_the_household() -> None:
    rang = turn("", initiator="assistant", targets=("alarm.seven",))
    habits = Habits().after(turn(commands=(COFFEE,), after=60, resident="ana", **BREW), (rang,))
    assert habits.sequels("alarm:ringing", "ana") == {"CoffeeBrew|coffee_maker.kitchen": 1}
    assert habits.sequels("alarm:ringing", "bo") == habits.sequels("alarm:ringing", "")


def test_a_residents_own_sequel_counts_before_the_households() -> None:
    rang = turn("", initiator="assistant", targets=("alarm.seven",))
    tea = {"intent": "HassTurnOn", "targets": ("switch.tea",), "commands": (Command("switch.tea", "turn_on"),)}
    habits = Habits().after(turn(commands=(COFFEE,), after=60, resident="ana", **BREW), (rang,))
    habits = habits.after(turn(after=90, resident="bo", **tea), (rang,))
    assert habits.sequels("alarm:ringing", "bo") == {"HassTurnOn|switch.tea": 1}


@pytest.mark.parametrize(("hours", "counted"), [(-1, 1), (0, 1), (1, 1), (3, 0)])
def test_an_hour_before_and_after_is_the_same_time_of_day(hours: int, counted: int) -> None:
    habits = Habits().after(turn(commands=(COFFEE,), resident="ana", **BREW), ())
    assert len(habits.around(AT + timedelta(hours=hours), "ana")) == counted


def test_midnight_is_near_the_last_hour_of_the_day() -> None:
    assert near(AT.replace(hour=0)) == [23, 0, 1]


def test_several_things_asked_for_at_once_are_one_habit() -> None:
    lights = ("light.b", "light.a")
    both = turn(intent="HassTurnOn", targets=lights, commands=tuple(Command(i, "turn_on") for i in lights))
    assert Habits().after(both, ()).usual == {"": {"HassTurnOn|light.a+light.b": 1}}


def test_what_was_chosen_to_be_played_is_known_by_the_hour() -> None:
    habits = Habits().after(turn(commands=(JAZZ,), resident="ana"), ())
    assert habits.chosen("ana") == habits.chosen("ana", AT) == {Choice("music", "jazz"): 1}
    assert not habits.chosen("ana", AT + timedelta(hours=6))
    assert not habits.chosen("bo")


def test_a_cause_tells_which_thing_it_was_about_but_not_which_alarm() -> None:
    assert cause_of(turn(intent="HassTurnOn", targets=("light.hall",))) == "HassTurnOn|light.hall"
    assert cause_of(turn(intent="AlarmCancel", targets=("alarm.seven",))) == "AlarmCancel"
    assert cause_of(turn(intent="Repeat")) is None


def test_who_has_habits_of_their_own_is_not_expected_to_keep_the_others_hours() -> None:
    habits = Habits().after(turn(commands=(COFFEE,), resident="ana", **BREW), ())
    assert habits.around(AT, "bo") == habits.around(AT, "ana")
    habits = habits.after(turn(commands=(JAZZ,), resident="bo", after=6 * 3600, intent="HassMediaSearchAndPlay"), ())
    assert not habits.around(AT, "bo")
