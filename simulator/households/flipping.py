"""A change of mind: from a day on, residents' own names for things mean other things.

So that there is something to unlearn, an experiment with a flip gives each household a habit: one of its grown-ups has
a name of their own for a light, which the home does not know, and has it switched by the same words several times a
day. The words are everybody's language, and how they take what comes are everybody's rates.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from devices.declaration import HomeDeclaration
from simulator.draws import drawn
from simulator.households.days import is_working_day
from simulator.households.goals.scene import Scene
from simulator.households.homes import own_names
from simulator.households.language.wording import Wording, official
from simulator.households.talking import Talk
from simulator.households.values import Goal, Household, Resident, Spoken, Strategy

Process = Generator[Any, Any, None]

MOMENT = "habit"
"""What the habit's goals are said to arise from."""

SPREAD = 5.0
"""Minutes: the standard deviation of when the habit's moments come. Assumed."""

EVENING = 17.5
"""The hour before which nobody needs a light in the evening. Assumed."""

SOUGHT = 60
"""Ways to say it that are drawn until one holds the name."""

AGAIN = ("clearer", "official_name")
"""How a habit's request is said again."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What somebody calls a light, and where they are when they have it switched."""

    resident: str
    name: str
    light: str
    area: str


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


def habit_of(household: Household) -> Habit | None:
    """The habit of a household before its flip; none where no grown-up has two lights to tell apart."""
    rng = drawn(household.seed, "habit")
    grown = [one for one in household.residents if one.age != "child"]
    lights = _alike(household.home, "light.")
    rooms = [one.area for one in household.home.assistants.values() if one.area]
    if not grown or len(lights) < 2 or not rooms:
        return None
    resident, area = rng.choice(grown), rng.choice(rooms)
    said = {name for one in household.residents for name in one.names.values()}
    free = [one for one in lights if one not in resident.names]
    named = [(one, [n for n in own_names(one, household.home.entities[one]) if n not in said]) for one in free]
    found = [(one, names) for one, names in named if names]
    if not found:
        return None
    light, names = rng.choice(found)
    return Habit(resident.id, rng.choice(names), light, area)


def with_habit(household: Household, habit: Habit) -> Household:
    """The household in which the habit's name is its resident's own."""
    residents = [
        replace(one, names={**one.names, habit.light: habit.name}) if one.id == habit.resident else one
        for one in household.residents
    ]
    return replace(household, residents=tuple(residents))


class SetWords:
    """Words for goals, those of the habit always the same: at first with the name of their own, and where that comes to
    nothing, more clearly, or as they know that it works: with the light's own name. All other goals as
    `wording.Wording` has them."""

    def __init__(self, wording: Wording, habit: Habit, seed: str) -> None:
        self._wording, self._habit, self._seed = wording, habit, seed
        self.plainest = wording.plainest

    def first(self, goal: Goal, resident: Resident, rng: Random) -> Spoken:
        """The goal in the words that come first."""
        if not _of_habit(goal):
            return self._wording.first(goal, resident, rng)
        return self._with(self._habit.name, goal, resident)

    def possible(self, goal: Goal, before: Spoken) -> tuple[Strategy, ...]:
        """The ways in which it can be said again."""
        found = self._wording.possible(goal, before)
        return tuple(one for one in found if one in AGAIN) if _of_habit(goal) else found

    def again(self, goal: Goal, resident: Resident, before: Spoken, strategy: Strategy, rng: Random) -> Spoken:
        """The goal once more."""
        if not _of_habit(goal) or strategy == "clearer":
            return self._wording.again(goal, resident, before, strategy, rng)
        said = self._with(official(goal)[0].text, goal, resident)
        return replace(said, strategy="official_name")

    def _with(self, name: str, goal: Goal, resident: Resident) -> Spoken:
        """Of the ways that are drawn, always the same, the first that holds the name."""
        said: Spoken | None = None
        for number in range(SOUGHT):
            said = self._wording.first(goal, resident, drawn(self._seed, "set words", goal.kind, number))
            if f" {name} " in f" {said.text} ":
                break
        assert said is not None
        return said


def _of_habit(goal: Goal) -> bool:
    return f"/{MOMENT}/" in goal.id


def follow(habit: Habit, talk: Talk, household: Callable[[], Household]) -> Process:
    """The habit, day after day; `household` gives the household as it is on the day."""
    while True:
        today = talk.home.now.date()
        resident = next(one for one in household().residents if one.id == habit.resident)
        for number, (hour, kind) in enumerate(_moments(resident, today)):
            talk.home.env.process(_switch(habit, talk, household, today, number, hour, kind))
        midnight = datetime.combine(today + timedelta(days=1), time(), talk.home.now.tzinfo)
        yield talk.home.env.timeout((midnight - talk.home.now).total_seconds())


def _moments(resident: Resident, today: date) -> Iterator[tuple[float, str]]:
    """The hours of a day at which they have the light on and off again."""
    day = resident.work if is_working_day(today) else resident.free
    yield day.wakes + 0.2, "light_on"
    yield day.wakes + 0.7, "light_off"
    yield max(EVENING, (day.returns or 0.0) + 0.5), "light_on"
    yield day.sleeps - 0.2, "light_off"


def _switch(
    habit: Habit, talk: Talk, household: Callable[[], Household], today: date, number: int, hour: float, kind: str
) -> Process:
    rng = drawn(talk.household.seed, today, "habit", number)
    begin = datetime.combine(today, time(), talk.home.now.tzinfo)
    wait = max(0.0, hour * 60 + rng.gauss(0.0, SPREAD)) * 60
    yield talk.home.env.timeout(max(0.0, wait - (talk.home.now - begin).total_seconds()))
    goal = _goal(habit, talk, household(), kind, rng, today)
    if goal is not None:
        resident = next(one for one in household().residents if one.id == habit.resident)
        yield from talk.pursue(replace(goal, id=f"{goal.id}/{number}"), resident)


def _goal(habit: Habit, talk: Talk, household: Household, kind: str, rng: Random, today: date) -> Goal | None:
    """The light that the name means by now, on or off; none where it is so already."""
    resident = next(one for one in household.residents if one.id == habit.resident)
    meant = next((entity for entity, name in resident.names.items() if name == habit.name), None)
    satellite = next((one.id for one in talk.home.registry.satellites.values() if one.area == habit.area), None)
    state = "on" if kind == "light_on" else "off"
    if meant is None or satellite is None or talk.home.states[meant].state == state:
        return None
    light = talk.home.registry.entities[meant]
    scene = Scene(household, resident, talk.home, habit.area, satellite, MOMENT, rng, day=today)
    return scene.goal(
        kind,
        need="they always do at this hour",
        wants=f"the {light.name.lower()} {state}",
        targets=[meant],
        states={meant: {"state": (state,)}},
        fillers={"name": scene.names(light)},
    )
