"""Timers, alarms, reminders and lists, restarts and summer time included."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from devices.protocol import Failure
from tests.devices.conftest import Build, Trial, clock


def restarted(build: Build, home: Trial, *, after: float) -> Trial:
    """The same home after its process died and another began `after` seconds later."""
    kept = json.loads(json.dumps(home.home.keep()))
    again = build({}, start=home.home.now + timedelta(seconds=after))
    again.home.restore(kept)
    return again


def test_a_timer_comes_runs_out_once_and_goes(build: Build) -> None:
    home = build({})
    home.do("timer.pasta", "start", duration=600, name="pasta", assistant="kitchen", conversation_command="stir")
    registry = home.home.registry
    assert registry.entities["timer.pasta"].name == "pasta"
    home.wait(540)
    assert home.see("timer.pasta", "remaining") == 60
    assert home.home.registry is registry
    home.wait(60)
    (event,) = home.events("finished")
    assert event.new.attributes["conversation_command"] == "stir"
    assert "timer.pasta" not in home.home.registry.entities
    assert "timer.pasta" not in home.home.states


def test_a_timer_pauses_and_changes(build: Build) -> None:
    home = build({})
    home.do("timer.t", "start", duration="00:10:00")
    home.wait(60)
    home.do("timer.t", "pause")
    home.wait(3600)
    assert home.see("timer.t", "remaining") == 540
    home.do("timer.t", "change", duration=-240)
    home.do("timer.t", "resume")
    home.wait(300)
    assert len(home.events("finished")) == 1


def test_a_cancelled_timer_says_nothing(build: Build) -> None:
    home = build({})
    home.do("timer.t", "start", duration=60)
    home.do("timer.t", "cancel")
    home.wait(120)
    assert home.events("finished") == []
    assert "timer.t" not in home.home.registry.entities


@pytest.mark.parametrize(("after", "left"), [(100, 200), (1000, 1)])
def test_a_timer_survives_a_restart_and_a_late_one_is_said_at_once_and_once(
    build: Build, after: float, left: float
) -> None:
    home = build({})
    home.do("timer.pasta", "start", duration=300, name="pasta")
    again = restarted(build, home, after=after)
    again.wait(left - 0.5)
    assert again.events("finished") == []
    again.wait(1)
    assert [event.entity for event in again.events("finished")] == ["timer.pasta"]
    again.wait(300)
    assert len(again.events("finished")) == 1
    assert again.home.keep() == []


def test_a_timer_of_the_home_file_stays(build: Build) -> None:
    home = build({"timer.egg": {"attributes": {"duration": 240}}})
    home.do("timer.egg", "start")
    home.wait(240)
    assert home.at("timer.egg").state == "idle"
    assert len(home.events("finished")) == 1


def test_an_alarm_rings_snoozes_and_stops(build: Build) -> None:
    home = build({})
    home.do("alarm.a", "set", time="07:30", name="up")
    home.wait(30 * 60)
    assert home.at("alarm.a").state == "ringing"
    home.do("alarm.a", "snooze", duration=300)
    assert home.at("alarm.a").state == "snoozed"
    home.wait(300)
    assert len(home.events("ringing")) == 2
    home.do("alarm.a", "stop")
    assert "alarm.a" not in home.home.registry.entities


def test_an_alarm_nobody_stops_ends_by_itself(build: Build) -> None:
    home = build({})
    home.do("alarm.a", "set", time="07:01")
    home.wait(15 * 60)
    assert "alarm.a" not in home.home.states


@pytest.mark.parametrize("start", [clock(2026, 3, 6, 12), clock(2026, 10, 30, 12)])
def test_a_daily_alarm_keeps_the_clocks_time_when_summer_time_begins_or_ends(build: Build, start: datetime) -> None:
    home = build({}, start=start)
    home.do("alarm.a", "set", time="06:45", repeat="daily")
    for _ in range(4):
        home.home.advance(datetime.combine(home.home.now.date() + timedelta(days=1), datetime.min.time()))
        day = home.home.now.date()
        home.home.advance(datetime.combine(day, datetime.min.time()) + timedelta(hours=6, minutes=45))
        (event,) = home.events("ringing")
        assert (event.at.hour, event.at.minute) == (6, 45)
        home.do("alarm.a", "stop")


def test_an_alarm_in_the_hour_that_does_not_exist_still_rings(build: Build) -> None:
    home = build({}, start=clock(2026, 3, 7, 22))
    home.do("alarm.a", "set", time="2026-03-08T02:30:00")
    home.wait(5 * 3600)
    assert "alarm.a" not in home.home.states


def test_weekday_alarms_leave_the_weekend_alone(build: Build) -> None:
    home = build({}, start=clock(2026, 3, 6, 8))
    home.do("alarm.a", "set", time="07:00", repeat="weekdays")
    assert home.see("alarm.a", "time").startswith("2026-03-09T07:00")


@pytest.mark.parametrize(
    "data", [{}, {"time": "soon"}, {"time": "2020-01-01T00:00"}, {"time": "07:30", "repeat": "monthly"}]
)
def test_an_alarm_that_makes_no_sense_is_not_made(build: Build, data: dict[str, str]) -> None:
    home = build({})
    assert home.do("alarm.a", "set", **data).failure is Failure.INVALID
    assert "alarm.a" not in home.home.registry.entities


def test_alarms_survive_a_restart(build: Build) -> None:
    home = build({})
    home.do("alarm.daily", "set", time="08:00", repeat="daily")
    home.do("alarm.once", "set", time="08:00")
    again = restarted(build, home, after=7200)
    again.wait(2)
    assert sorted(event.entity for event in again.events("ringing")) == ["alarm.daily", "alarm.once"]
    again.do("alarm.daily", "stop")
    again.do("alarm.once", "stop")
    assert again.see("alarm.daily", "time").startswith("2026-03-03T08:00")
    assert "alarm.once" not in again.home.states


def test_a_reminder_says_itself_once(build: Build) -> None:
    home = build({})
    home.do("reminder.bins", "set", time="07:10", message="take the bins out")
    home.wait(700)
    (event,) = home.events("ringing")
    assert event.new.attributes["message"] == "take the bins out"
    assert "reminder.bins" not in home.home.registry.entities


def test_a_list_is_kept(build: Build) -> None:
    home = build({"todo.shopping": {"name": "Shopping", "attributes": {"items": ["eggs"]}}})
    home.do("todo.shopping", "add_item", item="Oat milk")
    assert home.at("todo.shopping").state == "2"
    home.do("todo.shopping", "update_item", item="oat milk", status="completed")
    assert home.at("todo.shopping").state == "1"
    items = home.do("todo.shopping", "get_items", status="needs_action").response["items"]
    assert [item["summary"] for item in items] == ["eggs"]
    kept = home.home.keep()
    home.do("todo.shopping", "remove_item", item="eggs")
    assert home.do("todo.shopping", "remove_item", item="eggs").detail == "there is no eggs on the list"
    home.home.restore(kept)
    assert home.at("todo.shopping").state == "1"


def test_lists_come_and_go_by_voice(build: Build) -> None:
    home = build({})
    home.do("todo.camping", "create", name="Camping")
    home.do("todo.camping", "add_item", item="tent")
    assert home.home.registry.entities["todo.camping"].name == "Camping"
    again = restarted(build, home, after=60)
    assert again.at("todo.camping").state == "1"
    again.do("todo.camping", "delete")
    assert "todo.camping" not in again.home.registry.entities
