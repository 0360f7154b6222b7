"""Goals about timers, alarms and reminders."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from devices.protocol import Entity
from simulator.households.goals.scene import Scene
from simulator.households.language.spoken_values import clock_times, dates, durations, repeats
from simulator.households.values import Filler, Goal

FOOD = ("pasta", "rice", "egg", "potatoes", "pizza", "tea", "bread", "chicken", "sauce", "cookies", "laundry", "nap")
MESSAGES = (
    *("call mom", "take out the trash", "water the plants", "take my pills", "pay the rent", "feed the cat"),
    *("call the dentist", "buy a birthday card", "pick up the dry cleaning", "charge the car", "walk the dog"),
    *("check the mail", "return the library books", "email the school", "take the bins in", "defrost the chicken"),
)
SECONDS = (60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 720, 900, 1200, 1500, 1800, 2400, 2700, 3600, 5400)
QUIET = ("idle", "off", "set")
"""States of an alarm that was stopped: one that repeats is set again."""
COOKING = ("breakfast", "cooks")
WEIGHTS = (1, 1, 3, 2, 6, 1, 1, 3, 1, 8, 3, 6, 6, 1, 6, 1, 2, 3, 1)
"""Of the durations: round ones are commoner. Assumed."""


def timer_set(scene: Scene) -> Goal | None:
    """Something takes a while."""
    seconds = scene.rng.choices(SECONDS, WEIGHTS)[0]
    return scene.goal(
        "timer_set",
        need="something on the stove takes a while" if scene.moment in COOKING else "they would lose track of time",
        wants=f"a timer for {_minutes(seconds)}",
        data={"duration": (seconds,)},
        fillers={"duration": durations(seconds)},
    )


def timer_named(scene: Scene) -> Goal | None:
    """The same, by name."""
    seconds, food = scene.rng.choices(SECONDS, WEIGHTS)[0], scene.rng.choice(FOOD)
    return scene.goal(
        "timer_named",
        need=f"the {food} takes a while",
        wants=f"a {food} timer for {_minutes(seconds)}",
        data={"duration": (seconds,), "name": (food,)},
        fillers={"duration": durations(seconds), "timer": (Filler(food, {"name": food}),)},
    )


def timer_left(scene: Scene) -> Goal | None:
    """How long still?"""
    if not _running(scene):
        return None
    return scene.goal("timer_left", need="they are hungry", wants="to know how long is left on the timer")


def timer_cancel(scene: Scene) -> Goal | None:
    """It is done already."""
    return _about(scene, "timer_cancel", _running(scene), "it is done already", "the timer cancelled")


def timer_more(scene: Scene) -> Goal | None:
    """Not done yet."""
    seconds = scene.rng.choice((60, 120, 180, 300, 600))
    timers = _running(scene)
    if len(timers) != 1:
        return None
    return scene.goal(
        "timer_more",
        need="it is not done yet",
        wants=f"{_minutes(seconds)} more on the timer",
        targets=[timers[0].id],
        data={"duration": (seconds,)},
        fillers={"duration": durations(seconds)},
    )


def ringing_stop(scene: Scene) -> Goal | None:
    """It rings: all that rings shall stop."""
    ringing = [one for one in scene.home.registry.entities.values() if scene.state(one.id).state == "ringing"]
    if not ringing:
        return None
    return scene.goal(
        "ringing_stop",
        need="it rings",
        wants=f"the {ringing[0].domain} to stop",
        targets=[one.id for one in ringing],
        states={one.id: {"state": QUIET} for one in ringing},
    )


def alarm_set(scene: Scene) -> Goal | None:
    """To be woken on a working day, where no alarm does so yet."""
    due = _waking(scene)
    if due.weekday() > 4 or _rings_about(scene, due):
        return None
    fillers = {"time": _clock(due, scene.now)}
    if scene.rng.random() < 0.6:
        fillers["date"] = dates(due.date(), scene.now.date())
    return scene.goal(
        "alarm_set",
        need="they must be up in time",
        wants=f"an alarm at {due:%H:%M} on {due:%A}",
        data={"time": (due.isoformat(),)},
        fillers=fillers,
    )


def alarm_repeat(scene: Scene) -> Goal | None:
    """To be woken on every working day."""
    due = _waking(scene)
    while due.weekday() > 4:
        due += timedelta(days=1)
    if _rings_about(scene, due):
        return None
    return scene.goal(
        "alarm_repeat",
        need="they must be up in time all week",
        wants=f"an alarm at {due:%H:%M} on weekdays",
        data={"repeat": ("weekdays",), "time": (due.isoformat(),)},
        fillers={"time": _clock(due, scene.now), "repeat": repeats("weekdays")},
    )


def alarm_cancel(scene: Scene) -> Goal | None:
    """A day off."""
    alarms = scene.are(scene.things("alarm"), "set")
    if len(alarms) != 1:
        return None
    due = datetime.fromisoformat(str(scene.state(alarms[0].id).attributes["time"]))
    return scene.goal(
        "alarm_cancel",
        need="tomorrow is a day off",
        wants="the alarm cancelled",
        targets=[alarms[0].id],
        fillers={"time": clock_times(due.time())},
    )


def alarm_when(scene: Scene) -> Goal | None:
    """When does it ring?"""
    if not scene.are(scene.things("alarm"), "set"):
        return None
    return scene.goal("alarm_when", need="they can't remember it", wants="to know when the alarm rings")


def reminder_set(scene: Scene) -> Goal | None:
    """Not to forget something."""
    message = scene.rng.choice(MESSAGES)
    hour, minute = scene.rng.choice((8, 9, 10, 12, 15, 16, 17, 18, 19, 20)), scene.rng.choice((0, 0, 0, 30, 15))
    due = _at(scene.now, time(hour, minute))
    fillers = {"message": (Filler(message, {"message": message}),), "time": _clock(due, scene.now)}
    if due.date() != scene.now.date():
        fillers["date"] = dates(due.date(), scene.now.date())
    return scene.goal(
        "reminder_set",
        need="they would forget it",
        wants=f"to be reminded to {message} at {due:%H:%M} on {due:%A}",
        data={"message": (message,), "time": (due.isoformat(),)},
        fillers=fillers,
    )


def reminders(scene: Scene) -> Goal | None:
    """What was there still to do?"""
    return scene.goal("reminders", need="they may have forgotten something", wants="to hear the reminders")


def _about(scene: Scene, kind: str, things: list[Entity], need: str, wants: str) -> Goal | None:
    if len(things) != 1:
        return None
    return scene.goal(kind, need=need, wants=wants, targets=[things[0].id])


def _running(scene: Scene) -> list[Entity]:
    """The timers that run."""
    return scene.are(scene.things("timer"), "active")


def _rings_about(scene: Scene, due: datetime) -> bool:
    """Whether an alarm is set for this time, ten minutes more or less."""
    times = (scene.state(alarm.id).attributes.get("time") for alarm in scene.are(scene.things("alarm"), "set"))
    return any(abs(datetime.fromisoformat(str(one)) - due) <= timedelta(minutes=10) for one in times)


def _waking(scene: Scene) -> datetime:
    """When to ring next: as on a working day, to the quarter of an hour."""
    quarter = round((min(9.0, scene.resident.work.wakes) + scene.rng.choice((-0.25, 0, 0, 0, 0.25))) * 4)
    return _at(scene.now, time(quarter // 4 % 24, quarter % 4 * 15))


def _clock(due: datetime, now: datetime) -> tuple[Filler, ...]:
    """Ways to say a time. People say which half of the day where the other one would come first, or on another day."""
    found = clock_times(due.time())
    if due.hour < 12 and due - now > timedelta(hours=12) and due.date() != now.date():
        return found
    if timedelta() < due - now <= timedelta(hours=12):
        return found
    closed = tuple(one for one in found if not str(one.slots.get("time", "")).endswith("?"))
    return closed or found


def _at(now: datetime, clock: time) -> datetime:
    """The next time that the clock shows this."""
    due = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return due if due > now else due + timedelta(days=1)


def _minutes(seconds: int) -> str:
    return f"{seconds // 60} minutes" if seconds != 60 else "a minute"
