"""What a hand does soon after a turn is seen, and held against the right turn."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.by_hand import ByHand, by_hand
from assistant.log import InteractionLog
from assistant.pipeline import Stages
from assistant.resolve.resolver import ContextResolver
from assistant.respond.responder import PlainResponder
from assistant.rewrite.none import NoRewriter
from assistant.tts.silent import SilentVoice
from assistant.turn import Candidate, Heard, Resolution, Transcript, Turn
from devices.protocol import Entity, Event, State
from tests.assistant.homes import Given, a_home, i
from tests.assistant.turns import AT, turn

LIGHT, LAMP, FAR = "light.ceiling", "light.lamp", "light.attic"
ENTITIES = {
    LIGHT: Entity(LIGHT, "ceiling", "kitchen"),
    LAMP: Entity(LAMP, "lamp", "kitchen"),
    FAR: Entity(FAR, "attic", "attic"),
}


def hand(entity: str, *, after: float = 20.0, cause: str = "hand", new: str = "off") -> Event:
    old = State("on" if new == "off" else "off")
    return Event(AT + timedelta(seconds=after), entity, "state_changed", old, State(new), cause)


DONE = turn(targets=(LIGHT,), changes={LIGHT: {"state": "on"}})
FAILED = turn(status="failed", resolution=Resolution((), (Candidate("HassTurnOn", (FAR,), 1.0),)))


@pytest.mark.parametrize(
    ("taken", "event", "way"),
    [
        (DONE, hand(LIGHT), "undone"),
        (DONE, hand(LAMP, new="on"), "beside"),
        (FAILED, hand(LAMP, new="on"), "instead"),
        (FAILED, hand(FAR, new="on"), "instead"),
        (DONE, hand(FAR), None),
        (DONE, hand(LIGHT, after=121), None),
        (DONE, hand(LIGHT, cause="command"), None),
        (DONE, hand(LIGHT, cause="physics"), None),
        (turn(changes={LIGHT: {"brightness": 9}}), hand(LIGHT), None),
        (turn(initiator="assistant", changes={LIGHT: {"state": "on"}}), hand(LIGHT), None),
    ],
)
def test_a_hand_speaks_against_a_turn_by_what_it_changes(taken: Turn, event: Event, way: Any) -> None:
    found = by_hand(event, (taken,), ENTITIES)
    assert found == (None if way is None else (taken.turn, ByHand(way, 20.0)))


def test_it_speaks_of_the_latest_turn_that_it_fits() -> None:
    again = turn(number=2, after=10, targets=(LIGHT,), changes={LIGHT: {"state": "on"}})
    other = turn("what time is it", number=3, after=15, status="answered")
    found = by_hand(hand(LIGHT), (DONE, again, other), ENTITIES)
    assert found == ("home-000002", ByHand("undone", 10.0))


class Household:
    """An assistant with its log, in a home with hands."""

    def __init__(self, path: Path) -> None:
        self.given, self.home, self.log = Given(), a_home(), InteractionLog(path)
        stages = Stages(NoRewriter(), self.given, ContextResolver(), PlainResponder(), SilentVoice())
        self.assistant = Assistant(self.home, stages, self.log)

    def say(self, heard: Heard) -> str:
        self.given.interpretations = (i("HassTurnOn", name="counter light"),)
        return self.assistant.hear(heard, assistant="kitchen_display").turn.turn


@pytest.fixture
def household(tmp_path: Path) -> Household:
    return Household(tmp_path / "log.sqlite")


def test_the_assistant_notes_what_was_undone_by_hand_when_it_next_looks(household: Household) -> None:
    taken = household.say(Heard(Transcript("turn on the counter light", 0.9)))
    entry = household.log.find(taken)
    assert entry is not None
    [entity] = entry.turn.changes
    household.home.advance(household.home.now + timedelta(seconds=20))
    household.home.set_state(entity, "off")
    household.assistant.notice()
    found = household.log.find(taken)
    assert found is not None
    assert found.by_hand == ByHand("undone", 20.0)


def test_the_sound_of_an_utterance_goes_into_the_log_and_not_into_the_turn(household: Household) -> None:
    sound = np.arange(320, dtype=np.int16)
    taken = household.say(Heard(Transcript("turn on the counter light", 0.9), sound=sound))
    kept = household.log.sound(taken)
    assert kept is not None
    assert (kept == sound).all()
    assert "sound" not in next(household.log.rows())["json"]
