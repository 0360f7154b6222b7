"""A confidence means the chance of being right, whichever recogniser gives it."""

from __future__ import annotations

import random

import pytest

from assistant.asr.calibration import SAME, Curve, curve_of, fitted
from assistant.turn import Hypothesis, Transcript


def boastful(count: int, seed: int) -> tuple[list[float], list[bool]]:
    """A recogniser that is right half as often as it says."""
    rng = random.Random(seed)
    raws = [rng.random() for _ in range(count)]
    return raws, [rng.random() < raw / 2 for raw in raws]


def test_a_boastful_recogniser_is_taken_at_half_its_word() -> None:
    curve = fitted(*boastful(4000, 1))
    for raw in (0.2, 0.5, 0.8):
        assert curve(raw) == pytest.approx(raw / 2, abs=0.1)


def test_more_by_its_own_measure_is_never_less() -> None:
    curve = fitted(*boastful(300, 2))
    chances = [curve(raw / 100) for raw in range(101)]
    assert chances == sorted(chances)
    assert 0 < chances[0] <= chances[-1] < 1


def test_the_same_samples_give_the_same_curve() -> None:
    assert fitted(*boastful(300, 3)) == fitted(*boastful(300, 3))


def test_too_few_samples_are_an_error() -> None:
    with pytest.raises(ValueError, match="at least"):
        fitted([0.5] * 10, [True] * 10)


def test_alternatives_keep_their_proportion() -> None:
    half = Curve(((0.0, 0.0), (1.0, 0.5)))
    heard = half.calibrated(Transcript("stop", 0.8, (Hypothesis("shop", 0.2),)))
    assert (heard.confidence, heard.alternatives[0].confidence) == (0.4, 0.1)
    assert half.calibrated(Transcript("", 0.0)) == Transcript("", 0.0)


def test_whisper_has_a_curve_and_a_recogniser_without_one_is_taken_at_its_word() -> None:
    assert curve_of("whisper")(0.9) > curve_of("whisper")(0.3)
    assert curve_of("nobody") == SAME
