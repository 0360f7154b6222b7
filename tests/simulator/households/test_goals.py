"""Each kind of goal arises where there is a need, and its plain words, understood, lead to what is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from assistant.context import Context
from assistant.nlu.text import normalise
from assistant.resolve.resolver import ContextResolver
from assistant.turn import Interpretation, Resolution
from devices.home import Home
from devices.protocol import Command
from simulator.draws import drawn
from simulator.households.goals import MAKERS
from simulator.households.goals.scene import Scene, marked
from simulator.households.kinds import KINDS
from simulator.households.language.wording import Wording
from simulator.households.values import Day, Goal, Household, Resident, Spoken, Tastes
from simulator.judge.meeting import asks_rightly, meets
from simulator.setting import load_home, make_home

DAY = Day(7.0, 8.5, 17.0, 22.5)
LIKES = Tastes(
    ("jazz",), ("Miles Davis",), ("Hotel California", "So What"), ("Golden State Warriors",), ("thai",),
    (("Wilkerson", "Wilkerson, Washington"),),
)  # fmt: skip
ANA = Resident("ana", "Ana", "adult", DAY, DAY, LIKES, politeness=0.2)
SATELLITES = {"kitchen": "kitchen_display", "living_room": "living_room_tv", "bedroom": "bedroom_speaker"}
States = Mapping[str, str]


@dataclass(frozen=True)
class Need:
    """A moment of a life in the demo home that has the need, and how the home stands where there is none."""

    area: str = "kitchen"
    moment: str = "at times"
    hour: int = 20
    there: States = field(default_factory=dict)
    gone: States | None = None
    before: tuple[Command, ...] = ()


def timer(*others: Command) -> Need:
    return Need(gone={}, before=(Command("timer.timer", "start", {"duration": 600}), *others))


CEILING, LAMP = "light.living_room_ceiling", "light.reading_lamp"
ON = {CEILING: "on", LAMP: "on"}
PLAYS = {"media_player.kitchen": "playing"}
LIVING = "living_room"
ALARM = Command("alarm.alarm", "set", {"time": "2026-03-04T06:00:00-08:00"})
MILK = Command("todo.shopping_list", "add_item", {"item": "milk"})

NEEDS: dict[str, Need] = {
    "light_on": Need(LIVING, gone=ON),
    "light_off": Need(LIVING, there=ON, gone={}),
    "all_lights_off": Need(LIVING, "goes to bed", 23, there=ON, gone={CEILING: "on"}),
    "light_dim": Need(LIVING, there=ON, gone={}),
    "light_brighten": Need(LIVING, there=ON, gone={}),
    "light_level": Need(LIVING),
    "light_colour": Need(LIVING),
    "fan_on": Need(LIVING, gone={"fan.living_room": "on"}),
    "fan_off": Need(LIVING, there={"fan.living_room": "on"}, gone={}),
    "fan_speed": Need(LIVING, there={"fan.living_room": "on"}),
    "switch_on": Need(gone={"switch.kettle": "on", "switch.dishwasher": "on", "switch.printer": "on"}),
    "switch_off": Need(there={"switch.kettle": "on"}, gone={}),
    "blinds_open": Need(LIVING, there={"cover.living_room_blinds": "closed"}, gone={}),
    "blinds_close": Need(LIVING, gone={"cover.living_room_blinds": "closed"}),
    "blinds_position": Need(LIVING),
    "garage_open": Need(gone={"cover.garage_door": "open"}),
    "garage_close": Need(there={"cover.garage_door": "open"}, gone={}),
    "door_lock": Need(there={"lock.front_door": "unlocked"}, gone={}),
    "door_unlock": Need(gone={"lock.front_door": "unlocked"}),
    "scene": Need(LIVING, "goes to bed", 23),
    "vacuum_start": Need(gone={"vacuum.dusty": "cleaning"}),
    "vacuum_dock": Need(there={"vacuum.dusty": "cleaning"}, gone={}),
    "heat_set": Need(LIVING),
    "warmer": Need(LIVING, there={"climate.living_room": "61"}, gone={}),
    "cooler": Need(LIVING, there={"climate.living_room": "84"}, gone={}),
    "temperature_inside": Need(LIVING),
    "oven_on": Need(gone={"oven.kitchen": "heating"}),
    "oven_off": Need(there={"oven.kitchen": "heating"}, gone={}),
    "oven_temperature": Need(there={"oven.kitchen": "heating"}, gone={}),
    "coffee": Need(hour=7, gone={"coffee_maker.kitchen": "brewing"}),
    "is_light_on": Need(LIVING),
    "is_garage_open": Need(),
    "is_door_locked": Need(),
    "play_genre": Need(gone=PLAYS),
    "play_artist": Need(),
    "play_title": Need(),
    "play_taste": Need(gone=PLAYS),
    "media_pause": Need(there=PLAYS, gone={}),
    "media_resume": Need(there={"media_player.kitchen": "paused"}, gone={}),
    "media_next": Need(there=PLAYS, gone={}),
    "volume_up": Need(there=PLAYS, gone={}),
    "volume_down": Need(there=PLAYS, gone={}),
    "volume_set": Need(there=PLAYS, gone={}),
    "what_plays": Need(there=PLAYS, gone={}),
    "timer_left": timer(),
    "timer_cancel": timer(),
    "timer_more": timer(),
    "ringing_stop": Need("bedroom", hour=6, gone={}, before=(ALARM,)),
    "alarm_set": Need("bedroom", "goes to bed", 22),
    "alarm_cancel": Need("bedroom", gone={}, before=(ALARM,)),
    "alarm_when": Need("bedroom", gone={}, before=(ALARM,)),
    "list_remove": Need(gone={}, before=(MILK,)),
    "list_read": Need(gone={}, before=(MILK,)),
    **{kind: Need() for kind in ("timer_set", "timer_named", "alarm_repeat", "reminder_set", "reminders", "list_add")},
    **{kind: Need() for kind in ("chore_add", "weather", "weather_day", "weather_place", "time", "date", "score")},
    **{kind: Need() for kind in ("restaurant", "teach_team", "teach_food", "teach_genre", "unsupported")},
}
MAY_ASK = ("garage_open", "door_unlock", "play_title")
"""Where a question is as good: before what is risky, and which of the song and the album."""

DEMO = load_home()


def home_at(need: Need, states: States, before: tuple[Command, ...] = ()) -> Home:
    """The demo home on a Tuesday evening, as it is put."""
    home = make_home(DEMO, start=datetime(2026, 3, 3, need.hour - 1, 50), seed="goals")  # noqa: DTZ001
    for command in before:
        assert home.execute(command).failure is None
    for entity, state in states.items():
        if entity.startswith("climate"):
            home.set_state(entity, None, {"current_temperature": float(state)})
        else:
            home.set_state(entity, state, ATTRIBUTES.get(entity.partition(".")[0], {}) if state != "off" else {})
    return home


ATTRIBUTES: Mapping[str, Mapping[str, str | int]] = {
    "light": {"brightness": 120},
    "media_player": {"media_content_type": "music", "media_title": "So What"},
}


def scene_of(kind: str, home: Home, number: int = 0) -> Scene:
    need = NEEDS[kind]
    household = Household("h1", "seed", DEMO, (ANA,), 20.0)
    return Scene(household, ANA, home, need.area, SATELLITES[need.area], need.moment, drawn("goals", kind, number))


def arisen(kind: str, number: int = 0) -> tuple[Goal, Home]:
    """The goal that arises from the need, and the home that it arises in."""
    need = NEEDS[kind]
    home = home_at(need, need.there, need.before)
    if kind == "ringing_stop":
        home = make_home(DEMO, start=datetime(2026, 3, 4, 5, 59), seed="goals")  # noqa: DTZ001
        home.execute(ALARM)
        home.advance(home.now + timedelta(minutes=2))
    goal = MAKERS[kind](scene_of(kind, home, number))
    assert goal is not None
    return marked(goal, number, ""), home


def resolved(spoken: Spoken, goal: Goal, home: Home) -> Resolution:
    """What the resolver makes of the words, rightly understood."""
    satellite = home.registry.satellites[goal.satellite]
    context = Context(
        now=home.now, assistant=goal.satellite, area=goal.area, screen=satellite.screen, words=normalise(spoken.text)
    )
    said = Interpretation(spoken.intents[0], spoken.slots, 1.0, text=spoken.text)
    return ContextResolver().resolve((said,), home, context)


def plainly(goal: Goal) -> Goal:
    """With the home's own names alone."""
    official = {
        name: tuple(one for one in fillers if one.official) or fillers for name, fillers in goal.fillers.items()
    }
    return replace(goal, fillers=official)


