"""Homes drawn by chance: they run, differ, hang together, and are homes of all sizes."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest

from devices.home import Home
from simulator.households.draw import draw_household
from simulator.households.homes import drawn_home, own_names
from simulator.households.values import Household

COUNT = 150
NEEDED = ("light", "fan", "switch", "cover", "cover/garage", "lock", "scene", "vacuum", "climate", "oven",
          "coffee_maker", "media_player", "media_player/tv", "todo", "weather", "sensor/temperature")  # fmt: skip
"""What the kinds of goals need: a domain, or a domain and a class."""


@cache
def drawn() -> tuple[Household, ...]:
    return tuple(draw_household(11, number) for number in range(COUNT))


def sorts(household: Household) -> set[str]:
    entities = household.home.entities
    domains = {ident.partition(".")[0] for ident in entities}
    return domains | {f"{ident.partition('.')[0]}/{block.device_class}" for ident, block in entities.items()}


@pytest.mark.parametrize("number", range(12))
def test_a_home_runs_for_an_hour(number: int) -> None:
    household = drawn()[number]
    home = Home(household.home, start=datetime(2026, 3, 2, 7, tzinfo=UTC), rng=Random(number))
    begin = home.now

    home.advance(begin + timedelta(hours=1))

    assert home.now - begin == timedelta(hours=1)
    assert set(home.states) == set(household.home.entities)


@pytest.mark.parametrize("needed", NEEDED)
def test_most_homes_of_five_rooms_or_more_have_what_goals_need(needed: str) -> None:
    large = [household for household in drawn() if len(household.home.areas) >= 5]

    assert sum(needed in sorts(household) for household in large) >= 0.6 * len(large)


def test_there_are_studios_and_houses_of_three_floors_and_more() -> None:
    rooms = [len(household.home.areas) for household in drawn()]
    floors = {len(household.home.floors) for household in drawn()}

    assert min(rooms) == 3
    assert max(rooms) >= 15
    assert {1, 2, 3} <= floors


def test_small_homes_lack_things() -> None:
    small = [household for household in drawn() if len(household.home.areas) <= 3]

    assert small
    assert not any("cover/garage" in sorts(household) for household in small)


def test_more_people_live_in_more_rooms() -> None:
    alone = [len(one.home.areas) for one in drawn() if len(one.residents) == 1]
    family = [len(one.home.areas) for one in drawn() if len(one.residents) >= 4]

    assert sum(family) / len(family) > 1.2 * sum(alone) / len(alone)


def test_children_have_a_room_and_nobody_else_has_a_childrens_room() -> None:
    for household in drawn():
        children = any(resident.age == "child" for resident in household.residents)
        studio = len(household.home.areas) == 3

        assert ("kids_room" in household.home.areas) == (children and not studio)


def test_no_two_things_of_a_home_share_a_domain_and_a_name() -> None:
    for household in drawn():
        entities = household.home.entities
        names = Counter((ident.partition(".")[0], str(block.name)) for ident, block in entities.items())

        assert max(names.values()) == 1


def test_no_thing_is_named_after_a_room_it_is_not_in() -> None:
    for household in drawn():
        areas = household.home.areas
        called = {ident: str(area.name).lower() for ident, area in areas.items()}
        for block in household.home.entities.values():
            if block.area is not None and str(block.name).lower().startswith("living room"):
                assert called[block.area] == "living room"


def test_scenes_hold_things_of_their_home() -> None:
    scenes = [
        (household, block)
        for household in drawn()
        for ident, block in household.home.entities.items()
        if ident.startswith("scene.")
    ]

    assert scenes
    for household, block in scenes:
        assert set(block.attributes["entities"]) <= set(household.home.entities)


def test_names_of_lights_vary() -> None:
    names = {
        str(block.name)
        for household in drawn()
        for ident, block in household.home.entities.items()
        if ident.startswith("light.")
    }

    assert len(names) >= 100


def test_a_radio_is_never_called_the_telly() -> None:
    homes = [drawn_home(Random(number), [("ana", "Ana")], name="home") for number in range(40)]
    radios = [
        (ident, block)
        for home in homes
        for ident, block in home.entities.items()
        if block.device_class == "speaker" and ident.startswith("media_player.")
    ]

    assert radios
    assert not any("telly" in own_names(ident, block) for ident, block in radios)
