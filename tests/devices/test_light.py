"""Lights."""

from __future__ import annotations

import pytest

from devices.protocol import Failure
from tests.devices.conftest import Build


def test_it_goes_on_at_full_brightness_and_says_only_what_changed(build: Build) -> None:
    home = build({"light.a": {"state": "off", "attributes": {"brightness": 0}}})
    assert home.do("light.a", "turn_on").changes == {"light.a": {"state": "on", "brightness": 255}}
    assert home.do("light.a", "turn_on").changes == {}


def test_it_remembers_its_brightness(build: Build) -> None:
    home = build({"light.a": {}})
    home.do("light.a", "turn_on", brightness_pct=40)
    home.do("light.a", "turn_off")
    assert home.see("light.a", "brightness") == 0
    home.do("light.a", "toggle")
    assert home.see("light.a", "brightness") == 102


@pytest.mark.parametrize(
    ("data", "brightness"),
    [
        ({"brightness": 10}, 10),
        ({"brightness_pct": 100}, 255),
        ({"brightness_step_pct": -20}, 149),
        ({"brightness_step_pct": -100}, 3),
        ({"brightness_step": 100}, 255),
        ({"brightness": "128"}, 128),
    ],
)
def test_it_dims(build: Build, data: dict[str, object], brightness: int) -> None:
    home = build({"light.a": {"state": "on", "attributes": {"brightness": 200}}})
    home.do("light.a", "turn_on", **data)
    assert home.see("light.a", "brightness") == brightness


def test_nought_percent_is_off(build: Build) -> None:
    home = build({"light.a": {"state": "on"}})
    assert home.do("light.a", "turn_on", brightness_pct=0).changes == {"light.a": {"state": "off", "brightness": 0}}


def test_it_takes_colours_by_name_and_by_numbers_and_warmth_by_kelvin(build: Build) -> None:
    home = build({"light.a": {"state": "on"}})
    home.do("light.a", "turn_on", color_name="Dark Blue")
    assert home.see("light.a", "rgb_color") == [0, 0, 139]
    home.do("light.a", "turn_on", rgb_color=[1, 2, 3])
    assert home.see("light.a", "rgb_color") == [1, 2, 3]
    home.do("light.a", "turn_on", color_temp_kelvin=2700)
    assert home.see("light.a", "color_temp_kelvin") == 2700
    assert home.see("light.a", "rgb_color") is None


@pytest.mark.parametrize(
    "data",
    [{"brightness": 300}, {"brightness_pct": "bright"}, {"color_name": "octarine"}, {"rgb_color": [1, 2]}],
)
def test_it_says_what_it_cannot_take_and_stays_as_it_is(build: Build, data: dict[str, object]) -> None:
    home = build({"light.a": {"state": "off"}})
    outcome = home.do("light.a", "turn_on", **data)
    assert outcome.failure is Failure.INVALID
    assert outcome.detail
    assert home.at("light.a").state == "off"


def test_one_that_only_switches_cannot_be_dimmed(build: Build) -> None:
    home = build({"light.a": {"attributes": {"supported_color_modes": ["onoff"]}}})
    assert home.do("light.a", "turn_on", brightness_pct=20).failure is Failure.UNSUPPORTED
    assert home.do("light.a", "turn_on").changes == {"light.a": {"state": "on"}}
