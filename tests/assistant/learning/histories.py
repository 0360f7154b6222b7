"""Entries of a log built by hand."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.by_hand import ByHand
from assistant.entry import Entry
from assistant.friction import Rephrase
from assistant.turn import Turn


def entry(
    turn: Turn, *, household: str = "home", rephrase: Rephrase | None = None, by_hand: ByHand | None = None
) -> Entry:
    """A turn as the log gives it back."""
    return Entry(int(turn.turn.rpartition("-")[2]), household, turn, "", None, rephrase, by_hand)


def entries(turns: Sequence[Turn | Entry]) -> list[Entry]:
    """The same of several."""
    return [one if isinstance(one, Entry) else entry(one) for one in turns]
