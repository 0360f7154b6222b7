"""What the screen knows, message by message."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.live.happenings import Dropped, Level, Listening, ReplyEnded, Voice, Words
from assistant.turn import Received
from simulator.live.messages import Learnt, Muted, Note, Strain, Trouble
from simulator.live.view import View
from tests.simulator.live.evening import Evening


@pytest.fixture
def evening() -> Evening:
    evening = Evening()
    evening.begin()
    return evening


def test_it_loads_until_it_is_ready() -> None:
    assert View(sound=True).state == "loading"


def test_a_request_goes_from_waiting_to_listening_to_speaking_and_back(evening: Evening) -> None:
    states = [evening.view.state]
    evening.take(Listening("wake", "alexa"), Words("turn on"))
    states.append(evening.view.state)
    turn = evening.ask("turn on the kitchen light", received=None)
    states.append(evening.view.state)
    evening.take(ReplyEnded(turn.turn, Received(1.0)))
    states.append(evening.view.state)
    assert states == ["waiting", "listening", "speaking", "waiting"]


def test_a_reply_is_lowered_held_and_taken_up_again(evening: Evening) -> None:
    evening.ask("what time is it", received=None)
    states = []
    for how in ("lowered", "held", "on"):
        evening.take(Voice(how))
        states.append(evening.view.state)
    assert states == ["lowered", "held", "speaking"]


def test_typed_words_are_thought_about_until_they_are_answered() -> None:
    evening = Evening(sound=False)
    evening.begin()
    evening.view.types("what time is it")
    assert evening.view.state == "thinking"
    evening.ask("what time is it")
    assert evening.view.state == "waiting"


def test_how_a_reply_was_received_is_added_to_its_turn(evening: Evening) -> None:
    evening.ask("what time is it", received=Received(0.4, "wake"))
    assert evening.view.turns[-1].received == Received(0.4, "wake")
    assert evening.view.turn is evening.view.turns[-1]


def test_being_deaf_goes_before_all_else(evening: Evening) -> None:
    evening.take(Listening("wake", "alexa"), Muted(True))
    assert evening.view.state == "muted"
    evening.take(Muted(False))
    assert evening.view.state == "waiting"


def test_listening_that_came_to_nothing_ends_by_itself(evening: Evening) -> None:
    evening.take(Listening("key"))
    evening.passes(21.0)
    assert evening.view.state == "waiting"


def test_what_was_dropped_is_said_for_a_while(evening: Evening) -> None:
    evening.take(Listening("speech"), Dropped("mhm", "nobody spoke"))
    assert evening.view.state == "waiting"
    assert evening.view.notice is not None
    evening.passes(9.0)
    assert evening.view.notice is None


def test_what_was_dropped_is_over_with_the_next_turn(evening: Evening) -> None:
    evening.take(Dropped("", "nobody spoke"))
    evening.ask("what time is it")
    assert evening.view.notice is None


def test_a_trouble_stays_until_it_is_over(evening: Evening) -> None:
    evening.take(Trouble("the microphone 'USB' has gone"))
    evening.passes(600.0)
    evening.take(Trouble("/x/log.sqlite: the disk is full; free some space; turns wait in memory until then"))
    assert [wrong.over for wrong in evening.view.wrongs] == [False, False]
    evening.take(Trouble("the microphone is back: 'USB'"))
    assert [wrong.over for wrong in evening.view.wrongs] == [False, True]
    evening.take(Trouble("the log can be written again, and nothing is missing in it"))
    evening.passes(20.0)
    assert evening.view.wrongs == ()


def test_the_meter_shows_the_loudest_and_moves_five_times_a_second(evening: Evening) -> None:
    levels = []
    for number in range(25):
        evening.view.passes(10.0 + number * 0.08)
        evening.take(Level(-20.0 if number % 5 == 2 else -50.0, False))
        levels.append(evening.view.level)
    assert sum(one != other for one, other in pairwise(levels)) <= 10
    assert -20 in levels


def test_a_device_that_changed_is_news_for_some_seconds(evening: Evening) -> None:
    evening.ask("turn on the kitchen light")
    kitchen = evening.view.home.rooms[0]
    assert [device.name for device in kitchen.devices[:2]] == ["Ceiling light", "Counter light"]
    assert [device.fresh for device in kitchen.devices[:3]] == [True, True, False]
    evening.passes(7.0)
    kitchen = evening.view.home.rooms[0]
    assert not kitchen.fresh
    assert kitchen.active == 2


def test_an_oven_that_gets_hotter_is_no_news(evening: Evening) -> None:
    evening.ask("preheat the oven to 400")
    evening.passes(7.0)
    evening.passes(60.0)
    oven = next(device for device in evening.view.home.rooms[0].devices if device.name == "Oven")
    assert "of 400°" in oven.words
    assert not oven.fresh


def test_a_device_out_of_reach_is_a_danger(evening: Evening) -> None:
    evening.home.fault("lock.front_door", "offline")
    evening.look()
    hall = next(room for room in evening.view.home.rooms if room.name == "Hall")
    assert (hall.devices[0].name, hall.devices[0].words, hall.devices[0].danger) == ("Front door", "gone", True)


def test_timers_and_alarms_stand_in_the_order_they_come(evening: Evening) -> None:
    for words in ("wake me up at seven", "set a pasta timer for ten minutes", "turn off the light in 20 minutes"):
        evening.ask(words)
    evening.passes(60.0)
    assert [(due.name, due.left) for due in evening.view.home.due] == [
        ("Pasta", 540.0),
        ("turn off the light", 1140.0),
        ("Alarm", 5340.0),
    ]


def test_residents_take_turns(evening: Evening) -> None:
    assert [evening.view.becomes() for _ in range(3)] == ["bo", "", "ana"]


def test_the_turn_to_explain_is_not_the_one_that_explains(evening: Evening) -> None:
    evening.ask("turn on the kitchen light")
    evening.ask("why did you do that")
    evening.view.opens("why")
    assert evening.view.explained is not None
    assert evening.view.explained.intent == "HassTurnOn"


def test_an_explanation_stays_what_it_is_while_another_turn_is_taken(evening: Evening) -> None:
    evening.ask("turn on the kitchen light")
    evening.view.opens("why")
    evening.ask("what time is it")
    assert evening.view.explained is not None
    assert evening.view.explained.intent == "HassTurnOn"


def test_a_request_that_came_to_nothing_leaves_the_last_turn_shown(evening: Evening) -> None:
    turn = evening.ask("turn on the kitchen light")
    evening.take(Listening("key"))
    assert evening.view.turn is None
    evening.take(Dropped("", "nobody spoke"))
    assert evening.view.turn is not None
    assert evening.view.turn.turn == turn.turn


def test_turns_are_counted(evening: Evening) -> None:
    evening.ask("what time is it")
    evening.ask("turn on the hall light")
    evening.take(Learnt(("ana likes jazz",)), Note("somebody comes home"), Strain(0.0, 1.24))
    assert (evening.view.taken, evening.view.learnt, evening.view.lost) == (2, ("ana likes jazz",), 1.2)
