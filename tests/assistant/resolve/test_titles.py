"""What is played: titles, moods, what belongs to what is on, and what a resident mostly plays."""

from __future__ import annotations

import pytest

from assistant.turn import Turn
from devices.protocol import Command
from tests.assistant.homes import Household, i


def play(people: Household, text: str, *, by: str | None = None, at: str | None = None, **slots: str) -> Turn:
    return people.say(text, i("HassMediaSearchAndPlay", **slots), by=by, at=at)


def data(turn: Turn) -> dict[str, object]:
    (command,) = turn.commands
    return dict(command.data)


@pytest.mark.parametrize(("at", "kind"), [("tv", "movie"), ("bedroom_speaker", "audiobook")])
def test_a_mood_is_a_genre_of_the_kind_that_suits_the_player(at: str, kind: str) -> None:
    turn = play(Household(at=at), "play something spooky", search_query="spooky")
    assert data(turn)["genre"] == "horror"
    assert (data(turn)["media_content_type"] == "movie") == (kind == "movie")


def test_a_word_for_a_mood_alone_may_be_a_title() -> None:
    turn = play(Household(at="bedroom_speaker"), "play happy", search_query="happy")
    assert data(turn)["media_content_id"] == "happy"


@pytest.mark.parametrize("film", ["Encanto", "Frozen"])
def test_the_soundtrack_is_that_of_the_film_that_is_on(film: str) -> None:
    people = Household(at="tv")
    play(people, f"play {film.lower()}", search_query=film.lower(), media_class="movie")
    title = str(data(play(people, "put the soundtrack on", media_class="album"))["media_content_id"])
    assert title.startswith(film)
    assert title != film


def test_the_book_is_that_of_the_film_played_last_in_another_room() -> None:
    people = Household(at="tv")
    play(people, "play dune", search_query="dune")
    turn = play(people, "play the book", media_class="audiobook", at="bedroom_speaker")
    assert data(turn)["media_content_id"] == "Dune"
    assert data(turn)["media_content_type"] == "audiobook"


def test_a_book_is_any_book_though_a_film_is_on() -> None:
    people = Household(at="tv")
    play(people, "play dune", search_query="dune")
    assert "media_content_id" not in data(play(people, "play an audiobook", media_class="audiobook"))


def test_more_by_them_is_by_the_artist_that_plays() -> None:
    people = Household(at="bedroom_speaker")
    play(people, "play dancing queen", search_query="dancing queen")
    assert data(play(people, "play another song by them", search_query="them"))["media_artist"] == "ABBA"


def test_between_namesakes_the_artist_that_plays_is_meant() -> None:
    people = Household(at="bedroom_speaker")
    play(people, "play luke combs", search_query="luke combs")
    turn = play(people, "put on fast car", search_query="fast car")
    assert data(turn)["media_artist"] == "Luke Combs"
    assert people.home.states["media_player.bedroom"].attributes["media_artist"] == "Luke Combs"


def test_a_question_between_namesakes_says_by_whom_and_takes_a_name_for_an_answer() -> None:
    people = Household(at="bedroom_speaker")
    asked = play(people, "play fast car", search_query="fast car")
    assert asked.reply == "Which one: Fast Car by Luke Combs or by Tracy Chapman?"
    assert data(people.say("tracy chapman"))["media_artist"] == "Tracy Chapman"


def test_an_artist_is_not_asked_apart_from_the_record_called_like_them() -> None:
    turn = play(Household(at="bedroom_speaker"), "play metallica", search_query="metallica")
    assert data(turn)["media_content_id"] == "Metallica"


def test_a_title_nobody_knows_is_played_as_it_was_said() -> None:
    turn = play(Household(at="tv"), "play the zebra show", search_query="zebra", media_class="tv_show")
    assert data(turn)["media_content_id"] == "the zebra show"


def test_a_genre_with_the_word_music_is_no_film_of_that_name() -> None:
    turn = play(Household(at="tv"), "play some soul music", search_query="soul")
    assert data(turn) == {"media_content_type": "music", "genre": "soul"}


def mornings_and_evenings() -> Household:
    """Ana hears a podcast in the morning, and classical music in the evening; Bo watches a show in the evening."""
    people = Household(at="bedroom_speaker")
    people.wait(13.5 * 3600)
    for _ in range(3):
        play(people, "play up first", search_query="up first", by="ana", at="bedroom_speaker")
        people.wait(12 * 3600)
        play(people, "play classical music", search_query="classical", by="ana")
        play(people, "play friends", search_query="friends", by="bo", at="tv")
        people.wait(12 * 3600)
    return people


def test_something_is_what_the_resident_plays_at_this_hour() -> None:
    people = mornings_and_evenings()
    assert data(play(people, "play something", by="ana", at="bedroom_speaker"))["media_content_id"] == "Up First"
    people.wait(12 * 3600)
    assert data(play(people, "play something", by="ana"))["genre"] == "classical"


def test_what_is_said_to_be_wanted_is_what_the_resident_mostly_plays_of_it_at_any_hour() -> None:
    people = mornings_and_evenings()
    assert data(play(people, "play music", by="ana", at="bedroom_speaker"))["genre"] == "classical"
    assert data(play(people, "play a show", media_class="tv_show", by="bo", at="tv"))["media_content_id"] == "Friends"
    assert "media_content_id" not in data(play(people, "play a show", media_class="tv_show", by="ana", at="tv"))


def test_a_show_is_nothing_for_a_speaker() -> None:
    people = mornings_and_evenings()
    turn = play(people, "play something", by="bo", at="bedroom_speaker")
    assert turn.commands == (Command("media_player.bedroom", "play_media", {"media_content_type": "music"}),)
