"""The home as a screen shows it: devices by room in a few words, what has just changed, and what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from devices.protocol import UNAVAILABLE, Entity, Registry, State
from simulator.live.device_words import in_words
from simulator.live.messages import HomeSeen

FRESH = 6.0
"""Seconds for which a change is shown as one."""

HELPERS = ("timer", "alarm", "reminder")
UNSEEN = (*HELPERS, "scene", "script", "automation", "button")
"""Domains that have no state to be seen in a room."""

MEASURES = ("sensor", "weather", "climate", "todo", "number", "event", "person", "sun", "zone", "update")
"""Domains that are never on or off."""

CHOSEN = {
    "light": ("brightness", "rgb_color", "color_temp_kelvin"),
    "fan": ("percentage",),
    "climate": ("temperature", "fan_mode"),
    "oven": ("target_temperature",),
    "media_player": ("media_title", "volume_level"),
    "screen": ("what",),
}
"""Attributes that somebody chooses, by domain: where one becomes another, that is news."""

RESTING = frozenset(
    {"off", "closed", "locked", "idle", "docked", "standby", "disarmed", "unknown", "paused", "not_home", "0"}
)
DANGERS = frozenset({"smoke", "gas", "carbon_monoxide", "moisture", "problem", "safety", "tamper"})


@dataclass(frozen=True, slots=True)
class Device:
    """One device in a few words."""

    name: str
    """Without its room's name."""
    words: str
    """Its state; empty where on and off say it all."""
    active: bool
    danger: bool = False
    """Smoke is seen, or it cannot be reached."""
    fresh: bool = False
    """Whether it has just changed."""
    news: tuple[object, ...] = ()
    """What is news where it becomes another: its state and what was chosen, not what goes on by itself."""


@dataclass(frozen=True, slots=True)
class Room:
    """One room: what has just changed first, then what is on, then the rest."""

    name: str
    devices: tuple[Device, ...]

    @property
    def fresh(self) -> bool:
        """Whether something has just changed in it."""
        return any(device.fresh for device in self.devices)

    @property
    def active(self) -> int:
        """How many of the devices, the first ones, are on or want to be seen."""
        return sum(device.active or device.danger or device.fresh for device in self.devices)


@dataclass(frozen=True, slots=True)
class Due:
    """A timer, an alarm or a reminder."""

    name: str
    left: float | None
    """Seconds of the home's time; none while it rings or stands still."""
    words: str
    """What happens: the time it is due, `paused`, `ringing`, what will be done."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that is shown of the home."""

    name: str = ""
    rooms: tuple[Room, ...] = ()
    due: tuple[Due, ...] = ()


@dataclass(slots=True)
class HomeWatch:
    """Follows the home from one look to the next; `now` is any clock that never runs back, in seconds."""

    view: HomeView = field(default_factory=HomeView)
    _states: dict[str, State] = field(default_factory=dict)
    _devices: dict[str, Device] = field(default_factory=dict)
    _changed: dict[str, float] = field(default_factory=dict)
    _rooms: tuple[Room, ...] = ()
    _grouped: object = None
    """The registry and devices that the rooms were made of."""

    def look(self, seen: HomeSeen, now: float) -> None:
        """A new look at the home."""
        for ident, state in seen.states.items():
            before = self._states.get(ident)
            if before is state or ident not in seen.registry.entities:
                continue
            self._states[ident] = state
            self._see(seen.registry, ident, state, now)
        for gone in self._states.keys() - seen.states.keys():
            self._states.pop(gone)
            self._devices.pop(gone, None)
        self._rest(now)
        devices = (seen.registry, tuple(self._devices.values()))
        if devices != self._grouped:
            self._grouped, self._rooms = devices, self._by_room(seen.registry)
        self.view = HomeView(seen.registry.settings.name, self._rooms, _due(seen))

    def _rest(self, now: float) -> None:
        """What changed a while ago is no news any more."""
        for ident in [ident for ident, at in self._changed.items() if now - at >= FRESH]:
            del self._changed[ident]
            if ident in self._devices:
                self._devices[ident] = replace(self._devices[ident], fresh=False)

    def _see(self, registry: Registry, ident: str, state: State, now: float) -> None:
        entity = registry.entities[ident]
        if entity.domain in UNSEEN:
            return
        device = describe(entity, state, room=_room_name(registry, entity))
        before = self._devices.get(ident)
        if before is not None and before.news != device.news:
            self._changed[ident] = now
        self._devices[ident] = replace(device, fresh=ident in self._changed)

    def _by_room(self, registry: Registry) -> tuple[Room, ...]:
        rooms: dict[str | None, list[Device]] = {area: [] for area in registry.areas}
        for ident, entity in registry.entities.items():
            if ident in self._devices:
                rooms.setdefault(entity.area if entity.area in registry.areas else None, []).append(
                    self._devices[ident]
                )
        for devices in rooms.values():
            devices.sort(key=lambda device: (not device.fresh, not device.danger, not device.active))
        return tuple(
            Room(registry.areas[area].name if area else "Elsewhere", tuple(devices))
            for area, devices in rooms.items()
            if devices
        )


