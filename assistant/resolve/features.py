"""What speaks for and against a reading: named features of one candidate, 0 to 1 each.

Features are sparse: what is not named is 0. They see the home, the place, the dialogue and the habits, never a
sentence: a weight learnt for one holds for every request. `rank` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.habits import causes
from assistant.resolve.here import Here, occupied
from assistant.resolve.kinds import DOING_STEMS, PRONOUNS
from assistant.resolve.reading import Reading
from assistant.resolve.senses import sensed
from assistant.resolve.words import stems

FEATURES: dict[str, str] = {
    "confidence": "how sure the interpreter is of the interpretation",
    "match": "how well the words fit the thing's name or kind",
    "exact": "the whole name or alias was said",
    "overlap": "words of the request that the thing's names and doings hold, where it wasn't named",
    "no_target": "it is about nothing in the home: talk, time, what nobody here does",
    "unfound": "something was named that isn't here",
    "same_area": "the share of the things in the room that was named, or else in the speaker's",
    "other_area": "the thing is in another room, and no room was named",
    "asked_elsewhere": "a question about a thing in another room that was not named",
    "other_place": "a room was named, and the thing is in another",
    "same_floor": "the thing is in another room of the speaker's floor",
    "at_satellite": "the thing is the one spoken to: the display, the speaker",
    "would_change": "the thing is in the state that the act would change",
    "no_change": "the thing already is as the act would make it",
    "busy": "the thing is at work here: heating, brewing, playing, moving, on",
    "busy_elsewhere": "the same, in another room than the speaker's, or where that is not known",
    "idle": "a question about the measure of a thing that is off",
    "natural": "what such a question is about when nothing else is in sight: the room",
    "mentioned": "the session was about it, 1 for the last turn",
    "pointed_at_said": "the same, where the words only point: it, that",
    "just_changed": "it changed in the last minutes",
    "pointed_at_news": "the same, where the words only point: it, that",
    "said_lately": "a reply has just been heard, which can be said again",
    "ringing": "it rings",
    "occupied": "a sensor sees somebody in the thing's room",
    "follows": "how often it was asked for after what has just happened here",
    "hour": "how often it was asked for at this time of day",
    "usual": "how often just this was asked for by the resident, of all that the words may mean",
    "screen_here": "something to watch, on a screen, asked for at a screen",
    "screen_near": "something to watch, on a screen in the room, asked for at no screen",
    "screen_missing": "something to watch, on a thing without a screen",
    "sound_on_screen": "something to hear, on a thing with a screen",
    "taste": "the share of the resident's plays that are of its kind or genre",
    "preference": "what the resident said they like",
    "dislike": "what the resident said they don't like",
    "same_artist": "by the artist who plays there now",
    "popularity": "how well known a title is",
    "can_be": "the thing can be in the state, or has the measure, that was asked about",
    "implausible": "a value that such a thing never has: an oven's degrees for a room",
}
"""Every feature, with what it says."""

BUSY = frozenset(
    {
        "on", "heating", "ready", "brewing", "playing", "paused", "buffering", "opening", "closing", "cleaning",
        "mowing", "returning", "running", "showing", "active", "ringing",
    }
)  # fmt: skip
"""States of a thing at work."""

POINTED = frozenset({"pointed", "mentioned"})
"""Ways to match that only point."""

UNNAMED = frozenset({"none", "kind", "doing"})
"""Ways to match that name no thing of its own."""

OFF = frozenset({"off", "idle", "standby", "unavailable", "unknown"})

WOULD_CHANGE: dict[str, frozenset[str]] = {
    "HassTurnOff": BUSY | {"open", "unlocked", "heat", "cool", "auto", "heat_cool"},
    "HassTurnOn": OFF | {"closed", "unlocked", "docked", "paused"},
    "HassMediaPause": frozenset({"playing", "buffering", "cleaning"}),
    "HassMediaUnpause": frozenset({"paused"}),
    "HassMediaNext": frozenset({"playing", "paused"}),
    "HassMediaPrevious": frozenset({"playing", "paused"}),
    "HassMediaPlayerMute": frozenset({"playing"}),
    "HassSetVolume": frozenset({"playing", "on", "paused"}),
    "HassSetVolumeRelative": frozenset({"playing", "on", "paused"}),
    "MediaInfo": frozenset({"playing", "paused"}),
    "HassStopMoving": frozenset({"opening", "closing"}),
    "LightAdjust": frozenset({"on", "off"}),
    "HassFanSetSpeed": frozenset({"on", "off"}),
    "HassLightSet": frozenset({"on", "off"}),
    "ClimateAdjust": frozenset({"heat", "cool", "auto", "heat_cool", "heating", "ready"}),
    "HassVacuumStart": frozenset({"docked", "idle", "paused"}),
    "HassVacuumReturnToBase": frozenset({"cleaning", "paused", "idle", "error"}),
    "CoffeeBrew": frozenset({"off", "ready"}),
    "OvenPreheat": frozenset({"off", "heating", "ready"}),
}
"""By intent, the states in which it makes sense."""

QUESTIONS = frozenset({"HassGetState", "HassClimateGetTemperature", "MediaInfo"})

SENSORS = ("binary_sensor.", "sensor.")

UNSEEN = 3
"""Counts given to what was never seen."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What habit leads one to expect now, by entity; made once a turn."""

    follows: Mapping[str, float]
    hour: Mapping[str, float]
    occupied: frozenset[str]
    """Rooms in which a sensor sees somebody."""
    usual: Mapping[tuple[str, ...], float] = field(default_factory=dict)
    """By all the things meant at once, how often this resident asked for just them."""


