"""The role of who words goals."""

from __future__ import annotations

from random import Random
from typing import Protocol

from simulator.households.values import Goal, Resident, Spoken, Strategy


class Words(Protocol):
    """How goals are worded: see `wording.Wording`."""

    def first(self, goal: Goal, resident: Resident, rng: Random) -> Spoken:
        """In the words that come first."""

    def possible(self, goal: Goal, before: Spoken) -> tuple[Strategy, ...]:
        """The ways in which it can be said again."""

    def again(self, goal: Goal, resident: Resident, before: Spoken, strategy: Strategy, rng: Random) -> Spoken:
        """Once more."""

    def plainest(self, goal: Goal) -> list[str]:
        """In official names and without ornament."""
