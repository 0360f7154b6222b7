"""Media players."""

from __future__ import annotations

import pytest

from devices.protocol import Failure
from tests.devices.conftest import Build, Trial

TV = "media_player.tv"


@pytest.fixture
def tv(build: Build) -> Trial:
    return build({TV: {"attributes": {"volume_level": "50"}}})


def test_a_film_plays_to_its_end(tv: Trial) -> None:
    changes = tv.do(TV, "play_media", media_content_id="The Hunger Games", media_content_type="movie").changes[TV]
    assert changes["state"] == "playing"
    assert (changes["media_title"], changes["media_content_type"]) == ("The Hunger Games", "movie")
    tv.wait(600)
    assert tv.see(TV, "media_position") == 600
    tv.wait(3 * 3600)
    assert tv.at(TV).state == "idle"
    assert tv.see(TV, "media_title") is None


def test_a_genre_is_a_queue_that_plays_on(tv: Trial) -> None:
    tv.do(TV, "play_media", media_content_type="music", genre="jazz")
    first = tv.see(TV, "media_title")
    assert tv.see(TV, "genre") == "jazz"
    tv.wait(tv.see(TV, "media_duration"))
    assert tv.see(TV, "media_title") != first
    tv.do(TV, "media_previous_track")
    assert tv.see(TV, "media_title") == first
    tv.do(TV, "media_next_track")
    assert tv.at(TV).state == "playing"


def test_an_unknown_title_still_plays(tv: Trial) -> None:
    tv.do(TV, "play_media", media_content_id="Songs My Neighbour Wrote", media_content_type="album")
    assert tv.see(TV, "media_title") == "Songs My Neighbour Wrote"


def test_a_pause_holds_the_place(tv: Trial) -> None:
    tv.do(TV, "play_media", media_content_id="Dune", media_content_type="audiobook")
    tv.wait(100)
    tv.do(TV, "media_pause")
    tv.wait(1000)
    assert (tv.at(TV).state, tv.see(TV, "media_position")) == ("paused", 100)
    tv.do(TV, "media_play")
    tv.wait(50)
    assert tv.see(TV, "media_position") == 150
    tv.do(TV, "media_seek", seek_position=10)
    assert tv.see(TV, "media_position") == 10


@pytest.mark.parametrize(
    ("service", "data", "volume"),
    [
        ("volume_set", {"volume_level": 0.25}, 0.25),
        ("volume_up", {}, 0.6),
        ("volume_down", {}, 0.4),
    ],
)
def test_volume(tv: Trial, service: str, data: dict[str, float], volume: float) -> None:
    assert tv.do(TV, service, **data).changes == {TV: {"volume_level": volume}}


def test_mute_is_apart_from_volume(tv: Trial) -> None:
    tv.do(TV, "volume_mute", is_volume_muted=True)
    assert (tv.see(TV, "is_volume_muted"), tv.see(TV, "volume_level")) == (True, 0.5)


def test_repeat_and_shuffle(tv: Trial) -> None:
    tv.do(TV, "play_media", media_content_id="Wham!", media_content_type="music")
    tv.do(TV, "repeat_set", repeat="one")
    tv.wait(3600)
    assert tv.see(TV, "media_title") == "Last Christmas"
    assert tv.do(TV, "repeat_set", repeat="sometimes").failure is Failure.INVALID
    assert tv.do(TV, "shuffle_set", shuffle=True).changes == {TV: {"shuffle": True}}


def test_off_is_silent(tv: Trial) -> None:
    tv.do(TV, "play_media", media_content_id="NPR", media_content_type="channel")
    tv.wait(86_400)
    assert tv.at(TV).state == "playing"
    assert tv.do(TV, "turn_off").changes[TV]["state"] == "off"


def test_a_hand_may_have_started_it(build: Build) -> None:
    home = build({TV: {"state": "playing", "attributes": {"media_title": "Heat", "media_content_type": "movie"}}})
    assert home.see(TV, "media_title") == "Heat"
    home.do(TV, "media_pause")
    assert home.at(TV).state == "paused"
