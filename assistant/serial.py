"""A turn to and from JSON, derived from the fields of `assistant.turn`: nothing is listed here, so nothing can drift.

Keys stand in the order of the fields. Times are ISO 8601 with their offset; a time zone comes back as its offset alone.
Values that a stage took from numpy become plain numbers.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from assistant.turn import Turn

_TURN: TypeAdapter[Turn] = TypeAdapter(Turn)


def to_json(turn: Turn) -> str:
    """One line of compact JSON. Numbers must be finite: JSON has no others. Raises `ValueError` for a value that
    is no JSON value."""
    return _TURN.dump_json(turn, fallback=_plain, warnings=False).decode()


def to_dict(turn: Turn) -> dict[str, Any]:
    """The same as JSON values."""
    values: dict[str, Any] = _TURN.dump_python(turn, mode="json", fallback=_plain, warnings=False)
    return values


def from_json(text: str) -> Turn:
    """The turn of `to_json`; keys that are not known are left out. Raises `ValueError` where it does not fit."""
    return _TURN.validate_json(text)


def _plain(value: Any) -> Any:
    """What pydantic cannot write by itself: numpy's scalars and arrays both know `tolist`."""
    if not hasattr(value, "tolist"):
        raise ValueError(f"{value!r} ({type(value).__name__}) is no JSON value")
    return value.tolist()
