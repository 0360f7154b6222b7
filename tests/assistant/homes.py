"""A small simulated home and a household that talks in it; interpretations are given, to test resolving alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from assistant.announce import announcement
from assistant.context import Context
from assistant.pipeline import Stages, take_turn
from assistant.resolve.resolver import ContextResolver
from assistant.respond.responder import PlainResponder
from assistant.rewrite.none import NoRewriter
from assistant.tts.silent import SilentVoice
from assistant.turn import Belief, Heard, Interpretation, Transcript, Turn
from devices.declaration import HomeDeclaration
from devices.home import Home

EVENING = datetime(2026, 3, 2, 17, 30)  # noqa: DTZ001 (the home's own zone)

HOME: dict[str, Any] = {
    "home": {"time_zone": "America/Los_Angeles", "units": "us"},
    "floors": {"ground": {"name": "Ground floor", "aliases": ["downstairs"]}, "upper": {"name": "Upper floor"}},
    "areas": {
        "kitchen": {"name": "Kitchen", "floor": "ground", "aliases": ["galley"]},
        "living_room": {"name": "Living room", "floor": "ground"},
        "hall": {"name": "Hall", "floor": "ground"},
        "garage": {"name": "Garage", "floor": "ground"},
        "bedroom": {"name": "Bedroom", "floor": "upper"},
    },
    "assistants": {
        "kitchen_display": {"area": "kitchen", "screen": True},
        "tv": {"area": "living_room", "screen": True},
        "bedroom_speaker": {"area": "bedroom"},
        "hall_speaker": {"area": "hall"},
    },
    "entities": {
        "light.kitchen_ceiling": {"name": "Kitchen ceiling light", "aliases": ["big light"], "area": "kitchen"},
        "light.counter": {"name": "Counter light", "area": "kitchen"},
        "light.bedroom_ceiling": {"name": "Bedroom ceiling light", "area": "bedroom"},
        "light.bedside": {"name": "Bedside lamp", "area": "bedroom"},
        "light.reading": {"name": "Reading lamp", "area": "living_room"},
        "light.hall": {"name": "Hall light", "area": "hall"},
        "oven.kitchen": {"name": "Oven", "area": "kitchen", "state": "off"},
        "coffee_maker.kitchen": {"name": "Coffee maker", "area": "kitchen"},
        "switch.tea": {"name": "Tea brewer", "area": "kitchen"},
        "media_player.kitchen": {"name": "Kitchen speaker", "area": "kitchen", "state": "idle"},
        "media_player.tv": {"name": "Living room TV", "device_class": "tv", "area": "living_room", "state": "off"},
        "media_player.bedroom": {"name": "Bedroom speaker", "area": "bedroom", "state": "idle"},
        "screen.kitchen": {"name": "Kitchen display", "area": "kitchen"},
        "climate.living_room": {
            "name": "Thermostat",
            "area": "living_room",
            "state": "heat",
            "attributes": {"temperature": 68, "current_temperature": 67},
        },
        "climate.bedroom": {
            "name": "Bedroom heating",
            "area": "bedroom",
            "state": "heat",
            "attributes": {"temperature": 64, "current_temperature": 64},
        },
        "sensor.kitchen_temperature": {
            "name": "Kitchen temperature",
            "device_class": "temperature",
            "area": "kitchen",
            "state": "69",
            "attributes": {"unit_of_measurement": "°F"},
        },
        "cover.garage_door": {"name": "Garage door", "device_class": "garage", "area": "garage", "state": "closed"},
        "cover.blinds": {"name": "Living room blinds", "device_class": "blind", "area": "living_room", "state": "open"},
        "lock.front_door": {"name": "Front door", "area": "hall", "state": "locked"},
        "fan.living_room": {"name": "Ceiling fan", "area": "living_room"},
        "vacuum.dusty": {"name": "Dusty", "area": "living_room", "state": "docked"},
        "scene.movie_night": {"name": "Movie night", "attributes": {"entities": {"light.reading": "off"}}},
        "weather.home": {"name": "Weather", "state": "cloudy", "attributes": {"temperature": 52}},
        "todo.shopping_list": {"name": "Shopping list", "state": "0"},
    },
    "residents": {"ana": {"name": "Ana"}, "bo": {"name": "Bo"}},
}


def a_home(*, without: Sequence[str] = (), settings: Mapping[str, Any] | None = None, **more: Any) -> Home:
    """The home above, `without` some entities, with other `settings` or `more` entities (`light__x`: `light.x`)."""
    entities = {ident: block for ident, block in HOME["entities"].items() if ident not in without}
    entities |= {ident.replace("__", "."): block for ident, block in more.items()}
    declared = {**HOME, "home": {**HOME["home"], **(settings or {})}, "entities": entities}
    return Home(HomeDeclaration.model_validate(declared), start=EVENING, rng=Random(7))


def i(intent: str, confidence: float = 0.9, act: int = 0, **slots: Any) -> Interpretation:
    """An interpretation, in short."""
    return Interpretation(intent, slots, confidence, act)


class Given:
    """Gives the interpretations that the test says."""

    def __init__(self) -> None:
        self.interpretations: tuple[Interpretation, ...] = ()

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        return tuple(replace(each, text=transcript.text) for each in self.interpretations)

    def guesses(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        return ()


class Household:
    """People talking in a home; each turn sees what the turns before it did."""

    def __init__(self, home: Home | None = None, *, at: str = "kitchen_display") -> None:
        self.home, self.at, self.given = home or a_home(), at, Given()
        self.context = Context(now=self.home.now)
        self.stages = Stages(NoRewriter(), self.given, ContextResolver(), PlainResponder(), SilentVoice())

    def say(
        self,
        text: str,
        *interpretations: Interpretation,
        at: str | None = None,
        by: str | None = None,
        heard: float = 0.95,
        after: float = 3.0,
    ) -> Turn:
        """Takes a turn, `after` seconds of the home's time."""
        self.wait(after)
        self.at = at or self.at
        satellite = self.home.registry.satellites[self.at]
        self.context = replace(
            self.context,
            now=self.home.now,
            assistant=self.at,
            area=satellite.area,
            screen=satellite.screen,
            resident=Belief(by, 0.9) if by else None,
            words=text,
        )
        self.given.interpretations = interpretations
        said = Heard(Transcript(text, heard))
        session = self.context.last.session if self.context.last else f"s{len(self.context.recent)}-{self.home.now}"
        turn, _ = take_turn(said, self.context, self.home, self.stages, turn="t", session=session)
        self.context = self.context.after(turn)
        return turn

    def wait(self, seconds: float) -> None:
        """Lets time pass."""
        self.home.advance(self.home.now + timedelta(seconds=seconds))

    def until(self, kind: str) -> Turn:
        """Lets time pass until something rings or runs out, and takes the assistant's own turn about it."""
        since = self.home.now
        self.home.advance(since + timedelta(days=1), stop_at=(kind,))
        event = next(event for event in self.home.history(since=since) if event.kind == kind)
        turn = announcement(event, self.home, replace(self.context, now=event.at), turn="a", session="a")
        self.context = self.context.after(turn)
        return turn

    def state(self, entity: str) -> str:
        """The state of a thing now."""
        return self.home.states[entity].state
