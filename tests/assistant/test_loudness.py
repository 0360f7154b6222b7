"""What is near and what is the room's own, from levels alone."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.loudness import OVER, QUIET, UNDER, Levels, Nearness, near_part
from assistant.stages import FRAME
from assistant.turn import Samples


def frame(decibels: float) -> Samples:
    """80 ms of noise at a level."""
    wave = np.random.default_rng(1).normal(size=FRAME)
    return (wave * 32_768 * 10 ** (decibels / 20)).astype(np.int16)


def levels(*parts: tuple[float, int]) -> Levels:
    """The levels of a room in which it was so loud for so many frames."""
    found = Levels()
    for decibels, count in parts:
        for _ in range(count):
            found.take(frame(decibels), background=True)
    return found


def test_a_television_that_is_on_is_the_background() -> None:
    assert levels((-34, 60)).background == pytest.approx(-34, abs=0.5)


def test_a_door_that_slams_is_none() -> None:
    assert levels((-60, 40), (-10, 1), (-60, 30)).background == pytest.approx(-60, abs=2)


def test_what_was_switched_off_two_seconds_ago_is_none_any_more() -> None:
    assert levels((-20, 40), (-60, 30)).background == pytest.approx(-60, abs=1)


def test_the_wake_word_is_no_background() -> None:
    found = levels((-60, 40), (-24, 15))
    found.disown(15)
    assert found.background == pytest.approx(-60, abs=1)
    assert found.loudest(15) == pytest.approx(-24, abs=1)


def test_a_room_that_nobody_has_heard_yet_is_quiet() -> None:
    assert Levels().background == QUIET
    assert Nearness(background=QUIET, speech=-24).near(-60)


def test_a_television_ten_decibels_below_is_far_and_a_falling_voice_is_near() -> None:
    nearness = Nearness(background=-32, speech=-22)
    assert not nearness.near(-31)
    assert nearness.near(-32 + OVER)


def test_a_voice_that_falls_a_little_is_near_however_loud_the_room_is() -> None:
    assert Nearness(background=-20, speech=-22).near(-22 - UNDER)


def test_in_a_quiet_room_a_murmur_is_near() -> None:
    assert Nearness(background=-60, speech=-22).near(-50)


def test_what_others_said_before_the_wake_word_is_left_out_of_it() -> None:
    frames = [frame(-35)] * 5 + [frame(-22)] * 6
    assert len(near_part(frames, Nearness(background=-33, speech=-22))) == 7
    assert len(near_part(frames, Nearness(background=-60, speech=-22))) == 11
