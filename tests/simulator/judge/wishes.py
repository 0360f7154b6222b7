"""Wishes in the demo home, told by hand: what is said, what the words mean, what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from assistant.assistant import Assistant
from assistant.pipeline import Stages
from assistant.turn import Heard, Rewrite, Transcript, Turn
from devices.declaration import HomeDeclaration
from devices.home import Home
from devices.protocol import Command, Value
from simulator.households.values import Spoken, Want
from simulator.judge.faults import PlantedFaults
from simulator.judge.values import Verdict
from simulator.judge.witness import Gold, Where, Witness
from simulator.setting import load_home, make_home, text_stages

START = datetime(2026, 3, 2, 19, 0)  # noqa: DTZ001
KITCHEN = ("light.kitchen_ceiling", "light.kitchen_counter")
States = Mapping[str, Mapping[str, tuple[Value, ...]]]


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish and how it is said."""

    text: str
    intents: tuple[str, ...]
    slots: Mapping[str, Value] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    states: States = field(default_factory=dict)
    data: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    rises: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    before: Callable[[Home], None] | None = None
    satellite: str = "kitchen_display"

    @property
    def gold(self) -> Gold:
        """What the witness is told."""
        targets = frozenset((*self.targets, *self.states, *self.rises))
        want = Want(self.intents, targets, self.states, self.data, self.rises)  # type: ignore[arg-type]
        return Gold(Spoken(self.text, self.intents, self.slots, "first"), want)


def placed(*states: tuple[str, str]) -> Callable[[Home], None]:
    """The home with things in these states."""

    def place(home: Home) -> None:
        for entity, state in states:
            home.set_state(entity, state)

    return place


def with_timer(home: Home) -> None:
    """A timer runs."""
    home.execute(Command("timer.timer", "start", {"duration": 600}))


def with_milk(home: Home) -> None:
    """Milk is on the list."""
    home.execute(Command("todo.shopping_list", "add_item", {"item": "milk"}))


def be(state: str, *entities: str) -> States:
    """Things in a state."""
    return {entity: {"state": (state,)} for entity in entities}


ON, OFF = ("HassTurnOn", "HassToggle"), ("HassTurnOff", "HassToggle")
LIGHT = {"domain": "light"}

