"""The simulated world beyond the home: titles, places with namesakes, weather, scores and restaurants.

Titles and places are read once and shared by all homes. Weather and scores are drawn from (seed, place or team,
day), so that they are the same whenever and in whatever order somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import cos, pi
from random import Random

from devices.catalogue import plain, rows, shipped
from devices.protocol import Forecast, Game, MediaItem, Place, Restaurant, Settings
from devices.units import shown

COLDEST_DAY = 20
"""Of the year, in the north; half a year later in the south."""
EVERY = {"football": 7, "soccer": 7}
"""Days between games by sport; any other plays every second day."""
REMEMBERED = 400
"""Forecasts kept."""


@dataclass(frozen=True, slots=True)
class Team:
    """A sports team."""

    name: str
    sport: str
    league: str
    known: float
    """How widely it is known, 0 to 1."""
    typical: int
    """Points it usually makes in a game."""


class SimulatedWorld:
    """A world of its own for each seed; `settings` give the home's place and unit."""

    def __init__(self, settings: Settings, *, seed: int) -> None:
        self._settings, self._seed = settings, seed
        self._forecasts: dict[tuple[str, date], Forecast] = {}

    def find_media(self, query: str) -> tuple[MediaItem, ...]:
        """Titles, artists and genres that match the words, best first."""
        return shipped().find(query)

    def tracks(self, title: str, *, kind: str = "", genre: str = "", artist: str = "") -> tuple[MediaItem, ...]:
        """What plays, in order, when that is asked for."""
        return shipped().queue(title, kind=kind, genre=genre, artist=artist)

    def find_places(self, name: str) -> tuple[Place, ...]:
        """Places of that name, the most populous first; `Portland, Maine` and `Paris France` narrow it."""
        return find_places(name)

    def forecast(self, place: Place | None, day: date) -> Forecast:
        """The weather on a day; of the home's own place without one."""
        where = "" if place is None else f"{place.name}, {place.region}, {place.country}"
        found = self._forecasts.get((where, day))
        if found is None:
            if len(self._forecasts) >= REMEMBERED:
                self._forecasts.clear()
            found = self._forecasts[where, day] = self._draw(place, where, day)
        return found

    def score(self, team: str, day: date) -> tuple[Game, ...]:
        """The latest game up to a day of each team that the name may mean, the best known first."""
        return tuple(self._game(each, day) for each in find_teams(team))

    def restaurants(self, cuisine: str = "") -> tuple[Restaurant, ...]:
        """Restaurants near the home, best rated first."""
        wanted = plain(cuisine)
        found = [self._restaurant(name, kind) for name, kind in _restaurants() if not wanted or plain(kind) == wanted]
        return tuple(sorted(found, key=lambda each: (-each.rating, each.distance, each.name)))

    def _draw(self, place: Place | None, where: str, day: date) -> Forecast:
        rng = Random(f"{self._seed}/{where}/{day.isoformat()}")
        latitude = self._settings.location[0] if place is None else place.latitude
        mean = seasonal_mean(latitude, day) + rng.gauss(0.0, 3.0)
        wet = rng.random()
        swing = rng.uniform(2.0, 4.0) if wet < 0.35 else rng.uniform(4.0, 7.5)
        high, low = mean + swing, mean - swing
        wind = rng.gammavariate(2.0, 6.0)
        condition, chance = _condition(rng, wet=wet, high=high, wind=wind)
        speed = wind if self._settings.units == "metric" else wind / 1.609
        name = (place.name if place else "") or self._settings.name
        high, low = (round(shown(value, self._settings), 1) for value in (high, low))
        if self._settings.units == "us":
            high, low = round(high), round(low)
        return Forecast(name, day, condition, high, low, round(speed), chance)

    def _game(self, team: Team, day: date) -> Game:
        """Leagues play the year round, every second day or once a week, in pairs drawn for the day."""
        every = EVERY.get(team.sport, 2)
        played = day - timedelta(days=day.toordinal() % every)
        pairs = self._pairs(team.league, played)
        while team not in pairs:
            played -= timedelta(days=every)
            pairs = self._pairs(team.league, played)
        opponent, at_home = pairs[team]
        points, against = self._points(team, opponent, played), self._points(opponent, team, played)
        if points == against and team.sport != "soccer":
            points, against = points + at_home, against + (not at_home)
        return Game(team.name, team.sport, opponent.name, played, points, against, at_home)

    def _pairs(self, league: str, day: date) -> dict[Team, tuple[Team, bool]]:
        """Who plays whom on a day, and whether at home; of an odd number one rests."""
        teams = [team for team in _teams() if team.league == league]
        Random(f"{self._seed}/{league}/{day.isoformat()}").shuffle(teams)
        pairs: dict[Team, tuple[Team, bool]] = {}
        for home, away in zip(teams[::2], teams[1::2], strict=False):
            pairs[home], pairs[away] = (away, True), (home, False)
        return pairs

    def _points(self, team: Team, opponent: Team, day: date) -> int:
        rng = Random(f"{self._seed}/{team.name}/{opponent.name}/{day.isoformat()}")
        return max(0, round(rng.gauss(team.typical, 0.12 * team.typical + 1)))

    def _restaurant(self, name: str, cuisine: str) -> Restaurant:
        rng = Random(f"{self._seed}/{name}")
        rating, distance = round(rng.uniform(3.2, 4.9), 1), round(rng.uniform(0.2, 6.0), 1)
        return Restaurant(name, cuisine, rating, distance, rng.choice((1, 2, 2, 2, 3, 3, 4)))


