"""The moments of a resident's day, and the kinds of goal that one of them gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from simulator.draws import drawn
from simulator.households import needs
from simulator.households.values import Habit, Household, Resident

SHARE = {"child": 0.5, "adult": 1.0, "older": 0.85}
"""How much they ask for, against an adult. Assumed."""

MOMENTS_AT_HOME = 0.3
"""Odd moments in an hour at home and awake. Assumed."""

BETWEEN = 1.5
"""Minutes between the needs of one moment, in the mean. Assumed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a resident's day."""

    name: str
    hour: float
    number: int
    """Tells moments of one name apart."""


def plan(household: Household, resident: Resident, today: date) -> list[Moment]:
    """The moments of a resident's day, in order."""
    rng = drawn(household.seed, today, resident.id, "plan")
    day = resident.work if is_working_day(today) else resident.free
    wakes = day.wakes + rng.gauss(0.0, 0.2)
    sleeps = min(23.9, day.sleeps + rng.gauss(0.0, 0.4))
    if resident.guest:
        moments = [("arrives", wakes), ("sits down", wakes + rng.uniform(0.1, 0.5)), ("goes home", sleeps)]
        away = (0.0, 0.0)
    else:
        moments = [("wakes", wakes), ("breakfast", wakes + rng.uniform(0.2, 0.7)), ("goes to bed", sleeps)]
        away = (0.0, 0.0)
        if day.leaves is not None and day.returns is not None:
            away = (day.leaves + rng.gauss(0.0, 0.2), day.returns + rng.gauss(0.0, 0.5))
            moments += [("leaves", away[0]), ("comes home", away[1])]
        evening = max(17.0, away[1] + 0.3)
        if rng.random() < 0.6 and resident.age != "child":
            moments.append(("cooks", evening + rng.uniform(0.0, 1.0)))
        moments.append(("sits down", min(evening + rng.uniform(1.2, 2.5), sleeps - 0.3)))
    hour = wakes
    while hour < sleeps:
        hour += rng.expovariate(MOMENTS_AT_HOME)
        if hour < sleeps and not away[0] <= hour <= away[1]:
            moments.append(("at times", hour))
    ordered = sorted((max(0.0, hour), name) for name, hour in moments)
    return [Moment(name, hour, number) for number, (hour, name) in enumerate(ordered)]


def wishes(household: Household, resident: Resident, moment: Moment, today: date) -> Iterator[tuple[str, float]]:
    """The kinds of goal that a moment may give this time, habits first; each with the minutes that pass before it."""
    habits = habits_after(resident, moment.name, today)
    kinds = needs.at(moment.name)
    for kind in (*habits, *(kind for kind in kinds if kind not in habits)):
        if not needs.asked_by(kind, resident):
            continue
        rng = drawn(household.seed, today, resident.id, moment.name, moment.number, kind)
        habit = habits.get(kind)
        chance = habit.chance if habit else kinds[kind] * _share(resident, kind)
        if rng.random() < chance:
            yield kind, max(0.1, rng.gauss(habit.delay, habit.jitter) if habit else rng.expovariate(1 / BETWEEN))


def habits_after(resident: Resident, what: str, today: date) -> dict[str, Habit]:
    """The habits that follow something on such a day, by kind."""
    day = "work" if is_working_day(today) else "free"
    fitting = [habit for habit in resident.habits if habit.after == what and habit.days in ("all", day)]
    return {habit.kind: habit for habit in fitting}


def is_working_day(day: date) -> bool:
    """Monday to Friday; holidays are not known."""
    return day.weekday() < 5


def _share(resident: Resident, kind: str) -> float:
    return SHARE[resident.age] * (resident.teaches if kind.startswith("teach_") else 1.0)
