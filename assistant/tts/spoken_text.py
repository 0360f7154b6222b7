"""Written text as it is said: signs, units and times that a synthesiser would misread, in words.

What it does not handle: dates, web addresses, other languages than English.
"""

from __future__ import annotations

import re

UNITS = {
    "°F": "degree",
    "°C": "degree",
    "°": "degree",
    "kWh": "kilowatt hour",
    "kW": "kilowatt",
    "W": "watt",
    "V": "volt",
    "hPa": "hectopascal",
    "mm": "millimetre",
    "cm": "centimetre",
    "km": "kilometre",
    "dB": "decibel",
    "min": "minute",
    "h": "hour",
    "s": "second",
}
"""The unit after a number, in the singular."""

SIGNS = (
    (re.compile(r"(?<!\w)[-−](?=\d)"), "minus "),
    (re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)"), " to "),
    (re.compile(r"(?<=\d)\.0(?!\d)"), ""),
    (re.compile(r"(?<=\d)\s*%"), " percent"),
    (re.compile(r"(?<=\d)\s*mph\b"), " miles an hour"),
    (re.compile(r"(?<=\d)\s*km/h\b"), " kilometres an hour"),
    (re.compile(r"(?<=\d)\s*m/s\b"), " metres a second"),
    (re.compile(r"(?<=\d)\s*lx\b"), " lux"),
    (re.compile(r"\$(\d+(?:\.\d+)?)"), r"\1 dollars"),
    (re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])"), " or "),
    (re.compile(r"\bTV\b"), "T V"),
    (re.compile(r"\bLED\b"), "L E D"),
)
"""What is replaced by what, in this order."""

_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)\b(?!:)")
_HALF = re.compile(r"(?<=\d) ?([AaPp])\.?[Mm]\b\.?")
_UNIT = re.compile(r"(\d+(?:\.\d+)?)\s*(" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")(?![\w/])")
_WORD = re.compile(r"\w")


def spoken(text: str) -> str:
    """The text as a voice should be given it; empty where there is nothing that can be said.

    >>> spoken("It's 7:05 AM and 68.0 °F.")
    "It's 7 oh 5 a.m. and 68 degrees."
    >>> spoken("🙂")
    ''
    """
    text = _HALF.sub(_half, _CLOCK.sub(_clock, text))
    for pattern, replacement in SIGNS:
        text = pattern.sub(replacement, text)
    text = " ".join(_UNIT.sub(_unit, text).split())
    return text if _WORD.search(text) else ""


def _clock(match: re.Match[str]) -> str:
    """`7 oh 5` for 7:05, `7` for 7:00 before AM or PM, `18 hundred` for 18:00."""
    hour, minute = match[1].removeprefix("0") or "0", match[2]
    if minute == "00":
        half = _HALF.match(match.string, match.end())
        return hour if half else f"{hour} hundred" if int(hour) > 12 else f"{hour} o'clock"
    return f"{hour} oh {minute[1]}" if minute[0] == "0" else f"{hour} {minute}"


def _half(match: re.Match[str]) -> str:
    """`a.m.`: with a capital, or without its points, synthesisers read an article."""
    return f" {match[1].lower()}.m."


def _unit(match: re.Match[str]) -> str:
    name = UNITS[match[2]]
    return f"{match[1]} {name}" if match[1] == "1" else f"{match[1]} {name}s"
