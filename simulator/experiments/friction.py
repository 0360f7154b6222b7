"""The assistant's own signals of trouble, from the log alone, against the truth: by arm, for the summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from simulator.experiments import rows
from simulator.friction_bench import friction_table

JUDGED = ("arm", "turn", "right")


def friction(out: Path, arms: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """`friction_table` of each arm of a folder's results; a row group is held at a time."""
    found = {}
    for arm in arms:
        turns = _of_arm(rows.groups(out / "turns.parquet"), arm)
        verdicts = _of_arm(rows.groups(out / "verdicts.parquet", JUDGED), arm)
        found[arm] = friction_table(turns, verdicts)
    return found


def _of_arm(tables: Iterator[Any], arm: str) -> Iterator[dict[str, Any]]:
    for table in tables:
        yield from (row for row in table.to_pylist() if row["arm"] == arm)
