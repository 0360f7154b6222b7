"""Words that sound like those of this home become them, where they are likely to be said."""

from __future__ import annotations

import pytest

from assistant.asr.lexicon import lexicon
from assistant.asr.mending import Mender
from assistant.asr.pocketsphinx import DICTIONARY, PocketSphinxRecogniser
from assistant.asr.pronunciation import pronounce

SENTENCES = [
    "make me a dark roast latte",
    "make me a light roast coffee",
    "turn on the lark light",
    "turn off the lark light",
    "preheat the oven",
]


@pytest.fixture(scope="module")
def mender() -> Mender:
    home = PocketSphinxRecogniser(SENTENCES * 5, phonemes=pronounce)

    def sounds(word: str) -> str:
        return next(iter(lexicon([word], DICTIONARY, pronounce).get(word, ())), "")

    return Mender(lexicon(home.words, DICTIONARY, pronounce), chance=home.chance, sounds=sounds)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("make me a dark roast latter", "make me a dark roast latte"),
        ("turn on the dark light", "turn on the lark light"),
        ("turn of the lark light", "turn off the lark light"),
        ("pre heat the oven", "preheat the oven"),
    ],
)
def test_a_word_that_sounds_alike_becomes_the_one_that_is_said_here(mender: Mender, heard: str, meant: str) -> None:
    assert meant in mender.mends(heard, most=4)


def test_what_is_said_here_needs_no_mending(mender: Mender) -> None:
    assert mender.mends("turn on the lark light", most=4) == []


def test_no_more_are_given_than_asked_for(mender: Mender) -> None:
    assert len(mender.mends("turn of the dark night", most=2)) <= 2