def expectations(here: Here) -> Expectations:
    """What follows what has just happened, what is usual at this hour and at any, and where people are."""
    context, habits = here.context, here.context.habits
    follows: dict[str, float] = {}
    for cause in causes(context.recent, context.now):
        for ident, share in _shares(habits.sequels(cause, context.who)).items():
            follows[ident] = max(follows.get(ident, 0.0), share)
    hour = _shares(habits.around(context.now, context.who))
    return Expectations(follows, hour, occupied(here.index, here.states), _counts(habits.usual.get(context.who, {})))


def among(expected: Expectations, readings: Iterable[Reading]) -> Expectations:
    """What is usual as a share of all that these readings mean, and of a few for what was never asked."""
    counts = {r.targets: expected.usual.get(tuple(sorted(r.targets)), 0.0) for r in readings if r.targets}
    total = sum(counts.values()) + UNSEEN
    return replace(expected, usual={targets: count / total for targets, count in counts.items()})


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    """By entity, its share of the counts and of a few for what was never seen, so that once proves little."""
    total = sum(counts.values()) + UNSEEN
    shares: dict[str, float] = {}
    for targets, count in _counts(counts).items():
        for ident in targets:
            shares[ident] = shares.get(ident, 0.0) + count / total
    return shares


def _counts(asked: Mapping[str, int]) -> dict[tuple[str, ...], float]:
    """By the things meant at once, how often they were asked for, whatever was to be done with them."""
    counts: dict[tuple[str, ...], float] = {}
    for text, count in asked.items():
        targets = tuple(text.partition("|")[2].split("+"))
        counts[targets] = counts.get(targets, 0.0) + count
    return counts


def features(reading: Reading, here: Here, expected: Expectations) -> dict[str, float]:
    """A reading's features, those that aren't 0."""
    found = {"confidence": reading.interpretation.confidence, "match": reading.match}
    if reading.how == "exact":
        found["exact"] = 1.0
    elif not reading.targets and reading.how == "none" and not reading.intent:
        found["no_target"] = 1.0
    if reading.targets:
        _about_place(found, reading, here)
        _about_state(found, reading, here)
        if reading.meant == "HassGetState":
            found["can_be"] = _can_be(reading, here)
        _about_use(found, reading, here, expected)
    found.update(reading.clues)
    return {name: value for name, value in found.items() if value}


