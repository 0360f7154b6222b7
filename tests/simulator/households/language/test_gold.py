"""The slots that the residents' words are said to carry lead the resolver to what was meant."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from random import Random
from typing import Any

import pytest

from assistant.context import Context
from assistant.resolve.resolver import ContextResolver
from assistant.turn import Act, Interpretation
from devices.declaration import HomeDeclaration
from devices.home import Home
from simulator.households.kinds import KINDS
from simulator.households.language.bank import shipped
from simulator.households.language.spoken_values import colours, levels, temperatures
from simulator.households.language.templates import PLACEHOLDER, Variant
from simulator.households.language.wording import meaning
from simulator.households.values import Filler

EVENING = datetime(2026, 3, 2, 17, 30)  # noqa: DTZ001 (the home's own zone)
HOME: dict[str, Any] = {
    "home": {"units": "metric", "confirm": "guesses"},
    "areas": {"den": {"name": "Den"}, "attic": {"name": "Attic"}},
    "assistants": {"den": {"area": "den"}},
    "entities": {
        "light.den": {"name": "Den light", "area": "den"},
        "light.attic": {"name": "Attic light", "area": "attic"},
        "fan.den": {"name": "Desk fan", "area": "den"},
        "switch.kettle": {"name": "Kettle", "area": "den"},
        "cover.blinds": {"name": "Den blinds", "device_class": "blind", "area": "den"},
        "cover.garage": {"name": "Garage door", "device_class": "garage", "area": "attic"},
        "lock.front": {"name": "Front door", "area": "den"},
        "scene.cosy": {"name": "Movie night", "attributes": {"entities": {"light.den": "off"}}},
        "vacuum.dusty": {"name": "Dusty", "area": "den", "state": "docked"},
        "climate.den": {
            "name": "Thermostat",
            "area": "den",
            "state": "heat",
            "attributes": {"temperature": 20, "current_temperature": 19},
        },
        "oven.den": {"name": "Oven", "area": "den", "state": "off"},
        "coffee_maker.den": {"name": "Coffee maker", "area": "den", "state": "off"},
    },
}
LEVELS = {"light_level": "brightness", "fan_speed": "percentage", "blinds_position": "position"}

MEANT: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("light_on", "light_brighten", "light_level", "light_colour"), ("light.den", "off")),
    **dict.fromkeys(("light_off", "light_dim", "all_lights_off", "is_light_on"), ("light.den", "on")),
    **{"fan_on": ("fan.den", "off"), "fan_off": ("fan.den", "on"), "fan_speed": ("fan.den", "on")},
    **{"switch_on": ("switch.kettle", "off"), "switch_off": ("switch.kettle", "on")},
    **{"blinds_open": ("cover.blinds", "closed"), "blinds_close": ("cover.blinds", "open")},
    **{"blinds_position": ("cover.blinds", "open"), "garage_open": ("cover.garage", "closed")},
    **{"garage_close": ("cover.garage", "open"), "is_garage_open": ("cover.garage", "open")},
    **{"door_lock": ("lock.front", "unlocked"), "door_unlock": ("lock.front", "locked")},
    **{"is_door_locked": ("lock.front", "locked"), "scene": ("scene.cosy", "scening")},
    **{"vacuum_start": ("vacuum.dusty", "docked"), "vacuum_dock": ("vacuum.dusty", "cleaning")},
    **dict.fromkeys(("heat_set", "warmer", "cooler", "temperature_inside"), ("climate.den", "heat")),
    **{"oven_on": ("oven.den", "off"), "oven_off": ("oven.den", "heating"), "coffee": ("coffee_maker.den", "off")},
    "oven_temperature": ("oven.den", "heating"),
}
"""By kind, what is meant and how it stands."""


def fillers(kind: str) -> dict[str, Filler]:
    entity = MEANT[kind][0]
    name = str(HOME["entities"][entity]["name"]).lower()
    return {
        "name": Filler(name, {"name": name}, official=True),
        "area": Filler("den", {"area": "den"}),
        "level": levels(40, LEVELS.get(kind, "brightness"))[0],
        "colour": colours("blue")[0],
        "temperature": temperatures(180 if kind == "oven_on" else 21)[0],
    }


def home_for(kind: str) -> Home:
    declared = deepcopy(HOME)
    entity, state = MEANT[kind]
    declared["entities"][entity]["state"] = state
    if entity.startswith("light"):
        declared["entities"][entity]["attributes"] = {"brightness": 128}
    return Home(HomeDeclaration.model_validate(declared), start=EVENING, rng=Random(1))


def misled(kind: str) -> list[str]:
    """The phrasings whose meaning does not lead to the thing."""
    home, resolver, found = home_for(kind), ContextResolver(), []
    for phrasing in shipped().phrasings[kind]:
        for variant in phrasing.variants:
            used = {name: one for name, one in fillers(kind).items() if name in variant.placeholders}
            text = filled(variant, used)
            said = Interpretation(KINDS[kind].intents[0], meaning(phrasing, used), 1.0, text=text)
            context = Context(now=EVENING, assistant="den", area="den", words=text)
            acts = resolver.resolve((said,), home, context).acts
            if not any(MEANT[kind][0] in act.targets and leads(act) for act in acts):
                found.append(f"{text}: {dict(said.slots)} {[(act.targets, act.status, act.reason) for act in acts]}")
    return found


def leads(act: Act) -> bool:
    """Whether it is done, or asked about because it is a door."""
    return act.status in ("done", "answered") or act.reason == "needs_confirmation"


def filled(variant: Variant, used: Mapping[str, Filler]) -> str:
    return PLACEHOLDER.sub(lambda found: used[found[1]].text, variant.plain)


@pytest.mark.parametrize("kind", MEANT)
def test_the_meaning_of_each_phrasing_leads_to_what_is_meant(kind: str) -> None:
    assert misled(kind) == []
