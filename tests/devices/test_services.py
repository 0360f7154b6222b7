"""Every service of every domain, with whatever data: nothing raises, and what fails changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from devices.generic import KINDS, OTHER
from devices.kinds import DOMAINS
from devices.protocol import Failure
from tests.devices.conftest import declared

EVERY = sorted({*DOMAINS, *KINDS, "gadget"})


def services(domain: str) -> Iterator[str]:
    yield from DOMAINS[domain].services if domain in DOMAINS else KINDS.get(domain, OTHER).services


ALL_SERVICES = sorted({service for domain in EVERY for service in services(domain)})
PARAMETERS = [
    "brightness", "brightness_pct", "brightness_step_pct", "color_name", "rgb_color", "color_temp_kelvin",
    "percentage", "position", "temperature", "target_temp_low", "hvac_mode", "fan_mode", "what", "size",
    "media_content_id", "media_content_type", "genre", "volume_level", "is_volume_muted", "shuffle", "repeat",
    "seek_position", "duration", "time", "name", "area", "item", "status", "rename", "value", "option",
    "humidity", "enqueue", "snooze", "state", "code", "message", "current_temperature", "battery_level",
    "obstacle", "cleaning_area_id",
]  # fmt: skip
VALUES = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(-400, 400),
    some.floats(),
    some.sampled_from(
        ["on", "off", "heat", "red", "07:30", "2026-03-02T08:00", "9999-12-31T23:59", "daily", "all", "Dune"]
    ),
    some.text(max_size=5),
    some.lists(some.integers(0, 255), max_size=3),
)
DATA = some.dictionaries(some.sampled_from(PARAMETERS), VALUES, max_size=4)
STEPS = some.tuples(some.sampled_from(EVERY), some.sampled_from(ALL_SERVICES), DATA, some.floats(0, 40_000))
STATES = some.sampled_from(
    ["on", "off", "open", "closing", "heating", "playing", "cleaning", "ringing", "12", "unknown", "active"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.lists(STEPS, min_size=1, max_size=8), STATES, DATA)
def test_no_command_and_no_hand_makes_it_raise(
    steps: list[tuple[str, str, dict[str, Any], float]], state: str, attributes: dict[str, Any]
) -> None:
    home = declared({f"{domain}.x": {} for domain in EVERY})
    for domain, service, data, seconds in steps:
        before = {ident: dict(value.attributes) for ident, value in home.home.states.items()}
        outcome = home.do(f"{domain}.x", service, **data)
        assert outcome.failure is None or not outcome.changes
        assert set(outcome.changes) <= {*before, *home.home.states}
        if f"{domain}.x" in home.home.states:
            home.home.set_state(f"{domain}.x", state, attributes)
        home.wait(seconds)
    assert all(value.state for ident, value in home.home.states.items() if not ident.startswith(("text", "input_text")))


@pytest.mark.parametrize("domain", EVERY)
def test_every_service_of_every_domain_answers(domain: str) -> None:
    for service in services(domain):
        home = declared({f"{domain}.x": {}})
        outcome = home.do(f"{domain}.x", service)
        assert outcome.failure in (None, Failure.INVALID)
        home.wait(3600)
        assert json.loads(json.dumps(home.home.keep())) == home.home.keep()
