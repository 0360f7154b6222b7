"""Alarms and reminders: set, cancelled, stopped, snoozed, asked about."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from assistant.resolve.acts import act
from assistant.resolve.here import Here
from assistant.resolve.kinds import PRONOUNS
from assistant.resolve.reading import Reading
from assistant.resolve.sound import likeness
from assistant.resolve.timers import CLOCK, FARTHEST, next_time
from assistant.resolve.words import slug, tokens
from assistant.turn import Act, Interpretation, Slots
from devices.protocol import Command, Value

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

SOON = timedelta(hours=3)
"""An alarm whose half of the day is open is for the next such time where that is no farther: a nap, a pan on the stove;
else for the morning."""

MORNING, UP, EVENING = range(4, 12), range(7, 23), range(16, 24)
"""Hours that an alarm is for, that people are up, and of a night to come, where the half of the day is open."""


PENDING = frozenset({"set", "snoozed", "ringing"})
"""States of an alarm or reminder that is not over."""


def set_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """An alarm to be made; or, while one rings and a delay was said, that one later."""
    found = [Reading(interpretation)]
    if interpretation.slots.get("delay"):
        clues = (("ringing", 1.0),)
        found += [Reading(interpretation, (i,), clues=clues) for i in here.ringing() if i.startswith("alarm.")]
    if interpretation.slots.get("name") in PRONOUNS:
        set_before = [i for i in here.helpers.get("alarm", ()) if here.mentioned.get(i)]
        found = [Reading(interpretation, (i,), 0.9, "mentioned") for i in set_before] or found
    return found


def set_alarm(reading: Reading, here: Here) -> Act:
    """Sets an alarm; asks for the time where none was said."""
    slots = reading.interpretation.slots
    if reading.targets and slots.get("delay"):
        command = Command(reading.targets[0], "snooze", {"duration": slots["delay"]})
        return act(reading, here, [command], facts={"snooze": slots["delay"]})
    due = due_time(slots, here.context.now, morning=True)
    if due is None:
        return act(reading, here, status="asked", reason="missing:time")
    if reading.targets:
        command = Command(reading.targets[0], "set", {"time": due.isoformat()})
        return act(reading, here, [command], facts={"time": due.isoformat(), "name": "", "repeat": None})
    name = str(slots.get("name") or "")
    command = _made("alarm", name or due.strftime("%H %M"), due, here, name=name, repeat=slots.get("repeat"))
    facts = {"time": due.isoformat(), "name": name, "repeat": slots.get("repeat")}
    return act(reading, here, [command], facts=facts, targets=(command.entity,))


def set_reminder(reading: Reading, here: Here) -> Act:
    """Sets a reminder; asks for what or when, where that was not said."""
    slots = reading.interpretation.slots
    message = str(slots.get("message") or "")
    due = due_time(slots, here.context.now, morning=False)
    if not message or due is None:
        return act(reading, here, status="asked", reason="missing:time" if message else "missing:message")
    command = _made("reminder", message, due, here, message=message)
    facts = {"time": due.isoformat(), "message": message}
    return act(reading, here, [command], facts=facts, targets=(command.entity,))


def _made(domain: str, called: str, due: datetime, here: Here, **data: Value) -> Command:
    taken, stem, number = set(here.helpers.get(domain, ())), slug(called)[:40], 2
    ident = f"{domain}.{stem}"
    while ident in taken:
        ident, number = f"{domain}.{stem}_{number}", number + 1
    carried = {**data, "area": here.area, "assistant": here.context.assistant}
    return Command(ident, "set", {"time": due.isoformat(), **{k: v for k, v in carried.items() if v}})


def due_time(slots: Slots, now: datetime, *, morning: bool) -> datetime | None:
    """The moment that `time`, `date` and `delay` slots say; none where they say none.

    Where the words leave the half of the day open, an alarm is for soon or for the morning, and a reminder for when
    people are up.
    """
    delay, clock, day = slots.get("delay"), str(slots.get("time") or ""), str(slots.get("date") or "")
    if isinstance(delay, int | float) and delay > 0:
        return now + timedelta(seconds=delay) if delay <= FARTHEST else None
    if not CLOCK.fullmatch(clock):
        return None
    wanted = named_day(day, now.date()) if day else None
    if day and (wanted is None or not 0 <= (wanted - now.date()).days <= 366):
        return None
    start = now
    if wanted is not None and wanted != now.date():
        start = datetime.combine(wanted, datetime.min.time(), now.tzinfo) - timedelta(seconds=1)
    if not clock.endswith("?"):
        return next_time(clock, start)
    soonest = min(next_time(half, start) for half in _halves(clock))
    if morning and not day and not slots.get("repeat") and soonest - now <= SOON:
        return soonest
    hours = EVENING if day == "tonight" else MORNING if morning else UP
    halves = [half for half in _halves(clock) if int(half[:2]) in hours] or _halves(clock)
    return min(next_time(half, start) for half in halves)


def _halves(clock: str) -> list[str]:
    """A time whose half of the day is open, in both halves: `07:00?` → `07:00`, `19:00`."""
    hour = int(clock[:2]) % 12
    return [f"{hour:02d}:{clock[3:5]}", f"{hour + 12:02d}:{clock[3:5]}"]


def named_day(day: str, today: date) -> date | None:
    """An ISO date, a weekday, `today`, `tonight` or `tomorrow` as a date; none for other words."""
    if day in ("today", "tonight"):
        return today
    if day == "tomorrow":
        return today + timedelta(days=1)
    if day in WEEK:
        return today + timedelta(days=(WEEK.index(day) - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def alarm_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The pending alarms that fit the time, the day and the name said; the ringing one before all."""
    slots, found = interpretation.slots, []
    for ident in here.helpers.get("alarm", ()):
        if here.state(ident).state not in PENDING:
            continue
        match = _fits(ident, slots, here)
        if match is not None:
            clues = (("ringing", 1.0),) if ident in here.ringing() else ()
            found.append(Reading(interpretation, (ident,), match, "exact" if match else "none", one=True, clues=clues))
    if slots.get("quantifier") == "all":
        return [Reading(interpretation, tuple(i for r in found for i in r.targets))]
    return found


