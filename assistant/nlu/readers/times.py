"""What is read for timers, alarms and reminders."""

from __future__ import annotations

from assistant.nlu.readers.common import Slots
from assistant.nlu.slots import Request
from assistant.nlu.values import WEEKDAYS, Duration, clock_at, day_at, duration_at, find


def _units(length: Duration, prefix: str = "") -> Slots:
    parts = {"hours": length.hours, "minutes": length.minutes, "seconds": length.seconds}
    return {prefix + unit: value for unit, value in parts.items() if value}


def _durations(request: Request) -> list[tuple[Duration, int, int]]:
    found = []
    at = 0
    while at < len(request.words):
        length = duration_at(request.words, at)
        if length:
            found.append((length[0], at, at + length[1]))
        at += length[1] if length else 1
    return found


def start_timer(request: Request) -> Slots:
    """How long, and the timer's name."""
    lengths = _durations(request)
    slots = _units(lengths[0][0]) if lengths else {}
    for _, first, last in lengths[:1]:
        request.take(first, last)
    return slots | timer_name(request)


def old_timer(request: Request) -> Slots:
    """Which timer: by its name or the length it was set for."""
    lengths = _durations(request)
    for _, first, last in lengths:
        request.take(first, last)
    slots = _units(lengths[0][0], "start_") if lengths else {}
    return slots | timer_name(request)


def change_timer(request: Request) -> Slots:
    """How much more or less, and which timer: the length right beside the word timer is the timer's own."""
    lengths = _durations(request)
    slots: Slots = {}
    for length, first, last in lengths:
        request.take(first, last)
        before = request.words[first - 1] if first else ""
        own = request.words[last : last + 1] == ["timer"] or (
            before == "for" and request.words[max(0, first - 2) : first - 1] == ["timer"]
        )
        prefix = "start_" if own and len(lengths) > 1 else ""
        slots |= _units(length, prefix)
    return slots | timer_name(request)


def timer_name(request: Request) -> Slots:
    name = request.said("name")
    words = [word for word in (name or "").split() if word not in ("timer", "timers", "alarm")]
    return {"name": " ".join(words)} if words else {}


def when(request: Request) -> Slots:
    """Time and date."""
    slots: Slots = {}
    words = request.words
    day = find(words, lambda said, at: day_at(said, at, today=request.today))
    if day:
        slots["date"] = day[0]
    skipped = range(day[1], day[2]) if day else range(0)
    for at in range(len(words)):
        clock = clock_at(words, at) if at not in skipped and request.free(at, at + 1) else None
        if clock and not duration_at(words, at) and words[at : at + 1] != ["one"]:
            slots["time"] = _in_half(clock[0], request)
            request.taken.update(range(at, at + clock[1]))
            break
    return slots


def _in_half(clock: str, request: Request) -> str:
    """The time with the half of the day that stands elsewhere: "seven tomorrow morning"."""
    if not clock.endswith("?"):
        return clock
    hour = int(clock[:2]) % 12
    if request.has("morning"):
        return f"{hour:02}{clock[2:5]}"
    if request.has("evening", "tonight", "afternoon", "night"):
        return f"{hour + 12:02}{clock[2:5]}"
    return clock


def alarm_set(request: Request) -> Slots:
    """Time, date, repeat, name; for a snooze or "in two hours", a delay."""
    length = find(request.words, duration_at)
    slots = when(request)
    if length and "time" not in slots:
        slots["delay"] = length[0].total
    if request.has("every day", "daily", "each day", "every morning"):
        slots["repeat"] = "daily"
    elif request.has("weekdays", "weekday", "every weekday", "workdays"):
        slots["repeat"] = "weekdays"
    elif request.has("weekends", "every weekend", "at the weekend"):
        slots["repeat"] = "weekends"
    elif slots.get("date") in WEEKDAYS and request.has("every", "each", f"{slots['date']}s"):
        slots["repeat"] = slots.pop("date")
    return slots | timer_name(request)


def alarm_cancel(request: Request) -> Slots:
    """Which alarms."""
    slots = when(request)
    if request.has("all", "alarms", "every", "any"):
        slots["quantifier"] = "all"
    return slots | timer_name(request)


def reminder(request: Request) -> Slots:
    """What to be reminded of, and when."""
    slots: Slots = {}
    for marker in ("in", "after"):
        for at, word in enumerate(request.words):
            if word == marker and "delay" not in slots and (length := duration_at(request.words, at + 1)):
                slots["delay"] = length[0].total
                request.take(at, at + 1 + length[1])
    message = request.said("message", "item", "search_query", "what")
    slots |= {key: value for key, value in when(request).items() if "delay" not in slots or key != "time"}
    message = message or _to_do(request)
    return slots | ({"message": message} if message else {})


def _to_do(request: Request) -> str | None:
    """What follows "to" or "that" once the time was said: "remind me at noon to call home"."""
    words = request.words
    at = next((at + 1 for at, word in enumerate(words) if word in ("to", "that") and at > 1), len(words))
    first, last = request.trimmed(at, len(words))
    return request.take(first, last) if first < last and request.free(first, last) else None
