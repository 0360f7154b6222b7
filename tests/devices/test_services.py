"""Every service of every domain, with whatever data: nothing raises, and what fails changes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from devices.generic import KINDS
from devices.kinds import DOMAINS
from devices.protocol import Failure
from tests.devices.conftest import declared

EVERY = sorted({*DOMAINS, *KINDS, "gadget"})


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
