"""Likings that are told are kept, for the one who told them, until they are taken back."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.knowledge import Knowledge
from assistant.serial import from_json, to_json
from assistant.turn import Act, Resolution, Turn
from tests.assistant.turns import turn


def told(intent: str = "TeachPreference", who: str = "ana", **facts: Any) -> Turn:
    act = Act(intent, {}, (), (), "done", facts=facts)
    return turn(intent=intent, resident=who, resolution=Resolution((act,)))


JAZZ = told(kind="genre", value="jazz", like=True)
FOLK = told(kind="genre", value="folk", like=True)


def test_a_liking_is_kept_for_who_told_it() -> None:
    knowledge = Knowledge().after(JAZZ)
    assert knowledge.liked("ana", "genre") == "jazz"
    assert knowledge.liked("bo", "genre") == ""


def test_the_newest_liking_comes_first_and_the_older_ones_stay() -> None:
    knowledge = Knowledge().after(JAZZ).after(FOLK)
    assert knowledge.preferences["ana"]["genre"] == ("folk", "jazz")
    assert knowledge.after(JAZZ).preferences["ana"]["genre"] == ("jazz", "folk")


def test_what_is_disliked_is_liked_no_more() -> None:
    knowledge = Knowledge().after(JAZZ).after(told(kind="genre", value="Jazz", like=False))
    assert knowledge.liked("ana", "genre") == ""
    assert knowledge.dislikes["ana"]["genre"] == ("Jazz",)


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ({"kind": "genre", "value": "jazz"}, {"genre": ("folk",), "team": ("lakers",)}),
        ({"kind": "genre", "value": ""}, {"team": ("lakers",)}),
        ({"all": True}, {}),
    ],
)
def test_a_liking_a_kind_or_all_of_them_are_forgotten(facts: dict[str, Any], left: dict[str, Any]) -> None:
    knowledge = Knowledge().after(JAZZ).after(FOLK).after(told(kind="team", value="lakers"))
    assert knowledge.after(told("ForgetPreference", **facts)).preferences["ana"] == left


def test_other_turns_teach_nothing() -> None:
    knowledge = Knowledge().after(JAZZ)
    assert knowledge.after(turn()) is knowledge
    assert knowledge.after(told("ListPreferences", value="jazz")) is knowledge


def test_a_liking_told_survives_the_log() -> None:
    assert Knowledge().after(from_json(to_json(JAZZ))).liked("ana", "genre") == "jazz"


def test_a_refused_rewrite_is_used_no_more_even_where_the_refusal_itself_was_asked_back() -> None:
    refusal = Act("Complain", {"what": "rewrite"}, (), (), "asked", facts={"refused": ["r1", "g1"]})
    knowledge = Knowledge().after(turn(intent="Complain", resolution=Resolution((refusal,))))
    assert knowledge.learnt.withdrawn == {"r1": "refused", "g1": "refused"}
