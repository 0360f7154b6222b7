"""What can be seen of a home's devices: a live view of their states, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from devices.device import Device
from devices.protocol import State, Value


class States(Mapping[str, State]):
    """A live view of every entity's state."""

    def __init__(self, devices: Mapping[str, Device]) -> None:
        self._devices = devices

    def __getitem__(self, entity: str) -> State:
        return self._devices[entity].seen()

    def __iter__(self) -> Iterator[str]:
        return iter(self._devices)

    def __len__(self) -> int:
        return len(self._devices)

    def __contains__(self, entity: object) -> bool:
        return entity in self._devices


def difference(old: State | None, new: State) -> dict[str, Value]:
    """The state if it is another, and the attributes that are."""
    if old is None:
        return {"state": new.state, **new.attributes}
    changed = {
        key: value for key, value in new.attributes.items() if key not in old.attributes or old.attributes[key] != value
    }
    return {"state": new.state, **changed} if new.state != old.state else changed