def describe(entity: Entity, state: State, *, room: str = "") -> Device:
    """A device in a few words."""
    name = _short(entity.name, room)
    if state.state == UNAVAILABLE:
        return Device(name, "gone", False, danger=True, news=(UNAVAILABLE,))
    active = entity.domain not in MEASURES and state.state not in RESTING
    danger = active and (entity.device_class in DANGERS or state.state in ("triggered", "jammed"))
    words = in_words(entity, state)
    return Device(name, words, active, danger, news=_news(entity, state))


def _news(entity: Entity, state: State) -> tuple[object, ...]:
    if entity.domain in ("sensor", "weather"):
        return ()
    return (state.state, *(str(state.attributes.get(name)) for name in CHOSEN.get(entity.domain, ())))


def _short(name: str, room: str) -> str:
    """The name without the room that it stands under: "Kitchen ceiling light" is "Ceiling light" there."""
    rest = name[len(room) :].strip() if room and name.lower().startswith(room.lower() + " ") else name
    return rest[:1].upper() + rest[1:]


def _room_name(registry: Registry, entity: Entity) -> str:
    area = registry.areas.get(entity.area or "")
    return area.name if area else ""


def _due(seen: HomeSeen) -> tuple[Due, ...]:
    """What rings first, then the nearest."""
    due = list(_helpers(seen))
    return tuple(sorted(due, key=lambda one: (one.words != "ringing", one.left is None, one.left or 0.0, one.name)))


def _helpers(seen: HomeSeen) -> Iterator[Due]:
    for ident, state in seen.states.items():
        if not ident.startswith(HELPERS) or ident not in seen.registry.entities:
            continue
        entity = seen.registry.entities[ident]
        if entity.domain == "timer" and state.state != "idle":
            yield _timer(entity, state)
        elif entity.domain in ("alarm", "reminder") and state.state != "idle":
            yield _alarm(entity, state, seen.at)


def _timer(entity: Entity, state: State) -> Due:
    remaining = state.attributes.get("remaining")
    left = float(remaining) if isinstance(remaining, int | float) else None
    command = state.attributes.get("conversation_command")
    if command:
        return Due(str(command), left, "")
    words = "paused" if state.state == "paused" else ""
    return Due(_short(entity.name, ""), left, words)


def _alarm(entity: Entity, state: State, now: datetime) -> Due:
    name = str(state.attributes.get("message") or state.attributes.get("name") or entity.domain)
    due = state.attributes.get("time")
    if state.state == "ringing" or not due:
        return Due(_short(name, ""), None, state.state)
    at = datetime.fromisoformat(str(due))
    return Due(_short(name, ""), max(0.0, (at - now).total_seconds()), f"{at:%H:%M}")
