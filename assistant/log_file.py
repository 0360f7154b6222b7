"""The log's SQLite file: opened, brought up to date, written in transactions; SQLite's errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.files import InputError
from assistant.log_schema import APPLICATION, MIGRATIONS, VERSION

WAIT = 5.0
"""Seconds to wait for another process to finish writing."""


class LogError(InputError):
    """The log cannot be opened, read or written: one line that says why and how to mend it."""


REASONS = {
    "SQLITE_FULL": "the disk is full; free some space",
    "SQLITE_IOERR": "the disk cannot be read or written (full, or failing); free some space or use another",
    "SQLITE_READONLY": "is read-only; allow writing there or choose another folder with --data",
    "SQLITE_PERM": "may not be opened by this user; allow it or choose another folder with --data",
    "SQLITE_CANTOPEN": "cannot be opened; is the folder there, and may this user write in it?",
    "SQLITE_NOTADB": "is not an interaction log, or is damaged; move it away and a new one is begun",
    "SQLITE_CORRUPT": "is damaged; move it away and a new one is begun",
    "SQLITE_BUSY": "is being written by another program that does not let go; end that one",
    "SQLITE_LOCKED": "is being written by another program that does not let go; end that one",
    "SQLITE_CONSTRAINT": "holds a turn of that id already; is another ambient running on the same folder?",
}
"""By SQLite's primary result codes."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises `LogError` for SQLite's and the system's errors about the file."""
    try:
        yield
    except OSError as wrong:
        raise LogError(path, f"cannot be used: {wrong.strerror or wrong}; choose another folder with --data") from None
    except sqlite3.Error as wrong:
        name = getattr(wrong, "sqlite_errorname", "")
        reason = next((REASONS[code] for code in REASONS if name.startswith(code)), str(wrong))
        raise LogError(path, reason) from None


@contextmanager
def transaction(database: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of it or nothing; takes the write lock at once, so that two writers wait instead of failing."""
    with told(path):
        database.execute("BEGIN IMMEDIATE")
        try:
            yield
            database.execute("COMMIT")
        finally:
            # Some errors (a full disk) have already rolled it back.
            if database.in_transaction:
                database.execute("ROLLBACK")


def open_database(path: Path) -> sqlite3.Connection:
    """Opens the file, makes it with its folder (for its owner's eyes only), or brings an older one up to date.

    Raises `LogError` where the file cannot be used: damaged, another program's, of a newer version, not writable.
    """
    with told(path):
        if path.is_dir():
            raise LogError(path, "is a folder; a file is expected there")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        database = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        database.row_factory = sqlite3.Row
    try:
        _prepare(database, path)
    except LogError:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    with told(path):
        _version(database, path)
        # secure_delete overwrites what is deleted; temp_store keeps VACUUM's copy out of the temporary folder.
        settings = ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "temp_store = MEMORY")
        for setting in settings:
            database.execute(f"PRAGMA {setting}")
    with transaction(database, path):
        # Read again under the lock: two programs may open a new file at once.
        for step in MIGRATIONS[_version(database, path) :]:
            for statement in step:
                database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {VERSION}")


def _version(database: sqlite3.Connection, path: Path) -> int:
    """The file's version, 0 for a new one."""
    version, application = (
        database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")
    )
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION and (tables or version):
        raise LogError(path, "is another program's database; choose another folder with --data")
    if version > VERSION:
        message = (
            f"was written by a newer ambient (log version {version}; this one reads up to {VERSION}); update ambient"
        )
        raise LogError(path, message)
    return int(version)
