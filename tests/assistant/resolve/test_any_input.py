"""Whatever an interpreter may come up with: a fitting answer, no crash, nothing opened by a guess."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.intents import INTENTS, QUANTITY, TIMING, UNSUPPORTED
from assistant.resolve.handlers import HANDLERS
from assistant.turn import Interpretation
from tests.assistant.homes import Household, a_home, i

WORDS = st.sampled_from(
    ["kitchen", "the lights", "it", "all", "everything", "garage door", "front door", "", "☃", "x" * 500, "-1", "7:00"]
)
VALUES = st.one_of(
    WORDS, st.text(max_size=12), st.integers(-(10**6), 10**6), st.floats(allow_nan=False), st.booleans(), st.none()
)
PEOPLE = Household()


@st.composite
def interpretations(draw: st.DrawFn) -> Interpretation:
    intent = draw(st.sampled_from([*INTENTS, UNSUPPORTED, "OrderDrink"]))
    names = (*INTENTS.get(intent, ("size",)), *TIMING, *QUANTITY)
    slots = draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=4))
    return Interpretation(intent, slots, draw(st.floats(0, 1)), draw(st.integers(0, 2)))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(interpretations(), max_size=4), st.text(max_size=30))
def test_nothing_raises_and_every_turn_is_answered(given_ones: list[Interpretation], text: str) -> None:
    turn = PEOPLE.say(text, *given_ones, heard=0.5)
    assert turn.reply
    assert turn.status
    before = {outcome.command.service for outcome in turn.outcomes}
    assert not before & {"unlock", "alarm_disarm"} or turn.intent in (
        "Affirm",
        "HassTurnOff",
        "HassTurnOn",
        "HassToggle",
    )


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_has_a_handler(intent: str) -> None:
    assert intent in HANDLERS


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_is_answered_with_no_slots_at_all(intent: str) -> None:
    turn = Household().say("…", i(intent))
    assert turn.intent is not None
    assert turn.reply[-1] in ".!?"


def test_an_oven_is_not_set_to_nine_thousand_degrees() -> None:
    people = Household()
    turn = people.say("nine thousand", i("OvenPreheat", temperature=9000))
    assert (turn.status, people.state("oven.kitchen")) == ("refused", "off")
    assert "between" in turn.reply


@pytest.mark.parametrize("slots", [{"time": "25:99"}, {"time": "nonsense"}, {"time": "07:00", "date": "2026-02-30"}])
def test_a_time_that_does_not_exist_sets_no_alarm(slots: dict[str, str]) -> None:
    turn = Household().say("wake me", i("AlarmSet", **slots))
    assert not turn.commands
    assert turn.question


def test_a_temperature_asked_of_a_kind_that_has_none_is_answered_where_no_weather_is_known() -> None:
    people = Household(a_home(without=["weather.home"]))
    turn = people.say("how warm are the lights", i("HassGetState", attribute="temperature", domain="light"))
    assert (turn.status, turn.commands) == ("failed", ())
