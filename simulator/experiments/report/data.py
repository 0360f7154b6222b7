"""Reads an experiment's files into plain values: one `Said` for each thing that was said, or taken for speech."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

from assistant.files import InputError
from simulator.judge.values import Truth, Verdict

Row = TypeVar("Row", Truth, Verdict)

TURNS = ("arm", "household", "turn", "initiator", "heard", "barged_in_by", "json")

BATCH = 2_000
"""Turns read at a time: their JSON is what is large."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, with its verdict."""

    arm: str
    """The arm of the experiment."""
    truth: Truth
    verdict: Verdict

    @property
    def at(self) -> datetime:
        """By the clock in that home; without a zone."""
        return self.truth.at

    @property
    def household(self) -> str:
        """The household's id."""
        return self.truth.household

    @property
    def goal(self) -> str:
        """The goal's id; empty where nobody meant it."""
        return self.truth.goal

    @property
    def right(self) -> bool:
        """Whether what was done was right; a defect otherwise."""
        return self.verdict.right


@dataclass(frozen=True, slots=True)
class Results:
    """All of an experiment but its turns, which are read when they are needed."""

    out: Path
    experiment: Mapping[str, Any]
    summary: Mapping[str, Any]
    arms: tuple[str, ...]
    households: tuple[str, ...]
    days: tuple[str, ...]
    """ISO dates, in order."""
    said: tuple[Said, ...]
    """By arm, household and time."""


def load(out: Path) -> Results:
    """Reads a folder that `simulate` wrote. Raises `InputError` where a file is missing or is no such file."""
    experiment, summary = _json(out / "experiment.json"), _json(out / "summary.json")
    verdicts = {_key(arm, one): one for arm, one in _rows(out / "verdicts.parquet", Verdict)}
    said: list[Said] = []
    for arm, truth in _rows(out / "truths.parquet", Truth):
        verdict = verdicts.get(_key(arm, truth))
        if verdict is None:
            key = "/".join(map(str, _key(arm, truth)))
            raise InputError(out / "verdicts.parquet", f"has no verdict for {key}; run the experiment again")
        said.append(Said(arm, truth, verdict))
    arms = _arms(experiment, said)
    said.sort(key=lambda one: (arms.index(one.arm), one.household, one.at, one.goal, one.truth.attempt))
    return Results(
        out=out,
        experiment=experiment,
        summary=summary,
        arms=arms,
        households=tuple(sorted({one.household for one in said})),
        days=tuple(sorted({one.at.date().isoformat() for one in said})),
        said=tuple(said),
    )


def turns(out: Path, households: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    """The turns of some households, in the order of the file, a batch at a time."""
    for batch in _file(out / "turns.parquet", TURNS).iter_batches(batch_size=BATCH, columns=list(TURNS)):
        wanted = [number for number, one in enumerate(batch["household"].to_pylist()) if one in households]
        if wanted:  # none has no type that could be taken
            yield from batch.take(wanted).to_pylist()


def _arms(experiment: Mapping[str, Any], said: list[Said]) -> tuple[str, ...]:
    """The arms in the order in which the experiment names them."""
    known = {one.arm for one in said}
    ordered = [one for one in experiment.get("arms", ()) if one in known]
    return (*ordered, *sorted(known.difference(ordered)))


def _key(arm: str, row: Truth | Verdict) -> tuple[str, ...]:
    """What joins a truth and its verdict: the goal and attempt, or the turn where nobody meant it."""
    about = (row.goal, str(row.attempt)) if row.goal else ("", row.turn)
    return (arm, row.household, *about)


def _rows(path: Path, kind: type[Row]) -> Iterator[tuple[str, Row]]:
    """Rows with their arm. Words that come again and again are held once: a run has few kinds, and many rows."""
    names: list[str] = [one.name for one in fields(kind)]
    for batch in _file(path, ("arm", *names)).iter_batches(columns=["arm", *names]):
        columns: list[list[Any]] = [batch[name].to_pylist() for name in names]
        for arm, *cells in zip(batch["arm"].to_pylist(), *columns, strict=True):
            kept: dict[str, Any] = {
                name: intern(cell) if type(cell) is str else cell for name, cell in zip(names, cells, strict=True)
            }
            yield intern(arm), kind(**kept)


def _file(path: Path, columns: tuple[str, ...]) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(path, 'Parquet needs pyarrow; pip install "ambient-home[parquet]"') from None
    try:
        file = pq.ParquetFile(path)
    except FileNotFoundError:
        raise InputError(path, "is not there; run `ambient simulate` first") from None
    except pa.ArrowInvalid:
        raise InputError(path, "is no Parquet file; run the experiment again") from None
    missing = [name for name in columns if name not in file.schema_arrow.names]
    if missing:
        raise InputError(path, f"lacks the columns {', '.join(missing)}; run the experiment again")
    return file


def _json(path: Path) -> Mapping[str, Any]:
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InputError(path, "is not there; run `ambient simulate` first") from None
    except ValueError as wrong:
        raise InputError(path, f"is no JSON: {wrong}") from None
    if not isinstance(value, dict):
        raise InputError(path, "should hold one JSON object")
    return value
