"""Learnt rewrites in the whole pipeline: none lets anybody in unasked, and one that fails is noticed at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.context import Context
from assistant.learnt import Layer, Learnt, Rule
from assistant.log import InteractionLog
from assistant.pipeline import Stages
from assistant.turn import Heard, Rewrite, Transcript, Turn
from devices.home import Home
from devices.protocol import Command
from simulator.setting import load_home, make_home, text_stages

START = datetime.fromisoformat("2026-03-02T09:00")
HEARD = "the usual please"
STATES = {"lock.front_door": "locked", "cover.garage_door": "closed", "alarm_control_panel.home": "armed_away"}


@pytest.fixture(scope="module")
def stages() -> Stages:
    return text_stages(load_home())


def planted(text: str) -> Learnt:
    rule = Rule("r1", HEARD, text, "personal", sessions=9, chance=0.99, kept=0.1)
    return Learnt(own=Layer("personal", (rule,)))


@dataclass(frozen=True)
class Always:
    """A rewriter of the worst kind, which changes answers to questions too."""

    text: str

    def rewrite(self, transcript: Transcript, context: Context, home: object) -> Rewrite | None:
        if transcript.text != HEARD:
            return None
        return Rewrite(HEARD, self.text, "personal", "r1", 0.99, "rewritten")


def secured(**scene: object) -> Home:
    declared = load_home()
    movie = declared.entities["scene.movie_night"]
    changed = movie.model_copy(update={"attributes": scene}) if scene else movie
    declared = declared.model_copy(update={"entities": {**declared.entities, "scene.movie_night": changed}})
    home = make_home(declared, start=START, seed=1)
    for entity, state in STATES.items():
        home.set_state(entity, state, {})
    return home


def say(assistant: Assistant, text: str, *, confidence: float = 0.97, to: str = "kitchen_display") -> Turn:
    return assistant.hear(Heard(Transcript(text, confidence)), assistant=to).turn


def shut(home: Home) -> bool:
    home.advance(home.now + timedelta(seconds=30))
    return all(home.states[entity].state == state for entity, state in STATES.items())


@pytest.mark.parametrize(
    "text",
    [
        "open the garage door", "raise the garage door", "garage door up", "toggle the garage door",
        "set the garage door to fifty percent", "turn on the garage door", "unlock the front door",
        "open the front door", "unlock everything", "unlock all the doors", "unlatch the front door",
        "open all the doors", "open all covers", "disarm the alarm", "turn off the alarm", "alarm off",
        "turn off the security system", "deactivate the burglar alarm", "open the gate", "let me in",
        "open the garage door in five seconds", "turn the lights off and open the garage door", "yes", "do it",
    ],
)  # fmt: skip
def test_no_learnt_rule_lets_anybody_in_unasked(stages: Stages, text: str) -> None:
    home = secured()
    turn = say(Assistant(home, replace(stages, rewriter=Always(text)), None), HEARD)
    assert turn.rewrite is not None
    assert shut(home)


@pytest.mark.parametrize("answer", ["yes", "yes please", "go ahead", "okay", "unlock the front door"])
def test_no_learnt_rule_says_yes_to_letting_somebody_in(stages: Stages, answer: str) -> None:
    home = secured()
    assistant = Assistant(home, replace(stages, rewriter=Always(answer)), None)
    assert say(assistant, "unlock the front door", confidence=0.4).status == "asked"
    assert say(assistant, HEARD).status == "asked"
    assert shut(home)
    assert say(assistant, "yes").status == "done"
    assert not shut(home)


@pytest.mark.parametrize("answer", ["the garage door", "the first one", "both"])
def test_no_learnt_rule_chooses_the_door_that_is_opened(stages: Stages, answer: str) -> None:
    home = secured()
    assistant = Assistant(home, replace(stages, rewriter=Always(answer)), None)
    assert say(assistant, "open up").question
    assert say(assistant, HEARD).status == "asked"
    assert shut(home)


@pytest.mark.parametrize("entities", [{"lock.front_door": "unlocked"}, {"cover.garage_door": {"state": "open"}}])
def test_a_scene_that_opens_is_not_run_by_a_learnt_rule(stages: Stages, entities: dict[str, object]) -> None:
    home = secured(entities=entities)
    assert say(Assistant(home, stages, None, learnt=planted("turn on movie night")), HEARD).status == "asked"
    assert shut(home)


@pytest.mark.parametrize("opening", ["lock the front door", "close the garage door"])
def test_what_was_secured_is_not_undone_by_a_learnt_rule(stages: Stages, opening: str) -> None:
    home = secured()
    assistant = Assistant(home, stages, None, learnt=planted("undo that"))
    say(assistant, opening)
    turn = say(assistant, HEARD)
    assert not any(command.service in ("unlock", "open_cover") for command in turn.commands)


def later(home: Home, minutes: float) -> None:
    home.advance(home.now + timedelta(minutes=minutes))


def fails(assistant: Assistant, home: Home, way: str) -> None:
    """A session in which the rewrite is not what was wanted."""
    say(assistant, HEARD)
    later(home, 0.1)
    if way == "voice":
        say(assistant, "no that's wrong")
    else:
        home.set_state("light.kitchen_counter", "off", {})
        assistant.watch()
    later(home, 5)


@pytest.mark.parametrize("way", ["voice", "hand"])
def test_a_rule_that_fails_is_gone_by_the_next_turn_and_a_restart_knows_it_too(
    stages: Stages, tmp_path: Path, way: str
) -> None:
    learnt = planted("turn on the counter light")
    home = make_home(load_home(), start=START, seed=1)
    with InteractionLog(tmp_path / "log.sqlite") as log:
        assistant = Assistant(home, stages, log, learnt=learnt)
        uses = 0
        while "r1" not in assistant.context.knowledge.learnt.withdrawn and uses < 8:
            fails(assistant, home, way)
            uses += 1
            turn = say(assistant, "what time is it")
            later(home, 5)
        assert uses <= 5
        assert turn.status == "answered"
        assert say(assistant, HEARD).rewrite is None
        again = Assistant(home, stages, log, learnt=learnt)
    mine, other = assistant.context.knowledge.learnt, again.context.knowledge.learnt
    assert other.withdrawn == mine.withdrawn
    assert other.tracks == mine.tracks


def test_a_rule_that_serves_stays(stages: Stages, tmp_path: Path) -> None:
    home = make_home(load_home(), start=START, seed=1)
    assistant = Assistant(home, stages, None, learnt=planted("turn on the counter light"))
    for _ in range(6):
        say(assistant, HEARD)
        later(home, 5)
        home.execute(Command("light.kitchen_counter", "turn_off"))
    assert say(assistant, HEARD).rewrite is not None
    assert assistant.context.knowledge.learnt.tracks["r1"].uses == 6
