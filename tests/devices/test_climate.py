"""Thermostats, rooms, the air outside, and the sensors that follow them."""

from __future__ import annotations

import pytest

from devices.protocol import Failure
from tests.devices.conftest import Build, clock

STAT = "climate.hall"


def hall(mode: str = "heat", **attributes: object) -> dict[str, object]:
    return {STAT: {"area": "hall", "state": mode, "attributes": attributes}}


def test_the_room_warms_up_to_the_target_and_stays_there(build: Build) -> None:
    home = build(hall(current_temperature=62, temperature=62))
    home.do(STAT, "set_temperature", temperature=70)
    assert home.see(STAT, "hvac_action") == "heating"
    home.wait(20 * 60)
    assert 62 < home.see(STAT, "current_temperature") < 70
    home.wait(5 * 3600)
    for _ in range(24):
        home.wait(3600)
        assert 69 <= home.see(STAT, "current_temperature") <= 71


def test_off_it_drifts_towards_the_cold_outside(build: Build) -> None:
    home = build(hall("off", current_temperature=70))
    home.wait(12 * 3600)
    assert 50 < home.see(STAT, "current_temperature") < 66


def test_it_cools_in_summer(build: Build) -> None:
    home = build(
        hall("cool", current_temperature=85, temperature=72), start=clock(2026, 7, 20, 12), location=[33, -112]
    )
    assert home.see(STAT, "hvac_action") == "cooling"
    home.wait(10 * 3600)
    assert home.see(STAT, "current_temperature") <= 73


def test_metric_homes_speak_celsius(build: Build) -> None:
    home = build(hall(current_temperature=18.5, temperature=21), units="metric")
    assert home.see(STAT, "current_temperature") == 18.5
    assert home.do(STAT, "set_temperature", temperature=70).failure is Failure.INVALID
    home.wait(6 * 3600)
    assert 20.5 <= home.see(STAT, "current_temperature") <= 21.5


def test_one_thermostat_heats_the_rooms_without_one_but_not_the_garage(build: Build) -> None:
    sensors = {
        f"sensor.{room}": {"area": room, "device_class": "temperature", "state": 60} for room in ("kitchen", "garage")
    }
    home = build({**hall(current_temperature=60, temperature=70), **sensors})
    home.wait(8 * 3600)
    assert float(home.at("sensor.kitchen").state) > 66
    assert float(home.at("sensor.garage").state) < 62


def test_modes_that_it_does_not_have_are_said(build: Build) -> None:
    home = build(hall(hvac_modes=["off", "heat"]))
    assert home.do(STAT, "set_hvac_mode", hvac_mode="cool").failure is Failure.UNSUPPORTED
    assert home.do(STAT, "turn_off").changes[STAT]["state"] == "off"
    assert home.do(STAT, "turn_on").changes[STAT]["state"] == "heat"


def test_a_sensor_reads_what_was_declared_and_then_follows_the_room(build: Build) -> None:
    home = build({"sensor.t": {"area": "kitchen", "device_class": "temperature", "state": 80}})
    assert home.at("sensor.t").state == "80"
    home.wait(10 * 3600)
    assert 60 < float(home.at("sensor.t").state) < 78


def test_opening_the_window_makes_the_room_cold_and_humid(build: Build) -> None:
    kinds = {"sensor.t": "temperature", "sensor.h": "humidity"}
    home = build({ident: {"area": "kitchen", "device_class": kind} for ident, kind in kinds.items()})
    before = float(home.at("sensor.h").state)
    home.home.set_state("sensor.t", "50")
    assert home.at("sensor.t").state == "50"
    assert float(home.at("sensor.h").state) > before


def test_the_garden_is_colder_at_night_than_in_the_afternoon(build: Build) -> None:
    home = build({"sensor.out": {"area": "garden", "device_class": "temperature"}}, start=clock(2026, 5, 4, 5))
    night = float(home.at("sensor.out").state)
    home.wait(10 * 3600)
    assert float(home.at("sensor.out").state) > night + 5


def test_batteries_fade(build: Build) -> None:
    home = build({"sensor.b": {"device_class": "battery", "state": 98}})
    assert home.at("sensor.b").state == "98"
    home.wait(40 * 86_400)
    assert home.at("sensor.b").state == "88"


def test_a_motion_sensor_clears_by_itself_and_a_door_does_not(build: Build) -> None:
    home = build({"binary_sensor.m": {"device_class": "motion"}, "binary_sensor.d": {"device_class": "door"}})
    for sensor in ("binary_sensor.m", "binary_sensor.d"):
        home.home.set_state(sensor, "on")
    home.wait(61)
    assert (home.at("binary_sensor.m").state, home.at("binary_sensor.d").state) == ("off", "on")


@pytest.mark.parametrize(("said", "state"), [("closed", "off"), ("detected", "on"), (True, "on"), ("low", "on")])
def test_binary_sensors_take_the_words_of_home_assistants_screens(build: Build, said: object, state: str) -> None:
    assert build({"binary_sensor.x": {"state": said}}).at("binary_sensor.x").state == state


def test_declared_weather_holds_for_the_day(build: Build) -> None:
    home = build({"weather.home": {"state": "rainy", "attributes": {"temperature": "47"}}})
    assert (home.at("weather.home").state, home.see("weather.home", "temperature")) == ("rainy", 47)
    home.wait(3 * 3600)
    assert home.at("weather.home").state == "rainy"
    home.wait(24 * 3600)
    assert home.at("weather.home").state == home.home.world.forecast(None, home.home.now.date()).condition
    assert len(home.do("weather.home", "get_forecasts").response["forecast"]) == 7
