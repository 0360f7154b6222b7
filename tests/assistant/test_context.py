"""What is remembered from turn to turn, and which habits are counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.context import REMEMBERED, Context, Habits, part_of_day
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


def test_an_unsure_voice_counts_as_nobody() -> None:
    context = Context(now=AT)
    assert context.who == ""


def test_only_the_last_turns_are_remembered() -> None:
    context = Context(now=AT)
    for number in range(REMEMBERED + 5):
        context = context.after(turn(number=number))
    assert len(context.recent) == REMEMBERED
    assert context.recent[-1].turn.endswith(str(REMEMBERED + 4))


def test_a_session_ends_after_a_while() -> None:
    context = Context(now=AT).after(turn())
    assert context.last is not None
    late = Context(now=AT + timedelta(seconds=46), recent=context.recent)
    assert late.last is None


@pytest.mark.parametrize(("hour", "part"), [(0, "night"), (7, "morning"), (12, "afternoon"), (23, "evening")])
def test_a_day_has_four_parts(hour: int, part: str) -> None:
    assert part_of_day(AT.replace(hour=hour)) == part
