"""Covers, valves and locks."""

from __future__ import annotations

import pytest

from devices.protocol import Failure
from tests.devices.conftest import Build

DOOR = "cover.garage_door"
GARAGE = {DOOR: {"device_class": "garage", "area": "garage", "state": "closed"}}


def test_the_garage_door_takes_twelve_seconds(build: Build) -> None:
    home = build(GARAGE)
    assert home.do(DOOR, "open_cover").changes == {DOOR: {"state": "opening"}}
    home.wait(11.9)
    assert home.at(DOOR).state == "opening"
    assert home.see(DOOR, "current_position") == 99
    home.wait(0.1)
    assert (home.at(DOOR).state, home.see(DOOR, "current_position")) == ("open", 100)


def test_it_does_not_close_on_what_stands_under_it(build: Build) -> None:
    home = build({DOOR: {"device_class": "garage", "state": "open", "attributes": {"obstacle": True}}})
    outcome = home.do(DOOR, "close_cover")
    assert (outcome.failure, outcome.detail) == (Failure.REFUSED, "something is in the way")
    assert home.at(DOOR).state == "open"


def test_it_stops_where_something_gets_under_it(build: Build) -> None:
    home = build({DOOR: {"device_class": "garage", "state": "open"}})
    home.do(DOOR, "close_cover")
    home.wait(6)
    home.home.set_state(DOOR, attributes={"obstacle": True})
    home.wait(60)
    assert (home.at(DOOR).state, home.see(DOOR, "current_position")) == ("open", 50)


def test_it_can_be_turned_back_on_its_way(build: Build) -> None:
    home = build(GARAGE)
    home.do(DOOR, "open_cover")
    home.wait(3)
    home.do(DOOR, "close_cover")
    home.wait(2)
    assert home.at(DOOR).state == "closing"
    home.wait(1.5)
    assert home.at(DOOR).state == "closed"


def test_a_blind_goes_to_a_position_and_stops_on_demand(build: Build) -> None:
    home = build({"cover.blind": {"device_class": "blind", "state": "open"}})
    home.do("cover.blind", "set_cover_position", position=30)
    home.wait(60)
    assert (home.at("cover.blind").state, home.see("cover.blind", "current_position")) == ("open", 30)
    home.do("cover.blind", "open_cover")
    home.wait(7)
    home.do("cover.blind", "stop_cover")
    home.wait(60)
    assert home.see("cover.blind", "current_position") == 65


def test_declared_positions_may_be_words(build: Build) -> None:
    home = build({"cover.a": {"state": "closed", "attributes": {"position": "0"}}, "cover.b": {"state": "opening"}})
    assert home.see("cover.a", "current_position") == 0
    home.wait(20)
    assert home.at("cover.b").state == "open"


def test_a_valve_is_a_cover_under_other_names(build: Build) -> None:
    home = build({"valve.main": {"device_class": "water", "state": "open"}})
    home.do("valve.main", "close_valve")
    home.wait(5)
    assert home.at("valve.main").state == "closed"
    assert home.do("valve.main", "close_cover").failure is Failure.UNSUPPORTED


@pytest.mark.parametrize(
    ("before", "service", "after"), [("locked", "unlock", "unlocked"), ("unlocked", "lock", "locked")]
)
def test_a_lock_turns(build: Build, before: str, service: str, after: str) -> None:
    home = build({"lock.front": {"state": before}})
    assert home.do("lock.front", service).changes == {"lock.front": {"state": after}}
    assert home.do("lock.front", service).changes == {}


def test_a_jammed_lock_says_so_until_it_is_mended(build: Build) -> None:
    home = build({"lock.front": {"state": "unlocked"}})
    home.home.fault("lock.front", "stuck")
    outcome = home.do("lock.front", "lock")
    assert (outcome.failure, outcome.detail) == (Failure.STUCK, "the bolt is jammed")
    assert home.at("lock.front").state == "jammed"
    home.home.mend("lock.front")
    assert home.do("lock.front", "lock").changes == {"lock.front": {"state": "locked"}}


def test_a_worn_lock_jams_now_and_then(build: Build) -> None:
    home = build({"lock.front": {"state": "unlocked", "attributes": {"jam_chance": 0.5}}})
    outcomes = []
    for _ in range(20):
        outcomes.append(home.do("lock.front", "toggle").failure)
        home.home.set_state("lock.front", "unlocked")
    assert {None, Failure.STUCK} == set(outcomes)
