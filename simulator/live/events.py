"""What a person at the terminal can let happen in the home: a motion, a smoke alarm, somebody who comes home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.protocol import Registry

BRIEFLY = 20.0
"""Seconds of the home after which a sensor falls back, and a door is locked again."""


@dataclass(frozen=True, slots=True)
class Change:
    """A device's new state, so many seconds of the home from now."""

    entity: str
    state: str
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: in words, and in the states of devices."""

    said: str
    changes: tuple[Change, ...]


KINDS = ("motion", "smoke", "arrival")


def event(kind: str, registry: Registry, *, who: str = "somebody") -> Event | None:
    """An event of a kind in a home; none where the home has nothing that would notice it."""
    if kind == "arrival":
        return _arrival(registry, who)
    sensor = next(_sensors(registry, kind), None)
    if sensor is None:
        return None
    name = registry.entities[sensor].name
    return Event(f"{name}: {kind}", (Change(sensor, "on"), Change(sensor, "off", BRIEFLY)))


def _arrival(registry: Registry, who: str) -> Event | None:
    """The front door is unlocked by hand, the hall sees a motion, and the door is locked again."""
    lock = next((ident for ident in registry.entities if ident.startswith("lock.")), None)
    motion = next(_sensors(registry, "motion"), None)
    changes: tuple[Change, ...] = ()
    if lock is not None:
        changes += (Change(lock, "unlocked"), Change(lock, "locked", BRIEFLY))
    if motion is not None:
        changes += (Change(motion, "on", 3.0), Change(motion, "off", BRIEFLY))
    return Event(f"{who} comes home", changes) if changes else None


def _sensors(registry: Registry, device_class: str) -> Iterator[str]:
    for ident, entity in registry.entities.items():
        if ident.startswith("binary_sensor.") and entity.device_class == device_class:
            yield ident
