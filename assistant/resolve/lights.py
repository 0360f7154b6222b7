"""Lights: brightness, colour, colour temperature, and dimmer or brighter."""

from __future__ import annotations

from assistant.resolve.acts import act, each
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.turn import Act
from devices.protocol import Command, Value

STEP = 20
"""Percent points of "brighter" where no step is said."""

KELVIN_STEP = 700
"""Of "warmer" and "cooler"."""

NEUTRAL = 3500
"""Kelvin of a light whose colour temperature isn't known."""

FULL = 255

KELVINS: dict[str, int] = {
    "candlelight": 2000, "candle light": 2000, "warm": 2700, "warm white": 2700, "soft white": 3000, "neutral": 3500,
    "neutral white": 3500, "white": 4000, "cool": 5000, "cool white": 5000, "cold white": 6000, "daylight": 6500,
}  # fmt: skip
"""Whites by name, in kelvin; other words are colours."""


def light_set(reading: Reading, here: Here) -> Act:
    """Sets brightness in percent, a colour by name, or a colour temperature in kelvin or by name."""
    slots = reading.interpretation.slots
    data: dict[str, Value] = {}
    if slots.get("brightness") is not None:
        data["brightness_pct"] = slots["brightness"]
    colour = str(slots.get("color") or "").lower()
    if colour in KELVINS and colour != "white":
        data["color_temp_kelvin"] = KELVINS[colour]
    elif colour:
        data["color_name"] = colour
    temperature = slots.get("temperature")
    if isinstance(temperature, int | float):
        data["color_temp_kelvin"] = round(temperature)
    elif str(temperature or "").lower() in KELVINS:
        data["color_temp_kelvin"] = KELVINS[str(temperature).lower()]
    if not data:
        return act(reading, here, each(reading, "turn_on"))
    return act(reading, here, each(reading, "turn_on", data), facts=data)


def light_adjust(reading: Reading, here: Here) -> Act:
    """Brighter, dimmer, warmer or cooler than now; a light that is off and shall be dimmer stays off."""
    direction = str(reading.interpretation.slots.get("direction") or "up")
    if direction in ("warmer", "cooler"):
        return act(
            reading, here, [_tinted(i, direction, here) for i in reading.targets], facts={"direction": direction}
        )
    step = reading.interpretation.slots.get("step")
    points = (step if isinstance(step, int | float) else STEP) * (1 if direction == "up" else -1)
    lit = [i for i in reading.targets if here.state(i).state == "on"]
    chosen = lit or (list(reading.targets) if points > 0 else [])
    commands = [_stepped(ident, points, here) for ident in chosen]
    facts = {"direction": direction, "brightness_pct": commands[0].data["brightness_pct"]} if commands else {}
    return act(reading, here, commands, facts=facts, reason="" if commands else "already")


def _stepped(ident: str, points: float, here: Here) -> Command:
    now = round(float(here.attribute(ident, "brightness") or 0) * 100 / FULL)
    return Command(ident, "turn_on", {"brightness_pct": min(100, max(1, round(now + points)))})


def _tinted(ident: str, direction: str, here: Here) -> Command:
    now = here.attribute(ident, "color_temp_kelvin") or NEUTRAL
    kelvin = now - KELVIN_STEP if direction == "warmer" else now + KELVIN_STEP
    return Command(ident, "turn_on", {"color_temp_kelvin": min(6500, max(2000, kelvin))})
