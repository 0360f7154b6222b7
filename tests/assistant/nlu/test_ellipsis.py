"""Requests that lean on the one before."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.context import Context
from assistant.nlu.ellipsis import leaning
from assistant.nlu.gazetteer import Gazetteer
from assistant.nlu.meaning import Reading
from assistant.turn import Transcript, Turn
from devices.protocol import Area, Entity, Registry

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
HOME = Registry(
    areas={"kitchen": Area("kitchen", "Kitchen"), "bedroom": Area("bedroom", "Bedroom")},
    entities={"light.lamp": Entity("light.lamp", "Tall lamp", "bedroom")},
)


def after(intent: str, *, seconds: float = 10, **slots: object) -> Context:
    at = NOW - timedelta(seconds=seconds)
    said = Transcript("", 1.0)
    turn = Turn(
        turn="t1", session="s1", at=at, assistant="hall", area=None, transcript=said, intent=intent, slots=slots
    )
    return Context(NOW, recent=(turn,))


def read(text: str) -> Reading:
    words = text.split()
    return Reading(tuple(words), {}, (), tuple(Gazetteer.of(HOME).find(words)))


@pytest.mark.parametrize("text", ["and in the bedroom", "and the bedroom too", "what about the bedroom"])
def test_another_room_repeats_the_request_there(text: str) -> None:
    found = leaning(read(text), after("HassTurnOn", area="Kitchen", domain="light"))
    assert found is not None
    assert (found.intent, found.slots) == ("HassTurnOn", {"domain": "light", "area": "bedroom"})


def test_another_thing_takes_the_place_of_the_last() -> None:
    found = leaning(read("and the tall lamp"), after("HassLightSet", name="Big light", brightness=40))
    assert found is not None
    assert found.slots == {"brightness": 40, "name": "tall lamp"}


@pytest.mark.parametrize("text", ["turn on the bedroom", "and dim the bedroom", "bedroom", "and yesterday"])
def test_whole_requests_stand_on_their_own(text: str) -> None:
    assert leaning(read(text), after("HassTurnOn", area="Kitchen", domain="light")) is None


def test_nothing_is_repeated_after_a_while_or_after_talk() -> None:
    assert leaning(read("and in the bedroom"), after("HassTurnOn", seconds=90, area="Kitchen")) is None
    assert leaning(read("and in the bedroom"), after("Explain")) is None
