"""The home as a whole: commands, faults, history, repetition, size."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from devices.declaration import HomeDeclaration
from devices.home import Home
from devices.protocol import UNAVAILABLE, Command, Failure
from tests.devices.conftest import START, Build, clock, declared

EVENING: dict[str, Any] = {
    "light.kitchen": {"area": "kitchen"},
    "oven.kitchen": {"area": "kitchen"},
    "coffee_maker.kitchen": {"area": "kitchen"},
    "cover.garage": {"area": "garage", "device_class": "garage", "state": "open"},
    "lock.front": {"area": "hall", "state": "unlocked"},
    "climate.hall": {"area": "hall", "state": "heat", "attributes": {"temperature": 68, "current_temperature": 66}},
    "sensor.kitchen_temperature": {"area": "kitchen", "device_class": "temperature", "state": 67},
    "media_player.tv": {"area": "hall"},
    "vacuum.rover": {"area": "hall"},
    "weather.home": {},
}
SAID: list[tuple[int, int, str, str, dict[str, Any]]] = [
    (17, 31, "light.kitchen", "turn_on", {"brightness_pct": 60}),
    (17, 45, "oven.kitchen", "preheat", {"temperature": 400}),
    (17, 56, "timer.pizza", "start", {"duration": 300, "name": "pizza"}),
    (18, 10, "coffee_maker.kitchen", "brew", {"size": "small"}),
    (18, 20, "media_player.tv", "play_media", {"media_content_type": "music", "genre": "jazz"}),
    (18, 40, "cover.garage", "close_cover", {}),
    (18, 50, "lock.front", "lock", {}),
    (19, 0, "vacuum.rover", "clean_spot", {}),
    (19, 10, "climate.hall", "set_temperature", {"temperature": 62}),
    (19, 20, "alarm.morning", "set", {"time": "06:30", "repeat": "weekdays"}),
    (19, 30, "oven.kitchen", "turn_off", {}),
]
LIGHT = {"light.a": {"state": "off"}}


@pytest.mark.parametrize(
    ("entity", "service", "failure"),
    [
        ("light.b", "turn_on", Failure.UNKNOWN_ENTITY),
        ("nonsense", "turn_on", Failure.UNKNOWN_ENTITY),
        ("light.a", "open_cover", Failure.UNSUPPORTED),
        ("timer.x", "cancel", Failure.UNKNOWN_ENTITY),
    ],
)
def test_what_cannot_be_is_said(build: Build, entity: str, service: str, failure: Failure) -> None:
    assert build(LIGHT).do(entity, service).failure is failure


def test_offline_is_unavailable_until_mended(build: Build) -> None:
    home = build(LIGHT)
    home.home.fault("light.a", "offline")
    assert home.at("light.a").state == UNAVAILABLE
    assert home.do("light.a", "turn_on").failure is Failure.OFFLINE
    home.home.mend("light.a")
    assert home.at("light.a").state == "off"
    assert [event.cause for event in home.home.history(since=home.home.now - timedelta(seconds=1))] == [
        "fault",
        "fault",
    ]


def test_a_slow_device_answers_late_and_does_it_all_the_same(build: Build) -> None:
    home = build(LIGHT)
    home.home.fault("light.a", "slow", seconds=8)
    outcome = home.do("light.a", "turn_on")
    assert (outcome.failure, outcome.changes) == (Failure.LATE, {})
    home.wait(7)
    assert home.at("light.a").state == "off"
    home.wait(1)
    assert home.at("light.a").state == "on"


@pytest.mark.parametrize(
    ("kind", "failure", "reason"), [("refusing", Failure.REFUSED, "child lock"), ("stuck", Failure.STUCK, "broken")]
)
def test_refusing_and_stuck_devices_give_their_reason(build: Build, kind: Any, failure: Failure, reason: str) -> None:
    home = build(LIGHT)
    home.home.fault("light.a", kind, reason=reason)
    outcome = home.do("light.a", "turn_on")
    assert (outcome.failure, outcome.detail, outcome.changes) == (failure, reason, {})


def test_worn_devices_fail_now_and_then_and_are_mended(build: Build) -> None:
    home = build({f"light.n{n}": {} for n in range(20)})
    home.home.wear(every=5, lasts=2, rng=Random(5))
    seen = {Failure.OFFLINE: 0, None: 0}
    for _ in range(300):
        home.wait(3600)
        failure = home.do("light.n3", "toggle").failure
        seen[failure] = seen.get(failure, 0) + 1
    assert seen[None] > 250
    assert seen[Failure.OFFLINE] > 0


def test_history_tells_what_happened_and_why(build: Build) -> None:
    home = build({**LIGHT, "cover.a": {"state": "closed"}})
    home.do("light.a", "turn_on")
    home.do("cover.a", "open_cover")
    home.wait(30)
    home.home.set_state("light.a", "off")
    events = home.home.history(since=home.home.now - timedelta(minutes=1))
    assert [(event.entity, event.new.state, event.cause) for event in events] == [
        ("light.a", "on", "command"),
        ("cover.a", "opening", "command"),
        ("cover.a", "open", "physics"),
        ("light.a", "off", "hand"),
    ]
    assert home.home.history(since=home.home.now) == []


def test_time_can_stand_still_at_what_must_be_answered(build: Build) -> None:
    home = build(LIGHT)
    home.do("reminder.bins", "set", time="07:10", message="bins")
    home.do("timer.t", "start", duration=900)
    for minutes in (10, 15, 60):
        home.home.advance(START.replace(hour=8), stop_at=("ringing", "finished"))
        assert home.home.now.hour * 60 + home.home.now.minute == 7 * 60 + minutes


def test_history_holds_when_the_clock_is_put_back(build: Build) -> None:
    home = build({}, start=START.replace(month=11, day=1, hour=0))
    home.do("timer.t", "start", duration=6600)
    home.wait(6600)
    assert [event.kind for event in home.home.history(since=home.home.now - timedelta(minutes=5))][-1] == "finished"
    home.wait(1200)
    assert home.home.history(since=home.home.now) == []


def test_a_scene_says_all_that_it_changed(build: Build) -> None:
    entities = {"light.a": "on", "light.b": {"state": True, "brightness": 80}, "cover.c": "closed", "lock.d": "locked"}
    home = build(
        {
            "light.a": {},
            "light.b": {},
            "cover.c": {"state": "open"},
            "lock.d": {"state": "unlocked"},
            "scene.evening": {"attributes": {"entities": entities}},
        }
    )
    changes = home.do("scene.evening", "turn_on").changes
    assert changes["light.b"] == {"state": "on", "brightness": 80}
    assert {ident: change["state"] for ident, change in changes.items() if ident != "scene.evening"} == {
        "light.a": "on",
        "light.b": "on",
        "cover.c": "closing",
        "lock.d": "locked",
    }


def test_a_script_waits_between_its_steps(build: Build) -> None:
    steps = [
        {"service": "light.turn_on", "entity": "light.a"},
        {"delay": 30},
        {"service": "turn_off", "entity": "light.a"},
    ]
    home = build({**LIGHT, "script.blink": {"attributes": {"sequence": steps}}})
    home.do("script.blink", "turn_on")
    assert (home.at("light.a").state, home.at("script.blink").state) == ("on", "on")
    home.wait(30)
    assert (home.at("light.a").state, home.at("script.blink").state) == ("off", "off")


def test_a_vacuum_cleans_drives_home_and_charges(build: Build) -> None:
    home = build({"vacuum.rover": {"attributes": {"battery_level": 60}}})
    assert home.do("vacuum.rover", "clean_area", area="Kitchen").changes["vacuum.rover"]["state"] == "cleaning"
    home.wait(10 * 60)
    assert home.see("vacuum.rover", "battery_level") == 51
    home.wait(2.5 * 60)
    assert home.at("vacuum.rover").state == "returning"
    home.wait(60)
    assert home.at("vacuum.rover").state == "docked"
    home.wait(3 * 3600)
    assert home.see("vacuum.rover", "battery_level") == 100


def test_a_vacuum_sent_out_again_on_its_way_home_goes(build: Build) -> None:
    home = build({"vacuum.rover": {}})
    home.do("vacuum.rover", "clean_spot")
    home.wait(3 * 60 + 10)
    assert home.at("vacuum.rover").state == "returning"
    home.do("vacuum.rover", "start")
    home.wait(5 * 60)
    assert home.at("vacuum.rover").state == "cleaning"


def busy(count: int) -> dict[str, Any]:
    kinds = ("light", "sensor", "cover", "media_player", "climate", "oven", "vacuum", "binary_sensor", "switch", "lock")
    return {f"{kinds[n % 10]}.n{n}": {"area": "kitchen", "state": None} for n in range(count)}


def lived(seed: int, *, step: float, count: int = 60) -> str:
    """A day of chance commands, as text; `step` is how often the home is called."""
    home = declared(busy(count), seed=seed)
    rng = Random(7)
    told: list[Any] = []
    end = home.home.now.astimezone(UTC) + timedelta(hours=24)
    at = home.home.now.astimezone(UTC)
    while at < end:
        due = at + timedelta(minutes=15)
        while at < due:
            at = min(due, at + timedelta(seconds=step))
            home.home.advance(at)
        told += [
            (event.entity, event.kind, event.new.state)
            for event in home.home.history(since=due - timedelta(minutes=10))
        ]
        entity = rng.choice(sorted(home.home.states))
        outcome = home.do(entity, rng.choice(["turn_on", "turn_off", "toggle", "open_cover", "play_media", "start"]))
        told.append([entity, outcome.failure, dict(outcome.changes)])
        told.append({ident: [value.state, dict(value.attributes)] for ident, value in home.home.states.items()})
    return json.dumps(told, sort_keys=True)


def test_the_same_seed_gives_the_same_day() -> None:
    assert lived(3, step=900) == lived(3, step=900)
    assert lived(3, step=900) != lived(4, step=900)


def test_the_wall_clock_and_simulated_time_give_the_same_day() -> None:
    def states(step: float) -> Any:
        return [told[2] if isinstance(told, list) else 0 for told in json.loads(lived(3, step=step, count=20))]

    assert states(900) == states(7)


def test_a_thousand_entities_are_a_home_too() -> None:
    home = declared(busy(1000))
    home.wait(86_400)
    assert len(home.home.states) == 1000
    assert home.do("light.n500", "turn_on").changes["light.n500"]["state"] == "on"


def test_an_idle_home_does_next_to_nothing() -> None:
    home = declared({f"light.n{n}": {} for n in range(200)})
    assert home.home._house.env.peek() == float("inf")


def test_time_never_runs_back(build: Build) -> None:
    home = build(LIGHT)
    before = home.home.now
    home.home.advance(before - timedelta(hours=1))
    assert home.home.now == before


def test_a_start_without_a_zone_is_the_homes_own_time() -> None:
    home = Home(HomeDeclaration.model_validate({"home": {"time_zone": "Europe/Paris"}}), start=START, rng=Random(1))
    assert home.now.isoformat() == "2026-03-02T07:00:00+01:00"
    assert home.execute(Command("todo.a", "create")).changes == {"todo.a": {"state": "0"}}


def test_an_evening_goes_as_written_down() -> None:
    """The whole home at once: what is meant to change it changes `golden_evening.txt` too, which is then looked at."""
    home = declared(EVENING, start=clock(2026, 1, 15, 17, 30))
    told: list[str] = []
    for hour, minute, entity, service, data in SAID:
        home.home.advance(clock(2026, 1, 15, hour, minute))
        outcome = home.do(entity, service, **data)
        told.append(
            f"{hour:02}:{minute:02} {entity} {service} {data or ''} -> {outcome.failure or dict(outcome.changes)}"
        )
        home.home.advance(clock(2026, 1, 15, hour, minute) + timedelta(minutes=9))
        for event in home.home.history(since=home.home.now - timedelta(minutes=9)):
            told.append(f"      {event.at:%H:%M:%S} {event.entity} {event.kind} {event.new.state} ({event.cause})")
    told += [f"end   {ident} {state.state} {dict(state.attributes)}" for ident, state in home.home.states.items()]
    assert told == (Path(__file__).parent / "golden_evening.txt").read_text(encoding="utf-8").splitlines()


def test_a_home_goes_on_as_it_was_left_and_nothing_has_just_happened() -> None:
    before = declared(EVENING)
    for _, _, entity, service, data in SAID:
        before.do(entity, service, **data)
        before.wait(30)
    left = json.loads(json.dumps(before.home.lived()))
    after = declared(EVENING)
    after.home.resume({**left, "light.gone": {"state": "on"}})
    seen = {ident: after.at(ident).state for ident in EVENING}
    assert seen == {ident: before.at(ident).state for ident in EVENING}
    assert after.see("light.kitchen", "brightness") == before.see("light.kitchen", "brightness")
    assert not after.home.history(since=after.home.now - timedelta(hours=1))


def test_a_home_in_which_nothing_was_done_has_nothing_to_go_on_with() -> None:
    trial = declared({"light.kitchen": {"area": "kitchen"}, "lock.front": {"area": "hall", "state": "locked"}})
    trial.wait(60)
    assert trial.home.lived() == {}
