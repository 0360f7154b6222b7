"""Timers: started, asked about, changed, by name, by length or by room; and commands put off until later."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.resolve.acts import act, each
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.sound import likeness
from assistant.resolve.sun import sun_time
from assistant.resolve.words import slug, tokens
from assistant.turn import Act, Interpretation
from devices.protocol import Command, Value

RUNNING = frozenset({"active", "paused", "ringing", "finished"})
"""States of a timer that one can speak about."""

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d\??")
"""A time of day, its half left open by the `?`."""

FARTHEST = 366 * 86_400.0
"""Seconds ahead that anything can be put off."""

TIME_WORDS = (
    r"\d[\d:.]*|an?|and|half|quarter|past|to|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety|seconds?|minutes?"
    r"|hours?|am|pm|a m|p m|o'?clock|o clock|noon|midnight|sunset|sunrise|tonight|tomorrow|the morning|the evening"
)
PUT_OFF = re.compile(
    rf"\b(?:in )?(?:(?:{TIME_WORDS})\b ?)+(?:from now|later)\b"
    rf"|\b(?:at|by|in|after) (?:(?:{TIME_WORDS})\b ?)++(?!percent|%|degrees)"
)
"""The words for when, to be left out of a command that is put off."""


def seconds_of(interpretation: Interpretation, prefix: str = "") -> float:
    """The length said, from hours, minutes and seconds; 0 where none was."""
    total = 0.0
    for unit, size in (("hours", 3600), ("minutes", 60), ("seconds", 1)):
        value = interpretation.slots.get(prefix + unit)
        total += value * size if isinstance(value, int | float) else 0
    return total


def start(reading: Reading, here: Here) -> Act:
    """Starts a timer of the length said, by name where one was given."""
    interpretation = reading.interpretation
    seconds = seconds_of(interpretation)
    if seconds <= 0:
        return act(reading, here, status="asked", reason="missing:duration")
    slots = interpretation.slots
    extra = {k: str(slots[k]) for k in ("name", "conversation_command") if slots.get(k)}
    command = new_timer(seconds, here, **extra)
    facts = {"seconds": seconds, "name": extra.get("name", ""), "command": extra.get("conversation_command", "")}
    return act(reading, here, [command], facts=facts, targets=(command.entity,))


def new_timer(seconds: float, here: Here, *, name: str = "", conversation_command: str = "") -> Command:
    """The command that makes a timer under an id of its own."""
    taken, stem, number = set(here.helpers.get("timer", ())), slug(name) if name else "timer", 2
    ident = f"timer.{stem}"
    while ident in taken:
        ident, number = f"timer.{stem}_{number}", number + 1
    data: dict[str, Value] = {"duration": int(seconds) if seconds == int(seconds) else seconds}
    carried = {"name": name, "area": here.area, "assistant": here.context.assistant}
    data |= {key: value for key, value in carried.items() if value}
    if conversation_command:
        data["conversation_command"] = conversation_command
    return Command(ident, "start", data)


def timer_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The running timers that fit what was said of name, length and room; all where nothing was."""
    slots = interpretation.slots
    running = [i for i in here.helpers.get("timer", ()) if here.state(i).state in RUNNING]
    name, length = str(slots.get("name") or ""), seconds_of(interpretation, "start_")
    found = []
    for ident in running:
        match = _fits(ident, name, length, slots.get("area"), here)
        if match is not None:
            clues = (("ringing", 1.0),) if ident in here.ringing() else ()
            found.append(Reading(interpretation, (ident,), match, "exact" if match else "none", one=True, clues=clues))
    return found


def _fits(ident: str, name: str, length: float, area: object, here: Here) -> float | None:
    """How well a timer fits: none for not at all, 0 where nothing was said of it."""
    match = 0.0
    if name:
        called = str(here.attribute(ident, "name") or here.entity(ident).name)
        match = likeness(tokens(name), tokens(called))
        if not match and not set(tokens(name)) & set(tokens(called)):
            return None
        match = match or 0.7
    if length:
        if abs(float(here.attribute(ident, "duration") or 0) - length) > 0.5:
            return None
        match = max(match, 0.95)
    if area:
        areas = here.index.place(str(area)) or frozenset({here.area or ""})
        if (here.attribute(ident, "area") or here.entity(ident).area) not in areas:
            return None
        match = max(match, 0.9)
    return match


def cancel(reading: Reading, here: Here) -> Act:
    """Ends a timer without a word."""
    return act(reading, here, each(reading, "cancel"), facts=_named(reading, here))


def pause(reading: Reading, here: Here) -> Act:
    """Holds a timer."""
    return act(reading, here, each(reading, "pause"), facts=_named(reading, here))


