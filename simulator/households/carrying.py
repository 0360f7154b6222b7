"""How speech carries from a resident to the assistant: how loud over the room, and whom it is taken for."""

from __future__ import annotations

from random import Random

from assistant.turn import Belief
from devices.home import Home
from simulator.households.values import Goal, Household, Resident

FAR, TELEVISION, MUSIC = 6.0, 5.0, 4.0
"""Decibels lost where they speak to a satellite in another room, against a television, and against music. Assumed."""

VARIES = 2.0
"""Decibels: the standard deviation of how loud somebody speaks. Assumed."""

WRONG_PERSON = 0.04
"""How often the assistant takes one resident for another. Assumed."""


def loudness(goal: Goal, household: Household, home: Home, rng: Random) -> float:
    """Decibels of speech over the room."""
    satellite = home.registry.satellites[goal.satellite]
    lost = FAR if satellite.area is not None and satellite.area != goal.area else 0.0
    lost += TELEVISION if _television_talks(household, home) and "living" in goal.area else 0.0
    lost += MUSIC if _plays(home, goal.area) else 0.0
    return household.snr - lost + rng.gauss(0.0, VARIES)


def taken_for(resident: Resident, household: Household, rng: Random) -> Belief | None:
    """Whom the assistant takes the speaker for: the right one as a rule; a guest for anybody, or for nobody."""
    people = [one.id for one in household.residents]
    if resident.guest:
        return Belief(rng.choice(people), round(rng.uniform(0.1, 0.45), 2)) if rng.random() < 0.5 else None
    wrong = [one for one in people if one != resident.id]
    who = rng.choice(wrong) if wrong and rng.random() < WRONG_PERSON else resident.id
    return Belief(who, round(rng.uniform(0.6, 0.97), 2))


def _television_talks(household: Household, home: Home) -> bool:
    hour = home.now.hour + home.now.minute / 60
    return any(start <= hour < end for start, end in household.television)


def _plays(home: Home, area: str) -> bool:
    return any(
        home.states[thing.id].state == "playing"
        for thing in home.registry.entities.values()
        if thing.domain == "media_player" and thing.area == area
    )
