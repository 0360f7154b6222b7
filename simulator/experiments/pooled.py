"""The logs of many households in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from assistant.log import InteractionLog


def pool(logs: Sequence[Path], path: Path) -> None:
    """Puts the logs of many households together into one; the file appears when it is whole."""
    whole, path = path, path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with InteractionLog(path) as log:
        columns = ", ".join(name for name in log.columns() if name != "number")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for part in logs:
            database.execute("ATTACH ? AS one", (str(part),))
            database.execute(f"INSERT INTO turns ({columns}) SELECT {columns} FROM one.turns ORDER BY number")
            for table in ("kept", "households", "sounds"):
                database.execute(f"INSERT INTO {table} SELECT * FROM one.{table}")
            database.execute("DETACH one")
    path.replace(whole)
