"""How numbers, times and lists are said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def listed(words: Sequence[str], joint: str = "and", most: int = 4) -> str:
    """`a`, `a and b`, `a, b and c`; of more than `most`, the first and how many more."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def article(words: str) -> str:
    """With `a` or `an` before it: `an album`."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def number(value: object) -> str:
    """A number as it is said: no needless decimals, a minus as a word."""
    try:
        amount = float(str(value))
    except ValueError:
        return str(value)
    if amount != amount or abs(amount) == float("inf"):
        return "unknown"
    text = f"{abs(amount):.1f}".removesuffix(".0")
    return f"minus {text}" if amount < 0 and text != "0" else text


def degrees(value: object) -> str:
    """`1 degree`, `312 degrees`; whole ones, for nobody hears the tenth."""
    try:
        whole = round(float(str(value)))
    except ValueError:
        return str(value)
    return f"{number(whole)} degree{'' if abs(whole) == 1 else 's'}"


def duration(seconds: float) -> str:
    """`1 hour and 5 minutes`, `90 seconds` as `1 minute and 30 seconds`; no seconds beyond an hour."""
    left = max(0, round(seconds))
    hours, left = divmod(left, 3600)
    minutes, rest = divmod(left, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (0 if hours else rest, "second")]
    said = [counted(amount, unit) for amount, unit in parts if amount]
    return listed(said) or "no time"


def length(seconds: float) -> str:
    """A duration that stands before a noun: `10 minute`, `1 hour and 5 minute`."""
    return duration(seconds).removesuffix("s")


def counted(amount: int, unit: str) -> str:
    """`1 minute`, `2 minutes`."""
    return f"{amount} {unit}{'' if amount == 1 else 's'}"


def clock(at: datetime) -> str:
    """`7:00 AM`, `12:30 PM`."""
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'AM' if at.hour < 12 else 'PM'}"


def day_of(day: date, today: date) -> str:
    """`yesterday`, `today`, `tomorrow`, `on Friday` within a week, `on March 2` else."""
    ahead = (day - today).days
    if -1 <= ahead <= 1:
        return ("today", "tomorrow", "yesterday")[ahead]
    if 1 < ahead < 7:
        return f"on {DAYS[day.weekday()]}"
    return f"on {MONTHS[day.month - 1]} {day.day}"


def long_date(day: date) -> str:
    """`Monday, March 2, 2026`."""
    return f"{DAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def sentence(text: str) -> str:
    """With a capital and a stop."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."
