"""The chance with which each choice was made is part of the evidence."""

from __future__ import annotations

import json
from math import log

import pytest

from assistant.resolve.rank import Weighed, candidates
from assistant.resolve.reading import Reading
from assistant.serial import from_json, to_dict, to_json
from assistant.turn import Interpretation, Resolution
from tests.assistant.homes import Household, i
from tests.assistant.turns import turn


def test_three_times_the_odds_are_three_times_the_chance() -> None:
    readings = [Weighed(Reading(Interpretation("HassTurnOn", {}, 0.9)), {}, score) for score in (log(3) + 700, 700.0)]
    assert [one.chance for one in candidates(readings)] == [0.75, 0.25]


def test_the_chances_of_one_requests_candidates_make_a_whole() -> None:
    resolution = (
        Household()
        .say("lights", i("HassTurnOn", 0.5, domain="light"), i("HassTurnOff", 0.4, domain="light"))
        .resolution
    )
    assert resolution is not None
    assert len(resolution.candidates) > 1
    assert sum(one.chance or 0.0 for one in resolution.candidates) == pytest.approx(1, abs=0.01)
    assert resolution.chance == 1.0


def test_a_log_of_old_is_read_and_does_not_pretend_to_know_them() -> None:
    resolution = Household().say("turn on the light", i("HassTurnOn", domain="light")).resolution
    old = to_dict(turn(resolution=resolution))
    del old["resolution"]["chance"]
    for one in old["resolution"]["candidates"]:
        del one["chance"]

    found = from_json(json.dumps(old)).resolution
    assert found is not None
    assert {one.chance for one in found.candidates} == {None}
    assert found.chance == 1.0


def test_the_chance_of_what_was_chosen_survives_the_log() -> None:
    found = from_json(to_json(turn(resolution=Resolution((), chance=0.95)))).resolution
    assert found is not None
    assert found.chance == 0.95