def _fits(ident: str, slots: Slots, here: Here) -> float | None:
    due, match = _due(ident, here), 0.0
    if slots.get("time"):
        clock = str(slots["time"])
        if not CLOCK.fullmatch(clock):
            return None
        hour, minute = int(clock[:2]), int(clock[3:5])
        hours = (hour % 12, hour % 12 + 12) if clock.endswith("?") else (hour,)
        if due is None or due.hour not in hours or due.minute != minute:
            return None
        match = 0.95
    if slots.get("date") and (due is None or due.date() != named_day(str(slots.get("date")), here.context.now.date())):
        return None
    if slots.get("name"):
        called = str(here.attribute(ident, "name") or here.entity(ident).name)
        if not likeness(tokens(str(slots.get("name"))), tokens(called)):
            return None
        match = 1.0
    return match or (0.9 if slots.get("date") else 0.0)


def _due(ident: str, here: Here) -> datetime | None:
    text = str(here.attribute(ident, "time") or "")
    return datetime.fromisoformat(text).astimezone(here.context.now.tzinfo) if "T" in text else None


def cancel(reading: Reading, here: Here) -> Act:
    """Stops what rings; cancels what is to come. "Snooze" puts it off."""
    said = f" {reading.interpretation.text.lower()} "
    commands = []
    for ident in reading.targets:
        ringing = here.state(ident).state == "ringing"
        service = "cancel" if not ringing else "snooze" if " snooze " in said else "stop"
        commands.append(Command(ident, "cancel" if ident.startswith("timer.") else service))
    facts = {
        "ringing": any(c.service != "cancel" for c in commands),
        "service": commands[0].service if commands else "",
    }
    return act(reading, here, commands, facts=facts)


def status_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The alarms asked about, together."""
    return [Reading(interpretation, tuple(i for r in alarm_readings(interpretation, here) for i in r.targets))]


def status(reading: Reading, here: Here) -> Act:
    """When the alarms are due, the next one first."""
    dues = [(due, ident) for ident in reading.targets if (due := _due(ident, here)) is not None]
    told = sorted(dues)[:1] if "next" in tokens(reading.interpretation.text or "-") else sorted(dues)
    alarms = [
        {"time": due.isoformat(), "name": here.attribute(i, "name") or "", "repeat": here.attribute(i, "repeat")}
        for due, i in told
    ]
    return act(reading, here, status="answered", facts={"alarms": alarms}, targets=tuple(i for _, i in told))


def reminders(reading: Reading, here: Here) -> Act:
    """What one will be reminded of, on a day or at all."""
    day = named_day(str(reading.interpretation.slots.get("date") or ""), here.context.now.date())
    listed = []
    for ident in here.helpers.get("reminder", ()):
        due = _due(ident, here)
        if due is not None and here.state(ident).state in PENDING and (day is None or due.date() == day):
            listed.append({"time": due.isoformat(), "message": here.attribute(ident, "message", "name") or ""})
    return act(reading, here, status="answered", facts={"reminders": sorted(listed, key=lambda r: r["time"])})
