"""Lives as simpy processes: the moments of each resident's day, the needs that arise in them, what follows, what rings.

Residents live in the environment of their home's devices. Moments and chances are drawn by keys (household, day,
resident, moment, kind), so that they are the same in every arm; whether there is a need is seen when the moment comes.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assistant.assistant import CALLS, Taken
from assistant.turn import Received
from devices.home import Home
from simulator.channels import spoken_seconds
from simulator.draws import drawn
from simulator.households import needs
from simulator.households.draw import draw_guests
from simulator.households.goals import MAKERS
from simulator.households.goals.scene import Scene, marked
from simulator.households.talking import Talk
from simulator.households.values import Goal, Household, Resident

Process = Generator[Any, Any, None]

SHARE = {"child": 0.5, "adult": 1.0, "older": 0.85}
"""How much they ask for, against an adult. Assumed."""

MOMENTS_AT_HOME = 0.3
"""Odd moments in an hour at home and awake. Assumed."""

FALSE_START = 120.0
"""Seconds: the grain in which a talking television may wake the assistant."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a resident's day."""

    name: str
    hour: float
    number: int
    """Tells moments of one name apart."""


class Life:
    """All lives of one household in one arm."""

    def __init__(self, household: Household, home: Home, talk: Talk, *, canary: str = "") -> None:
        self.household, self.home, self.talk, self._canary = household, home, talk, canary
        self._present: dict[str, str] = {}
        """By resident who is at home, the area where they are."""
        self._goals = 0

    def run(self, days: int) -> None:
        """Lets them live for so many days."""
        end = self.home.now + timedelta(days=days)
        self.talk.on_call = self._call
        self.home.env.process(self._days(days))
        while self.home.now < end:
            self.home.advance(end, stop_at=CALLS)
            self.talk.notice()

    def _days(self, days: int) -> Process:
        for _ in range(days):
            today = self.home.now.date()
            guests = draw_guests(self.household, today)
            for resident in (*self.household.residents, *guests):
                for moment in plan(self.household, resident, today):
                    self.home.env.process(self._moment(resident, moment, today))
            for start, end in self.household.television:
                self.home.env.process(self._television(today, start, end))
            yield self.home.env.timeout(self._until(midnight(self.home.now)))

    def _moment(self, resident: Resident, moment: Moment, today: date) -> Process:
        """A moment comes, and with it its needs, one after another."""
        begin = midnight(self.home.now, 0) + timedelta(hours=moment.hour)
        yield self.home.env.timeout(self._until(begin))
        area = self._area(resident, moment)
        self._present[resident.id] = area
        for kind, minutes in self._kinds(resident, moment, today):
            yield self.home.env.timeout(minutes * 60)
            yield from self._wanted(resident, moment.name, moment.number, kind, area)
        if moment.name in ("leaves", "goes to bed"):
            self._present.pop(resident.id, None)

    def _kinds(self, resident: Resident, moment: Moment, today: date) -> Iterator[tuple[str, float]]:
        """The kinds of goal that this moment may give this time, each with the minutes that pass before it."""
        day = "work" if is_working_day(today) else "free"
        fitting = [habit for habit in resident.habits if habit.after == moment.name and habit.days in ("all", day)]
        habits = {habit.kind: habit for habit in fitting}
        for kind in (*habits, *(kind for kind in needs.at(moment.name) if kind not in habits)):
            rng = drawn(self.household.seed, today, resident.id, moment.name, moment.number, kind)
            habit = habits.get(kind)
            chance = habit.chance if habit else needs.at(moment.name)[kind] * SHARE[resident.age]
            if rng.random() < chance:
                yield kind, max(0.1, rng.gauss(habit.delay, habit.jitter) if habit else rng.expovariate(1 / 1.5))

    def _wanted(self, resident: Resident, moment: str, number: int, kind: str, area: str, about: str = "") -> Process:
        """If there is a need, it is pursued, and what follows it comes later."""
        satellite = self._satellite(area)
        day = self.home.now.date()
        rng = drawn(self.household.seed, day, resident.id, moment, number, kind, "goal")
        scene = Scene(self.household, resident, self.home, area, satellite, moment, rng, about)
        goal = MAKERS[kind](scene) if satellite else None
        if goal is None:
            return
        goal = marked(goal, number, self._canary)
        reached = yield from self.talk.pursue(goal, resident)
        if reached:
            self._follow(goal, resident, moment, number)

    def _follow(self, goal: Goal, resident: Resident, moment: str, number: int) -> None:
        for kind, (minutes, chance) in needs.following(goal.kind).items():
            rng = drawn(self.household.seed, goal.id, "follows", kind)
            if rng.random() < chance:
                wait = max(0.3, rng.gauss(minutes, minutes / 3))
                self.home.env.process(self._later(goal, resident, moment, number, kind, wait))

    def _later(self, goal: Goal, resident: Resident, moment: str, number: int, kind: str, minutes: float) -> Process:
        yield self.home.env.timeout(minutes * 60)
        if self._present.get(resident.id) is not None:
            about = next(iter(goal.want.targets), "") if len(goal.want.targets) == 1 else ""
            yield from self._wanted(resident, f"{moment}, {goal.kind}", number, kind, goal.area, about)

    def _call(self, taken: Taken) -> None:
        self.home.env.process(self._called(taken))

    def _called(self, taken: Taken) -> Process:
        """The assistant says that something rings: somebody at home stops it."""
        turn = taken.turn
        resident = self._nearest(turn.area)
        seconds = spoken_seconds(turn.reply)
        states = self.home.states
        rings = any(states[one].state == "ringing" for one in turn.targets if one in states)
        if resident is None or not rings:
            yield self.home.env.timeout(seconds)
            self.talk.assistant.received(turn.turn, Received(1.0 if resident else 0.0))
            return
        rng = drawn(self.household.seed, turn.at, turn.targets, "rings")
        wait = rng.uniform(1.0, 12.0)
        yield self.home.env.timeout(wait)
        heard = min(1.0, wait / max(seconds, 0.1))
        self.talk.assistant.received(turn.turn, Received(round(heard, 3), "wake" if heard < 1.0 else None))
        self._goals += 1
        area = turn.area or self._present.get(resident.id) or self._area(resident, Moment("wakes", 0, 0))
        yield from self._wanted(resident, f"rings {turn.at:%H:%M}", 0, "ringing_stop", area)

    def _nearest(self, area: str | None) -> Resident | None:
        """Who hears it: somebody in that room, else somebody at home; at night those who live here."""
        people = self.household.residents
        here = [one for one in people if self._present.get(one.id) == area and area]
        home = [one for one in people if one.id in self._present]
        night = not 7 <= self.home.now.hour < 23
        return next(iter(here or home or (people if night else ())), None)

    def _television(self, today: date, start: float, end: float) -> Process:
        """Talk of a television: now and then the assistant takes it for a call."""
        begin = midnight(self.home.now, 0) + timedelta(hours=start)
        yield self.home.env.timeout(self._until(begin))
        area = next((one for one in self.home.registry.areas if "living" in one), "")
        satellite = self._satellite(area)
        for number in range(int((end - start) * 3600 / FALSE_START)):
            yield self.home.env.timeout(FALSE_START)
            if satellite:
                yield from self.talk.overhears(area, satellite, (today, number), FALSE_START)

    def _area(self, resident: Resident, moment: Moment) -> str:
        """The room of a moment: one whose id or name says so; else any room."""
        areas = list(self.home.registry.areas)
        for part in needs.ROOMS[moment.name]:
            found = [one for one in areas if part in one]
            if found:
                return found[sum(map(ord, resident.id)) % len(found)] if part == "bedroom" else found[0]
        rooms = [one for one in areas if self._own_satellite(one)] or areas
        return drawn(self.household.seed, self.home.now.date(), resident.id, moment.number, "room").choice(rooms)

    def _own_satellite(self, area: str) -> str:
        return next((one.id for one in self.home.registry.satellites.values() if one.area == area), "")

    def _satellite(self, area: str) -> str:
        """The room's own, else one on its floor, else any."""
        registry = self.home.registry
        floor = registry.areas[area].floor if area in registry.areas else None
        near = (one.id for one in registry.satellites.values() if one.area and registry.areas[one.area].floor == floor)
        return self._own_satellite(area) or next(near, "") or next(iter(registry.satellites), "")

    def _until(self, at: datetime) -> float:
        return max(0.0, (at - self.home.now).total_seconds())


