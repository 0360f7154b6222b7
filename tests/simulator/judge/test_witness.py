"""The witness changes nothing: not with a request that goes well, not with one that it looks into twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.serial import to_json
from assistant.turn import Turn
from simulator.judge.faults import PlantedFaults
from simulator.judge.witness import Where, Witness
from tests.simulator.judge.wishes import KITCHEN, WISHES, Wish, be, home_for, judged, placed, say, stages

LIFE = [
    ("kettle", "turn on the kettle"), ("hall light on", "turn on the hull light"), ("warmer", "make it warmer"),
    ("thermostat answered", "the thermostat"), ("pizza", "order me a pizza"), ("timer", "set a timer for ten minutes"),
    ("pasta timer", "set a pastor timer for eight minutes"), ("time left", "how long is left on the timer"),
    ("weather there", "what's the weather in wilmington"), ("hall light on", "turn on the garage light"),
    ("jazz", "play some chess"), ("jazz", "no play some jazz"), ("louder", "turn the volume up"),
    ("alarm", "wake me up at"), ("alarm", "seven"), ("milk", "add silk to the shopping list"),
    ("milk", "not silk milk"), ("unlock", "unlock the front door"), ("fan", "switch on the sealing fan"),
]  # fmt: skip
"""What is wanted, and what is heard."""


def lived(*, watched: bool) -> list[Turn]:
    """An evening's turns, each after the one before."""
    home = home_for(WISHES["kettle"])
    witness = Witness(stages(), home)
    assistant = Assistant(witness.home, witness.stages, None) if watched else Assistant(home, stages(), None)
    turns = []
    for name, heard in LIFE:
        witness.expect(WISHES[name].gold, Where("h1", name))
        turns.append(say(assistant, heard, WISHES[name]))
        if watched:
            witness.verdict(turns[-1])
    return turns


def test_the_witness_changes_nothing() -> None:
    with_witness = [to_json(replace(turn, ms={})) for turn in lived(watched=True)]
    assert with_witness == [to_json(replace(turn, ms={})) for turn in lived(watched=False)]


def test_a_verdict_says_what_was_heard_wrong() -> None:
    verdict, _ = judged(WISHES["hall light on"], heard="turn on the garage light")
    assert verdict.note == "said 'turn on the hall light', heard 'turn on the garage light'"
    assert (verdict.words, verdict.substituted, verdict.deleted, verdict.inserted) == (5, 1, 0, 0)
    assert not verdict.asr_right
    assert not verdict.reached


def test_a_counterfactual_with_planted_faults_plants_none() -> None:
    faults = PlantedFaults({"resolve": 1.0}, "again")
    verdict, _ = judged(WISHES["kettle"], heard="turn on", faults=faults)
    assert verdict.planted in ("", "resolve")
    with faults.again():
        faults.planted.append("nlu")
    assert "nlu" not in faults.planted


@pytest.mark.parametrize(
    ("heard", "reached"),
    [
        pytest.param("what time is it", False, id="nothing was done about them"),
        pytest.param("turn off the kitchen lights", True, id="they are off already"),
    ],
)
def test_what_is_so_already_is_reached_only_by_what_is_about_it(heard: str, reached: bool) -> None:
    off = Wish("turn off the kitchen lights", ("HassTurnOff",), {"area": "kitchen", "domain": "light"},
               states=be("off", *KITCHEN), before=placed())  # fmt: skip
    verdict, _ = judged(off, heard=heard)
    assert verdict.reached == reached


def test_a_light_put_off_is_not_dimmed() -> None:
    verdict, _ = judged(WISHES["dimmer"], heard="turn off the reading lamp")
    assert (verdict.failure, verdict.reached) == ("asr", False)
