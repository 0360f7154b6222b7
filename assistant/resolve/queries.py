"""Questions about the home and the world: states, measures, weather, time and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.resolve.acts import act
from assistant.resolve.alarms import named_day
from assistant.resolve.climate import get_temperature, temperature_readings
from assistant.resolve.find import place_of, readings
from assistant.resolve.here import Here
from assistant.resolve.kinds import TYPICAL
from assistant.resolve.places import THERE, goes_on, spoken_name, town
from assistant.resolve.reading import Reading
from assistant.resolve.senses import sensed
from assistant.resolve.words import fold, tokens
from assistant.turn import Act, Interpretation
from devices.protocol import Forecast, Value

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "temperature": ("current_temperature", "temperature"),
    "target": ("target_temperature", "temperature"),
    "humidity": ("current_humidity", "humidity"),
    "brightness": ("brightness",),
    "position": ("current_position", "position"),
    "battery": ("battery_level", "battery"),
    "volume": ("volume_level",),
    "speed": ("percentage",),
    "color": ("color_name", "rgb_color"),
}
"""Home Assistant's attributes for what people ask about."""

MEASURED = frozenset({"humidity", "illuminance", "carbon_dioxide", "pressure", "power", "energy", "moisture"})
"""Measures that sensors have, rather than devices."""

SAME_STATE: dict[str, frozenset[str]] = {
    "on": frozenset(
        {"on", "heating", "ready", "brewing", "playing", "paused", "showing", "cleaning", "mowing", "heat", "cool",
         "auto", "heat_cool", "open", "home", "active"}
    ),
    "off": frozenset({"off", "idle", "standby", "docked", "closed"}),
    "open": frozenset({"open", "opening", "on"}),
    "closed": frozenset({"closed", "closing", "off"}),
    "hot": frozenset({"ready", "on"}),
    "locked": frozenset({"locked", "off"}),
    "unlocked": frozenset({"unlocked", "open", "on"}),
}  # fmt: skip
"""The states that answer yes to the one asked about, over all domains."""

MOST_RESTAURANTS = 3
"""Told at once."""

OWN_WEATHER = frozenset({"weather", "forecast", "home", "report"})
"""Words that name the home's own weather and no place."""

OURS = frozenset({"my", "our", "we", "us", "team", "favorite", "favourite"})
"""Words that name the team one likes."""

NEXT_DAYS = 7
"""Days ahead of which the weather is known."""


def state_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """What is asked about; "the temperature" of nothing named may be of many things."""
    slots = interpretation.slots
    asked = slots.get("attribute") or slots.get("device_class")
    if asked == "temperature" and not slots.get("name") and not slots.get("state"):
        found = temperature_readings(interpretation, here)
        domain = slots.get("domain")
        found = [r for r in found if r.targets]
        return [r for r in found if domain in (None, "sensor", "climate") or r.targets[0].startswith(str(domain))]
    if asked in MEASURED and not any(slots.get(slot) for slot in ("name", "domain", "state")):
        return _measuring(str(asked), interpretation, here)
    state = str(slots.get("state") or "")
    if state in TYPICAL and not any(slots.get(slot) for slot in ("name", "domain", "device_class")):
        interpretation = replace(interpretation, slots={**slots, "domain": TYPICAL[state]})
    return readings(interpretation, here)


def _measuring(asked: str, interpretation: Interpretation, here: Here) -> list[Reading]:
    """The sensors of a measure: those of the room named or of the speaker's, else all."""
    sensors = here.index.kind("sensor", asked)
    place = place_of(interpretation, here)
    areas = place.areas or (frozenset({here.area}) if here.area else frozenset())
    near = [ident for ident in sensors if here.entity(ident).area in areas]
    chosen = near or ([] if place.areas else sensors)
    return [Reading(interpretation, tuple(chosen), 0.95, "kind", areas=place.areas)] if chosen else []


def get_state(reading: Reading, here: Here) -> Act:
    """A thing's state or measure; whether it, or any or all of several, are in the state asked about."""
    slots = reading.interpretation.slots
    asked = slots.get("state")
    if asked is not None:
        return _whether(str(asked), reading, here)
    attribute = str(slots.get("attribute") or "")
    if attribute == "temperature" and len(reading.targets) == 1:
        return get_temperature(reading, here)
    things = [_told(ident, attribute, here) for ident in reading.targets]
    status = "failed" if things and all(t["value"] is None for t in things) and attribute else "answered"
    reason = "no_value" if status == "failed" else ""
    facts = {"things": things, "attribute": attribute}
    return act(reading, here, status="failed" if status == "failed" else "answered", reason=reason, facts=facts)


def _told(ident: str, attribute: str, here: Here) -> dict[str, Value]:
    value = here.attribute(ident, *ATTRIBUTES.get(attribute, (attribute,))) if attribute else None
    if value is None and attribute and here.entity(ident).device_class == attribute:
        value = here.state(ident).state
    if attribute == "brightness" and isinstance(value, int | float):
        value = round(value * 100 / 255)
    if attribute == "volume" and isinstance(value, int | float) and value <= 1:
        value = round(value * 100)
    return {"entity": ident, "state": here.state(ident).state, "value": value}


