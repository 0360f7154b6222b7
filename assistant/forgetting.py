"""Forgetting a resident, so that their words are on no page of the log's files.

Theirs are
- the turns in which they were believed to speak, and in the same sessions those of an unknown speaker, with the sound
  of them where it was kept;
- what the assistant said by itself afterwards about a timer, alarm or reminder that was last theirs, or carried out
  because they had put it off;
- of what the home keeps: those timers, alarms and reminders, and the items they put on lists.

What was exported or copied elsewhere cannot be reached from here.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

ALL = "all"
"""Stands for every resident."""

HELPERS = ("timer", "alarm", "reminder")
"""Domains of what one person makes for themselves; a list is everybody's."""


@dataclass(slots=True)
class _Traces:
    """What is known, while walking through one household's turns, of what the resident left behind."""

    turns: list[str] = field(default_factory=list)
    helpers: dict[str, bool] = field(default_factory=dict)
    """By helper, whether the last resident to touch it is the one to forget."""
    said: set[str] = field(default_factory=set)
    """The words in their commands: items, messages, commands put off."""

    def take(self, turn: dict[str, Any], *, theirs: bool) -> None:
        touched = {*turn["changes"], *turn["targets"], *(command["entity"] for command in turn["commands"])}
        by_itself = turn["initiator"] == "assistant"
        if by_itself and not theirs:
            theirs = turn["transcript"]["text"].casefold() in self.said or any(map(self.helpers.get, touched))
        if theirs:
            self.turns.append(turn["turn"])
            self.said |= {text for command in turn["commands"] for text in _texts(command["data"])}
        if theirs or not by_itself:
            self.helpers |= {entity: theirs for entity in touched if entity.partition(".")[0] in HELPERS}

    def scrubbed(self, kept: list[Any]) -> list[Any]:
        """What a home keeps, without what is theirs."""
        gone = {entity for entity, theirs in self.helpers.items() if theirs}
        return [_without(item, self.said) for item in kept if gone.isdisjoint(_texts(item))]


def delete(database: sqlite3.Connection, resident: str) -> int:
    """Deletes the rows, inside the caller's transaction; how many turns went."""
    if resident == ALL:
        database.execute("DELETE FROM kept")
        database.execute("DELETE FROM sounds")
        return database.execute("DELETE FROM turns").rowcount
    households = database.execute("SELECT DISTINCT household FROM turns WHERE resident = ?", (resident,)).fetchall()
    return sum(_delete_from(database, household, resident) for (household,) in households)


def wipe(database: sqlite3.Connection) -> bool:
    """Erases what deleted rows left behind: rebuilds the file and empties the write-ahead file.

    Whether all of it could be erased: not while another connection still reads the old pages.
    """
    database.execute("VACUUM")
    (busy, _, _) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _delete_from(database: sqlite3.Connection, household: str, resident: str) -> int:
    traces = _Traces()
    rows = database.execute(
        """SELECT json, resident = :resident OR resident IS NULL AND session IN
            (SELECT session FROM turns WHERE resident = :resident) FROM turns
            WHERE household = :household ORDER BY number""",
        {"resident": resident, "household": household},
    )
    for text, theirs in rows:
        traces.take(json.loads(text), theirs=bool(theirs))
    for table in ("turns", "sounds"):
        database.executemany(f"DELETE FROM {table} WHERE turn = ?", [(turn,) for turn in traces.turns])
    for (text,) in database.execute("SELECT json FROM kept WHERE household = ?", (household,)).fetchall():
        left = json.dumps(traces.scrubbed(json.loads(text)), separators=(",", ":"), ensure_ascii=False)
        database.execute("UPDATE kept SET json = ? WHERE household = ?", (left, household))
    return len(traces.turns)


def _texts(value: Any) -> set[str]:
    """Every text in a JSON value, folded; keys apart."""
    if isinstance(value, str):
        return {value.casefold()}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for part in parts for text in _texts(part)}


def _without(value: Any, said: set[str]) -> Any:
    """A JSON value whose lists have lost the items that hold such a text."""
    if isinstance(value, dict):
        return {key: _without(part, said) for key, part in value.items()}
    if isinstance(value, list):
        return [_without(part, said) for part in value if said.isdisjoint(_texts(part))]
    return value
