"""Any device without physics of its own: a table of services says what each does to state and attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from devices.device import Device, Response
from devices.house import House
from devices.parameters import Data, as_number, invalid, needed_number, whole, word
from devices.protocol import Entity, Value


@dataclass(frozen=True, slots=True)
class Effect:
    """What one service does."""

    state: str | None = None
    """The state it leads to; none leaves it."""
    needs: tuple[str, ...] = ()
    """Parameters that must be given; they become attributes."""
    takes: tuple[str, ...] = ()
    """Parameters that become attributes where given."""
    becomes: str | None = None
    """The parameter whose value is the new state."""
    stamps: bool = False
    """The state becomes the time, as of a button pressed."""
    adds: float | None = None
    """The state is a number and grows by this many `step`s."""
    turns: tuple[str, str] | None = None
    """Two states to go between."""
    options: int | None = None
    """Goes this many on in the attribute `options`; 0 is the first, -2 the last."""
    answers: str | None = None
    """The attribute given back in the response, under its own name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One domain."""

    initial: str
    services: Mapping[str, Effect] = field(default_factory=dict)


ON, OFF = Effect("on"), Effect("off")
SWITCH = {"turn_on": ON, "turn_off": OFF, "toggle": Effect(turns=("on", "off"))}
ARM = {f"alarm_arm_{mode}": Effect(f"armed_{mode}", takes=("code",)) for mode in ("home", "away", "night", "vacation")}
PRESS = {"press": Effect(stamps=True), "turn_on": Effect(stamps=True)}
NUMBER = {
    "set_value": Effect(becomes="value"),
    "increment": Effect(adds=1.0),
    "decrement": Effect(adds=-1.0),
}
SELECT = {
    "select_option": Effect(becomes="option"),
    "select_next": Effect(options=1),
    "select_previous": Effect(options=-1),
    "select_first": Effect(options=0),
    "select_last": Effect(options=-2),
}
SET_VALUE = {"set_value": Effect(becomes="value")}
SET_DATETIME = {"set_datetime": Effect(becomes="datetime"), "set_value": Effect(becomes="datetime")}

KINDS: dict[str, Kind] = {
    "air_quality": Kind("unknown"),
    "alarm_control_panel": Kind(
        "disarmed",
        {
            **ARM,
            "alarm_arm_custom_bypass": Effect("armed_custom_bypass", takes=("code",)),
            "alarm_disarm": Effect("disarmed", takes=("code",)),
            "alarm_trigger": Effect("triggered"),
        },
    ),
    "button": Kind("unknown", PRESS),
    "calendar": Kind("off", {"create_event": Effect(needs=("summary",)), "get_events": Effect(answers="events")}),
    "camera": Kind(
        "idle",
        {
            "turn_on": Effect("streaming"),
            "turn_off": Effect("off"),
            "enable_motion_detection": Effect(),
            "disable_motion_detection": Effect(),
            "snapshot": Effect(),
            "play_stream": Effect("streaming"),
            "record": Effect("recording"),
        },
    ),
    "counter": Kind("0", {**NUMBER, "reset": Effect("0")}),
    "date": Kind("unknown", {"set_value": Effect(becomes="date")}),
    "datetime": Kind("unknown", SET_DATETIME),
    "device_tracker": Kind("not_home", {"see": Effect(becomes="location_name")}),
    "event": Kind("unknown"),
    "group": Kind("off", SWITCH),
    "humidifier": Kind(
        "off", {**SWITCH, "set_humidity": Effect(needs=("humidity",)), "set_mode": Effect(needs=("mode",))}
    ),
    "image": Kind("unknown", {"snapshot": Effect()}),
    "input_boolean": Kind("off", SWITCH),
    "input_button": Kind("unknown", PRESS),
    "input_datetime": Kind("unknown", SET_DATETIME),
    "input_number": Kind("0", NUMBER),
    "input_select": Kind("unknown", SELECT),
    "input_text": Kind("", SET_VALUE),
    "notify": Kind("unknown", {"send_message": Effect(needs=("message",), stamps=True)}),
    "number": Kind("0", NUMBER),
    "person": Kind("not_home"),
    "remote": Kind(
        "off",
        {**SWITCH, "send_command": Effect(needs=("command",)), "learn_command": Effect(), "delete_command": Effect()},
    ),
    "select": Kind("unknown", SELECT),
    "siren": Kind("off", {**SWITCH, "turn_on": Effect("on", takes=("tone", "volume_level", "duration"))}),
    "sun": Kind("above_horizon"),
    "switch": Kind("off", SWITCH),
    "text": Kind("", SET_VALUE),
    "time": Kind("unknown", {"set_value": Effect(becomes="time")}),
    "update": Kind("off", {"install": OFF, "skip": OFF, "clear_skipped": Effect()}),
    "water_heater": Kind(
        "off",
        {
            **SWITCH,
            "set_temperature": Effect(needs=("temperature",)),
            "set_operation_mode": Effect(becomes="operation_mode"),
            "set_away_mode": Effect(needs=("away_mode",)),
        },
    ),
    "zone": Kind("0"),
}
"""Home Assistant's domains without a file of their own."""

