"""Which words sound alike."""

from __future__ import annotations

import pytest

from assistant.resolve.sound import likeness, sound_key
from tests.assistant.homes import Household, i


@pytest.mark.parametrize(
    ("one", "other"), [("write", "right"), ("knight", "night"), ("phone", "fone"), ("lamp", "lump")]
)
def test_words_that_sound_the_same_have_one_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("spoken", "name"),
    [("garbage door", "garage door"), ("counter top", "countertop"), ("reeding lamp", "reading lamp")],
)
def test_a_mishearing_is_like_the_name(spoken: str, name: str) -> None:
    assert likeness(tuple(spoken.split()), tuple(name.split())) > 0.8


@pytest.mark.parametrize(
    ("spoken", "name"), [("bathroom light", "bedroom light"), ("wall light", "hall light"), ("door", "garage door")]
)
def test_another_thing_is_not(spoken: str, name: str) -> None:
    assert likeness(tuple(spoken.split()), tuple(name.split())) == 0.0


@pytest.mark.parametrize(
    ("text", "slots", "thing"),
    [
        ("open the garbage door", {"domain": "cover", "device_class": "door"}, "cover.garage_door"),
        ("turn on the sealing light", {"domain": "light"}, "light.kitchen_ceiling"),
        ("turn on the weeding lamp", {"domain": "light"}, "light.reading"),
    ],
)
def test_a_word_misheard_before_the_kind_still_names_the_thing(text: str, slots: dict[str, str], thing: str) -> None:
    people = Household(at="tv" if "lamp" in text else "kitchen_display")
    turn = people.say(text, i("HassTurnOn", **slots))
    assert thing in turn.targets or turn.resolution.question.options[0].targets == (thing,)  # type: ignore[union-attr]


def test_a_door_that_was_nearly_named_is_not_opened_unasked() -> None:
    turn = Household().say("open the garbage door", i("HassTurnOn", domain="cover", device_class="door"))
    assert (turn.status, turn.commands) == ("asked", ())
    assert "garage door" in turn.reply.lower()
