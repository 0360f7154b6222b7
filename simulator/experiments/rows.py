"""The rows of an experiment's results, as Parquet: `turns`, `truths`, `verdicts`.

Turns are the interaction log's rows with the experiment's arm first, without every time that was measured: the same
experiment gives the same bytes again, with any number of workers. (The log's own `arm`, that of the rewrite, is
`rewrite_arm` here.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import fields
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from assistant.files import InputError
from assistant.log import InteractionLog
from simulator.experiments.timing import Times
from simulator.judge.values import Group, Truth, Verdict

NAMES = ("turns", "truths", "verdicts")

GROUP = 5_000
"""Rows in a row group of the merged files."""

FIRST = (("arm", pa.string()), ("group", pa.string()))
"""Of every table, the first columns: the experiment's arm, and which households (`judge.values.Group`)."""

_LOG_TYPES = {"TEXT": pa.string(), "REAL": pa.float64(), "INTEGER": pa.int64()}
_TYPES = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}


def _schema(row: type[Any]) -> Any:
    """A schema from a dataclass's fields; times are those of the home's clock."""
    hints = get_type_hints(row)
    columns = [(field.name, _type(hints[field.name])) for field in fields(row)]
    return pa.schema([*FIRST, *columns])


def _type(hint: Any) -> Any:
    hint = next((one for one in get_args(hint) if one is not NoneType), hint) if get_origin(hint) is UnionType else hint
    if getattr(hint, "__name__", "") == "datetime":
        return pa.timestamp("us")
    return _TYPES.get(getattr(hint, "__name__", "str"), pa.string())  # a Literal is text


TRUTHS = _schema(Truth)
VERDICTS = _schema(Verdict)


def turn_schema(columns: Mapping[str, str]) -> Any:
    """The schema of `turn_rows`, from the log's columns and their types."""
    found = [(_renamed(name), _LOG_TYPES[kind]) for name, kind in columns.items() if name != "ms"]
    return pa.schema([*FIRST, *found])


# Quotes inside a text are escaped, so that this stands in a turn's JSON once; reading all of it would take ten times as
# long.
_MEASURED = re.compile(r'"ms":(\{[^{}]*\})')


def turn_rows(
    log: InteractionLog, arm: str, times: Times, *, group: Group = "others", skip: int = 0
) -> list[dict[str, Any]]:
    """The log's rows after the first `skip`, without the times that were measured, which go into `times`."""
    found = []
    for row in islice(log.rows(), skip, None):
        before, ms, after = _MEASURED.split(row["json"], maxsplit=1)
        times.add(json.loads(ms))
        text = f'{before}"ms":{{}}{after}'
        kept = {_renamed(name): cell for name, cell in row.items() if name != "ms"}
        found.append({"arm": arm, "group": group, **kept, "json": text})
    return found


def value_row(arm: str, value: Any, *, group: Group = "others") -> dict[str, Any]:
    """A truth or a verdict as a row."""
    row = {field.name: getattr(value, field.name) for field in fields(value)}
    if "at" in row:
        row["at"] = row["at"].replace(tzinfo=None)
    return {"arm": arm, "group": group, **row}


def write(path: Path, schema: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes a small table in one row group."""
    # Opened by Python, so that a full disk comes as an OSError with its number.
    with path.open("wb") as file:
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), file, compression="zstd")


def read(path: Path, columns: Sequence[str] | None = None) -> Any:
    """A table; all columns unless told otherwise. Raises `InputError` where a power cut, say, left no table."""
    try:
        return pq.ParquetFile(path).read(columns=list(columns) if columns is not None else None)
    except pa.ArrowInvalid:
        raise InputError(
            path, "is damaged; delete its household's folder, and the same command lives it again"
        ) from None


def groups(path: Path, columns: Sequence[str] | None = None) -> Iterator[Any]:
    """The row groups of a table, one at a time."""
    file = pq.ParquetFile(path)
    for place in range(file.num_row_groups):
        yield file.read_row_group(place, columns=list(columns) if columns is not None else None)


def merge(parts: Iterable[Path], path: Path) -> int:
    """Joins tables of one schema into a file with row groups of `GROUP`, in order; how many rows it has.

    A group is held at a time. The file appears when it is whole.
    """
    part = path.with_name(f"{path.name}.part")
    count, waiting, writer = 0, [], None
    with part.open("wb") as file, ExitStack() as opened:
        for table in map(read, parts):
            if writer is None:
                writer = opened.enter_context(pq.ParquetWriter(file, table.schema, compression="zstd"))
            waiting.append(table)
            count += table.num_rows
            waiting = _flushed(writer, waiting, GROUP)
        _flushed(writer, waiting, 1)
    part.replace(path)
    return count


def _flushed(writer: Any, waiting: list[Any], least: int) -> list[Any]:
    """Writes full groups, or with `least` 1 all there is; what is left."""
    total = sum(table.num_rows for table in waiting)
    if total < least:
        return waiting
    table, at = pa.concat_tables(waiting), 0
    while total - at >= least:
        writer.write_table(table.slice(at, GROUP), row_group_size=GROUP)
        at = min(at + GROUP, total)
    return [table.slice(at)]


def _renamed(name: str) -> str:
    return "rewrite_arm" if name == "arm" else name
