"""When texts say the same, and interpretations mean the same."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.turn import Interpretation
from devices.protocol import Value
from simulator.households.values import Spoken
from simulator.judge.sameness import means_the_same, says_the_same, slots_agree


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("turn on a hall light", "turn on the hall light please"),
        ("could you set it to 25 percent", "set it to twenty five per cent"),
        ("whats the weather", "what's the weather"),
        ("what is the weather", "what's the weather"),
        ("dim the bed room lights", "dim the bedroom lights"),
        ("make it gray", "make it grey"),
    ],
)
def test_these_say_the_same(heard: str, said: str) -> None:
    assert says_the_same(heard, said)


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("turn off the hall light", "turn on the hall light"),
        ("set it to fifty percent", "set it to fifteen percent"),
        ("don't turn on the light", "do turn on the light"),
        ("", "stop"),
        ("turn on the hull light", "turn on the hall light"),
    ],
)
def test_these_do_not(heard: str, said: str) -> None:
    assert not says_the_same(heard, said)


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        pytest.param({"area": "kitchen", "domain": "light"}, {"name": "kitchen lights"}, True, id="a room's lights"),
        pytest.param({"minutes": 90}, {"hours": 1, "minutes": 30}, True, id="an hour and a half"),
        pytest.param({"domain": "light", "name": "lamp"}, {"name": "lamp"}, True, id="the kind, beside a name"),
        pytest.param({"date": "today"}, {}, True, id="today goes without saying"),
        pytest.param({"area": "kitchen", "domain": "fan"}, {"area": "kitchen", "domain": "light"}, False, id="fans"),
        pytest.param({"area": "kitchen"}, {"area": "kitchen", "domain": "light"}, False, id="all of the kitchen"),
        pytest.param({"name": "lamp", "delay": 60}, {"name": "lamp"}, False, id="later"),
        pytest.param({"date": "tomorrow"}, {}, False, id="another day"),
        pytest.param({"minutes": 10}, {"seconds": 10}, False, id="another unit"),
        pytest.param({"time": "07:00?"}, {"time": "19:00"}, False, id="morning or evening"),
    ],
)
def test_slots_agree_where_they_carry_the_same(
    found: Mapping[str, Value], gold: Mapping[str, Value], same: bool
) -> None:
    assert slots_agree(found, gold) == same


def test_two_requests_are_not_one() -> None:
    spoken = Spoken("play jazz", ("HassMediaSearchAndPlay",), {"search_query": "jazz"}, "first")
    one = Interpretation("HassMediaSearchAndPlay", {"search_query": "jazz"}, 0.9)
    assert means_the_same([one], spoken)
    assert not means_the_same([one, Interpretation("HassTurnOff", {}, 0.9, act=1)], spoken)
