"""A chime is the reply where what was done is to be seen, a sentence where it is not; people ask for more or less."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.chimes import done_chime
from assistant.log import InteractionLog
from assistant.pipeline import Stages, take_turn
from assistant.resolve.resolver import ContextResolver
from assistant.respond.responder import PlainResponder
from assistant.rewrite.none import NoRewriter
from assistant.tts.pyttsx3 import Pyttsx3Voice
from assistant.turn import Belief, Heard, Interpretation, Speech, Transcript, Turn
from tests.assistant.homes import Given, a_home, i


class Home:
    """A household whose assistant speaks aloud."""

    def __init__(self, *, replies: Any = "auto", log: Path | None = None, **more: Any) -> None:
        self.given, self.home = Given(), a_home(**more)
        stages = Stages(NoRewriter(), self.given, ContextResolver(), PlainResponder(), Pyttsx3Voice())
        kept = InteractionLog(log) if log else None
        self.assistant = Assistant(self.home, stages, kept, replies=replies)

    def say(self, text: str, *given: Interpretation, at: str = "kitchen_display", by: str = "ana") -> tuple[Turn, str]:
        """The turn, and how it is answered: `chime` or `words`."""
        self.given.interpretations = given
        taken = self.assistant.hear(Heard(Transcript(text, 0.95)), assistant=at, resident=Belief(by, 1.0))
        return taken.turn, "chime" if chimed(taken.speech) else "words"


def chimed(speech: Speech) -> bool:
    return speech.samples.tobytes() == done_chime().samples.tobytes()


LESS = i("TeachPreference", kind="replies", value="short replies", like=True)
MORE = i("TeachPreference", kind="replies", value="full replies", like=True)
USUAL = i("TeachPreference", kind="replies", value="usual replies", like=True)
COUNTER = i("HassTurnOn", name="counter light")
HALL = i("HassTurnOn", name="hall light")
TIMER = i("HassStartTimer", minutes=5)


@pytest.mark.parametrize(
    ("text", "given", "at"),
    [
        ("turn on the counter light", COUNTER, "kitchen_display"),
        ("close the blinds", i("HassTurnOff", name="living room blinds"), "tv"),
        ("turn on the ceiling fan", i("HassTurnOn", name="ceiling fan"), "tv"),
        ("play jazz", i("HassMediaSearchAndPlay", genre="jazz", search_query="jazz"), "bedroom_speaker"),
    ],
)
def test_what_shows_in_the_room_is_answered_by_a_chime(text: str, given: Interpretation, at: str) -> None:
    turn, sound = Home().say(text, given, at=at)
    assert (turn.status, sound) == ("done", "chime")
    assert turn.reply


@pytest.mark.parametrize(
    ("text", "given", "at"),
    [
        ("turn on the hall light", HALL, "kitchen_display"),
        ("set a timer for five minutes", TIMER, "kitchen_display"),
        ("put milk on the shopping list", i("HassShoppingListAddItem", item="milk"), "kitchen_display"),
        ("make it warmer", i("ClimateAdjust", direction="up"), "tv"),
        ("open the garage door", i("HassTurnOn", name="garage door"), "hall_speaker"),
        ("lock the back door", i("HassTurnOn", name="back door"), "hall_speaker"),
        ("set the volume to ten", i("HassSetVolume", volume_level=10), "bedroom_speaker"),
        (
            "turn on the counter light in ten minutes",
            i("HassTurnOn", name="counter light", delay=600),
            "kitchen_display",
        ),
        ("what time is it", i("HassGetCurrentTime"), "kitchen_display"),
    ],
)
def test_what_is_out_of_sight_or_worth_a_word_is_said(text: str, given: Interpretation, at: str) -> None:
    turn, sound = Home(lock__back={"name": "Back door", "area": "hall", "state": "unlocked"}).say(text, given, at=at)
    assert (turn.status in ("done", "answered"), sound) == (True, "words")


def test_a_light_that_is_on_already_is_said_to_be() -> None:
    people = Home()
    people.say("turn on the counter light", COUNTER)
    assert people.say("turn on the counter light", COUNTER)[1] == "words"


def test_a_failure_is_said() -> None:
    people = Home()
    people.home.fault("light.counter", "offline")
    turn, sound = people.say("turn on the counter light", COUNTER)
    assert (turn.status, sound) == ("failed", "words")


def test_two_requests_are_a_chime_only_where_both_show() -> None:
    both = replace(COUNTER, act=0), i("HassTurnOn", act=1, name="kitchen ceiling light")
    assert Home().say("counter light and ceiling light on", *both)[1] == "chime"
    apart = replace(COUNTER, act=0), replace(HALL, act=1)
    assert Home().say("counter light and hall light on", *apart)[1] == "words"


def test_full_replies_are_always_words_and_brief_ones_a_chime_wherever_it_is_plainly_done() -> None:
    assert Home(replies="full").say("turn on the counter light", COUNTER)[1] == "words"
    people = Home(replies="brief")
    assert people.say("turn on the hall light", HALL)[1] == "chime"
    assert people.say("set a timer for five minutes", TIMER)[1] == "chime"
    assert people.say("what time is it", i("HassGetCurrentTime"))[1] == "words"


def test_what_guards_the_home_is_said_even_to_those_who_want_it_brief() -> None:
    people = Home(replies="brief", lock__back={"name": "Back door", "area": "kitchen", "state": "unlocked"})
    turn, sound = people.say("lock the back door", i("HassTurnOn", name="back door"))
    assert (turn.status, sound) == ("done", "words")


def test_a_resident_asks_for_less_and_for_more_and_takes_it_back() -> None:
    people = Home()
    assert people.say("just beep", LESS)[1] == "words"
    assert people.say("turn on the hall light", HALL)[1] == "chime"
    people.say("say what you did", MORE)
    assert people.say("turn on the counter light", COUNTER)[1] == "words"
    people.say("answer normally", USUAL)
    assert people.say("turn on the kitchen ceiling light", i("HassTurnOn", name="kitchen ceiling light"))[1] == "chime"


def test_what_one_resident_asks_for_is_not_done_to_another() -> None:
    people = Home(replies="full")
    assert people.say("just beep", LESS, by="ana")[0].reply == "Okay, short replies from now on."
    assert people.say("turn on the hall light", HALL, by="bo")[1] == "words"
    assert people.say("turn on the counter light", COUNTER, by="ana")[1] == "chime"


def test_it_is_known_after_a_restart(tmp_path: Path) -> None:
    Home(log=tmp_path / "log.db").say("just beep", LESS)
    assert Home(log=tmp_path / "log.db").say("turn on the hall light", HALL)[1] == "chime"


def test_it_is_told_with_the_other_likings_and_forgotten_like_them() -> None:
    people = Home()
    people.say("just beep", LESS)
    assert people.say("what do you know about me", i("ListPreferences"))[0].reply == "You like short replies."
    people.say("forget that", i("ForgetPreference"))
    assert people.say("turn on the hall light", HALL)[1] == "words"


def test_the_chime_is_short_quiet_and_two_tones() -> None:
    chime = done_chime()
    assert 0.3 < chime.seconds < 0.8
    assert abs(chime.samples.astype(int)).max() < 3000


def test_without_a_choice_replies_are_words() -> None:
    people = Home()
    turn, speech = take_turn(
        Heard(Transcript("turn on the counter light", 0.95)),
        replace(people.assistant.context, usual_replies="full", area="kitchen", assistant="kitchen_display"),
        people.home,
        replace(people.assistant.stages, interpreter=given(COUNTER)),
        turn="t",
        session="s",
    )
    assert (turn.status, chimed(speech)) == ("done", False)


def given(*interpretations: Interpretation) -> Given:
    each = Given()
    each.interpretations = interpretations
    return each
