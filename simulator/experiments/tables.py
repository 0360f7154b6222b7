"""Results as Parquet: turns, truths and verdicts, a file each; by household first, then put together in order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from assistant.log import InteractionLog
from simulator.judge.values import Truth, Verdict

TABLES = ("turns", "truths", "verdicts")
ROWS = 20_000
"""Rows of a row group: enough to pack well, few enough to fit in little memory."""

_TYPES = {"TEXT": pa.string(), "REAL": pa.float64(), "INTEGER": pa.int64()}
_KINDS: Mapping[str, pa.DataType] = {
    "str": pa.string(),
    "int": pa.int64(),
    "bool": pa.bool_(),
    "datetime": pa.float64(),
}


def write_household(
    folder: Path, arm: str, log: InteractionLog, truths: Sequence[Truth], verdicts: Sequence[Verdict]
) -> None:
    """Writes what came of one household in one arm: `ARM.turns.parquet` and so on."""
    columns = {name: kind for name, kind in log.columns().items() if name != "ms"}
    turns = [{"arm": arm, **{name: row[name] for name in columns}} for row in log.rows()]
    schema = pa.schema([("arm", pa.string()), *((name, _TYPES[kind]) for name, kind in columns.items())])
    _write(folder / f"{arm}.turns.parquet", turns, schema)
    _write(folder / f"{arm}.truths.parquet", [_row(arm, one) for one in truths], schema_of(Truth))
    _write(folder / f"{arm}.verdicts.parquet", [_row(arm, one) for one in verdicts], schema_of(Verdict))


def merge(folders: Sequence[Path], arms: Sequence[str], out: Path) -> None:
    """Puts the households' tables together: by arm, then by household; each file appears when it is whole."""
    for table in TABLES:
        paths = [folder / f"{arm}.{table}.parquet" for arm in arms for folder in folders]
        part = out / f"{table}.parquet.part"
        with pq.ParquetWriter(part, pq.read_schema(paths[0]), compression="zstd") as writer:
            for group in _groups(paths):
                writer.write_table(group, row_group_size=ROWS)
        part.replace(out / f"{table}.parquet")


def schema_of(kind: type[Truth] | type[Verdict]) -> pa.Schema:
    """The columns of truths or verdicts, in the order of their fields."""
    fields = [(one.name, _KINDS.get(str(one.type), pa.string())) for one in dataclasses.fields(kind)]
    return pa.schema([("arm", pa.string()), *fields])


def read(path: Path, *columns: str) -> dict[str, list[Any]]:
    """Columns of a table, all of them where none is named, as lists."""
    found: dict[str, list[Any]] = pq.read_table(path, columns=list(columns) or None).to_pydict()
    return found


def _row(arm: str, value: Truth | Verdict) -> dict[str, Any]:
    row: dict[str, Any] = {"arm": arm, **{one.name: getattr(value, one.name) for one in dataclasses.fields(value)}}
    return {name: cell.timestamp() if isinstance(cell, datetime) else cell for name, cell in row.items()}


def _write(path: Path, rows: Iterable[dict[str, Any]], schema: pa.Schema) -> None:
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), path, compression="zstd")


def _groups(paths: Sequence[Path]) -> Iterator[pa.Table]:
    """The tables in order, in groups of `ROWS` rows, the last one of what is left."""
    waiting: list[pa.Table] = []
    count = 0
    for path in paths:
        table = pq.read_table(path)
        waiting.append(table)
        count += table.num_rows
        while count >= ROWS:
            whole = pa.concat_tables(waiting).combine_chunks()
            yield whole.slice(0, ROWS)
            waiting = [whole.slice(ROWS)]
            count -= ROWS
    if count or not paths:
        yield pa.concat_tables(waiting).combine_chunks()
