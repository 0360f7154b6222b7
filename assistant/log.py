"""The interaction log: one SQLite file, one row a turn, written before the reply is spoken.

What survives: each turn is a transaction of its own in write-ahead mode. With `synchronous = NORMAL` a committed turn
has been handed to the operating system, so a process killed at any instant (SIGKILL) loses none; only a power cut may
take the last moments' turns, and it never damages the file. FULL would hold against that too, for a wait on the disk
(tens of milliseconds on a memory card) before every reply.

One `InteractionLog` belongs to one thread. Any number of readers, in other processes too, read while one writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant import forgetting
from assistant.by_hand import ByHand
from assistant.entry import Entry, entry_of
from assistant.friction import Rephrase
from assistant.log_file import LogError, open_database, told, transaction
from assistant.log_scan import Range, scan, split
from assistant.log_schema import INSERT, rephrase_columns, row_of
from assistant.sounds import packed, unpacked
from assistant.turn import Received, Samples, Turn

__all__ = ["FILE", "Entry", "InteractionLog", "LogError", "Range", "Unweighed"]

FILE = "log.sqlite"
"""The log's name in the data folder."""

PAGE = 500
"""Rows fetched at a time: a long read holds up nobody and fits in little memory."""


@dataclass(frozen=True, slots=True)
class Unweighed:
    """Where a household's turns begin that were not weighed yet."""

    first: int
    """The number of the first of them."""
    session: int
    """The number of its session's first turn."""


