"""Residents who say that they meant what they said are understood; who only names something is not taken for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.context import Context
from assistant.nlu.refusal import about_rewrite
from assistant.turn import Rewrite
from tests.assistant.turns import AT, turn

HALL = Rewrite("turn on the hall light", "turn on the wall light", "personal", "r1", 0.6, "rewritten")


def context(*, arm: str = "rewritten", after: float = 8.0) -> Context:
    taken = turn("turn on the hall light", rewrite=replace(HALL, arm=arm), intent="HassTurnOn")
    return Context(now=AT + timedelta(seconds=after), recent=(taken,))


@pytest.mark.parametrize(
    "words",
    [
        "no i meant what i said", "that's not what i said", "not what i said",
        "please don't change my words", "i didn't say that",
        "no no do exactly what i said", "stop changing what i say please", "take me at my word",
    ],
)  # fmt: skip
def test_it_is_refused_in_plain_words(words: str) -> None:
    assert about_rewrite(words.split(), context()) == "Complain"


@pytest.mark.parametrize("words", ["what did you change", "did you change my words", "what did you take that for"])
def test_it_is_asked_about(words: str) -> None:
    assert about_rewrite(words.split(), context()) == "Explain"


@pytest.mark.parametrize(
    ("words", "refuses"),
    [
        ("no i said hall", True),
        ("i said the hall light not the wall light", True),
        ("i meant turn on the hall light", True),
        ("i said the wall light", False),
        ("i said the kitchen light", False),
        ("turn on the hall light", False),
    ],
)
def test_the_words_said_again_refuse_it_where_they_name_what_was_taken_away(words: str, *, refuses: bool) -> None:
    assert about_rewrite(words.split(), context()) == ("Complain" if refuses else None)


@pytest.mark.parametrize("circumstances", [{"arm": "holdout"}, {"after": 120.0}])
def test_the_words_said_again_refuse_nothing_where_nothing_was_changed_just_now(
    circumstances: dict[str, object],
) -> None:
    assert about_rewrite(["no", "i", "said", "hall"], context(**circumstances)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["change the channel", "change it back", "what did you say", "i said yes", "don't change the temperature"]
)
def test_other_talk_is_left_alone(words: str) -> None:
    assert about_rewrite(words.split(), context()) is None
