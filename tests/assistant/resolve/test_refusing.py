"""A rewrite that is refused by voice is unlearnt at once, taken back, and what was said is done."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.learnt import Layer, Learnt, Rule
from assistant.log import FILE, InteractionLog
from assistant.pipeline import Stages
from assistant.turn import Heard, Transcript, Turn
from devices.home import Home
from simulator.setting import load_home, make_home, text_stages

KITCHEN = Rule("r1", "turn on the kitchen lights", "turn on the hall light", "personal", sessions=4, chance=0.6)
WEATHER = Rule("r2", "weather in wilkerson", "what's the weather in tacoma", "personal", chance=0.6)
GARAGE = Rule("r3", "open the garage door", "turn on the hall light", "personal", chance=0.6)
BABBLE = Rule("r4", "flurb the hall", "turn on the hall light", "personal", chance=0.6)
EVERYBODYS = Rule("g1", KITCHEN.heard, "turn on the kitchen fan", "global", chance=0.6)
KNOWN = Learnt(Layer("global", (EVERYBODYS,)), Layer("personal", (KITCHEN, WEATHER, GARAGE, BABBLE)))


@pytest.fixture(scope="module")
def stages() -> Stages:
    return text_stages(load_home())


class Evening:
    """The demo home, in which words are said eight seconds apart."""

    def __init__(self, stages: Stages, learnt: Learnt = KNOWN, log: InteractionLog | None = None) -> None:
        self.home: Home = make_home(load_home(), start=datetime(2026, 3, 2, 17, 30), seed=0)  # noqa: DTZ001 - its own
        self.assistant = Assistant(self.home, stages, log, learnt=learnt)

    def say(self, *words: str) -> Turn:
        for one in words:
            self.home.advance(self.home.now + timedelta(seconds=8))
            turn = self.assistant.hear(Heard(Transcript(one, 0.93)), assistant="kitchen_display").turn
        return turn

    def state(self, ident: str) -> str:
        return self.home.states[ident].state


@pytest.fixture
def evening(stages: Stages) -> Evening:
    return Evening(stages)


def test_what_it_did_is_taken_back_and_the_words_are_carried_out(evening: Evening) -> None:
    evening.say("turn on the kitchen lights")
    assert (evening.state("light.hall"), evening.state("light.kitchen_ceiling")) == ("on", "off")
    turn = evening.say("no, I meant what I said")
    assert (evening.state("light.hall"), evening.state("light.kitchen_ceiling")) == ("off", "on")
    assert turn.reply.startswith('Okay, I won\'t take "turn on the kitchen lights" for "turn on the hall light" again.')


def test_the_words_are_taken_as_they_are_from_then_on(evening: Evening) -> None:
    evening.say("turn on the kitchen lights", "don't change my words")
    assert evening.say("turn on the kitchen lights").rewrite is None
    assert evening.say("weather in wilkerson").rewrite is not None


def test_a_restart_takes_it_up_again_from_the_log(stages: Stages, tmp_path: Path) -> None:
    with InteractionLog(tmp_path / FILE) as log:
        Evening(stages, log=log).say("turn on the kitchen lights", "I said kitchen, not hall")
        assert Evening(stages, log=log).assistant.context.knowledge.learnt.withdrawn == {
            "r1": "refused",
            "g1": "refused",
        }


def test_what_is_learnt_anew_does_not_bring_it_back(evening: Evening) -> None:
    evening.say("turn on the kitchen lights", "I meant what I said")
    evening.assistant.learn(KNOWN)
    assert evening.say("turn on the kitchen lights").rewrite is None


def test_what_lets_somebody_in_is_asked_first(evening: Evening) -> None:
    evening.say("open the garage door")
    turn = evening.say("that's not what I said")
    assert turn.reply.endswith("Shall I open the garage door?")
    assert [command.entity for command in turn.commands] == ["light.hall"]
    assert evening.state("cover.garage_door") == "closed"


def test_words_that_nobody_understands_are_taken_back_alone(evening: Evening) -> None:
    evening.say("flurb the hall")
    assert evening.say("I didn't say that").acts == 1
    assert evening.state("light.hall") == "off"


def test_where_nothing_was_changed_it_says_so(evening: Evening) -> None:
    evening.say("turn on the office light")
    assert evening.say("that's not what I said").reply.startswith('I took you at your word: "turn on the office light"')
    assert not evening.assistant.context.knowledge.learnt.withdrawn


@pytest.mark.parametrize("words", ["what did you change", "why did you do that"])
def test_it_tells_what_it_changed_and_why(evening: Evening, words: str) -> None:
    evening.say("turn on the kitchen lights")
    expected = (
        'I heard "turn on the kitchen lights", and took it for "turn on the hall light", because that worked 4 times.'
    )
    assert evening.say(words).reply == expected


def test_an_answer_says_what_was_taken_and_a_thing_done_does_not(evening: Evening) -> None:
    assert evening.say("turn on the kitchen lights").reply == "Hall light on."
    assert evening.say("weather in wilkerson").reply.startswith(
        "I took that for \"what's the weather in tacoma\". It's"
    )
