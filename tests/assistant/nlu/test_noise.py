"""A recogniser's slips, as training imagines them."""

import random

from assistant.nlu.noise import KEPT, misheard
from assistant.nlu.soundalike import misheard_word, sound_alikes


def test_words_are_taken_for_words_that_sound_alike() -> None:
    same, near = sound_alikes("write")
    assert "right" in same
    assert "ride" in same
    assert "lamp" not in (*same, *near)


def test_a_word_that_nobody_can_pronounce_is_taken_for_nothing() -> None:
    assert misheard_word("xqzzt", random.Random(0)) is None


def test_slips_never_turn_on_into_off() -> None:
    words = ["turn", "on", "the", "kitchen", "light", "not", "off"]
    for seed in range(200):
        heard = misheard(words, random.Random(seed), rate=1.0)
        assert [word for word in heard if word in ("on", "off", "not")] == ["on", "not", "off"]
    assert {"on", "off", "not"} <= KEPT


def test_nothing_is_misheard_at_rate_zero() -> None:
    assert misheard(["lights", "out"], random.Random(0), rate=0.0) == ["lights", "out"]
