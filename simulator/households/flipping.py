"""A change of mind: from a day on, residents' own names for things mean other things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from devices.declaration import HomeDeclaration
from simulator.draws import drawn
from simulator.households.values import Household


def flipped(household: Household) -> Household:
    """The household with each own name moved to another thing of its domain, where there is one: the same for all who
    use it. A thing that would get a second name keeps the first that it got, and the other name goes unused."""
    residents = tuple(
        replace(one, names=_moved(household.seed, household.home, one.names)) for one in household.residents
    )
    return replace(household, residents=residents)


def _moved(seed: str, home: HomeDeclaration, names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entity, name in names.items():
        found.setdefault(_other(seed, home, entity, name), name)
    return found


def _other(seed: str, home: HomeDeclaration, entity: str, name: str) -> str:
    """The thing that a name means from now on."""
    domain = entity.partition(".")[0]
    others = [one for one in home.entities if one.partition(".")[0] == domain and one != entity]
    return drawn(seed, "flip", entity, name).choice(others) if others else entity
