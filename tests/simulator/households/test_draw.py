"""Households drawn by chance: who lives there, the same each time, and what is said of them exists."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from devices.catalogue import rows, shipped
from devices.world import find_places
from simulator.households.draw import draw_guests, draw_household
from simulator.households.goals.scene import spoken
from simulator.households.kinds import KINDS
from simulator.households.needs import ROOMS
from simulator.households.values import Household, Resident
from simulator.scenario import VoiceSpec

COUNT = 150
MULTIPLES = ("interrupts", "rephrases", "complains", "by_hand", "teaches")


@cache
def drawn() -> tuple[Household, ...]:
    return tuple(draw_household(11, number) for number in range(COUNT))


def people() -> list[Resident]:
    return [resident for household in drawn() for resident in household.residents]


def test_the_same_seed_and_number_give_the_same_household() -> None:
    assert draw_household(11, 3) == drawn()[3]


@pytest.mark.parametrize(("seed", "number"), [(12, 3), (11, 4)])
def test_another_seed_or_number_gives_another_household(seed: int, number: int) -> None:
    other = draw_household(seed, number)

    assert other.home != drawn()[3].home
    assert other.residents != drawn()[3].residents


def test_a_household_is_known_by_its_number_and_keyed_by_its_seed() -> None:
    assert (drawn()[12].id, drawn()[12].seed) == ("h00012", "11/h00012")


def test_one_to_five_people_live_together() -> None:
    sizes = Counter(len(household.residents) for household in drawn())

    assert set(sizes) == {1, 2, 3, 4, 5}
    assert sizes[1] + sizes[2] > COUNT / 2


def test_children_live_with_a_grown_up() -> None:
    for household in drawn():
        assert any(resident.age != "child" for resident in household.residents)


def test_residents_are_declared_in_their_home() -> None:
    for household in drawn():
        assert list(household.home.residents) == [resident.id for resident in household.residents]


def test_habits_are_kinds_of_goal_after_moments_that_there_are() -> None:
    habits = [habit for resident in people() for habit in resident.habits]

    assert habits
    assert {habit.kind for habit in habits} <= set(KINDS)
    assert {habit.after for habit in habits} <= set(ROOMS)


def test_own_names_are_for_things_of_the_home_and_mean_one_each() -> None:
    for household in drawn():
        for resident in household.residents:
            assert set(resident.names) <= set(household.home.entities)
            assert len(set(resident.names.values())) == len(resident.names)


def test_own_names_are_said_without_an_article() -> None:
    names = {name for resident in people() for name in resident.names.values()}

    assert len(names) >= 30
    assert all(spoken(name) == name for name in names)


def test_a_household_shares_most_of_its_own_names() -> None:
    pairs = [household.residents[:2] for household in drawn() if len(household.residents) > 1]
    common = [len(set(one.names.items()) & set(two.names.items())) for one, two in pairs]

    assert sum(common) > len(pairs)


def test_tastes_are_of_the_catalogue() -> None:
    items = shipped().items
    genres, artists, titles = {i.genre for i in items}, {i.by for i in items}, {i.title for i in items}
    teams, cuisines = {row[0] for row in rows("teams.txt")}, {row[1] for row in rows("restaurants.txt")}
    for resident in people():
        tastes = resident.tastes

        assert set(tastes.genres) <= genres
        assert set(tastes.artists) <= artists
        assert set(tastes.titles) <= titles
        assert set(tastes.teams) <= teams
        assert set(tastes.cuisines) <= cuisines


def test_a_place_that_is_meant_can_be_found() -> None:
    for resident in people():
        for name, meant in resident.tastes.places:
            found = find_places(meant)

            assert found
            assert found[0].name == name


def test_some_mean_a_place_that_is_not_the_most_populous_of_its_name() -> None:
    meant = [pair for resident in people() for pair in resident.tastes.places]
    others = [name for name, full in meant if find_places(full)[0] != find_places(name)[0]]

    assert 0.2 * len(people()) < len(others) < 0.5 * len(people())


def test_most_artists_that_people_like_play_what_they_like() -> None:
    plays = {(item.by, item.genre) for item in shipped().items if item.kind == "track"}
    fits = [
        any((artist, genre) in plays for genre in resident.tastes.genres)
        for resident in people()
        for artist in resident.tastes.artists
    ]

    assert sum(fits) > 0.6 * len(fits)


@pytest.mark.parametrize("trait", MULTIPLES)
def test_multiples_of_rates_are_about_one(trait: str) -> None:
    values = [getattr(resident, trait) for resident in people()]

    assert 0.85 < sum(values) / len(values) < 1.15
    assert min(values) < 0.5
    assert max(values) > 1.8


def test_voices_are_such_as_scenarios_have_and_childrens_are_higher() -> None:
    voices = {resident.id: VoiceSpec(**resident.voice) for resident in people()}
    pitch = {age: [float(one.voice["pitch"]) for one in people() if one.age == age] for age in ("child", "adult")}

    assert voices
    assert min(pitch["child"]) > sum(pitch["adult"]) / len(pitch["adult"])


def test_days_run_forwards() -> None:
    for resident in people():
        for day in (resident.work, resident.free):
            assert 4 < day.wakes < day.sleeps
            if day.leaves is not None and day.returns is not None:
                assert day.wakes < day.leaves < day.returns < day.sleeps


def test_a_guest_is_nobody_of_the_household_and_the_same_each_time() -> None:
    days = [date(2026, 3, 2) + timedelta(days=number) for number in range(60)]
    visits = [draw_guests(drawn()[0], day) for day in days]

    assert visits == [draw_guests(draw_household(11, 0), day) for day in days]
    assert 0 < sum(map(len, visits)) < 30
    for guest in (guest for visit in visits for guest in visit):
        assert guest.guest
        assert guest.id not in drawn()[0].home.residents
