"""What the residents of a home may say."""

import random
import re
from pathlib import Path

import pytest

from assistant.nlu.custom import CustomSentences
from assistant.nlu.spoken import spoken, spoken_sentences
from devices.protocol import Area, Entity, Registry

HOME = Registry(
    areas={"kitchen": Area("kitchen", "Kitchen"), "garage": Area("garage", "Garage")},
    entities={
        entity.id: entity
        for entity in (
            Entity("light.ceiling", "Kitchen ceiling light", "kitchen", aliases=("big light",)),
            Entity("oven.kitchen", "Oven", "kitchen"),
            Entity("cover.garage", "Garage door", "garage", "garage"),
            Entity("lock.front", "Front door"),
            Entity("coffee_maker.kitchen", "Coffee maker", "kitchen"),
            Entity("media_player.den", "Den TV", None, "tv"),
        )
    },
)


@pytest.fixture(scope="module")
def said() -> list[str]:
    return spoken_sentences(HOME, rng=random.Random(0), titles=["The Hunger Games", "Blue Planet II"])


@pytest.mark.parametrize(
    "sentence",
    [
        "turn the oven on",
        "turn on the big light",
        "turn off the kitchen ceiling light",
        "open the garage door",
        "open garage door",
        "is the garage door open",
        "lock the front door",
        "what is the temperature",
        "start brewing",
        "play music",
        "play the hunger games",
    ],
)
def test_plain_commands_on_the_homes_devices_are_there(said: list[str], sentence: str) -> None:
    assert sentence in said


def test_there_are_about_as_many_as_asked_for(said: list[str]) -> None:
    assert 18_000 < len(said) <= 20_000


def test_only_letters_and_apostrophes(said: list[str]) -> None:
    assert all(re.fullmatch(r"[a-z']+( [a-z']+)*", text) for text in said)


def test_the_same_seed_says_the_same() -> None:
    assert spoken_sentences(HOME, rng=random.Random(3), count=500) == spoken_sentences(
        HOME, rng=random.Random(3), count=500
    )


def test_an_empty_home_is_spoken_to_as_well() -> None:
    assert "what time is it" in spoken_sentences(Registry(), rng=random.Random(0))


def test_a_households_own_sentences_are_half(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "language: en\nintents: {Feed: {data: [{sentences: ['feed the {pet} [now]']}]}}\n"
        "lists: {pet: {values: [cat, 2 dogs]}}\n"
    )
    own = spoken_sentences(HOME, rng=random.Random(0), count=1000, custom=CustomSentences.load(tmp_path))
    assert 450 < sum(text.startswith("feed the") for text in own) < 550
    assert "feed the two dogs" in own


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("45%", "forty five percent"),
        ("at 7:05", "at seven oh five"),
        ("1984", "nineteen eighty four"),
        ("Café & Bar", "cafe and bar"),
        ("21.5°", "twenty one point five degrees"),
    ],
)
def test_signs_and_numbers_are_spelt_out(text: str, words: str) -> None:
    assert spoken(text) == words
