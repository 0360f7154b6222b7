"""What sensors tell, in words, by Home Assistant's device classes: what is sensed, how it is, what is measured.

Binary sensors are asked about in two ways: by what they sense ("is there any smoke", "are the motion sensors clear"),
and by a state that only one class has ("is anything vibrating", "which devices are unplugged").
The classes are those of https://www.home-assistant.io/integrations/binary_sensor and …/sensor; the words are ours and
those of Home Assistant's sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from assistant.nlu.text import normalise

_NOUNS = {
    "battery": "battery|batteries",
    "carbon_monoxide": "carbon monoxide|monoxide|co",
    "gas": "gas",
    "moisture": "leak|leaks|water leak|water leaks|flood|flooding|moisture|water sensor|water sensors|leaking sensor",
    "motion": "motion|movement",
    "occupancy": "occupancy|anyone|anybody|someone|somebody",
    "opening": "openings|opening",
    "problem": "problem|problems",
    "smoke": "smoke|fire",
    "sound": "sound|noise|sounds|noises",
    "update": "update|updates|firmware updates|software updates|firmware update|software update",
    "vibration": "vibration|vibrations",
}

_OWN_STATES = {
    "battery_charging": ("charging", ""),
    "connectivity": ("connected|online", "disconnected|offline"),
    "moisture": ("wet|flooded|leaking", "dry"),
    "occupancy": ("occupied", "unoccupied|empty"),
    "plug": ("plugged in|plugged", "unplugged"),
    "power": ("powered on|powered", "powered off"),
    "presence": ("present", "gone"),
    "safety": ("unsafe", "safe"),
    "tamper": ("tampered with|tampered|tampering", ""),
    "update": ("", "up to date"),
    "vibration": ("vibrating", ""),
}
"""By device class, the words for on and for off that say the class too."""

_SHARED_STATES = {
    "cold": ("cold", ""),
    "heat": ("hot", ""),
    "presence": ("home|at home", "away"),
    "running": ("running", ""),
}
"""The same, of words that are said of other things as well: they mean sensors where "things" or "devices" are."""

_MEASURES = {
    "apparent_power": "apparent power",
    "aqi": "aqi|air quality|air quality index",
    "atmospheric_pressure": "atmospheric pressure|air pressure",
    "battery": "battery|battery level|charge",
    "carbon_dioxide": "carbon dioxide|co2",
    "carbon_monoxide": "carbon monoxide|co",
    "current": "current|electric current|electrical current",
    "data_rate": "data rate|download rate|upload rate|download speed|upload speed|data speed",
    "data_size": "data size|size|size of data",
    "date": "date|calendar date",
    "distance": "distance",
    "duration": "duration",
    "energy": "energy",
    "energy_storage": "stored energy",
    "frequency": "frequency",
    "gas": "gas|gas volume",
    "humidity": "humidity|relative humidity|air humidity|atmospheric humidity",
    "illuminance": "illuminance|light level|brightness level",
    "irradiance": "irradiance|radiation level|irradiation level",
    "moisture": "moisture|percentage of water|ratio of water",
    "monetary": "money|cash|cost",
    "nitrogen_dioxide": "nitrogen dioxide|no2",
    "nitrogen_monoxide": "nitrogen monoxide",
    "nitrous_oxide": "nitrous oxide|n2o",
    "ozone": "ozone|o3",
    "ph": "ph",
    "pm1": "pm1",
    "pm10": "pm10",
    "pm25": "pm2.5|pm25",
    "power": "power",
    "power_factor": "power factor",
    "precipitation": "precipitation|rain|rainfall|snow|snowfall",
    "precipitation_intensity": "precipitation intensity|precipitation rate|rain intensity|rain rate|rainfall intensity|"
    "rainfall rate|snow intensity|snow rate|snowfall intensity|snowfall rate",
    "pressure": "pressure",
    "reactive_power": "reactive power",
    "signal_strength": "signal strength",
    "sound_pressure": "sound pressure|acoustic pressure",
    "speed": "speed|velocity",
    "sulphur_dioxide": "sulphur dioxide|sulfur dioxide|so2",
    "temperature": "temperature|temp",
    "volatile_organic_compounds": "voc|vocs|organic compound|organic compounds|volatile organic compounds|"
    "volatile organic compound",
    "voltage": "voltage|voltage drop",
    "volume": "volume",
    "volume_storage": "stored volume|total stored volume",
    "water": "water|water consumption|consumed water",
    "weight": "weight",
    "wind_speed": "wind speed",
}
"""By device class of a sensor, the words for what it measures."""

Words = tuple[str, ...]
T = TypeVar("T")


def _by_words(table: dict[str, str]) -> dict[Words, str]:
    return {tuple(normalise(said).split()): kind for kind, words in table.items() for said in words.split("|") if said}


def _states(table: dict[str, tuple[str, str]]) -> dict[Words, tuple[str, str]]:
    return {
        tuple(normalise(said).split()): (kind, state)
        for kind, both in table.items()
        for state, words in zip(("on", "off"), both, strict=True)
        for said in words.split("|")
        if said
    }


NOUNS = _by_words(_NOUNS)
OWN_STATES = _states(_OWN_STATES)
SHARED_STATES = _states(_SHARED_STATES)
MEASURES = _by_words(_MEASURES)

LONGEST = 4
"""Words of the longest entry that is looked for."""

THINGS = frozenset({"thing", "things", "device", "devices", "sensor", "sensors", "anything", "something", "everything"})
"""Words for sensors of any class."""

PLAIN_STATES = {
    **dict.fromkeys(("on", "detected", "triggered", "active", "low", "available", "open"), "on"),
    **dict.fromkeys(("off", "clear", "normal", "charged", "full", "quiet", "closed", "shut"), "off"),
}
"""What is said of a sensor of any class."""


def entry_at(table: Mapping[Words, T], words: Sequence[str], at: int) -> tuple[T, int] | None:
    """The longest entry of a table at a word, with its number of words."""
    for size in range(min(LONGEST, len(words) - at), 0, -1):
        found = table.get(tuple(words[at : at + size]))
        if found is not None:
            return found, size
    return None


def sense_in(words: Sequence[str]) -> tuple[str, str | None] | None:
    """What a question asks of binary sensors: device class, and the state where one is said or implied.

    >>> sense_in("are any things cold".split())
    ('cold', 'on')
    >>> sense_in("how many motion sensors are clear".split())
    ('motion', 'off')
    >>> sense_in("is the soup cold".split())
    """
    noun = next(
        (found[0] for at in range(len(words)) if (found := entry_at(NOUNS, words, at)) and _noun(words, at)), None
    )
    if noun == "occupancy" and "home" in words:
        return None  # people are at home or not; rooms are occupied
    own = _state_in(OWN_STATES, words)
    if own is None and noun is None and not THINGS.isdisjoint(words):
        own = _state_in(SHARED_STATES, words)
    if own is not None and noun in (None, own[0], "battery"):
        return own
    if noun is None:
        return ("light", "on") if "detected" in words and not {"light", "lights"}.isdisjoint(words) else None
    state = next((PLAIN_STATES[word] for word in words if word in PLAIN_STATES), None)
    return noun, state or (None if noun == "battery" else "on")


COUNTING = frozenset({"any", "all", "the", "which", "what", "many", "some", "each", "every", "a", "an"})


def _noun(words: Sequence[str], at: int) -> bool:
    """Whether a word is a noun here: an opening is one after an article, and else what shades do."""
    return words[at] != "opening" or (at > 0 and words[at - 1] in COUNTING)


def _state_in(table: dict[Words, tuple[str, str]], words: Sequence[str]) -> tuple[str, str] | None:
    """The first state of a table that is said; "not" before it turns it round."""
    for at in range(len(words)):
        found = entry_at(table, words, at)
        if found:
            kind, state = found[0]
            denied = at > 0 and words[at - 1] == "not"
            return kind, {"on": "off", "off": "on"}[state] if denied else state
    return None


def measure_in(words: Sequence[str]) -> str | None:
    """The device class of what is measured, by the longest words for one."""
    found = [entry for at in range(len(words)) if (entry := entry_at(MEASURES, words, at))]
    return max(found, key=lambda entry: entry[1])[0] if found else None
