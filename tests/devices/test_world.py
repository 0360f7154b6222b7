"""Titles, places, weather, scores and restaurants."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from devices.catalogue import rows, shipped
from devices.protocol import Settings
from devices.world import SimulatedWorld, find_places

SEATTLE = Settings(location=(47.6, -122.3), units="metric")
WORLD = SimulatedWorld(SEATTLE, seed=1)
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("hunger games", {"movie", "audiobook", "album"}),
        ("The Hunger Games!", {"movie", "audiobook", "album"}),
        ("harry potter", {"movie", "audiobook", "album"}),
        ("harry poter", {"movie", "audiobook"}),
        ("jazz", {"artist", "track", "album", "playlist"}),
        ("jazz music", {"artist", "track"}),
        ("hunger games soundtrack", {"album"}),
        ("stephen king", {"audiobook"}),
        ("wicked", {"movie", "album"}),
    ],
)
def test_a_name_gives_all_its_kinds(words: str, kinds: set[str]) -> None:
    assert kinds <= {item.kind for item in WORLD.find_media(words)}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("we don't talk anymore", "We Don't Talk Anymore"),
        ("we dont talk about bruno", "We Don't Talk About Bruno"),
        ("beatles", "The Beatles"),
        ("bohemian rapsody", "Bohemian Rhapsody"),
        ("fur elise", "Für Elise"),
        ("yesterday by the beatles", "Yesterday"),
        ("lord of the rings", "The Lord of the Rings: The Fellowship of the Ring"),
        ("take fife", "Take Five"),
    ],
)
def test_the_best_comes_first(words: str, title: str) -> None:
    assert WORLD.find_media(words)[0].title == title


@pytest.mark.parametrize("words", ["", "the", "music", "songs my neighbour wrote", "xqzzt", "make me a sandwich"])
def test_what_nobody_knows_is_nothing(words: str) -> None:
    assert WORLD.find_media(words) == ()


def test_every_title_is_found_by_its_own_name() -> None:
    missed = [item.title for item in shipped().items if item not in WORLD.find_media(item.title)]
    assert missed == []


def test_namesakes_of_places() -> None:
    assert {"Washington", "California"} <= {place.region for place in WORLD.find_places("wilkerson")}
    assert WORLD.find_places("Paris")[0].country == "France"
    assert [place.region for place in WORLD.find_places("paris texas")] == ["Texas"]
    assert [place.region for place in WORLD.find_places("Portland, Maine")] == ["Maine"]
    assert WORLD.find_places("Nowhereville") == ()
    assert len(find_places("springfield")) > 5


@pytest.mark.parametrize(("place", "warmer", "colder"), [("Seattle", 7, 1), ("Sydney", 1, 7), ("Reykjavik", 7, 1)])
def test_seasons_are_where_they_belong(place: str, warmer: int, colder: int) -> None:
    def mean(month: int) -> float:
        days = [date(2026, month, 1) + timedelta(days=n) for n in range(28)]
        return sum(WORLD.forecast(WORLD.find_places(place)[0], day).temperature for day in days) / 28

    assert mean(warmer) > mean(colder) + 7


def test_weather_is_the_same_whoever_asks_first_and_differs_by_seed() -> None:
    days = [DAY + timedelta(days=n) for n in range(30)]
    again = SimulatedWorld(SEATTLE, seed=1)
    forwards = [WORLD.forecast(None, day) for day in days]
    assert forwards == [again.forecast(None, day) for day in reversed(days)][::-1]
    assert forwards != [SimulatedWorld(SEATTLE, seed=2).forecast(None, day) for day in days]
    assert all(each.low < each.temperature for each in forwards)
    assert all(each.temperature < 5 for each in forwards if each.condition == "snowy")


def test_two_teams_of_one_game_tell_the_same_story() -> None:
    (game,) = WORLD.score("warriors", DAY)
    (other,) = WORLD.score(game.opponent, game.day)
    assert (other.opponent, other.points, other.against) == (game.team, game.against, game.points)
    assert [each.team for each in WORLD.score("giants", DAY)] == ["San Francisco Giants", "New York Giants"]
    assert WORLD.score("sandwiches", DAY) == ()


def test_restaurants_by_cuisine() -> None:
    found = WORLD.restaurants("Italian")
    assert len(found) >= 3
    assert {each.cuisine for each in found} == {"italian"}
    assert WORLD.restaurants("martian") == ()


@pytest.mark.parametrize(("file", "columns"), [("media.txt", 6), ("places.txt", 6), ("teams.txt", 5)])
def test_the_data_files_are_whole(file: str, columns: int) -> None:
    found = rows(file)
    assert {len(row) for row in found} == {columns}
    assert len({tuple(row[:3]) for row in found}) == len(found)
