"""The slots of an act, as Home Assistant's own sentences give them."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.turn import Interpretation
from tests.assistant.homes import Household, a_home, i

SENSORS: dict[str, Any] = {
    "binary_sensor__shed": {"name": "Shed", "device_class": "heat", "state": "on"},
    "sensor__gauge": {"name": "Gauge", "device_class": "precipitation", "state": "3"},
    "sensor__gauge_rate": {"name": "Gauge", "device_class": "precipitation_intensity", "state": "1"},
    "lock__pantry": {"name": "Pantry lock", "area": "kitchen", "state": "locked"},
}


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        (i("HassTurnOn", domain="fan", area="living room"), {"name": "all", "area": "Living room"}),
        (i("HassTurnOff", domain="lock", area="kitchen"), {"name": "all", "area": "Kitchen"}),
        (i("HassTurnOn", domain="light", area="here"), {"area": "Kitchen", "domain": "light"}),
        (i("HassLightSet", area="garage", brightness=20), {"area": "Garage", "domain": "light"}),
        (i("HassTurnOn", domain="cover", device_class="awning"), {"area": "Kitchen", "device_class": "awning"}),
        (i("HassGetState", name="shed", state="hot"), {"domain": "binary_sensor", "state": "on"}),
        (i("HassGetState", state="home"), {"domain": "person"}),
        (
            i("HassGetState", name="gauge", device_class="precipitation_intensity"),
            {"domain": "sensor", "name": "Gauge"},
        ),
        (i("HassGetState", name="shed", device_class="running"), {"device_class": "heat"}),
        (i("HassTurnOn", domain="light", floor="upper floor floor"), {"domain": "light"}),
    ],
)
def test_an_act_has_home_assistants_slots(said: Interpretation, slots: dict[str, str]) -> None:
    turn = Household(a_home(**SENSORS)).say("so be it", said)
    assert {slot: turn.slots.get(slot) for slot in slots} == slots


def test_of_two_sensors_of_one_name_the_measure_tells_which() -> None:
    asked = i("HassGetState", name="gauge", domain="sensor", device_class="precipitation")
    assert Household(a_home(**SENSORS)).say("how much rain has the gauge", asked).targets == ("sensor.gauge",)


def test_a_lamp_is_never_called_all() -> None:
    turn = Household().say("lights on", i("HassTurnOn", domain="light", area="bedroom"))
    assert "name" not in turn.slots


def test_one_lock_chosen_of_several_is_not_called_all() -> None:
    turn = Household(a_home(**SENSORS)).say("lock", i("HassTurnOn", domain="lock"))
    assert turn.slots.get("name") != "all"


def test_a_floor_may_be_called_a_floor() -> None:
    home = a_home()
    turn = Household(home).say("lights off", i("HassTurnOff", domain="light", floor="downstairs floor"))
    assert turn.slots["floor"] == "Ground floor"