WISHES: Mapping[str, Wish] = {
    "hall light on": Wish("turn on the hall light", ON, {"name": "hall light"}, states=be("on", "light.hall")),
    "hall light off": Wish(
        "turn off the hall light please", OFF, {"name": "hall light"}, states=be("off", "light.hall"),
        before=placed(("light.hall", "on")),
    ),
    "kitchen lights on": Wish(
        "turn on the kitchen lights", ON, {"area": "kitchen", **LIGHT}, states=be("on", *KITCHEN)
    ),
    "dimmer": Wish(
        "dim the reading lamp", ("LightAdjust", "HassLightSet"), {"name": "reading lamp", "direction": "down"},
        rises={"light.reading_lamp": ("brightness", "down")}, before=placed(("light.reading_lamp", "on")),
    ),
    "level": Wish(
        "set the desk lamp to forty percent", ("HassLightSet",), {"name": "desk lamp", "brightness": 40},
        targets=("light.desk_lamp",), data={"brightness_pct": (40,)},
    ),
    "colour": Wish(
        "make the bedside lamp blue", ("HassLightSet",), {"name": "bedside lamp", "color": "blue"},
        targets=("light.bedside_lamp",), data={"color_name": ("blue",)},
    ),
    "fan": Wish("switch on the ceiling fan", ON, {"name": "ceiling fan"}, states=be("on", "fan.living_room")),
    "fan speed": Wish(
        "set the ceiling fan to sixty percent", ("HassFanSetSpeed",), {"name": "ceiling fan", "percentage": 60},
        targets=("fan.living_room",), data={"percentage": (60,)},
    ),
    "kettle": Wish("turn on the kettle", ON, {"name": "kettle"}, states=be("on", "switch.kettle")),
    "curtains": Wish(
        "open the bedroom curtains", ON, {"name": "bedroom curtains"},
        states={"cover.bedroom_curtains": {"state": ("open", "opening")}},
    ),
    "garage": Wish(
        "close the garage door", ("HassTurnOff",), {"name": "garage door"},
        states={"cover.garage_door": {"state": ("closed", "closing")}}, before=placed(("cover.garage_door", "open")),
    ),
    "lock": Wish(
        "lock the front door", ("HassTurnOn",), {"name": "front door"}, states=be("locked", "lock.front_door"),
        before=placed(("lock.front_door", "unlocked")),
    ),
    "heating": Wish(
        "set the thermostat to seventy degrees", ("HassClimateSetTemperature",),
        {"name": "thermostat", "temperature": 70}, states={"climate.living_room": {"temperature": (70,)}},
    ),
    "oven": Wish(
        "preheat the oven to four hundred", ("OvenPreheat",), {"name": "oven", "temperature": 400},
        states={"oven.kitchen": {"state": ("heating", "ready"), "target_temperature": (400,)}},
    ),
    "scene": Wish("turn on movie night", ("HassTurnOn", "RoutineRun"), {"name": "movie night"},
                  targets=("scene.movie_night",)),
    "is it on": Wish("is the hall light on", ("HassGetState",), {"name": "hall light", "state": "on"},
                     targets=("light.hall",)),
    "is it locked": Wish("is the front door locked", ("HassGetState",), {"name": "front door", "state": "locked"},
                         targets=("lock.front_door",)),
    "jazz": Wish("play some jazz", ("HassMediaSearchAndPlay",), {"search_query": "jazz"},
                 targets=("media_player.kitchen",), data={"genre": ("jazz",)}),
    "louder": Wish(
        "turn the volume up", ("HassSetVolumeRelative",), {"volume_step": "up"},
        rises={"media_player.kitchen": ("volume_level", "up")}, before=placed(("media_player.kitchen", "playing")),
    ),
    "timer": Wish("set a timer for ten minutes", ("HassStartTimer",), {"minutes": 10}, data={"duration": (600,)}),
    "pasta timer": Wish(
        "set a pasta timer for eight minutes", ("HassStartTimer",), {"minutes": 8, "name": "pasta"},
        data={"duration": (480,), "name": ("pasta",)},
    ),
    "time left": Wish("how long is left on the timer", ("HassTimerStatus",), before=with_timer),
    "alarm": Wish(
        "wake me up at seven", ("AlarmSet",), {"time": "07:00?"}, data={"time": ("2026-03-03T07:00:00-08:00",)}
    ),
    "reminder": Wish(
        "remind me to call mom at eight", ("ReminderSet",), {"time": "08:00?", "message": "call mom"},
        data={"message": ("call mom",), "time": ("2026-03-02T20:00:00-08:00",)},
    ),
    "milk": Wish(
        "add milk to the shopping list", ("HassShoppingListAddItem", "HassListAddItem"), {"item": "milk"},
        targets=("todo.shopping_list",), data={"item": ("milk",)},
    ),
    "list": Wish("what's on my shopping list", ("ListRead",), {"name": "shopping list"},
                 targets=("todo.shopping_list",), before=with_milk),
    "weather": Wish("what's the weather tomorrow", ("HassGetWeather",), {"date": "tomorrow"},
                    data={"place": ("",), "day": ("2026-03-03",)}),
    "weather there": Wish("what's the weather in wilkerson", ("HassGetWeather",), {"name": "wilkerson"},
                          data={"place": ("Wilkerson, Washington",)}),
    "clock": Wish("what time is it", ("HassGetCurrentTime",)),
    "score": Wish("did the warriors win", ("SportsScore",), {"team": "warriors"},
                  data={"team": ("Golden State Warriors",)}),
    "thai": Wish("find me a thai restaurant", ("FindRestaurant",), {"cuisine": "thai"}, data={"cuisine": ("thai",)}),
    "teach": Wish("i like jazz", ("TeachPreference",), {"kind": "genre", "value": "jazz", "like": True},
                  data={"value": ("jazz",)}),
    "warmer": Wish("make it warmer", ("ClimateAdjust",), {"direction": "up"},
                   rises={"climate.living_room": ("temperature", "up")}),
    "thermostat answered": Wish("the thermostat", ("ClimateAdjust",), {"name": "thermostat"},
                                rises={"climate.living_room": ("temperature", "up")}),
    "half a pasta timer": Wish("set a timer for eight minutes", ("HassStartTimer",), {"minutes": 8},
                               data={"duration": (480,), "name": ("pasta",)}),
    "unlock": Wish("unlock the front door", OFF, {"name": "front door"}, states=be("unlocked", "lock.front_door")),
    "pizza": Wish("order me a pizza", ("Unsupported",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FixedRewriter:
    """A rewriter that knows whole requests by heart."""

    known: Mapping[str, str]

    def rewrite(self, transcript: Transcript, context: object, home: object) -> Rewrite | None:
        """The request it takes this one for."""
        text = self.known.get(transcript.text)
        return Rewrite(transcript.text, text, "personal", "by heart", 0.9, "rewritten") if text else None


@cache
def demo_home() -> HomeDeclaration:
    """The demo home's declaration."""
    return load_home()


@cache
def stages() -> Stages:
    """The shipped stages, for the demo home."""
    return text_stages(demo_home())


def home_for(wish: Wish) -> Home:
    """The demo home before the wish."""
    home = make_home(demo_home(), start=START, seed="judge")
    if wish.before is not None:
        wish.before(home)
    return home


def say(assistant: Assistant, text: str, wish: Wish) -> Turn:
    """The turn of a text that is heard, well enough."""
    return assistant.hear(Heard(Transcript(text, 0.95)), assistant=wish.satellite).turn


def judged(
    wish: Wish,
    *,
    heard: str | None = None,
    faults: PlantedFaults | None = None,
    goal: str = "goal",
    stages_: Stages | None = None,
    home: Home | None = None,
) -> tuple[Verdict, Turn]:
    """A wish said to a new assistant under a witness, heard as said or otherwise."""
    home = home or home_for(wish)
    witness = Witness(stages_ or stages(), home, faults=faults)
    assistant = Assistant(witness.home, witness.stages, None)
    witness.expect(wish.gold, Where("h1", goal))
    transcript = witness.heard(Transcript(heard or wish.text, 0.95))
    turn = say(assistant, transcript.text, wish)
    return witness.verdict(turn), turn
