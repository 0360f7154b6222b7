"""Amounts said alone, and what they are of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.nlu.amounts import amount_meant, amount_of
from assistant.turn import Transcript, Turn


def after(target: str, **slots: Any) -> Turn:
    said = Transcript("", 1.0)
    at = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    return Turn(turn="t", session="s", at=at, assistant="hall", transcript=said, targets=(target,), slots=slots)


def meant(words: str, last: Turn) -> tuple[str, dict[str, Any]] | None:
    amount = amount_of(words.split())
    return amount_meant(amount, last) if amount else None


@pytest.mark.parametrize(
    ("words", "target", "intent", "slots"),
    [
        ("eighty percent", "light.a", "HassLightSet", {"brightness": 80}),
        ("make it thirty percent", "cover.a", "HassSetPosition", {"position": 30}),
        ("set it to forty", "media_player.a", "HassSetVolume", {"volume_level": 40}),
        ("and a bit more", "media_player.a", "HassSetVolumeRelative", {"volume_step": "up"}),
        ("a little less", "light.a", "LightAdjust", {"direction": "down"}),
        ("five degrees more", "oven.a", "ClimateAdjust", {"direction": "up", "step": 5}),
        ("twenty percent less", "media_player.a", "HassSetVolumeRelative", {"volume_step": -20}),
        ("twenty percent more", "fan.a", "HassFanSetSpeed", {"direction": "up", "step": 20}),
        ("sixty eight", "climate.a", "HassClimateSetTemperature", {"temperature": 68}),
        ("two more minutes", "alarm.a", "AlarmSet", {"delay": 120}),
    ],
)
def test_an_amount_is_of_what_was_spoken_of(words: str, target: str, intent: str, slots: dict[str, Any]) -> None:
    assert meant(words, after(target)) == (intent, slots)


@pytest.mark.parametrize(
    ("words", "intent", "slots"),
    [
        ("three more minutes", "HassIncreaseTimer", {"minutes": 3}),
        ("two minutes less", "HassDecreaseTimer", {"minutes": 2}),
        ("make it twelve", "HassIncreaseTimer", {"minutes": 4}),
        ("make it six", "HassDecreaseTimer", {"minutes": 2}),
    ],
)
def test_a_timer_gets_longer_or_shorter(words: str, intent: str, slots: dict[str, Any]) -> None:
    assert meant(words, after("timer.eggs", minutes=8)) == (intent, slots)


def test_an_alarm_is_moved() -> None:
    assert meant("make it eleven", after("alarm.a", time="21:00")) == ("AlarmSet", {"time": "11:00?", "name": "it"})


@pytest.mark.parametrize(
    "words", ["make me a coffee", "add ten eggs", "play something", "more music", "it", "up", "two"]
)
def test_words_that_hold_more_or_less_than_an_amount_are_none_of_a_lock(words: str) -> None:
    assert meant(words, after("lock.front")) is None


def test_degrees_are_of_nothing_but_warmth_and_percent_of_nothing_warm() -> None:
    assert meant("fifty degrees", after("light.a")) is None
    assert meant("fifty percent", after("oven.a")) is None
