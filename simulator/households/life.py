"""Lives as simpy processes: each resident's day, the needs that arise in it, what follows, what rings.

Residents live in the environment of their home's devices, and do one thing after another. Moments and chances are drawn
by keys (household, day, resident, moment, kind), so that they are the same in every arm; whether there is a need is
seen when the moment comes. Not modelled: people who go from room to room between their moments.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from assistant.assistant import CALLS, Taken
from assistant.turn import Received
from devices.home import Home
from simulator.channels import spoken_seconds
from simulator.draws import drawn
from simulator.households import needs, reactions
from simulator.households.days import Moment, habits_after, plan, wishes
from simulator.households.draw import draw_guests
from simulator.households.flipping import flipped
from simulator.households.goals import MAKERS
from simulator.households.goals.scene import Scene, marked
from simulator.households.rooms import Rooms
from simulator.households.talking import Progress, Talk
from simulator.households.values import Household, Resident
from simulator.households.whereabouts import Whereabouts

Process = Generator[Any, Any, None]

FALSE_START = 120.0
"""Seconds: the grain in which a talking television may wake the assistant."""

WAKING_UP = (1.0, 12.0)
"""Seconds for which something rings before somebody says so. Assumed."""

UP = range(7, 23)
"""Hours in which nobody is woken for what others set. Assumed."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where something is wanted: what a goal's draws are keyed by."""

    day: date
    """The day that the moment belongs to; it may be past midnight."""
    moment: str
    number: int
    area: str
    about: str = ""
    """The entity that it is about, where it follows something."""


