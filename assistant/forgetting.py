"""Forgetting a resident, so that their words are on no page of the log's files.

Theirs are: the turns in which they were believed to speak; in the sessions of those, the turns of an unknown speaker
and what the assistant said of itself; and the assistant's later turns about things that they had made (a reminder
that came due). What was exported or copied elsewhere cannot be reached from here.
"""

from __future__ import annotations

import sqlite3

ALL = "all"
"""Stands for every resident."""


def delete(database: sqlite3.Connection, resident: str) -> int:
    """Deletes the rows, inside the caller's transaction; how many turns went."""
    if resident == ALL:
        database.execute("DELETE FROM kept")
        return database.execute("DELETE FROM turns").rowcount
    theirs = database.execute(
        """SELECT turn, json FROM turns WHERE resident = :resident OR resident IS NULL AND session IN
            (SELECT session FROM turns WHERE resident = :resident)""",
        {"resident": resident},
    ).fetchall()
    for turn, _ in theirs:
        database.execute("DELETE FROM turns WHERE turn = ?", (turn,))
    return len(theirs)


def wipe(database: sqlite3.Connection) -> bool:
    """Erases what deleted rows left behind: rebuilds the file and empties the write-ahead file.

    Whether all of it could be erased: not while another connection still reads the old pages.
    """
    database.execute("VACUUM")
    (busy, _, _) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
