"""What a listener hears of the home beside the voices."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.turn import Transcript, Turn
from devices.protocol import Command
from simulator.effects import EFFECTS, MACHINES, sounds_of

TURN = Turn(
    turn="h-1",
    session="h-1-s",
    at=datetime(2026, 3, 2, 7, tzinfo=UTC),
    assistant="kitchen_display",
    area="kitchen",
    transcript=Transcript("", 1.0),
)


def done(*commands: Command) -> Turn:
    return replace(TURN, commands=commands, changes={command.entity: {"state": "on"} for command in commands})


def test_a_garage_door_that_opens_is_heard() -> None:
    assert sounds_of(done(Command("cover.garage_door", "open_cover"))) == ("motor",)


def test_a_door_that_stays_shut_is_not() -> None:
    assert sounds_of(replace(TURN, commands=(Command("cover.garage_door", "open_cover"),))) == ()


def test_many_lights_click_once() -> None:
    assert sounds_of(done(*(Command(f"light.{n}", "turn_on") for n in range(5)))) == ("click",)


def test_the_assistants_own_call_rings() -> None:
    assert sounds_of(replace(TURN, initiator="assistant")) == ("ring",)


def test_an_answer_makes_no_sound_but_its_own() -> None:
    assert sounds_of(TURN) == ()


@pytest.mark.parametrize("name", sorted(set(MACHINES.values())))
def test_every_machine_has_a_sound(name: str) -> None:
    assert name in EFFECTS
