"""Likings are told, hold in the next turn, and can be asked for and taken back."""

from __future__ import annotations

import pytest

from tests.assistant.homes import Household, i


def likes(people: Household, value: str, *, by: str = "ana", like: bool = True, kind: str = "other") -> str:
    taught = i("TeachPreference", value=value, kind=kind, like=like)
    return people.say(f"i like {value}", taught, by=by).reply


def known(people: Household, by: str = "ana") -> str:
    return people.say("what do you know about me", i("ListPreferences"), by=by).reply


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("luke combs", "artist"),
        ("jazz", "genre"),
        ("the celtics", "team"),
        ("thai", "cuisine"),
        ("casablanca", "title"),
    ],
)
def test_what_kind_of_thing_is_liked_is_what_the_world_knows(value: str, kind: str) -> None:
    people = Household()
    likes(people, value)
    assert people.context.knowledge.liked("ana", kind)


def test_a_liking_is_told_back_and_forgotten() -> None:
    people = Household()
    assert likes(people, "queen", kind="artist") == "Got it, you like Queen."
    likes(people, "polka", kind="genre", like=False)
    assert known(people) == "You like Queen and you don't like polka."
    people.say("forget that i like queen", i("ForgetPreference", value="queen"), by="ana")
    assert known(people) == "You don't like polka."
    people.say("delete my preferences", i("ForgetPreference"), by="ana")
    assert known(people) == "You haven't told me what you like yet."


def test_forget_that_takes_back_the_last_liking_alone() -> None:
    people = Household()
    likes(people, "jazz")
    likes(people, "queen")
    people.say("unlearn that", i("ForgetPreference"), by="ana")
    assert known(people) == "You like jazz."
    assert people.say("unlearn that", i("ForgetPreference"), by="bo").status == "done"


def test_nothing_is_forgotten_where_nothing_was_said() -> None:
    turn = Household().say("unlearn that", i("ForgetPreference"), by="ana")
    assert (turn.status, turn.reply) == ("failed", "I don't know what to forget.")


def test_one_residents_liking_is_no_others() -> None:
    people = Household()
    likes(people, "jazz", by="ana")
    assert known(people, by="bo") == "You haven't told me what you like yet."


def test_the_artist_that_is_liked_is_meant_among_namesakes() -> None:
    people = Household(at="bedroom_speaker")
    likes(people, "tracy chapman")
    people.wait(600)
    turn = people.say("play fast car", i("HassMediaSearchAndPlay", search_query="fast car"), by="ana")
    assert turn.commands[0].data["media_artist"] == "Tracy Chapman"


def test_the_artist_that_is_disliked_is_not_meant() -> None:
    people = Household(at="bedroom_speaker")
    likes(people, "tracy chapman", like=False)
    turn = people.say("play fast car", i("HassMediaSearchAndPlay", search_query="fast car"), by="ana", after=600)
    assert turn.commands[0].data["media_artist"] == "Luke Combs"


def test_ones_team_is_the_one_whose_score_is_told() -> None:
    people = Household()
    assert likes(people, "lakers", kind="team") == "Got it, you're a Lakers fan."
    assert "Lakers" in people.say("how is our team doing", i("SportsScore", team="our team"), by="ana").reply
    assert people.say("what's the score", i("SportsScore"), by="bo").reply == "Which team?"


def test_restaurants_are_of_the_cuisine_one_likes() -> None:
    people = Household()
    likes(people, "mexican", kind="cuisine")
    told = people.say("where can we eat", i("FindRestaurant"), by="ana").resolution
    assert told is not None
    assert {each["cuisine"] for each in told.acts[0].facts["restaurants"]} == {"mexican"}


def test_what_plays_now_is_liked_where_nothing_is_named() -> None:
    people = Household(at="bedroom_speaker")
    people.say("play hey jude", i("HassMediaSearchAndPlay", search_query="hey jude"))
    assert people.say("i love this", i("MediaLike", like=True), by="ana").reply == "Got it, you like Hey Jude."