def plan(household: Household, resident: Resident, today: date) -> list[Moment]:
    """The moments of a resident's day, in order."""
    rng = drawn(household.seed, today, resident.id, "plan")
    day = resident.work if is_working_day(today) else resident.free
    wakes = day.wakes + rng.gauss(0.0, 0.2)
    sleeps = min(23.9, day.sleeps + rng.gauss(0.0, 0.4))
    moments = [("wakes", wakes), ("breakfast", wakes + rng.uniform(0.2, 0.7))]
    away = (0.0, 0.0)
    if day.leaves is not None and day.returns is not None:
        away = (day.leaves + rng.gauss(0.0, 0.2), day.returns + rng.gauss(0.0, 0.5))
        moments += [("leaves", away[0]), ("comes home", away[1])]
    evening = max(17.0, away[1] + 0.3)
    if rng.random() < 0.6 and resident.age != "child":
        moments.append(("cooks", evening + rng.uniform(0.0, 1.0)))
    moments += [("sits down", min(evening + rng.uniform(1.2, 2.5), sleeps - 0.3)), ("goes to bed", sleeps)]
    hour = wakes
    while hour < sleeps:
        hour += rng.expovariate(MOMENTS_AT_HOME)
        if hour < sleeps and not away[0] <= hour <= away[1]:
            moments.append(("at times", hour))
    ordered = sorted((max(0.0, hour), name) for name, hour in moments)
    return [Moment(name, hour, number) for number, (hour, name) in enumerate(ordered)]


def is_working_day(day: date) -> bool:
    """Monday to Friday; holidays are not known."""
    return day.weekday() < 5


def midnight(now: datetime, after: int = 1) -> datetime:
    """The midnight that begins the day so many days after this one."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=after)
