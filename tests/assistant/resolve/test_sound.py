"""Which words sound alike."""

from __future__ import annotations

import pytest

from assistant.resolve.sound import likeness, sound_key


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