OTHER = Kind("off", SWITCH)
"""Any other domain."""

LIMITS: dict[str, tuple[float, float]] = {"humidity": (0, 100), "temperature": (-50, 300), "volume_level": (0, 1)}
"""What parameters that are numbers may be."""


class Generic(Device):
    """A device that is its table."""

    def __init__(self, house: House, entity: Entity, state: str | None, attributes: Mapping[str, Value]) -> None:
        self.kind = KINDS.get(entity.domain, OTHER)
        super().__init__(house, entity, self.kind.initial if state is None else state, attributes)

    def has(self, service: str) -> bool:
        return service in self.kind.services

    def serve(self, service: str, data: Data) -> Response:
        effect = self.kind.services[service]
        attributes = _attributes(effect, data)
        self.update(self._next(effect, data), **attributes)
        return {effect.answers: self.get(effect.answers, [])} if effect.answers else None

    def _next(self, effect: Effect, data: Data) -> str | None:
        """The state that an effect leads to; none where it stays."""
        if effect.becomes is not None:
            return self._chosen(effect.becomes, data)
        if effect.stamps:
            return self.house.now.isoformat()
        if effect.adds is not None:
            return self._added(effect.adds, data)
        if effect.turns is not None:
            on, off = effect.turns
            return on if self.state == off else off
        if effect.options is not None:
            return self._moved(effect.options)
        return effect.state

    def _chosen(self, key: str, data: Data) -> str:
        chosen = word(data, key, "value")
        options = self.get("options")
        if chosen is None:
            raise invalid(f"the {key.replace('_', ' ')} is missing")
        if isinstance(options, list) and chosen not in options:
            raise invalid(f"there is no {chosen} to choose")
        if self.entity.domain in ("number", "input_number"):
            low, high = as_number(self.get("min")), as_number(self.get("max"))
            bounds = (-1e9 if low is None else low, 1e9 if high is None else high)
            return f"{needed_number({'value': chosen}, 'value', *bounds):g}"
        return chosen

    def _added(self, steps: float, data: Data) -> str:
        step = as_number(self.get("step"))
        number = (as_number(self.state) or 0.0) + steps * (1.0 if step is None else step)
        low, high = as_number(self.get("min")), as_number(self.get("max"))
        number = number if low is None else max(low, number)
        return f"{number if high is None else min(high, number):g}"

    def _moved(self, by: int) -> str | None:
        options = self.get("options")
        if not isinstance(options, list) or not options:
            raise invalid("there is nothing to choose from")
        names = [str(option) for option in options]
        if by in (0, -2):
            return names[0 if by == 0 else -1]
        return names[(names.index(self.state) + by) % len(names)] if self.state in names else names[0]


def _attributes(effect: Effect, data: Data) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key in (*effect.needs, *effect.takes):
        if data.get(key) is None:
            if key in effect.needs:
                raise invalid(f"the {key.replace('_', ' ')} is missing")
            continue
        limits = LIMITS.get(key)
        # A code is a secret: it opens, and is never shown.
        if key != "code":
            found[key] = whole(needed_number(data, key, *limits)) if limits else data[key]
    return found
