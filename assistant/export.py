"""The interaction log for other programs: JSON lines and Parquet.

A JSON line is a turn's JSON with what the log knows beside it under `log`. A Parquet file has the log's own columns
(`assistant.log_schema` describes them; `at` is in seconds since 1970), the whole turn as JSON text in `json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.files import InputError
from assistant.log import Entry, InteractionLog
from assistant.log_schema import Cell
from assistant.serial import to_json

BATCH = 5_000
"""Rows written at a time."""


def json_line(entry: Entry) -> str:
    """One entry as JSON: the turn's own keys, then `log`."""
    rephrase = entry.rephrase
    beside = {
        "household": entry.household,
        "state": entry.state,
        "gap_s": entry.gap_seconds,
        "rephrase_of": rephrase.of if rephrase else None,
        "rephrase_gap_s": rephrase.gap_seconds if rephrase else None,
        "similarity": rephrase.similarity if rephrase else None,
        "by_hand": entry.by_hand.way if entry.by_hand else None,
        "by_hand_s": entry.by_hand.seconds if entry.by_hand else None,
    }
    return f'{to_json(entry.turn)[:-1]},"log":{json.dumps(beside, separators=(",", ":"), ensure_ascii=False)}}}'


def export(log: InteractionLog, path: Path, *, kind: str) -> int:
    """Writes the whole log to a file, which appears only when it is whole; how many turns it holds.

    `kind` is one of `FORMATS`. Raises `InputError` where the file cannot be written or a package is missing.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        count = FORMATS[kind](log, part)
        part.replace(path)
    except OSError as wrong:
        raise InputError(path, f"cannot be written: {wrong.strerror or wrong}") from None
    finally:
        part.unlink(missing_ok=True)
    return count


def export_sounds(log: InteractionLog, folder: Path) -> int:
    """Writes the sound of each turn that has one to `<turn>.flac` in a folder; how many there were.

    Raises `InputError` where it cannot be written.
    """
    count = 0
    try:
        for turn, flac in log.sounds():
            folder.mkdir(parents=True, exist_ok=True)
            folder.joinpath(f"{turn}.flac").write_bytes(flac)
            count += 1
    except OSError as wrong:
        raise InputError(folder, f"cannot be written: {wrong.strerror or wrong}") from None
    return count


def _export_jsonl(log: InteractionLog, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for entry in log.entries():
            file.write(f"{json_line(entry)}\n")
            count += 1
    return count


def _export_parquet(log: InteractionLog, path: Path) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise InputError(path, 'Parquet needs pyarrow; pip install "ambient-home[parquet]"') from None
    types = {"TEXT": pa.string(), "REAL": pa.float64(), "INTEGER": pa.int64()}
    schema = pa.schema([(name, types[kind]) for name, kind in log.columns().items()])
    count = 0
    with path.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _batches(log.rows()):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _batches(rows: Iterable[dict[str, Cell]]) -> Iterator[Sequence[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


FORMATS: dict[str, Callable[[InteractionLog, Path], int]] = {"jsonl": _export_jsonl, "parquet": _export_parquet}
"""By name, which is also the file's suffix."""