class Life:
    """All lives of one household in one arm."""

    def __init__(
        self, household: Household, home: Home, talk: Talk, *, canary: str = "", flip: date | None = None
    ) -> None:
        self.household, self.home, self.talk, self._canary = household, home, talk, canary
        self._flip = flip
        """The day from which on their own names for things mean other things."""
        self._people = Whereabouts(household.residents)
        self._rooms = Rooms(home.registry, household.seed)
        self._owners: dict[str, Resident] = {}
        """Who had a timer or an alarm set, by entity."""

    def run(self, days: int) -> None:
        """Lets them live for so many days."""
        end = self.home.now + timedelta(days=days)
        self.talk.on_call = self._call
        self.home.env.process(self._days(days))
        while self.home.now < end:
            self.home.advance(end, stop_at=CALLS)
            self.talk.notice()
        self.talk.close_all()

    def _days(self, days: int) -> Process:
        for _ in range(days):
            today = self.home.now.date()
            if today == self._flip:
                self.household = flipped(self.household)
            for resident in (*self.household.residents, *draw_guests(self.household, today)):
                self.home.env.process(self._day(resident, today))
            for start, end in self.household.television:
                self.home.env.process(self._television(today, start, end))
            yield self.home.env.timeout(self._until(midnight(self.home.now)))

    def _day(self, resident: Resident, today: date) -> Process:
        """A day of somebody, moment after moment."""
        begin = midnight(self.home.now, 0)
        for moment in plan(self.household, resident, today):
            yield self.home.env.timeout(self._until(begin + timedelta(hours=moment.hour)))
            yield from self._moment(resident, moment, today)

    def _moment(self, resident: Resident, moment: Moment, today: date) -> Process:
        """A moment comes, and with it its needs, one after another."""
        area = self._rooms.of_moment(moment.name, resident, (today, moment.number))
        self._people.comes(resident, area)
        occasion = Occasion(today, moment.name, moment.number, area)
        for kind, minutes in wishes(self.household, resident, moment, today):
            yield self.home.env.timeout(minutes * 60)
            yield from self._wanted(resident, kind, occasion)
        if moment.name in ("leaves", "goes home"):
            self._people.leaves(resident)
        elif moment.name == "goes to bed":
            self._people.sleeps(resident)

    def _wanted(self, resident: Resident, kind: str, occasion: Occasion) -> Process:
        """If there is a need, it is pursued; what is put off and what follows come later."""
        satellite = self._rooms.satellite(occasion.area)
        key = (occasion.day, resident.id, occasion.moment, occasion.number, kind)
        rng = drawn(self.household.seed, *key, "goal")
        scene = Scene(
            self.household, resident, self.home, occasion.area, satellite, occasion.moment, rng,
            day=occasion.day, about=occasion.about, others=self._people.rooms_of_others(resident),
        )  # fmt: skip
        goal = MAKERS[kind](scene) if satellite else None
        if goal is None:
            return
        progress: Progress = yield from self.talk.pursue(marked(goal, occasion.number, self._canary), resident)
        if progress.put_off:
            self.home.env.process(self._put_off(progress, occasion))
        else:
            self._follow(progress, occasion)

    def _put_off(self, progress: Progress, occasion: Occasion) -> Process:
        """They say it again later, as often as they put it off, while they are still about."""
        while progress.put_off:
            yield self.home.env.timeout(self.talk.wait(progress))
            if self._people.room(progress.resident) is None:
                break
            yield from self.talk.go_on(progress)
        self.talk.close(progress)
        self._follow(progress, occasion)

    def _follow(self, progress: Progress, occasion: Occasion) -> None:
        """What comes of a goal that was reached, or that gave them trouble."""
        goal, resident = progress.goal, progress.resident
        if progress.reached:
            self._own(progress)
            about = progress.made[0] if len(progress.made) == 1 else ""
            for kind, (minutes, chance) in needs.following(goal.kind).items():
                self._perhaps(progress, occasion, kind, minutes=minutes, chance=chance, about=about)
        if goal.kind in needs.TEACHES and (progress.tries > 1 or not progress.reached):
            chance = reactions.chance("teaches_after_trouble") * resident.teaches
            self._perhaps(progress, occasion, needs.TEACHES[goal.kind], minutes=1.0, chance=chance)

    def _perhaps(
        self, progress: Progress, occasion: Occasion, kind: str, *, minutes: float, chance: float, about: str = ""
    ) -> None:
        rng = drawn(self.household.seed, progress.goal.id, "follows", kind)
        wait = max(0.3, rng.gauss(minutes, minutes / 3))
        if rng.random() < chance and needs.asked_by(kind, progress.resident):
            moment = f"{occasion.moment}, {progress.goal.kind}"
            next_ = replace(occasion, moment=moment, about=about)
            self.home.env.process(self._later(progress.resident, kind, next_, wait))

    def _later(self, resident: Resident, kind: str, occasion: Occasion, minutes: float) -> Process:
        """Something follows, if they are still about, and in the room where it matters."""
        yield self.home.env.timeout(minutes * 60)
        area = self._people.room(resident)
        if area is not None and (area == occasion.area or kind not in needs.OF_THE_ROOM):
            yield from self._wanted(resident, kind, replace(occasion, area=area))

    def _own(self, progress: Progress) -> None:
        """Remembers whose timers and alarms are whose, as long as they are there."""
        there = self.home.registry.entities
        self._owners = {entity: owner for entity, owner in self._owners.items() if entity in there}
        for entity in progress.made:
            if entity.startswith(("timer.", "alarm.", "reminder.")) and entity in there:
                self._owners[entity] = progress.resident

    def _call(self, taken: Taken) -> None:
        self.home.env.process(self._called(taken, self._hears(taken)))

    def _called(self, taken: Taken, resident: Resident | None) -> Process:
        """The assistant says that something rings, or is over: who is at home hears it, and stops what rings."""
        turn = taken.turn
        seconds = spoken_seconds(turn.reply)
        states = self.home.states
        ringing = [one for one in turn.targets if one in states and states[one].state == "ringing"]
        if resident is None or not ringing:
            yield self.home.env.timeout(seconds)
            self.talk.assistant.received(turn.turn, Received(1.0 if resident else 0.0))
            return
        today = self.home.now.date()
        wait = drawn(self.household.seed, turn.at, *turn.targets, "rings").uniform(*WAKING_UP)
        yield self.home.env.timeout(wait)
        heard = min(1.0, wait / max(seconds, 0.1))
        self.talk.assistant.received(turn.turn, Received(round(heard, 3), "wake" if heard < 1.0 else None))
        area = self._people.room(resident) or self._rooms.of_moment("alarm rings", resident, (today, 0))
        occasion = Occasion(today, f"{ringing[0]} rings {turn.at:%H:%M}", 0, turn.area or area, ringing[0])
        yield from self._wanted(resident, "ringing_stop", occasion)
        if ringing[0].startswith("alarm.") and self._people.is_home(resident):
            self._people.comes(resident, occasion.area)
            yield from self._after_alarm(resident, occasion)

    def _after_alarm(self, resident: Resident, occasion: Occasion) -> Process:
        """The habits that follow an alarm."""
        for kind, habit in habits_after(resident, "alarm rings", occasion.day).items():
            rng = drawn(self.household.seed, occasion.day, resident.id, occasion.moment, kind)
            minutes = max(0.1, rng.gauss(habit.delay, habit.jitter))
            if rng.random() < habit.chance:
                yield self.home.env.timeout(minutes * 60)
                yield from self._wanted(resident, kind, replace(occasion, about=""))

    def _hears(self, taken: Taken) -> Resident | None:
        """Who minds what rings: whose it is, if they are at home; else somebody in that room, else somebody who is up;
        at night anybody who lives here."""
        people, turn = self.household.residents, taken.turn
        own = [self._owners[one] for one in turn.targets if one in self._owners]
        home = [one for one in own if self._people.is_home(one)]
        here = [one for one in people if turn.area and self._people.room(one) == turn.area]
        up = [one for one in people if self._people.room(one)]
        asleep = [one for one in people if self._people.is_home(one) and self.home.now.hour not in UP]
        return next(iter((*home, *here, *up, *asleep)), None)

    def _television(self, today: date, start: float, end: float) -> Process:
        """Talk of a television: now and then the assistant takes it for a call."""
        yield self.home.env.timeout(self._until(midnight(self.home.now, 0) + timedelta(hours=start)))
        area = self._rooms.of_television()
        satellite = self._rooms.satellite(area)
        for number in range(int((end - start) * 3600 / FALSE_START)):
            yield self.home.env.timeout(FALSE_START)
            if satellite:
                yield from self.talk.overhears(area, satellite, (today, start, number), FALSE_START)

    def _until(self, at: datetime) -> float:
        return max(0.0, (at - self.home.now).total_seconds())


def midnight(now: datetime, after: int = 1) -> datetime:
    """The midnight that begins the day so many days after this one."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=after)
