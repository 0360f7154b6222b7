"""Homes to try things in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from devices.declaration import HomeDeclaration
from devices.home import Home
from devices.protocol import Command, Event, Outcome, State


def clock(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time on the home's own clock."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 (the home knows its zone)


START = clock(2026, 3, 2, 7)
PLACE = {"time_zone": "America/Los_Angeles", "location": [47.6, -122.3]}


class Trial:
    """A home and short words for what one does with it."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def do(self, entity: str, service: str, **data: Any) -> Outcome:
        return self.home.execute(Command(entity, service, data))

    def wait(self, seconds: float) -> None:
        """By a stop watch: the clock may be put forward or back meanwhile."""
        self.home.advance(self.home.now.astimezone(UTC) + timedelta(seconds=seconds))

    def at(self, entity: str) -> State:
        return self.home.states[entity]

    def see(self, entity: str, attribute: str) -> Any:
        return self.home.states[entity].attributes.get(attribute)

    def events(self, kind: str) -> list[Event]:
        return [event for event in self.home.history(since=self.home.now - timedelta(minutes=10)) if event.kind == kind]


Build = Callable[..., Trial]


def declared(entities: dict[str, Any], *, seed: int = 1, start: datetime = START, **home: Any) -> Trial:
    """A home of these entities in a kitchen, a hall and a garage."""
    areas: dict[str, Any] = {"kitchen": {}, "hall": {}, "garage": {}, "garden": {}}
    file = {"home": {**PLACE, **home}, "areas": areas, "entities": entities}
    return Trial(Home(HomeDeclaration.model_validate(file), start=start, rng=Random(seed)))


@pytest.fixture
def build() -> Build:
    return declared
