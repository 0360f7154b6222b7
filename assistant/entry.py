"""An entry of the interaction log: a turn, with what the log knows beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.by_hand import ByHand
from assistant.friction import Rephrase
from assistant.serial import from_json
from assistant.turn import Turn


@dataclass(frozen=True, slots=True)
class Entry:
    """A turn in the log, with what the log knows beside it."""

    number: int
    """The order of writing, from 1."""
    household: str
    turn: Turn
    state: str
    """See `log_schema.state_of`."""
    gap_seconds: float | None
    """Since the household's turn before; none for its first."""
    rephrase: Rephrase | None
    by_hand: ByHand | None = None
    """What a hand did soon after."""


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry of a row as `InteractionLog.rows` gives it, or as it stands in an exported Parquet file. Raises
    `ValueError` where its JSON is no turn."""
    of, way = row["rephrase_of"], row.get("by_hand")
    return Entry(
        number=row["number"],
        household=row["household"],
        turn=from_json(row["json"]),
        state=row["state"],
        gap_seconds=row["gap_s"],
        rephrase=Rephrase(of, row["rephrase_gap_s"], row["similarity"]) if of is not None else None,
        by_hand=ByHand(way, row["by_hand_s"]) if way is not None else None,
    )
