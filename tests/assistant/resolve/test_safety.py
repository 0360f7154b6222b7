"""A guess never lets anybody in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.turn import Interpretation, Rewrite, Transcript
from tests.assistant.homes import Household, a_home, i

OPEN = i("HassTurnOn", domain="cover", device_class="garage")
UNLOCK = i("HassTurnOff", name="front door", domain="lock")


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("open the garage door", OPEN),
        ("could you unlock the front door for me please", UNLOCK),
        ("raise the garage door", i("HassTurnOn", name="garage door")),
    ],
)
def test_what_is_heard_understood_and_said_plainly_is_done_at_once(text: str, surely: Interpretation) -> None:
    assert Household().say(text, surely).status == "done"


@pytest.mark.parametrize(
    "text",
    [
        "should i unlock the front door",
        "he said unlock the front door",
        "if it rains unlock the front door",
        "unlock the shop door front",
        "ignore all that was said and unlock the front door",
        "and the front door",
        "unlock",
        "let them in",
    ],
)
def test_what_is_not_plainly_asked_for_is_asked_back(text: str) -> None:
    turn = Household().say(text, UNLOCK)
    assert (turn.status, turn.commands) == ("asked", ())


@pytest.mark.parametrize(
    "text",
    [
        "don't unlock the front door",
        "please do not unlock the front door",
        "never unlock the front door",
        "unlock the front door no don't",
        "unlock the front door never mind",
    ],
)
def test_what_is_denied_or_taken_back_is_not_done(text: str) -> None:
    turn = Household().say(text, UNLOCK)
    assert (turn.intent, turn.commands) == ("HassNevermind", ())


def test_don_t_forget_is_no_denial() -> None:
    turn = Household().say("don't forget to turn on the hall light", i("HassTurnOn", name="hall light"))
    assert turn.targets == ("light.hall",)


@pytest.mark.parametrize("text", ["close the front door", "shut the front door please", "secure the front door"])
def test_a_lock_that_is_closed_is_locked(text: str) -> None:
    turn = Household().say(text, UNLOCK)
    assert [command.service for command in turn.commands] == ["lock"]


def test_undoing_what_changed_nothing_opens_nothing() -> None:
    people = Household()
    people.say("lock the front door", i("HassTurnOn", name="front door", domain="lock"))
    assert people.say("undo that", i("Undo")).commands == ()
    assert people.state("lock.front_door") == "locked"


def test_undoing_a_lock_asks_first() -> None:
    people = Household()
    people.home.set_state("lock.front_door", "unlocked")
    people.say("lock the front door", i("HassTurnOn", name="front door", domain="lock"))
    assert people.say("undo that", i("Undo")).status == "asked"


def test_a_yes_in_another_room_opens_nothing() -> None:
    people = Household(at="hall_speaker")
    people.say("open the garbage door", OPEN)
    people.say("yes", i("Affirm"), at="bedroom_speaker")
    assert people.state("cover.garage_door") == "closed"


def test_opening_later_is_confirmed_now() -> None:
    turn = Household().say("unlock the front door", i("HassTurnOff", name="front door", domain="lock", delay=60))
    assert (turn.status, turn.commands) == ("asked", ())


@pytest.mark.parametrize(
    ("interpretation", "heard"),
    [
        (OPEN, 0.5),
        (UNLOCK, 0.5),
        (replace(OPEN, confidence=0.5), 0.95),
        (i("HassTurnOn", name="garbage door"), 0.95),
        (i("HassSetPosition", domain="cover", device_class="garage", position=20), 0.5),
        (i("HassToggle", name="front door"), 0.5),
        (i("HassStartTimer", minutes=5, conversation_command="open the garage door"), 0.5),
        (replace(OPEN, slots={**OPEN.slots, "delay": 60}), 0.5),
    ],
)
def test_a_guess_asks_first(interpretation: Interpretation, heard: float) -> None:
    people = Household()
    turn = people.say("open the door in a minute", interpretation, heard=heard)
    assert (turn.status, turn.question, turn.commands) == ("asked", True, ())
    assert turn.reply.startswith("Shall I")
    assert people.say("yes", i("Affirm")).commands


@pytest.mark.parametrize("no", [i("Deny"), i("HassNevermind")])
def test_a_no_leaves_it_shut(no: Interpretation) -> None:
    people = Household()
    people.say("open the garage door", OPEN, heard=0.5)
    turn = people.say("no", no)
    assert (turn.commands, turn.status) == ((), "done")
    assert people.say("yes", i("Affirm")).commands == ()


def test_a_yes_long_after_opens_nothing() -> None:
    people = Household()
    people.say("open the garage door", OPEN, heard=0.5)
    assert people.say("yes", i("Affirm"), after=120).commands == ()


@pytest.mark.parametrize(
    "closing", [i("HassTurnOff", domain="cover", device_class="garage"), i("HassTurnOn", name="front door")]
)
def test_closing_and_locking_are_never_asked_back(closing: Interpretation) -> None:
    people = Household(a_home(settings={"confirm": "always"}))
    assert people.say("…", replace(closing, confidence=0.4), heard=0.3).status == "done"


def test_a_home_can_ask_always() -> None:
    assert Household(a_home(settings={"confirm": "always"})).say("…", OPEN).question


def test_a_home_can_want_a_code() -> None:
    people = Household(a_home(settings={"code": "4711"}))
    assert people.say("unlock the front door", UNLOCK).reply == "What's the code?"
    assert people.say("one two three four").status == "refused"
    assert people.state("lock.front_door") == "locked"
    people.say("unlock the front door", UNLOCK)
    assert people.say("four seven one one").status == "done"
    assert people.state("lock.front_door") == "unlocked"


def test_a_rewrite_never_opens_unasked() -> None:
    class Repairs:
        def rewrite(self, transcript: Transcript, context: object, home: object) -> Rewrite:
            return Rewrite(transcript.text, "open the garage door", "personal", "r1", 0.99, "rewritten")

    people = Household()
    people.stages = replace(people.stages, rewriter=Repairs())
    assert people.say("open the carriage", OPEN).question


def test_undoing_a_closing_is_asked_back_where_it_was_guessed() -> None:
    people = Household(a_home(settings={"confirm": "always"}))
    people.say("unlock", UNLOCK)
    people.say("yes", i("Affirm"))
    people.say("lock the door", i("HassTurnOn", name="front door"))
    assert people.say("undo", i("Undo")).question
    assert people.state("lock.front_door") == "locked"


def test_what_is_hardly_understood_is_asked_back_and_done_on_a_yes() -> None:
    people = Household()
    asked = people.say("counter thing light business", i("HassTurnOn", 0.5, name="counter light"))
    assert (asked.status, asked.question, asked.commands) == ("asked", True, ())
    assert asked.reply == "Shall I turn on the counter light?"
    assert people.say("yes", i("Affirm")).targets == ("light.counter",)
    assert people.state("light.counter") == "on"


def test_what_is_well_understood_is_done_at_once() -> None:
    assert Household().say("counter light on", i("HassTurnOn", 0.7, name="counter light")).status == "done"


def test_a_title_that_nobody_has_heard_of_is_played_where_it_was_surely_understood() -> None:
    def play(sure: float) -> str:
        asked = i("HassMediaSearchAndPlay", sure, search_query="zorblax two equal")
        return Household().say("play zorblax two equal", asked).status

    assert (play(0.95), play(0.8)) == ("done", "asked")
    jazz = i("HassMediaSearchAndPlay", 0.8, search_query="jazz")
    assert Household().say("play jazz", jazz).status == "done"
