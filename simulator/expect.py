"""Comparing what was expected with what came: pure matching of JSON values.

A plain value must be equal (words in any case; numbers as numbers). A list must have each of its items matched by one
of the values found. A mapping either names keys of the value found, or is one of the forms below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was expected, and whether it held."""

    what: str
    """Where: `reply`, `states.oven.kitchen.state`."""
    expected: Any
    found: Any
    holds: bool


def _number(found: Any) -> float | None:
    if isinstance(found, bool) or found is None:
        return None
    try:
        return float(found)
    except (TypeError, ValueError):
        return None


def _above(found: Any, limit: Any) -> bool:
    number = _number(found)
    return number is not None and number > float(limit)


def _below(found: Any, limit: Any) -> bool:
    number = _number(found)
    return number is not None and number < float(limit)


def _contains(found: Any, part: Any) -> bool:
    if isinstance(found, str):
        return str(part).lower() in found.lower()
    return isinstance(found, list | tuple) and any(matches(part, item) for item in found)


FORMS: dict[str, Callable[[Any, Any], bool]] = {
    "contains": _contains,
    "matches": lambda found, pattern: re.search(str(pattern), str(found), re.IGNORECASE) is not None,
    "above": _above,
    "below": _below,
    "any_of": lambda found, options: any(matches(option, found) for option in options),
    "all_of": lambda found, parts: all(matches(part, found) for part in parts),
    "not": lambda found, other: not matches(other, found),
    "absent": lambda found, yes: (found in (None, "", [], {}, ())) is bool(yes),
}
"""The forms an expectation can take beside a plain value; each is given (found, argument)."""


def matches(expected: Any, found: Any) -> bool:
    """Whether a value is as expected."""
    if isinstance(expected, Mapping):
        if expected and all(key in FORMS for key in expected):
            return all(FORMS[key](found, argument) for key, argument in expected.items())
        return isinstance(found, Mapping) and all(matches(value, lookup(found, key)) for key, value in expected.items())
    if isinstance(expected, list):
        return isinstance(found, list | tuple) and (
            all(any(matches(item, one) for one in found) for item in expected) if expected else not found
        )
    if isinstance(expected, str) and isinstance(found, str):
        return expected.lower() == found.lower()
    if isinstance(expected, bool) or isinstance(found, bool) or expected is None:
        return expected is found
    number = _number(found)
    if isinstance(expected, int | float):
        return number is not None and abs(number - expected) < 1e-9
    return bool(expected == found)


def lookup(found: Any, key: str) -> Any:
    """The value under a key, or under a dotted path of keys; None where there is none."""
    if isinstance(found, Mapping) and key in found:
        return found[key]
    head, dot, rest = key.partition(".")
    if dot and isinstance(found, Mapping) and head in found:
        return lookup(found[head], rest)
    return None


def checks(expected: Mapping[str, Any], found: Mapping[str, Any] | None, *, where: str = "") -> list[Check]:
    """One check a key."""
    made = []
    for key, value in expected.items():
        seen = lookup(found or {}, key)
        made.append(Check(f"{where}{key}", value, seen, matches(value, seen)))
    return made
