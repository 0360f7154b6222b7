"""Where everybody is: up in a room, asleep, or away."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.households.values import Resident


class Whereabouts:
    """The people of one home. Those who live there begin asleep; guests begin away."""

    def __init__(self, residents: Iterable[Resident]) -> None:
        self._up: dict[str, str] = {}
        self._asleep = dict.fromkeys(resident.id for resident in residents)

    def room(self, resident: Resident) -> str | None:
        """The room of somebody who is at home and up; none where they are not."""
        return self._up.get(resident.id)

    def is_home(self, resident: Resident) -> bool:
        """Whether they are at home, up or asleep."""
        return resident.id in self._up or resident.id in self._asleep

    def comes(self, resident: Resident, room: str) -> None:
        """They are up, and in this room now."""
        self._asleep.pop(resident.id, None)
        self._up[resident.id] = room

    def sleeps(self, resident: Resident) -> None:
        """They are asleep."""
        self._up.pop(resident.id, None)
        self._asleep[resident.id] = None

    def leaves(self, resident: Resident) -> None:
        """They are away."""
        self._up.pop(resident.id, None)
        self._asleep.pop(resident.id, None)

    def rooms_of_others(self, resident: Resident) -> tuple[str, ...]:
        """The rooms of all who are up beside this one."""
        return tuple(room for one, room in self._up.items() if one != resident.id)
