"""Home files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from devices.declaration import DeclarationError, HomeDeclaration, check, to_registry
from devices.home import Home
from tests.devices.conftest import START

MAPLE: dict[str, Any] = {
    "home": {"name": "Maple Street", "time_zone": "America/Los_Angeles", "location": [47.6, -122.3], "units": "us"},
    "floors": {"ground": {"name": "Ground floor", "level": 0}},
    "areas": {"kitchen": {"name": "Kitchen", "floor": "ground", "aliases": ["galley"]}, "garage": None},
    "assistants": {"kitchen_display": {"area": "kitchen", "screen": True}},
    "entities": {
        "light.kitchen_ceiling": {"name": "Kitchen ceiling light", "aliases": ["big light"], "area": "kitchen"},
        "cover.garage_door": {"device_class": "garage", "area": "garage", "state": "closed"},
        "sensor.out": {"state": 42, "attributes": {"device_class": "temperature"}},
        "switch.fan": {"state": False},
    },
    "residents": {"ana": {"name": "Ana"}},
}


def test_a_home_is_read_as_it_was_meant() -> None:
    declaration = HomeDeclaration.model_validate(MAPLE)
    assert check(declaration) == []
    registry = to_registry(declaration)
    assert registry.entities["cover.garage_door"].name == "Garage door"
    assert registry.entities["sensor.out"].device_class == "temperature"
    assert registry.satellites["kitchen_display"].screen
    home = Home(declaration, start=START, rng=Random(1))
    assert (home.states["switch.fan"].state, home.states["sensor.out"].state) == ("off", "42")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (("entities", "light.x", "colour"), "red"),
        (("home", "units"), "imperial"),
        (("home", "location"), [100, 0]),
        (("home", "confirm"), "never"),
        (("assistants", "a", "screen"), "perhaps"),
        (("residents", "ana", "age"), 7),
        (("rooms",), {}),
    ],
)
def test_wrong_keys_and_values_are_named(key: tuple[str, ...], value: object) -> None:
    file: Any = value
    for part in reversed(key):
        file = {part: file}
    with pytest.raises(ValidationError) as wrong:
        HomeDeclaration.model_validate(file)
    assert wrong.value.errors()[0]["loc"][: len(key)] == key


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ({"home": {"time_zone": "Mars/Olympus"}}, ("home", "time_zone")),
        ({"home": {"time_zone": "../etc/passwd"}}, ("home", "time_zone")),
        ({"home": {"confirm": "code"}}, ("home", "confirm")),
        ({"areas": {"hall": {"floor": "third"}}}, ("areas", "hall", "floor")),
        ({"assistants": {"a": {"area": "attic"}}}, ("assistants", "a", "area")),
        ({"entities": {"light.a": {"area": "attic"}}}, ("entities", "light.a", "area")),
        ({"entities": {"kitchen light": {}}}, ("entities", "kitchen light")),
    ],
)
def test_what_does_not_hold_together_is_named_with_its_place(file: Any, key: tuple[str, ...]) -> None:
    declaration = HomeDeclaration.model_validate(file)
    assert check(declaration)[0][0] == key
    with pytest.raises(DeclarationError) as wrong:
        Home(declaration, start=START, rng=Random(1))
    assert wrong.value.key == key


def test_an_empty_file_is_a_home() -> None:
    assert len(Home(HomeDeclaration(), start=START, rng=Random(1)).states) == 0


def test_home_assistants_own_test_home_runs() -> None:
    measure = Path(__file__).parents[3] / "shared" / "measure"
    if not (measure / "understanding.py").exists():
        pytest.skip("the shared measuring material is not beside the checkout")
    sys.path.insert(0, str(measure))
    try:
        from understanding import standard_home  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(measure))
    home = Home(HomeDeclaration.model_validate(json.loads(json.dumps(standard_home()))), start=START, rng=Random(1))
    assert len(home.states) == 107
    assert home.states["sensor.outside_temperature"].state == "42"
    assert home.states["media_player.tv"].attributes["volume_level"] == 0.5
