"""The log read for mining: some columns of very many rows, a range of households at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.log_file import told

MANY = 5000
"""Rows fetched at a time."""


@dataclass(frozen=True, slots=True)
class Range:
    """Households by name, from the first to the last, both within."""

    first: str
    last: str


def scan(
    database: sqlite3.Connection, path: Path, columns: Sequence[str], households: Range | None
) -> Iterator[tuple[Any, ...]]:
    """The values of the columns, oldest first. Raises `LogError`."""
    names: tuple[str, ...] = ()
    where = ""
    if households is not None and households.first == households.last:
        names, where = (households.first,), "household = ? AND "
    elif households is not None:
        # `+` keeps SQLite from the index of households, which would fetch each row of many from elsewhere.
        names, where = (households.first, households.last), "+household BETWEEN ? AND ? AND "
    query = f"SELECT {', '.join(columns)}, number FROM turns WHERE {where}number > ? ORDER BY number LIMIT {MANY}"
    cursor = database.cursor()
    cursor.row_factory = None
    last = 0
    while True:
        with told(path):
            page = cursor.execute(query, (*names, last)).fetchall()
        if not page:
            return
        last = page[-1][-1]
        for row in page:
            yield row[:-1]


def split(taken: Sequence[tuple[str, int]], parts: int) -> list[Range]:
    """Households with the turns that they took, sorted by name, in so many ranges of about as many turns, or fewer.

    >>> split([("a", 5), ("b", 1), ("c", 4)], 2)
    [Range(first='a', last='a'), Range(first='b', last='c')]
    """
    share = sum(count for _, count in taken) / parts
    found: list[Range] = []
    before = 0
    for household, count in taken:
        if before >= share * len(found):
            found.append(Range(household, household))
        else:
            found[-1] = Range(found[-1].first, household)
        before += count
    return found