def unpause(reading: Reading, here: Here) -> Act:
    """Goes on with a timer."""
    return act(reading, here, each(reading, "unpause"), facts=_named(reading, here))


def increase(reading: Reading, here: Here) -> Act:
    """Adds time."""
    return _change(reading, here, 1)


def decrease(reading: Reading, here: Here) -> Act:
    """Takes time off."""
    return _change(reading, here, -1)


def _change(reading: Reading, here: Here, sign: int) -> Act:
    seconds = seconds_of(reading.interpretation)
    if seconds <= 0:
        return act(reading, here, status="asked", reason="missing:duration")
    facts = {**_named(reading, here), "seconds": seconds, "more": sign > 0}
    return act(reading, here, each(reading, "change", {"duration": sign * seconds}), facts=facts)


def all_timers(interpretation: Interpretation, here: Here) -> list[Reading]:
    """All the timers, or all of a room, at once."""
    found = timer_readings(interpretation, here)
    return [Reading(interpretation, tuple(i for r in found for i in r.targets))]


def status_readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The timers asked about; an answer may tell of several, or of none."""
    return [replace(reading, one=False) for reading in all_timers(interpretation, here)]


def status(reading: Reading, here: Here) -> Act:
    """How long each timer has left."""
    timers = [
        {
            "name": here.attribute(i, "name") or "",
            "remaining": here.attribute(i, "remaining") or 0,
            "duration": here.attribute(i, "duration") or 0,
            "state": here.state(i).state,
        }
        for i in reading.targets
    ]
    return act(reading, here, status="answered", facts={"timers": timers})


def _named(reading: Reading, here: Here) -> dict[str, Value]:
    names = [str(here.attribute(i, "name") or "") for i in reading.targets]
    return {"count": len(reading.targets), "name": names[0] if len(names) == 1 else ""}


def put_off(settled: Act, reading: Reading, here: Here) -> Act:
    """The same act, later: a timer that says the command again when its time has come.

    After a delay it is Home Assistant's `HassStartTimer` with a `conversation_command`; at a time it stays what it is.
    """
    seconds = _wait(reading.interpretation, here)
    if seconds is None:
        return replace(settled, commands=(), status="unsupported", reason="no_such_time")
    said = " ".join(PUT_OFF.sub(" ", reading.interpretation.text.lower()).split())
    words = said or _worded(settled)
    if not words:
        return replace(settled, commands=(), status="unsupported", reason="not_supported_here")
    command = new_timer(math.ceil(seconds), here, conversation_command=words)
    due = (here.context.now + timedelta(seconds=seconds)).isoformat()
    facts = {**settled.facts, "put_off": seconds, "due": due, "command": words}
    if not reading.interpretation.slots.get("delay"):
        return replace(settled, commands=(command,), facts=facts)
    slots = {**_as_slots(seconds), "conversation_command": words}
    return Act("HassStartTimer", slots, (command.entity,), (command,), settled.status, facts=facts)


def _as_slots(seconds: float) -> dict[str, Value]:
    """A length in Home Assistant's slots, those that aren't 0."""
    minutes, rest = divmod(math.ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return {unit: amount for unit, amount in (("hours", hours), ("minutes", minutes), ("seconds", rest)) if amount}


def _wait(interpretation: Interpretation, here: Here) -> float | None:
    """Seconds until the command's time; none for a time that can't be told beforehand."""
    delay, at = interpretation.slots.get("delay"), str(interpretation.slots.get("at") or "")
    if isinstance(delay, int | float) and delay > 0:
        return float(delay) if delay <= FARTHEST else None
    if at in ("sunset", "sunrise"):
        due = sun_time(at, here.context.now, here.registry.settings.location)
        return (due - here.context.now).total_seconds() if due else None
    if CLOCK.fullmatch(at):
        return (next_time(at, here.context.now) - here.context.now).total_seconds()
    return None


def next_time(clock: str, now: datetime) -> datetime:
    """The next time the clock shows `HH:MM`; with `?`, in whichever half of the day comes first."""
    hour, minute = (int(part) for part in clock.rstrip("?").split(":"))
    hours = (hour % 12, hour % 12 + 12) if clock.endswith("?") else (hour % 24,)
    times = [now.replace(hour=h, minute=minute % 60, second=0, microsecond=0) for h in hours]
    return min(time if time > now else time + timedelta(days=1) for time in times)


def _worded(settled: Act) -> str:
    verbs = {"HassTurnOn": "turn on", "HassTurnOff": "turn off", "HassToggle": "toggle"}
    verb, name = verbs.get(settled.intent), settled.slots.get("name")
    return f"{verb} the {str(name).lower()}" if verb and name else ""
