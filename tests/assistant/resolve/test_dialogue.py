"""One short question, and an answer that finishes the job; what was said before; taking back and explaining."""

from __future__ import annotations

import pytest

from assistant.turn import Interpretation
from tests.assistant.homes import Household, i

CEILING = i("HassTurnOn", name="ceiling light")


@pytest.mark.parametrize(
    ("answer", "targets"),
    [
        ("the bedroom one", {"light.bedroom_ceiling"}),
        ("kitchen", {"light.kitchen_ceiling"}),
        ("the kitchen ceiling light please", {"light.kitchen_ceiling"}),
        ("the first one", {"light.kitchen_ceiling"}),
        ("the second", {"light.bedroom_ceiling"}),
        ("both", {"light.kitchen_ceiling", "light.bedroom_ceiling"}),
    ],
)
def test_an_answer_finishes_the_job(answer: str, targets: set[str]) -> None:
    people = Household(at="hall_speaker")
    asked = people.say("turn on the ceiling light", CEILING)
    assert asked.reply == "Which one: the kitchen ceiling light or the bedroom ceiling light?"
    turn = people.say(answer)
    assert (turn.status, set(turn.targets)) == ("done", targets)


def test_another_request_drops_the_question() -> None:
    people = Household(at="hall_speaker")
    people.say("turn on the ceiling light", CEILING)
    turn = people.say("turn on the hall light", i("HassTurnOn", name="hall light"))
    assert turn.targets == ("light.hall",)


def test_a_room_decides_without_a_question() -> None:
    assert Household(at="bedroom_speaker").say("ceiling light", CEILING).targets == ("light.bedroom_ceiling",)


@pytest.mark.parametrize(
    ("request_", "answer", "said"),
    [
        (i("HassStartTimer"), i("HassStartTimer", 0.5, minutes=10), "Timer set for 10 minutes."),
        (i("AlarmSet"), i("AlarmSet", 0.5, time="07:00?"), "Alarm set for 7:00 PM."),
        (i("HassShoppingListAddItem"), i("HassNevermind", 0.1), "Okay, I won't."),
    ],
)
def test_what_was_missing_is_asked_for_and_filled_in(
    request_: Interpretation, answer: Interpretation, said: str
) -> None:
    people = Household()
    assert people.say("…", request_).question
    assert people.say("…", answer).reply == said


def test_a_missing_text_is_taken_as_it_is_said() -> None:
    people = Household()
    people.say("add something to the list", i("HassShoppingListAddItem"))
    assert people.say("oat milk").commands[0].data == {"item": "oat milk"}


def test_it_is_what_was_spoken_of_last() -> None:
    people = Household()
    people.say("turn on the hall light", i("HassTurnOn", name="hall light"))
    assert people.say("turn it off again", i("HassTurnOff", name="it")).targets == ("light.hall",)


@pytest.mark.parametrize(
    ("done", "entity", "before"),
    [
        (i("HassTurnOn", name="hall light"), "light.hall", "off"),
        (i("HassTurnOff", domain="cover", device_class="blind"), "cover.blinds", "open"),
        (i("OvenPreheat", temperature=300), "oven.kitchen", "off"),
        (i("HassVacuumStart"), "vacuum.dusty", "docked"),
    ],
)
def test_undo_puts_it_back(done: Interpretation, entity: str, before: str) -> None:
    people = Household()
    people.say("…", done)
    turn = people.say("undo that", i("Undo"))
    people.wait(600)
    assert (turn.status, people.state(entity)) == ("done", before)


def test_undo_brings_the_old_brightness_back() -> None:
    people = Household()
    people.say("…", i("HassLightSet", name="counter light", brightness=40))
    people.say("…", i("HassLightSet", name="counter light", brightness=90))
    people.say("undo", i("Undo"))
    assert people.home.states["light.counter"].attributes["brightness"] == 102


def test_there_is_nothing_to_undo_at_first() -> None:
    turn = Household().say("undo", i("Undo"))
    assert (turn.status, turn.reply) == ("refused", "There's nothing to undo.")


def test_a_reply_is_said_again() -> None:
    people = Household()
    first = people.say("what time is it", i("HassGetCurrentTime"))
    assert people.say("say that again", i("Repeat"), after=50).reply == first.reply


def test_why_names_what_decided() -> None:
    people = Household()
    people.say("turn on the lights", i("HassTurnOn", domain="light"))
    reply = people.say("why did you do that", i("Explain")).reply
    assert 'I heard "turn on the lights"' in reply
    assert "in the room you're in" in reply


def test_a_complaint_offers_to_take_it_back() -> None:
    people = Household()
    people.say("lights", i("HassTurnOn", domain="light"))
    assert "undo" in people.say("that's wrong", i("Complain")).reply.lower()


@pytest.mark.parametrize("stop", [i("HassNevermind"), i("HassTurnOff"), i("HassMediaPause"), i("AlarmCancel")])
def test_stop_stops_the_alarm_that_rings(stop: Interpretation) -> None:
    people = Household()
    people.say("wake me", i("AlarmSet", time="18:00"))
    people.until("ringing")
    turn = people.say("stop", stop)
    assert (turn.intent, turn.commands[0].service) == ("AlarmCancel", "stop")


def test_an_alarm_can_be_snoozed() -> None:
    people = Household()
    people.say("wake me", i("AlarmSet", time="18:00"))
    people.until("ringing")
    assert people.say("snooze", i("AlarmCancel")).commands[0].service == "snooze"


def test_stop_pauses_what_plays_here() -> None:
    people = Household()
    people.say("play jazz", i("HassMediaSearchAndPlay", search_query="jazz"))
    assert people.say("stop", i("HassNevermind")).commands[0].service == "media_pause"


def test_never_mind_leaves_what_plays() -> None:
    people = Household()
    people.say("play jazz", i("HassMediaSearchAndPlay", search_query="jazz"))
    turn = people.say("never mind", i("HassNevermind"))
    assert (turn.intent, turn.commands) == ("HassNevermind", ())
