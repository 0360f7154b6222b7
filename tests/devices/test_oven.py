"""Ovens, coffee makers and screens."""

from __future__ import annotations

import pytest

from devices.protocol import Failure
from tests.devices.conftest import Build


def test_it_heats_along_a_curve_and_is_ready_after_a_while(build: Build) -> None:
    home = build({"oven.kitchen": {"area": "kitchen", "state": "off"}})
    changes = home.do("oven.kitchen", "preheat", temperature=400).changes
    assert changes == {"oven.kitchen": {"state": "heating", "target_temperature": 400}}
    home.wait(4 * 60)
    assert 150 < home.see("oven.kitchen", "temperature") < 300
    assert home.at("oven.kitchen").state == "heating"
    home.wait(12 * 60)
    assert home.at("oven.kitchen").state == "ready"
    assert home.see("oven.kitchen", "temperature") == 400


def test_it_cools_slowly_when_off(build: Build) -> None:
    home = build({"oven.kitchen": {"state": "ready", "attributes": {"temperature": 400}}})
    home.do("oven.kitchen", "turn_off")
    home.wait(10 * 60)
    assert 200 < home.see("oven.kitchen", "temperature") < 390
    home.wait(4 * 3600)
    assert home.see("oven.kitchen", "temperature") < 80


def test_a_file_that_says_on_means_heating(build: Build) -> None:
    home = build({"oven.kitchen": {"state": True, "attributes": {"temperature": 180}}})
    assert home.at("oven.kitchen").state == "heating"
    assert home.see("oven.kitchen", "temperature") == 180
    assert home.see("oven.kitchen", "target_temperature") == 350


def test_it_cools_to_a_lower_target(build: Build) -> None:
    home = build({"oven.kitchen": {"state": "ready", "attributes": {"temperature": 200}}}, units="metric")
    home.do("oven.kitchen", "preheat", temperature=150)
    home.wait(60)
    assert 150 < home.see("oven.kitchen", "temperature") < 200
    home.wait(3600)
    assert (home.at("oven.kitchen").state, home.see("oven.kitchen", "temperature")) == ("ready", 150)


@pytest.mark.parametrize(("units", "temperature"), [("us", 900), ("metric", 400), ("us", 20)])
def test_it_knows_its_limits(build: Build, units: str, temperature: float) -> None:
    home = build({"oven.kitchen": {}}, units=units)
    assert home.do("oven.kitchen", "preheat", temperature=temperature).failure is Failure.INVALID
    assert home.at("oven.kitchen").state == "off"


def test_coffee_is_brewed_kept_warm_and_then_it_switches_off(build: Build) -> None:
    home = build({"coffee_maker.kitchen": {}})
    assert home.do("coffee_maker.kitchen", "turn_on").changes["coffee_maker.kitchen"]["state"] == "brewing"
    home.wait(90)
    assert home.see("coffee_maker.kitchen", "progress") == 50
    home.wait(90)
    assert home.at("coffee_maker.kitchen").state == "ready"
    assert home.see("coffee_maker.kitchen", "temperature") > 190
    home.wait(31 * 60)
    assert home.at("coffee_maker.kitchen").state == "off"


def test_no_water_no_coffee(build: Build) -> None:
    home = build({"coffee_maker.kitchen": {"attributes": {"water": "empty"}}})
    assert home.do("coffee_maker.kitchen", "brew").detail == "there is no water in it"


def test_a_screen_shows(build: Build) -> None:
    home = build({"screen.kitchen": {}})
    assert home.do("screen.kitchen", "show", what="front door").changes == {
        "screen.kitchen": {"state": "showing", "what": "front door"}
    }
    assert home.do("screen.kitchen", "show").failure is Failure.INVALID
    assert home.do("screen.kitchen", "turn_off").changes == {"screen.kitchen": {"state": "off", "what": None}}
