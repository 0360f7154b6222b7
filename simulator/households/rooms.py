"""In which room something happens, and to which satellite one speaks there."""

from __future__ import annotations

from devices.protocol import Registry
from simulator.draws import drawn
from simulator.households import needs
from simulator.households.values import Resident


class Rooms:
    """The rooms of one home."""

    def __init__(self, registry: Registry, seed: str) -> None:
        self._areas, self._seed = registry.areas, seed
        self._satellites = {one.id: one.area for one in registry.satellites.values()}

    def of_moment(self, moment: str, resident: Resident, key: tuple[object, ...]) -> str:
        """The room of a moment: one whose id says so, of bedrooms their own; else any with a satellite, by chance."""
        for part in needs.ROOMS[moment]:
            found = [one for one in self._areas if part in one]
            if part == "bedroom":
                found = self._bedrooms(resident, found)
            if found:
                return found[0]
        rooms = [one for one in self._areas if one in self._satellites.values()] or list(self._areas)
        return drawn(self._seed, *key, resident.id, "room").choice(rooms)

    def _bedrooms(self, resident: Resident, found: list[str]) -> list[str]:
        """Where somebody sleeps: always the same room; children in theirs."""
        own = [one for one in self._areas if resident.age == "child" and "kids" in one]
        return own or ([drawn(self._seed, resident.id, "bedroom").choice(found)] if found else [])

    def of_television(self) -> str:
        """Where the television stands; empty where there is no living room."""
        return next((one for one in self._areas if "living" in one), "")

    def satellite(self, area: str) -> str:
        """The room's own, else one on its floor, else any; empty where there is none."""
        floor = self._areas[area].floor if area in self._areas else None
        own = (one for one, where in self._satellites.items() if where == area)
        near = (one for one, where in self._satellites.items() if where and self._areas[where].floor == floor)
        return next(own, "") or next(near, "") or next(iter(self._satellites), "")
