"""A change of mind: from a day on, residents' own names for things mean other things."""

from __future__ import annotations

from dataclasses import replace

from devices.declaration import HomeDeclaration
from simulator.draws import drawn
from simulator.households.values import Household


def flipped(household: Household) -> Household:
    """The household with each own name moved to another thing of its domain, where there is one: the same one for all
    who use the name for the same thing, and as long as there are enough, another one for each name."""
    meant: dict[tuple[str, str], str] = {}
    for resident in household.residents:
        for entity, name in resident.names.items():
            if (entity, name) not in meant:
                meant[entity, name] = _other(household, entity, name, taken=tuple(meant.values()))
    residents = []
    for resident in household.residents:
        names: dict[str, str] = {}
        for entity, name in resident.names.items():
            names.setdefault(meant[entity, name], name)
        residents.append(replace(resident, names=names))
    return replace(household, residents=tuple(residents))


def _other(household: Household, entity: str, name: str, *, taken: tuple[str, ...]) -> str:
    """The thing that a name means from now on."""
    alike = [one for one in _alike(household.home, entity) if one != entity]
    free = [one for one in alike if one not in taken]
    return drawn(household.seed, "flip", entity, name).choice(free or alike or [entity])


def _alike(home: HomeDeclaration, entity: str) -> list[str]:
    domain = entity.partition(".")[0]
    return [one for one in home.entities if one.partition(".")[0] == domain]
