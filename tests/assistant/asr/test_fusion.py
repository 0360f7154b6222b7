"""Two witnesses decide between texts: the sound, and what is said in this home."""

from __future__ import annotations

import pytest

from assistant.asr.fusion import Contender, Weights, ranked

WEIGHTS = Weights()


def test_what_is_said_here_wins_over_what_sounds_nearly_the_same() -> None:
    lat, latte = Contender("a dark roast lat", -2.0, -30.0), Contender("a dark roast latte", -4.0, -12.0)
    assert ranked([lat, latte], WEIGHTS)[0].text == "a dark roast latte"


def test_what_sounds_quite_different_never_wins() -> None:
    free, own = Contender("do cats dream about mice", -3.0, -70.0), Contender("set the lights to five", -60.0, -10.0)
    assert ranked([free, own], WEIGHTS)[0].text == "do cats dream about mice"


def test_shares_sum_to_one_and_fall() -> None:
    shares = [one.confidence for one in ranked([Contender(text, -at, 0.0) for at, text in enumerate("abc")], WEIGHTS)]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)


def test_a_text_heard_twice_counts_once_and_at_its_best() -> None:
    twice = [Contender("stop", -5.0, 0.0), Contender("stop", -1.0, 0.0), Contender("shop", -1.0, 0.0)]
    assert [(one.text, one.confidence) for one in ranked(twice, WEIGHTS)] == [("stop", 0.5), ("shop", 0.5)]


def test_nothing_comes_of_nothing() -> None:
    assert ranked([], WEIGHTS) == []