def _whether(asked: str, reading: Reading, here: Here) -> Act:
    accepted = SAME_STATE.get(asked, frozenset({asked}))
    fitting = [i for i in reading.targets if _is(i, asked, accepted, here)]
    others = [i for i in reading.targets if i not in fitting]
    every = reading.interpretation.slots.get("quantifier") == "all" or " all " in f" {reading.interpretation.text} "
    facts = {"asked": asked, "yes": fitting, "no": others, "every": every}
    return act(reading, here, status="answered", facts=facts)


def _is(ident: str, asked: str, accepted: frozenset[str], here: Here) -> bool:
    state = here.state(ident).state
    if ident.startswith("binary_sensor."):
        return state == (sensed(here.entity(ident).device_class, asked) or asked)
    if ident.startswith("lock."):
        return (
            state == asked
            or (asked == "open" and state in ("unlocked", "open"))
            or (asked == "closed" and state == "locked")
        )
    return state.lower() == asked.lower() or state in accepted


def weather_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The weather entity of that name, or the weather of the place or of the home."""
    name = fold(str(interpretation.slots.get("name") or ""))
    name = goes_on(here, interpretation.text) if set(tokens(name)) <= OWN_WEATHER else name
    interpretation = replace(interpretation, slots={**interpretation.slots, "name": name}) if name else interpretation
    reports = here.index.by_domain.get("weather", [])
    if name:
        named = [m for m in here.index.find(name) if m.id in reports]
        return [Reading(interpretation, (m.id,), m.score, m.how) for m in named[:1]] or [
            Reading(interpretation, match=0.5)
        ]
    own = [i for i in reports if len(reports) == 1 and not here.attribute(i, "place")]
    return [Reading(interpretation, tuple(own))]


def get_weather(reading: Reading, here: Here) -> Act:
    """The weather of a place on a day; today's and the home's where nothing else was said."""
    slots = reading.interpretation.slots
    today = here.context.now.date()
    day = named_day(str(slots.get("date") or "today"), today)
    if day is None or not timedelta(0) <= day - today <= timedelta(days=NEXT_DAYS):
        return act(reading, here, status="unsupported", reason="too_far")
    if reading.targets and day == today:
        return _reported(reading, here)
    name = fold(str(slots.get("name") or "")) if reading.meant == reading.interpretation.intent else ""
    place = town(name, here) if name and not reading.targets else None
    if name and place is None and name not in THERE and not reading.targets:
        return act(reading, here, status="failed", reason="no_place", facts={"place": slots["name"]})
    forecast = here.home.world.forecast(place, day)
    called = spoken_name(place, here) if place else ""
    return act(reading, here, status="answered", facts=_forecast(forecast, today == day, called))


def _is_place(ident: str, reading: Reading, here: Here) -> bool:
    """Whether a report was asked for by a place's name, and not as "the weather"."""
    named = reading.interpretation.slots.get("name")
    return bool(named) and not set(tokens(here.entity(ident).name)) <= OWN_WEATHER


def _reported(reading: Reading, here: Here) -> Act:
    ident = reading.targets[0]
    facts = {
        "place": here.entity(ident).name if _is_place(ident, reading, here) else "",
        "condition": here.state(ident).state,
        "temperature": here.attribute(ident, "temperature"),
        "day": "today",
        "only_temperature": reading.meant != reading.interpretation.intent,
    }
    return act(reading, here, status="answered", facts=facts)


def _forecast(forecast: Forecast, today: bool, place: str) -> dict[str, Value]:
    return {
        "place": place,
        "condition": forecast.condition,
        "temperature": forecast.temperature,
        "low": None if today else forecast.low,
        "rain": forecast.precipitation_probability,
        "day": "today" if today else forecast.day.isoformat(),
    }


def one(interpretation: Interpretation, here: Here) -> list[Reading]:
    """A request about nothing in the home has one reading."""
    return [Reading(interpretation)]


def current_time(reading: Reading, here: Here) -> Act:
    """The time, here: places elsewhere carry no time zone."""
    if reading.interpretation.slots.get("place"):
        return act(reading, here, status="unsupported", reason="not_supported_here")
    return act(reading, here, status="answered", facts={"time": here.context.now.isoformat()})


def current_date(reading: Reading, here: Here) -> Act:
    """The date."""
    return act(reading, here, status="answered", facts={"date": here.context.now.date().isoformat()})


def score(reading: Reading, here: Here) -> Act:
    """How a team's latest game went, of "my team" where none is named; of teams that share a name, the best known's."""
    said = str(reading.interpretation.slots.get("team") or "")
    team = said if set(tokens(said)) - OURS else here.liked("team")
    if not team:
        return act(reading, here, status="asked", reason="missing:team")
    games = here.home.world.score(team, here.context.now.date())
    if not games:
        return act(reading, here, status="failed", reason="no_team")
    game = games[0]
    facts = {"team": game.team, "opponent": game.opponent, "points": game.points, "against": game.against}
    return act(reading, here, status="answered", facts={**facts, "day": game.day.isoformat()})


def restaurants(reading: Reading, here: Here) -> Act:
    """The best restaurants nearby, of a cuisine or of the one the resident likes."""
    slots = reading.interpretation.slots
    cuisine = str(slots.get("cuisine") or here.liked("cuisine"))
    found = here.home.world.restaurants(cuisine)[:MOST_RESTAURANTS]
    if not found or slots.get("place"):
        return act(reading, here, status="failed", reason="no_restaurant")
    told = [{"name": one.name, "distance": one.distance, "cuisine": one.cuisine} for one in found]
    return act(reading, here, status="answered", facts={"restaurants": told})
