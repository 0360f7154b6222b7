"""What is read for lights, climate, covers, fans and states."""

from __future__ import annotations

from assistant.nlu.colours import colour_at, white_at
from assistant.nlu.lexicon import ATTRIBUTES, LEFT, STATES
from assistant.nlu.readers.common import Slots, number_in, share_in, unused, whole
from assistant.nlu.sensing import THINGS, measure_in, sense_in
from assistant.nlu.sentences import listed
from assistant.nlu.slots import Request


def light_set(request: Request) -> Slots:
    """Brightness, colour, colour temperature."""
    slots: Slots = {}
    words = request.words
    if white := unused(request, white_at):
        slots["temperature"] = white
    elif colour := unused(request, colour_at):
        slots["color"] = colour
    value = share_in(request)
    if value is not None and (request.has("kelvin", "k") or (value >= 1000 and not request.has("percent"))):
        slots["temperature"] = whole(value)
    elif value is not None:
        slots["brightness"] = whole(max(0.0, min(100.0, value)))
    if not slots and "warm" in words:
        slots["temperature"] = 2700
    elif not slots and "cool" in words:
        slots["temperature"] = 4000
    return slots


DIMMER = ("dim", "dimmer", "darker", "down", "lower", "reduce", "decrease", "soften", "softer", "less", "tone", "fade")


TOO_BRIGHT = (
    "too bright",
    "too harsh",
    "too strong",
    "blinding",
    "hurt",
    "hurts",
    "hurting",
    "mellow",
    "not so bright",
)


BRIGHTER = ("too dim", "too dark", "not bright enough", "isn't bright enough", "barely see", "can't see")


def light_adjust(request: Request) -> Slots:
    """Direction, and by how much."""
    slots: Slots = {"direction": "up"}
    if request.has("warmer", "too cold", "too blue"):
        slots["direction"] = "warmer"
    elif request.has("cooler", "too warm", "too yellow"):
        slots["direction"] = "cooler"
    elif not request.has(*BRIGHTER) and request.has(*DIMMER, *TOO_BRIGHT):
        slots["direction"] = "down"
    value = share_in(request)
    if value is not None:
        slots["step"] = whole(value)
    return slots


COLDER = ("cooler", "colder", "cool", "down", "lower", "decrease", "reduce", "less")


TOO_HOT = ("hot", "boiling", "sweating", "roasting", "too warm", "an oven", "a sauna", "stuffy", "so warm")


def climate_adjust(request: Request) -> Slots:
    """Direction, and by how many degrees."""
    cooling = request.has("ac", "air con", "air conditioning", "air conditioner")
    down = request.has(*COLDER) or (request.has(*TOO_HOT) and not request.has("hotter"))
    if cooling and request.has("up", "raise", "increase"):
        down = True
    elif cooling and request.has("down", "lower"):
        down = False
    slots: Slots = {"direction": "down" if down else "up"}
    value = number_in(request)
    if value is not None and request.has("degrees", "degree", "by"):
        slots["step"] = whole(value)
    return slots


def temperature(request: Request) -> Slots:
    """Degrees, in the home's unit."""
    value = number_in(request)
    return {} if value is None else {"temperature": whole(value)}


def position(request: Request) -> Slots:
    """Percent open."""
    value = share_in(request)
    if value is None and request.has("a bit", "a little", "slightly", "a crack"):
        value = 25.0 if request.has("open", "raise", "up") else 75.0
    return {} if value is None else {"position": whole(value)}


def fan_speed(request: Request) -> Slots:
    """Percent of full speed."""
    value = share_in(request)
    if request.has("low", "slow", "lowest"):
        value = 33.0
    elif request.has("high", "full blast"):
        value = 100.0
    elif request.has("medium"):
        value = 66.0
    return {} if value is None else {"percentage": whole(value)}


def fan_mode(request: Request) -> Slots:
    """A climate device's fan mode: the last word for one, as "on" may stand before a room."""
    modes = (
        "auto",
        "low",
        "medium",
        "high",
        "quiet",
        "silent",
        "turbo",
        "middle",
        "top",
        "focus",
        "diffuse",
        "on",
        "off",
    )
    said = [word for word in request.words if word in modes or word in _SAME_MODE]
    return {"fan_mode": _SAME_MODE.get(said[-1], said[-1])} if said else {}


_SAME_MODE = {"automatic": "auto", "focused": "focus", "diffused": "diffuse"}


def get_state(request: Request) -> Slots:
    """The state or attribute asked for, and what senses it."""
    words = request.words
    if words[:1] in (["did"], ["have"], ["has"], ["was"]):
        return _done_by_somebody(words)
    sensors = {domain for known in request.known if "sensor" in known.domains for domain in known.domains}
    if sensors and not ("binary_sensor" in sensors and words[0] in ("is", "are")):
        return _measured(request)
    if not _which(words) and words[:1] in (["what"], ["what's"], ["how"], ["tell"]):
        if request.has("set to", "set at", "set it to"):
            return {"attribute": "target"}
        attribute = next((ATTRIBUTES[word] for word in words if word in ATTRIBUTES), None)
        if attribute:
            return {"attribute": attribute}
    state = _state_said(request)
    slots = _sensed(request)
    if slots and state in ("open", "closed", "ready"):
        return slots
    return {"state": state, **slots} if state else slots


def _which(words: list[str]) -> bool:
    """Whether it is asked which or how many are in a state: "what batteries are low", not "what is the battery"."""
    if words[:2] == ["how", "many"]:
        return True
    sensed = sense_in(words)
    return words[0] == "what" and {"is", "are"} & set(words[2:]) != set() and bool(sensed and sensed[1])


def _state_said(request: Request) -> str | None:
    """The state that the words name; "not" before it turns it round."""
    for at, word in enumerate(request.words):
        if word in STATES and request.free(at, at + 1):
            denied = at > 0 and request.words[at - 1] == "not"
            return _OPPOSITE.get(STATES[word]) if denied else STATES[word]
    return None


_OPPOSITE = {
    **{"on": "off", "off": "on", "open": "closed", "closed": "open", "locked": "unlocked", "unlocked": "locked"},
    **{"home": "not_home", "not_home": "home"},
}


def _measured(request: Request) -> Slots:
    """What a sensor that is named measures; of two of one name that tells which."""
    free = [word for at, word in enumerate(request.words) if request.free(at, at + 1)]
    measure = measure_in(free)
    state = None if measure else _state_said(request)
    return {"domain": "sensor", "device_class": measure} if measure else {"state": state} if state else {}


def _done_by_somebody(words: list[str]) -> Slots:
    """The state that was left behind: "did I lock the door"."""
    state = next((word for word in words if word in ("off", "open", "unlocked")), None)
    state = state or next((LEFT[word] for word in words if word in LEFT), None)
    return {"state": state} if state else {}


def _sensed(request: Request) -> Slots:
    """What binary sensors are asked; of "any", "all" or "how many" of them no one is named, though it be called so."""
    several = request.has("any", "all", "which", "what", "how many", "each", "every", "is there", "are there")
    free = [word for at, word in enumerate(request.words) if request.free(at, at + 1)]
    found = sense_in(request.words if several else free)
    if found is None:
        return {}
    kind, state = found
    slots: Slots = {"domain": "binary_sensor", "device_class": kind} | ({"state": state} if state else {})
    if (several and sense_in(free) != found) or not THINGS.isdisjoint(free):
        slots["name"] = None
    return slots


def coffee(request: Request) -> Slots:
    """The size of the cup."""
    size = next((word for word in request.words if word in listed("cup_size")), None)
    return {"size": size} if size else {}
