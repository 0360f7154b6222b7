"""Who lives in the homes of the report, a sentence a household: drawn again from the experiment's seed."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.experiments.report.data import Results
from simulator.households.draw import draw_household
from simulator.households.values import Day, Household


def people(results: Results, households: Iterable[str]) -> dict[str, str]:
    """By household. Those who cannot be drawn again are left out: the files may be of other homes."""
    seed = results.experiment.get("seed")
    spoke: dict[str, set[str]] = {}
    for one in results.said:
        spoke.setdefault(one.household, set()).add(str(one.truth.resident))
    found: dict[str, str] = {}
    for ident in households:
        if isinstance(seed, int) and ident[:1] == "h" and ident[1:].isdigit():
            household = draw_household(seed, int(ident[1:]))
            if spoke.get(ident, set()).intersection(one.id for one in household.residents):
                found[ident] = sentence(household)
    return found


def sentence(household: Household) -> str:
    """Who lives there, where, and when they are out on working days."""
    who = "; ".join(f"{one.name}, {_age(one.age)}, {_out(one.work)}" for one in household.residents)
    rooms, floors = len(household.home.areas), max(1, len(household.home.floors))
    home = f"{rooms} rooms on {floors} floor{'s' * (floors != 1)}"
    talks = " and ".join(f"{clock(start)} to {clock(end)}" for start, end in household.television)
    return f"{who}. {home}{f'; the television talks {talks}' if talks else ''}."


def clock(hours: float) -> str:
    """Hours since midnight as a time of day: 7.5 is `07:30`."""
    minutes = round(hours * 60) % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _age(age: str) -> str:
    return {"child": "a child", "adult": "an adult", "older": "an older person"}[age]


def _out(day: Day) -> str:
    if day.leaves is None or day.returns is None:
        return "at home on working days"
    return f"out {clock(day.leaves)} to {clock(day.returns)} on working days"