def seasonal_mean(latitude: float, day: date) -> float:
    """The usual mean temperature in °C of a place near sea level on a day of the year.

    A rough fit to climate tables: 27 °C at the equator all year; 11 °C in the year's mean at 47° with 8 °C to
    either side of it; colder and with more of a winter towards the poles.
    """
    north = abs(latitude)
    yearly = 27.0 - 0.0073 * north * north
    swing = min(18.0, 0.17 * north)
    days = day.timetuple().tm_yday - COLDEST_DAY
    season = -cos(2 * pi * days / 365.25)
    return yearly + swing * (season if latitude >= 0 else -season)


def _condition(rng: Random, *, wet: float, high: float, wind: float) -> tuple[str, int]:
    """Home Assistant's word for a day, and the chance of rain in percent."""
    if wet < 0.28:
        if high < 2.0:
            return "snowy", rng.randrange(60, 100, 5)
        hard = wet < 0.07
        if hard and high > 20.0:
            return "lightning-rainy", rng.randrange(60, 100, 5)
        return ("pouring" if hard else "rainy"), rng.randrange(55, 100, 5)
    if wet < 0.33 and high < 15.0:
        return "fog", rng.randrange(5, 25, 5)
    if wind > 30.0:
        return "windy", rng.randrange(5, 30, 5)
    if wet < 0.5:
        return "cloudy", rng.randrange(15, 40, 5)
    return ("partlycloudy", rng.randrange(5, 20, 5)) if wet < 0.72 else ("sunny", rng.randrange(0, 10, 5))


@cache
def find_places(name: str) -> tuple[Place, ...]:
    """Places of that name, the most populous first; a region or country after the name narrows it."""
    wanted = plain(name)
    index = _places()
    if wanted in index:
        return index[wanted]
    words = wanted.split()
    for cut in range(len(words) - 1, 0, -1):
        where = " ".join(word for word in words[cut:] if word != "in")
        found = index.get(" ".join(words[:cut]), ())
        narrowed = tuple(place for place in found if where in (plain(place.region), plain(place.country)))
        if narrowed:
            return narrowed
    return ()


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for name, region, country, latitude, longitude, population in rows("places.txt"):
        place = Place(name, region, country, float(latitude), float(longitude), int(population))
        found.setdefault(plain(name), []).append(place)
    return {name: tuple(sorted(places, key=lambda each: -each.population)) for name, places in found.items()}


@cache
def find_teams(name: str) -> tuple[Team, ...]:
    """Teams that a name may mean: the full one, the town or what the team is called; the best known first."""
    wanted = plain(name).split()
    found = [team for team in _teams() if wanted and set(wanted) <= set(plain(team.name).split())]
    return tuple(sorted(found, key=lambda team: -team.known))


@cache
def _teams() -> tuple[Team, ...]:
    return tuple(
        Team(name, sport, league, float(known), int(typical))
        for name, sport, league, known, typical in rows("teams.txt")
    )


@cache
def _restaurants() -> tuple[tuple[str, str], ...]:
    return tuple((name, cuisine) for name, cuisine in rows("restaurants.txt"))
