"""How residents answer, complain, take back, give up and thank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from assistant.files import InputError
from assistant.turn import Act, Question
from simulator.households.language import answers
from simulator.households.language.answers import answer, complaint, telling_words
from simulator.households.language.talk import Line, lines, suits, talk
from simulator.households.values import Day, Filler, Goal, Resident, Spoken, Tastes, Want

DAY = Day(7, 8, 17, 23)
ANA = Resident("ana", "Ana", "adult", DAY, DAY, Tastes())
GOAL = Goal(
    id="h/ana/1",
    resident="ana",
    at=datetime(2026, 3, 4, 19, tzinfo=UTC),
    need="it is dark",
    kind="light_on",
    area="kitchen",
    satellite="kitchen",
    want=Want(("HassTurnOn",)),
    fillers={
        "name": (Filler("big light", {"name": "big light"}),),
        "area": (Filler("kitchen", {"area": "kitchen"}),),
        "duration": (Filler("ten minutes", {"minutes": 10}),),
        "level": (Filler("half", {"volume_level": 50}),),
    },
)
CEILING = Act("HassTurnOn", {"name": "Kitchen ceiling light"}, ("light.a",), (), "asked")
COUNTER = Act("HassTurnOn", {"name": "Kitchen counter light"}, ("light.b",), (), "asked")
WHICH = Question("which", (CEILING, COUNTER))
CONFIRM = Question("confirm", (CEILING,))
SAID = Spoken("light on", ("HassTurnOn",), {"domain": "light"}, "first", phrasing="light on")


def many(question: Question, right: Act | None, *, goal: Goal = GOAL) -> list[Spoken]:
    return [answer(question, goal, ANA, right, Random(seed)) for seed in range(60)]


def test_a_yes_is_said_in_many_words() -> None:
    said = many(CONFIRM, CEILING)
    assert {one.intents for one in said} == {("Affirm",)}
    assert len({one.text for one in said}) > 20


def test_what_is_not_meant_is_denied() -> None:
    assert {one.intents[0] for one in many(CONFIRM, None)} == {"Deny"}


def test_one_of_several_is_chosen_by_its_place_its_word_or_its_name() -> None:
    said = [one.text for one in many(WHICH, COUNTER)]
    assert any("second" in text or "two" in text for text in said)
    assert any("counter" in text and "light" not in text for text in said)
    assert any("kitchen counter light" in text for text in said)
    assert not any("ceiling" in text or "first" in text for text in said)


def test_a_chosen_name_is_a_slot_as_spoken() -> None:
    named = next(one for one in many(WHICH, COUNTER) if "counter" in one.text)
    assert named.slots["name"] in ("counter", "kitchen counter light")
    assert named.intents == ("HassTurnOn",)


def test_options_that_only_their_things_tell_apart_are_named_by_these() -> None:
    options = tuple(replace(one, slots={"area": "Kitchen"}) for one in (CEILING, COUNTER))
    asked, names = Question("which", options), {"light.a": "Ceiling light", "light.b": "Counter light"}
    said = [answer(asked, GOAL, ANA, options[0], Random(seed), names=names) for seed in range(60)]
    assert any(one.slots == {"name": "ceiling"} for one in said)
    assert not any("kitchen" in one.text for one in said)


def test_options_that_nothing_tells_apart_are_chosen_by_their_place() -> None:
    options = tuple(replace(one, slots={"area": "Kitchen"}) for one in (CEILING, COUNTER))
    said = [answer(Question("which", options), GOAL, ANA, options[0], Random(seed)) for seed in range(40)]
    assert not any("kitchen" in one.text for one in said)


def test_some_do_not_know_which() -> None:
    assert any(one.intents == answers.INTENTS["dont_know"] for one in many(WHICH, COUNTER))


def test_none_of_the_options_is_denied() -> None:
    assert "Deny" in {one.intents[0] for one in many(WHICH, None)}


def test_a_missing_length_is_said_alone_or_in_a_sentence() -> None:
    asked = Question("what", (Act("HassStartTimer", {}, (), (), "asked"),), slot="duration")
    said = many(asked, None)
    assert {tuple(one.slots.items()) for one in said} == {(("minutes", 10),)}
    assert all("ten minutes" in one.text for one in said)
    assert "ten minutes" in {one.text for one in said}


def test_a_missing_share_is_the_goal_s_level() -> None:
    asked = Question("what", (Act("HassSetVolume", {}, (), (), "asked"),), slot="volume_level")
    assert many(asked, None)[0].slots == {"volume_level": 50}


def test_who_has_nothing_to_fill_in_gives_up() -> None:
    asked = Question("what", (Act("ReminderSet", {}, (), (), "asked"),), slot="message")
    assert {one.intents[0] for one in many(asked, None)} == {"HassNevermind"}


def test_some_repeat_the_request_instead() -> None:
    said = [answer(CONFIRM, GOAL, ANA, CEILING, Random(seed), said=SAID) for seed in range(300)]
    repeated = [one for one in said if one.text == SAID.text]
    assert 3 <= len(repeated) <= 45
    assert {(one.strategy, one.intents) for one in repeated} == {("answer", ("HassTurnOn",))}


def test_a_code_is_said_digit_by_digit() -> None:
    asked = Question("confirm", (CEILING,), slot="code")
    assert answer(asked, GOAL, ANA, CEILING, Random(1), code="4071").text == "four zero seven one"


def test_a_complaint_may_say_what_was_wrong() -> None:
    said = [complaint(GOAL, ANA, Random(seed), wrong="area") for seed in range(40)]
    assert {one.strategy for one in said} == {"complain"}
    assert {one.intents[0] for one in said} == {"Complain"}
    assert any(one.slots == {"area": "kitchen"} and "kitchen" in one.text for one in said)
    assert any(not one.slots for one in said)


@pytest.mark.parametrize(
    ("say", "intent"),
    [(answers.undo, "Undo"), (answers.never_mind, "HassNevermind"), (answers.stop, "HassCancelTimer")],
)
def test_the_rest_has_its_intent_first(say: Callable[[Resident, Random], Spoken], intent: str) -> None:
    assert {say(ANA, Random(seed)).intents[0] for seed in range(10)} == {intent}


def test_the_same_seed_says_the_same_words() -> None:
    assert [answers.thanks(ANA, Random(seed)) for seed in range(9)] == [
        answers.thanks(ANA, Random(seed)) for seed in range(9)
    ]


def test_the_courteous_are_never_rude() -> None:
    polite = replace(ANA, politeness=1.0)
    said = {complaint(GOAL, polite, Random(seed)).text for seed in range(200)}
    assert not any("stupid" in text or "useless" in text for text in said)


def test_only_the_older_say_dear() -> None:
    assert suits("yes dear", ANA) == 0.0
    assert suits("yes dear", replace(ANA, age="older")) > 0.0


def test_the_terse_say_little() -> None:
    terse = replace(ANA, verbosity=0.0)
    assert suits("yes", terse) > suits("that's what i really wanted", terse)


def test_shared_words_tell_nothing() -> None:
    assert telling_words(["hall light", "hall light"], 0) == "hall light"


def test_there_is_something_to_say_for_every_intent() -> None:
    assert set(answers.INTENTS) <= set(talk())


def test_a_key_without_lines_is_named() -> None:
    with pytest.raises(InputError, match="nothing is said under '@sigh'"):
        lines("sigh")


def test_rare_lines_have_a_weight() -> None:
    assert Line("um no", 0.3) in lines("no")
