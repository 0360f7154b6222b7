"""Rooms gain and lose heat: one exponential an hour, reckoned only when somebody looks.

A room follows dT/dt = (outside + gain - T) / TAU, where the gain is what people and appliances give plus what a heater
or cooler drives. The outside temperature is taken as constant within an hour, so that each hour has an exact solution.
All temperatures here are °C, all times seconds since the home's start.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import cos, exp, log, pi
from typing import TYPE_CHECKING

from devices.units import celsius

if TYPE_CHECKING:
    from devices.house import House

TAU = 20 * 3600.0
"""A well insulated room forgets its temperature in about twenty hours."""
LIVED_IN = 3.0
"""What people and appliances add, against the outside."""
HEATING, COOLING = 70.0, -45.0
"""What a heater or cooler at full power adds: 2.5 °C an hour at 20 °C inside and 0 °C outside."""
FORGOTTEN = 5 * TAU
"""A room not looked at for longer has forgotten where it started."""
HOUR = 3600.0
USUAL = 20.5
"""What a room starts at where nothing says otherwise."""
KEPT = 18.0
"""What a room without a thermostat is kept at all the same."""
SETTLING = 12 * HOUR
"""How fast the outside returns to the world's weather after a home file or a hand has said otherwise."""

OUTSIDE = frozenset({"outside", "outdoors", "garden", "yard", "backyard", "front_yard", "patio", "terrace", "balcony",
                     "driveway", "porch", "deck"})  # fmt: skip
"""Areas under the open sky, by id or name in lower case with underscores."""


class Outdoors:
    """The air outside: the day's low at five, its high at three in the afternoon."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._days: dict[date, tuple[float, float]] = {}
        self._offset, self._since = 0.0, 0.0
        self._set = False

    def temperature(self, at: float | None = None) -> float:
        """At a time, now by default."""
        env_now = self._house.env.now
        seconds = env_now if at is None else at
        local = self._house.now + timedelta(seconds=seconds - env_now)
        mean, swing = self._day(local.date())
        curve = mean + swing * cos(2 * pi * (local.hour + local.minute / 60 - 15) / 24)
        return curve + self._offset * exp(-max(0.0, seconds - self._since) / SETTLING)

    def begin(self, temperature: float) -> None:
        """What the first device that knows says it starts at."""
        if not self._set:
            self.set(temperature)

    def set(self, temperature: float) -> None:
        """Somebody says what it is now."""
        self._set = True
        self._offset = 0.0
        self._offset = temperature - self.temperature()
        self._since = self._house.env.now

    def _day(self, day: date) -> tuple[float, float]:
        if day not in self._days:
            if len(self._days) > 3:
                self._days.clear()
            forecast = self._house.world.forecast(None, day)
            high = celsius(forecast.temperature, self._house.settings)
            low = celsius(forecast.low, self._house.settings)
            self._days[day] = ((high + low) / 2, (high - low) / 2)
        return self._days[day]


class Room:
    """One room's temperature."""

    def __init__(self, house: House, *, outside: bool = False) -> None:
        self.outside = outside
        self.least: float | None = KEPT
        """What it cools to at most: in a home without a thermostat something else keeps it warm. None: no bound."""
        self._house = house
        self._temperature, self._at = USUAL, house.env.now
        self._drive = 0.0
        self._set = False

    @property
    def temperature(self) -> float:
        """Now."""
        if self.outside:
            return self._house.outdoors.temperature()
        self._settle()
        return self._temperature

    def begin(self, temperature: float) -> None:
        """What the first device of the room that knows says it starts at; later ones are only out of true."""
        if self.outside:
            self._house.outdoors.begin(temperature)
        elif not self._set:
            self.set(temperature)

    def set(self, temperature: float) -> None:
        """Somebody says what it is now."""
        self._set = True
        if self.outside:
            self._house.outdoors.set(temperature)
        self._temperature, self._at = temperature, self._house.env.now

    def drive(self, gain: float) -> None:
        """A heater (above 0) or cooler (below 0) starts or stops: `HEATING`, `COOLING` or 0."""
        self._settle()
        self._drive = gain

    def seconds_to(self, temperature: float) -> float:
        """How long until it crosses a temperature, or until the hour is over and it must be reckoned anew."""
        self._settle()
        left = HOUR - self._at % HOUR
        goal = self._goal(self._at)
        away, rest = self._temperature - goal, temperature - goal
        if rest == 0.0 or away / rest <= 1.0:
            return left
        return min(left, TAU * log(away / rest))

    def _goal(self, at: float) -> float:
        goal = self._house.outdoors.temperature(at) + LIVED_IN + self._drive
        return goal if self.least is None else max(goal, self.least)

    def _settle(self) -> None:
        now = self._house.env.now
        if now == self._at:
            return
        self._at = max(self._at, now - FORGOTTEN)
        while self._at < now:
            until = min(now, (self._at // HOUR + 1) * HOUR)
            goal = self._goal(self._at)
            self._temperature = goal + (self._temperature - goal) * exp((self._at - until) / TAU)
            self._at = until


class Rooms:
    """The rooms of a home, made when first asked for."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._rooms: dict[str | None, Room] = {}
        self._names: dict[str, str] = {}

    def __getitem__(self, area: str | None) -> Room:
        if area not in self._rooms:
            outside = area is not None and (_plain(area) in OUTSIDE or _plain(self._names.get(area, "")) in OUTSIDE)
            self._rooms[area] = Room(self._house, outside=outside)
        return self._rooms[area]

    def name(self, area: str, name: str) -> None:
        """What an area is called; by it a room under the open sky is known."""
        self._names[area] = name


def _plain(name: str) -> str:
    return name.lower().replace(" ", "_")