def _about_place(found: dict[str, float], reading: Reading, here: Here) -> None:
    areas = {here.area_of(i) for i in reading.targets}
    if reading.areas:
        found["same_area" if areas & reading.areas else "other_place"] = 1.0
        return
    if here.area is None:
        return
    if here.area in areas:
        found["same_area"] = sum(here.area_of(i) == here.area for i in reading.targets) / len(reading.targets)
    elif areas != {None}:
        found["other_area"] = 1.0
        found["asked_elsewhere"] = float(reading.meant in QUESTIONS and reading.how in UNNAMED)
        floor = _floor(here.area, here)
        found["same_floor"] = float(floor is not None and floor in {_floor(a, here) for a in areas if a})
    if len(reading.targets) == 1 and reading.targets[0].partition(".")[2] == here.context.assistant:
        found["at_satellite"] = 1.0


def _floor(area: str, here: Here) -> str | None:
    declared = here.registry.areas.get(area)
    return declared.floor if declared else None


def _about_state(found: dict[str, float], reading: Reading, here: Here) -> None:
    states = [here.state(i).state for i in reading.targets]
    sensible = WOULD_CHANGE.get(reading.meant)
    if sensible is not None:
        share = sum(state in sensible for state in states) / len(states)
        found["would_change"], found["no_change"] = share, float(share == 0)
    sensing = all(i.startswith(SENSORS) for i in reading.targets)  # a window that is open is not at work
    if reading.how != "exact" and not sensing:
        busy = "busy" if found.get("same_area") else "busy_elsewhere"
        found[busy] = float(any(state in BUSY for state in states))
        found["idle"] = float(reading.meant in QUESTIONS and states[0] in OFF)


def _can_be(reading: Reading, here: Here) -> float:
    """The share of the things that can be in the state asked about, or have the measure."""
    slots = reading.interpretation.slots
    asked, attribute = slots.get("state"), slots.get("attribute")
    if asked is None and attribute is None:
        return 0.0
    fitting = 0
    for ident in reading.targets:
        device_class = here.entity(ident).device_class if ident in here.registry.entities else None
        if asked is not None and ident.startswith("binary_sensor."):
            fitting += sensed(device_class, str(asked)) is not None
        elif attribute is not None:
            held = here.attribute(ident, str(attribute), f"current_{attribute}")
            fitting += device_class == attribute or held is not None
    return fitting / len(reading.targets)


def _about_use(found: dict[str, float], reading: Reading, here: Here, expected: Expectations) -> None:
    targets = reading.targets
    mention, news = ("pointed_at_said", "pointed_at_news") if _points(reading) else ("mentioned", "just_changed")
    found[mention] = sum(here.mentioned.get(i, 0.0) for i in targets) / len(targets)
    found[news] = sum(here.changed.get(i, 0.0) for i in targets) / len(targets)
    found["follows"] = max(expected.follows.get(i, 0.0) for i in targets)
    found["hour"] = max(expected.hour.get(i, 0.0) for i in targets)
    found["usual"] = expected.usual.get(targets, 0.0)
    if expected.occupied and here.area is None:
        found["occupied"] = float(any(here.area_of(i) in expected.occupied for i in targets))
    entity = here.registry.entities.get(targets[0])
    if entity and reading.how in UNNAMED and len(targets) == 1 and reading.interpretation.text:
        said = stems(reading.interpretation.text)
        found["overlap"] = len(said & _called((entity.name, *entity.aliases), entity.domain)) / max(1, len(said))


def _points(reading: Reading) -> bool:
    """Whether the words only point: "it", "that one"."""
    return reading.how in POINTED or (
        reading.how == "none" and not PRONOUNS.isdisjoint(reading.interpretation.text.lower().split())
    )


@lru_cache(maxsize=8192)
def _called(names: tuple[str, ...], domain: str) -> frozenset[str]:
    return frozenset().union(*(stems(name) for name in names), DOING_STEMS.get(domain, frozenset()))
