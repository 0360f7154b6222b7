"""One fault planted in one stage: where the action goes wrong, the verdict is that stage; else it is correct.

Whether the action went wrong is told here without the judge: by playing on what was done, or asked, in another home.
"""

from __future__ import annotations

from functools import cache

import pytest

from assistant.assistant import Assistant
from assistant.turn import Act, Turn
from devices.home import Home
from simulator.judge.faults import PlantedFaults
from simulator.judge.values import Verdict
from simulator.judge.witness import Where, Witness
from tests.simulator.judge.wishes import WISHES, Wish, home_for, judged, say, stages

ALONE = [name for name in WISHES if name != "thermostat answered"]
"""Wishes that need nothing said before them."""

ROUNDS = 3
STAGES = ("asr", "rewrite", "nlu", "resolve", "result")


@cache
def without_fault(name: str) -> Turn:
    wish = WISHES[name]
    return say(Assistant(home_for(wish), stages(), None), wish.text, wish)


@pytest.mark.parametrize("name", ALONE)
def test_the_wishes_are_met_where_no_fault_is_planted(name: str) -> None:
    verdict, _ = judged(WISHES[name])
    assert (verdict.failure, verdict.right, verdict.planted) == ("correct", True, "")
    assert verdict.asr_right
    assert verdict.nlu_right
    assert verdict.resolve_right


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", ALONE)
def test_the_failure_point_is_the_stage_with_the_fault_if_it_did_harm(name: str, stage: str, number: int) -> None:
    verdict, turn = judged(WISHES[name], faults=PlantedFaults({stage: 1.0}, "planted"), goal=f"{name}/{number}")
    harmless = went_right(turn, without_fault(name), WISHES[name])
    assert verdict.failure == ("correct" if harmless else stage), verdict.note


@pytest.mark.parametrize("name", ["jazz", "oven", "pizza"])
def test_a_missed_wake_word_is_planted_before_there_is_a_turn(name: str) -> None:
    witness = Witness(stages(), home_for(WISHES[name]), faults=PlantedFaults({"wake": 1.0}, "planted"))
    assert witness.misses(name, 1)
    verdict = witness.missed(WISHES[name].gold, Where("h1", name))
    assert (verdict.failure, verdict.right, verdict.turn) == ("missed_wake", False, "")


def test_faults_strike_at_their_rate_and_the_same_in_every_arm() -> None:
    def struck() -> list[Verdict]:
        faults = PlantedFaults({"nlu": 0.3}, "rate")
        return [judged(WISHES["kettle"], faults=faults, goal=f"goal {number}")[0] for number in range(100)]

    first = struck()
    assert 20 <= sum(verdict.planted == "nlu" for verdict in first) <= 40
    assert struck() == first


def went_right(turn: Turn, right: Turn, wish: Wish) -> bool:
    """Whether a turn did what the one without a fault does, or leads there by a question."""
    question = turn.resolution.question if turn.resolution else None
    if question is None or turn.status != "asked":
        return did_the_same(turn, right, wish)
    assert right.resolution is not None
    if turn.commands:
        return False
    wanted = right.resolution.question.options if right.resolution.question else right.resolution.acts
    if question.kind == "what":
        lacks = question.slot or ""
        return any(agrees(option, act, lacks) for option in question.options for act in wanted)
    return any(leads_to(option, wanted[0], wish) for option in question.options)


def did_the_same(turn: Turn, right: Turn, wish: Wish) -> bool:
    if turn.status == "done" and wish.states:
        return stand_met(list(turn.resolution.acts) if turn.resolution else [], wish)
    if turn.intent == "HassGetState" and turn.status == "answered":
        return turn.targets == right.targets and turn.reply.split()[-1] == right.reply.split()[-1]
    if turn.status == "done" and any("volume_level" in command.data for command in turn.commands):
        return all(command.data["volume_level"] > 0.4 for command in turn.commands) and turn.targets == right.targets
    same = (turn.status, turn.commands, turn.changes, turn.targets, turn.reply)
    return same == (right.status, right.commands, right.changes, right.targets, right.reply)


def leads_to(option: Act, right: Act, wish: Wish) -> bool:
    """Whether what is offered would do it, once it is done."""
    if wish.states:
        return stand_met([option], wish)
    return (option.intent, option.targets, option.commands) == (right.intent, right.targets, right.commands)


def agrees(option: Act, right: Act, lacks: str) -> bool:
    """Whether what was understood already, but for the slot that is asked for, is as it should be."""
    told = {name: value for name, value in option.slots.items() if name not in ("area", lacks)}
    return option.intent == right.intent and all(right.slots.get(name) == value for name, value in told.items())


def stand_met(acts: list[Act], wish: Wish) -> bool:
    """Whether a home in which these acts are carried out is as wished, and otherwise as it was."""
    home, untouched = home_for(wish), home_for(wish)
    for act in acts:
        for command in act.commands:
            home.execute(command)
    met = all(
        (states_of(home, entity) if name == "state" else home.states[entity].attributes.get(name)) in allowed
        for entity, wanted in wish.states.items()
        for name, allowed in wanted.items()
    )
    others = [entity for entity in untouched.states if entity not in wish.states]
    return met and all(states_of(home, entity) == states_of(untouched, entity) for entity in others)


def states_of(home: Home, entity: str) -> str:
    return home.states[entity].state