def test_every_kind_has_a_need_here() -> None:
    assert NEEDS.keys() == MAKERS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", NEEDS)
def test_the_words_understood_lead_to_what_is_wanted(kind: str) -> None:
    for number in range(3):
        goal, home = arisen(kind, number)
        spoken = Wording().first(plainly(goal), ANA, Random(number))
        found = resolved(spoken, goal, home)
        asked = kind in MAY_ASK and asks_rightly(found, goal.want, home.states)
        assert asked or meets(found, goal.want, home.states), (spoken, goal.want, found.acts)


@pytest.mark.parametrize("kind", [kind for kind, need in NEEDS.items() if need.gone is not None])
def test_nothing_is_wanted_where_there_is_no_need(kind: str) -> None:
    need = NEEDS[kind]
    assert MAKERS[kind](scene_of(kind, home_at(need, need.gone or {}))) is None


@pytest.mark.parametrize("kind", ["light_on", "blinds_close", "scene", "coffee", "alarm_set", "weather_place"])
def test_goals_say_who_wants_what(kind: str) -> None:
    goal, _ = arisen(kind)
    assert goal.caption.startswith("Ana wants ")
    assert goal.id.startswith("h1/2026-03-03/ana/")
    assert goal.id.endswith(f"/{kind}/0")
    assert goal.need


def test_no_light_is_wanted_by_day_but_where_there_is_no_window() -> None:
    noon = Need(hour=12)
    home = home_at(noon, {})
    scene = scene_of("light_on", home)
    assert MAKERS["light_on"](scene) is None
    assert MAKERS["light_on"](replace(scene, area="hall")) is not None


@pytest.mark.parametrize("kind", ["all_lights_off", "light_off"])
def test_nobody_is_left_in_the_dark(kind: str) -> None:
    need = NEEDS[kind]
    scene = scene_of(kind, home_at(need, need.there))
    assert MAKERS[kind](scene) is not None
    assert MAKERS[kind](replace(scene, others=(LIVING,))) is None


def test_no_second_alarm_is_wanted_for_the_same_time() -> None:
    goal, home = arisen("alarm_set")
    [due] = goal.want.data["time"]
    home.execute(Command("alarm.alarm", "set", {"time": due}))
    assert MAKERS["alarm_set"](scene_of("alarm_set", home)) is None


def test_one_thing_more_to_choose_from_seldom_changes_the_choice() -> None:
    chosen = []
    for states in ({}, {"switch.printer": "on"}):
        home = home_at(Need(), states)
        goals = [MAKERS["switch_on"](scene_of("switch_on", home, number)) for number in range(40)]
        chosen.append([goal.want.targets for goal in goals if goal])
    same = sum(one == other for one, other in zip(*chosen, strict=True))
    assert same == 40 - chosen[0].count(frozenset({"switch.printer"}))
