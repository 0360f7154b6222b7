"""What is read of something to play, from the words alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.nlu.gazetteer import Known
from assistant.nlu.readers.titles import media
from assistant.nlu.slots import Request

TODAY = date(2026, 3, 2)


def read(said: str, *spans: tuple[int, int, str], room: str = "") -> dict[str, Any]:
    words = said.split()
    known = [Known(at, at + 1, ("area",)) for at, word in enumerate(words) if word == room]
    return media(Request(words, known, list(spans), TODAY))


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("play war and peace", {"search_query": "war and peace"}),
        ("put on the jackal", {"search_query": "the jackal"}),
        ("could you put abba on", {"search_query": "abba"}),
        ("i want to watch heat please", {"search_query": "heat"}),
        ("play the film heat", {"search_query": "heat", "media_class": "movie"}),
        ("play the film the fugitive", {"search_query": "the fugitive", "media_class": "movie"}),
        ("play podcast serial", {"search_query": "serial", "media_class": "podcast"}),
        ("play radio four", {"search_query": "radio four"}),
        ("play the emma audiobook", {"search_query": "emma", "media_class": "audiobook"}),
        ("play a western movie", {"search_query": "western", "media_class": "movie"}),
        ("play the book of secrets", {"search_query": "the book of secrets"}),
        ("play some songs by abba", {"search_query": "abba"}),
        ("play something sad", {"search_query": "sad"}),
        ("play waterloo by abba", {"search_query": "waterloo by abba"}),
        ("play some polka music", {"search_query": "polka"}),
        ("play my dinner playlist", {"search_query": "my dinner", "media_class": "playlist"}),
        ("play waterloo for me", {"search_query": "waterloo"}),
        ("play waterloo right now if you can", {"search_query": "waterloo"}),
        ("play the newest episode of serial", {"search_query": "serial"}),
        ("play chapter nine of emma", {"search_query": "emma"}),
        ("play all the songs by abba", {"search_query": "abba"}),
        ("play all of me", {"search_query": "all of me"}),
        ("play a podcast about birds", {"search_query": "birds", "media_class": "podcast"}),
        ("play the audio book emma", {"search_query": "emma", "media_class": "audiobook"}),
        ("start the podcast i heard yesterday", {"media_class": "podcast"}),
        ("turn on the radio and play radio four", {"search_query": "radio four"}),
    ],
)
def test_the_title_begins_after_the_verb_and_the_kind_is_no_part_of_it(said: str, slots: dict[str, Any]) -> None:
    assert read(said) == slots


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("play music", {}),
        ("put on something nice", {}),
        ("play the station", {"media_class": "channel"}),
        ("play an album", {"media_class": "album"}),
        ("play the soundtrack", {"media_class": "album"}),
        ("play", {}),
        ("play it", {}),
    ],
)
def test_words_that_name_no_title_are_none(said: str, slots: dict[str, Any]) -> None:
    assert read(said) == slots


def test_the_title_ends_before_the_room() -> None:
    assert read("play waterloo in the attic", room="attic") == {"search_query": "waterloo"}
    assert read("play flowers in the attic") == {"search_query": "flowers in the attic"}


def test_without_a_verb_the_span_model_tells_the_title() -> None:
    assert read("waterloo by abba please", (0, 1, "search_query")) == {"search_query": "waterloo"}
    assert read("find emma and play it", (1, 2, "search_query")) == {"search_query": "emma"}