class InteractionLog:
    """The log of one or many households. Opening makes the file and its folder, or brings an older file up to date.

    Every method raises `LogError` where the file cannot be used. A context manager; `close` does the same.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = open_database(path)

    def append(
        self,
        turn: Turn,
        *,
        household: str = "home",
        rephrase: Rephrase | None = None,
        kept: Sequence[Mapping[str, Any]] | None = None,
        sound: Samples | None = None,
    ) -> None:
        """Writes a turn, and in the same instant what the home keeps (see `keep`); call before the reply is spoken.

        `sound` is what was heard, at `stages.RATE`, for a household that wants it kept. Once this returns, the turn
        survives the process. Raises `LogError` for a full disk and for an id used before.
        """
        row = {**row_of(turn), **rephrase_columns(rephrase), "household": household}
        with transaction(self._database, self.path):
            query = "SELECT at FROM turns WHERE household = ? ORDER BY number DESC LIMIT 1"
            before = self._database.execute(query, (household,)).fetchone()
            self._database.execute(INSERT, {**row, "gap_s": turn.at.timestamp() - before["at"] if before else None})
            count = "INSERT INTO households VALUES (?, 1) ON CONFLICT DO UPDATE SET taken = taken + 1"
            self._database.execute(count, (household,))
            if kept is not None:
                self._keep(kept, household)
            if sound is not None:
                self._database.execute("INSERT INTO sounds VALUES (?, ?)", (turn.turn, packed(sound)))

    def received(self, turn: str, received: Received) -> None:
        """Adds how a turn's reply was received. Nothing happens where the turn has been forgotten meanwhile."""
        values = {"heard": received.heard, "by": received.by}
        # Set inside the text: reading and writing the whole turn would cost more than taking it did.
        update = """UPDATE turns SET heard = :heard, barged_in_by = :by,
            json = json_set(json, '$.received', json(:json)) WHERE turn = :turn"""
        with transaction(self._database, self.path):
            self._database.execute(update, {**values, "json": json.dumps(values), "turn": turn})

    def mark_rephrase(self, turn: str, rephrase: Rephrase | None) -> None:
        """Sets, or with None clears, which turn's wish a turn says again: the learners' second thoughts."""
        columns = rephrase_columns(rephrase)
        changes = ", ".join(f"{name} = :{name}" for name in columns)
        with transaction(self._database, self.path):
            self._database.execute(f"UPDATE turns SET {changes} WHERE turn = :turn", {**columns, "turn": turn})

    def mark_defects(self, chances: Mapping[str, float]) -> None:
        """Notes, by the turn's id, the chance 0 to 1 that it was a defect; all in one transaction."""
        values = [(chance, turn) for turn, chance in chances.items()]
        with transaction(self._database, self.path):
            self._database.executemany("UPDATE turns SET defect = ? WHERE turn = ?", values)

    def mark_by_hand(self, turn: str, by_hand: ByHand) -> None:
        """Notes what a hand did soon after a turn. The first counts, but before all that something was undone."""
        update = """UPDATE turns SET by_hand = :way, by_hand_s = :seconds WHERE turn = :turn
            AND (by_hand IS NULL OR :way = 'undone' AND by_hand != 'undone')"""
        with transaction(self._database, self.path):
            self._database.execute(update, {"way": by_hand.way, "seconds": by_hand.seconds, "turn": turn})

    def sound(self, turn: str) -> Samples | None:
        """What was heard of a turn, at `stages.RATE`; none where it was not kept."""
        with told(self.path):
            found = self._database.execute("SELECT flac FROM sounds WHERE turn = ?", (turn,)).fetchone()
        return unpacked(found[0]) if found else None

    def sounds(self) -> Iterator[tuple[str, bytes]]:
        """The id of each turn of which the sound was kept, and the sound as a FLAC file; one is held at a time."""
        with told(self.path):
            names = [row[0] for row in self._database.execute("SELECT turn FROM sounds ORDER BY rowid")]
            for turn in names:
                found = self._database.execute("SELECT flac FROM sounds WHERE turn = ?", (turn,)).fetchone()
                if found:
                    yield turn, found[0]

    def entries(
        self, *, household: str | None = None, since: datetime | None = None, after: int = 0
    ) -> Iterator[Entry]:
        """What is in the log, oldest first; of one household, from a time on, with numbers over `after`. A page is held
        at a time."""
        return map(self._entry, self.rows(household=household, since=since, after=after))

    def rows(
        self,
        *,
        household: str | None = None,
        since: datetime | None = None,
        after: int = 0,
        intent: str | None = None,
        columns: Sequence[str] = (),
        rewritten: bool = False,
    ) -> Iterator[dict[str, Any]]:
        """The same as rows, by column, of which only some may be wanted, as may those of one first intent alone: for
        exports and mining. With `rewritten`, of turns alone for which a rewrite was known."""
        at = since.timestamp() if since else None
        wanted: dict[str, object] = {"household = ?": household, "at >= ?": at, "intent = ?": intent}
        wanted["rule > ?"] = "" if rewritten else None
        wanted = {condition: value for condition, value in wanted.items() if value is not None}
        last = after
        while page := self._page({**wanted, "number > ?": last}, "number", PAGE, columns):
            yield from page
            last = page[-1]["number"]

    def tuples(self, columns: Sequence[str], households: Range | None = None) -> Iterator[tuple[Any, ...]]:
        """The values of some columns alone, of a range of households or of all, oldest first: for mining."""
        return scan(self._database, self.path, columns, households)

    def size(self) -> int:
        """How many turns are in the log, at most: those forgotten may count."""
        with told(self.path):
            return int(self._database.execute("SELECT ifnull(max(number), 0) FROM turns").fetchone()[0])

    def ranges(self, parts: int) -> list[Range]:
        """All households, in so many ranges of about as many turns, or in fewer."""
        with told(self.path):
            rows = self._database.execute("SELECT household, taken FROM households ORDER BY household").fetchall()
        return split([(row["household"], row["taken"]) for row in rows], parts)

    def unweighed(self, *, household: str | None = None) -> dict[str, Unweighed]:
        """By household, in the order of their names, where the turns begin of which nobody has weighed yet whether
        they were defects; households without such turns are left out."""
        conditions = "defect IS NULL AND initiator = 'resident'" + (" AND household = :household" if household else "")
        # `+` keeps SQLite from going through all of the household's turns where the session's few will do.
        query = f"""SELECT household, first, (
                SELECT min(number) FROM turns WHERE +household = found.household
                    AND session = (SELECT session FROM turns WHERE number = first)
            ) AS session FROM (
                SELECT household, min(number) AS first FROM turns WHERE {conditions} GROUP BY household
            ) AS found ORDER BY household"""
        with told(self.path):
            rows = self._database.execute(query, {"household": household} if household else {}).fetchall()
        return {row["household"]: Unweighed(row["first"], row["session"]) for row in rows}

    def columns(self) -> dict[str, str]:
        """The columns of `rows` with their types: `TEXT`, `REAL` or `INTEGER`."""
        with told(self.path):
            return {row["name"]: row["type"] for row in self._database.execute("PRAGMA table_info(turns)")}

    def turns(
        self, *, household: str | None = None, since: datetime | None = None, limit: int | None = None
    ) -> Iterator[Turn]:
        """The turns, oldest first; with `limit`, the first so many."""
        for count, entry in enumerate(self.entries(household=household, since=since)):
            if count == limit:
                return
            yield entry.turn

    def recent(self, most: int, *, household: str | None = None) -> tuple[Entry, ...]:
        """The last entries, oldest first."""
        wanted: dict[str, object] = {"household = ?": household} if household is not None else {}
        return tuple(map(self._entry, reversed(self._page(wanted, "number DESC", most))))

    def find(self, turn: str) -> Entry | None:
        """The entry of a turn's id."""
        return next(map(self._entry, self._page({"turn = ?": turn}, "number", 1)), None)

    def taken(self, household: str = "home") -> int:
        """How many turns a household ever took, forgotten ones included: what new ids can be counted from."""
        with told(self.path):
            found = self._database.execute("SELECT taken FROM households WHERE household = ?", (household,)).fetchone()
        return int(found[0]) if found else 0

    def households(self) -> tuple[str, ...]:
        """All households that ever took a turn, by name; also those of which every turn is forgotten."""
        with told(self.path):
            rows = self._database.execute("SELECT household FROM households ORDER BY household").fetchall()
        return tuple(row["household"] for row in rows)

    def keep(self, kept: Sequence[Mapping[str, Any]], household: str = "home") -> None:
        """Replaces what a home keeps over a restart: timers, alarms, reminders, lists, as JSON values."""
        with transaction(self._database, self.path):
            self._keep(kept, household)

    def kept(self, household: str = "home") -> list[dict[str, Any]]:
        """What `keep` was given last; empty at first."""
        with told(self.path):
            found = self._database.execute("SELECT json FROM kept WHERE household = ?", (household,)).fetchone()
        kept: list[dict[str, Any]] = json.loads(found[0]) if found else []
        return kept

    def forget(self, resident: str) -> int:
        """Deletes a resident's turns for good, or everybody's for `all`; how many went. See `assistant.forgetting`.

        Raises `LogError` where another program holds the old pages: the rows are gone then, but their words may stand
        in the file until this is called again.
        """
        with transaction(self._database, self.path):
            count = forgetting.delete(self._database, resident)
        with told(self.path):
            clean = forgetting.wipe(self._database)
        if not clean:
            message = "another program still reads the log; end it and forget once more, to erase the words themselves"
            raise LogError(self.path, message)
        return count

    def close(self) -> None:
        """Closes the file; what was written is safe without it."""
        self._database.close()

    def __enter__(self) -> InteractionLog:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _keep(self, kept: Sequence[Mapping[str, Any]], household: str) -> None:
        text = json.dumps(list(kept), separators=(",", ":"), ensure_ascii=False)
        # Most turns leave it as it is, and then nothing needs to be written.
        update = (
            "INSERT INTO kept VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json WHERE json != excluded.json"
        )
        self._database.execute(update, (household, text))

    def _page(
        self, wanted: Mapping[str, object], order: str, most: int, columns: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        chosen = ", ".join(("number", *columns)) if columns else "*"
        query = f"SELECT {chosen} FROM turns WHERE {' AND '.join(wanted) or 'TRUE'} ORDER BY {order} LIMIT ?"
        with told(self.path):
            return [dict(row) for row in self._database.execute(query, (*wanted.values(), most))]

    def _entry(self, row: Mapping[str, Any]) -> Entry:
        try:
            return entry_of(row)
        except ValueError:
            message = f"turn {row['turn']} cannot be read; the file was changed or is damaged"
            raise LogError(self.path, message) from None
