"""What was learnt repairs requests that fail, in whole turns with the shipped model; all others stand as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.learnt import Layer, Learnt, Ranking, Rule, Wording
from assistant.nlu.interpreter import SpacyInterpreter
from assistant.resolve.resolver import ContextResolver
from assistant.rewrite.learnt import LearntRewriter
from assistant.turn import Question, Resolution, Rewrite, Transcript
from tests.assistant.homes import Household, a_home
from tests.assistant.turns import turn

HOME = a_home()
TIME = Wording("what time is it", "HassGetCurrentTime", 20, 19.0, 5)
HEARD = "watt thyme is hit"
SOUND = Ranking({"sound": 20.0, "constant": -15.0})
NEAR = Layer("global", wordings=(TIME,), ranking=SOUND)
GOING = Rule("r", "make the {name} earn its keep", "turn on the {name}", "global", to="HassTurnOn|name:{name}")
RULES = Layer("global", (GOING,))


@pytest.fixture(scope="module")
def interpreter() -> SpacyInterpreter:
    return SpacyInterpreter(HOME.registry)


@pytest.fixture
def household(interpreter: SpacyInterpreter) -> Household:
    household = Household(a_home())
    rewriter = LearntRewriter(interpreter, ContextResolver(), household.home.registry)
    household.stages = replace(household.stages, rewriter=rewriter, interpreter=interpreter)
    return household


def knowing(
    household: Household, shared: Layer, *, own: Layer | None = None, withdrawn: Mapping[str, str] | None = None
) -> None:
    learnt = Learnt(shared, own or Layer("personal"), withdrawn or {})
    household.context = replace(household.context, knowledge=replace(household.context.knowledge, learnt=learnt))


def test_words_that_were_not_understood_are_taken_for_what_sounds_like_them(household: Household) -> None:
    assert household.say(HEARD).status == "not_understood"
    knowing(household, NEAR)
    said = household.say(HEARD)
    assert (said.intent, said.status) == ("HassGetCurrentTime", "answered")
    assert said.rewrite is not None
    assert (said.rewrite.rule, said.rewrite.source) == ("near-what-time-is-it", "global")


def test_who_asks_again_at_once_is_not_given_the_same_again(household: Household) -> None:
    knowing(household, NEAR)
    assert household.say(HEARD).rewrite is not None
    assert household.say(HEARD).rewrite is None
    assert household.say(HEARD, after=300.0).rewrite is not None


def test_no_value_is_put_there_that_nobody_said(household: Household) -> None:
    play = "HassMediaSearchAndPlay|search_query:{}"
    wordings = tuple(
        Wording(f"please play the movie {title} for all of us", play.format(title), 9, 9.0, 5)
        for title in ("hunger games", "iron man")
    )
    knowing(household, Layer("global", wordings=wordings[:1], ranking=Ranking({"constant": 9.0})))
    assert rewritten(household, "pleas plague the moo vee eye ron man for all off us") is None
    knowing(household, Layer("global", wordings=wordings, ranking=Ranking({"constant": 9.0})))
    found = rewritten(household, "pleas plague the moo vee eye ron man for all off us")
    assert found is not None
    assert found.text == wordings[1].text


@pytest.mark.parametrize("heard", ["what time is it", "turn on the tea brewer", "what's the weather"])
def test_what_is_understood_stands_as_it_is(household: Household, heard: str) -> None:
    alike = Wording(heard[:-1], "HassNevermind", 99, 99.0, 9)
    knowing(household, replace(NEAR, wordings=(TIME, alike), ranking=Ranking({"constant": 9.0})))
    assert household.say(heard).rewrite is None


def test_a_rule_learnt_of_another_thing_holds_for_this_homes_own(household: Household) -> None:
    knowing(household, RULES)
    assert household.say("make the tea brewer earn its keep").status == "done"
    assert household.state("switch.tea") == "on"


@pytest.mark.parametrize("thing", ["garage door", "front door", "living room blinds"])
def test_no_rule_opens_what_lets_in_by_the_name_it_is_filled_with(household: Household, thing: str) -> None:
    knowing(household, RULES)
    assert household.say(f"make the {thing} earn its keep").rewrite is None


def test_an_opener_is_guarded_whatever_it_is_called(interpreter: SpacyInterpreter) -> None:
    household = Household(a_home(lock__cellar={"name": "Sesame", "area": "hall"}))
    household.stages = replace(
        household.stages,
        rewriter=LearntRewriter(interpreter, ContextResolver(), household.home.registry),
        interpreter=interpreter,
    )
    sesame = Wording("what time is sesame", "HassGetCurrentTime", 20, 19.0, 5)
    knowing(household, replace(RULES, wordings=(sesame,), ranking=Ranking({"constant": 9.0})))
    assert household.say("make the sesame earn its keep").rewrite is None
    assert rewritten(household, "watt thyme is sesame") is None
    unguarded = LearntRewriter(interpreter, ContextResolver(), HOME.registry)
    assert unguarded.rewrite(Transcript("watt thyme is sesame", 0.9), household.context, household.home) is not None


@pytest.mark.parametrize("heard", [HEARD, "make the tea brewer earn its keep"])
def test_the_answer_to_a_question_is_never_touched(household: Household, heard: str) -> None:
    knowing(household, replace(RULES, wordings=NEAR.wordings, ranking=SOUND))
    assert rewritten(household, heard) is not None
    asked = turn("set a timer", at=household.home.now, resolution=Resolution((), question=Question("what", ())))
    household.context = household.context.after(asked)
    assert rewritten(household, heard) is None


@pytest.mark.parametrize("why", ["refused", "no better than without"])
def test_what_was_refused_or_withdrawn_is_not_used(household: Household, why: str) -> None:
    knowing(household, NEAR, withdrawn={"near-what-time-is-it": why})
    assert rewritten(household, HEARD) is None
    knowing(household, RULES, withdrawn={"r": why})
    assert rewritten(household, "make the tea brewer earn its keep") is None


def test_the_households_own_rule_goes_first_and_is_never_held_back(interpreter: SpacyInterpreter) -> None:
    household = Household(a_home())
    own = Rule("own", "make the {name} earn its keep", "turn off the {name}", "personal", to="HassTurnOff|name:{name}")
    knowing(household, RULES, own=Layer("personal", (own,)))
    rewriter = LearntRewriter(interpreter, ContextResolver(), household.home.registry, holdout=1.0)
    found = rewriter.rewrite(Transcript("make the tea brewer earn its keep", 0.9), household.context, household.home)
    assert found is not None
    assert (found.rule, found.text, found.arm) == ("own", "turn off the tea brewer", "rewritten")


def test_about_as_many_as_wanted_are_held_back_and_the_same_ones_each_time(interpreter: SpacyInterpreter) -> None:
    household = Household(a_home())
    knowing(household, RULES)
    first, again = held(household, interpreter, "oak", 2000), held(household, interpreter, "oak", 200)
    assert 0.08 < len(first) / 2000 < 0.12
    assert again == {minute for minute in first if minute < 200}
    assert again != held(household, interpreter, "elm", 200)


def held(household: Household, interpreter: SpacyInterpreter, seed: str, turns: int) -> set[int]:
    """Which of so many turns a minute apart are held back, where one in ten shall be."""
    rewriter = LearntRewriter(interpreter, ContextResolver(), household.home.registry, holdout=0.1, seed=seed)
    found: set[int] = set()
    for minute in range(turns):
        context = replace(household.context, now=household.context.now + timedelta(minutes=minute))
        rewrite = rewriter.rewrite(Transcript("make the tea brewer earn its keep", 0.9), context, household.home)
        assert rewrite is not None
        if rewrite.arm == "holdout":
            found.add(minute)
    return found


def test_what_is_held_back_is_noted_and_changes_nothing(interpreter: SpacyInterpreter) -> None:
    household = Household(a_home())
    rewriter = LearntRewriter(interpreter, ContextResolver(), household.home.registry, holdout=1.0)
    household.stages = replace(household.stages, rewriter=rewriter, interpreter=interpreter)
    knowing(household, RULES)
    said = household.say("make the tea brewer earn its keep")
    assert (said.status, said.rewrite and said.rewrite.arm) == ("not_understood", "holdout")


def rewritten(household: Household, heard: str) -> Rewrite | None:
    return household.stages.rewriter.rewrite(Transcript(heard, 0.9), household.context, household.home)
