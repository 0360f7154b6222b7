"""Reads an experiment's files into plain values: one `Said` for each thing that was said, or taken for speech."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.files import InputError

TRUTHS = (
    "arm", "household", "goal", "attempt", "resident", "at", "area", "satellite", "kind", "need", "caption", "strategy",
    "said", "intent", "slots", "want", "supported", "turn", "reaction", "because", "noticed", "reached", "last",
)  # fmt: skip
VERDICTS = (
    "arm", "household", "turn", "goal", "attempt", "failure", "right", "reached", "wake_right", "asr_right",
    "rewrite_right", "nlu_right", "resolve_right", "result_right", "planted", "words", "substituted", "deleted",
    "inserted", "note",
)  # fmt: skip
TURNS = ("arm", "household", "turn", "initiator", "heard", "barged_in_by", "json")

BATCH = 2_000
"""Turns read at a time: their JSON is what is large."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, with its verdict."""

    truth: Mapping[str, Any]
    """The row of `truths.parquet`."""
    verdict: Mapping[str, Any]
    """The row of `verdicts.parquet`."""
    at: datetime
    """By the clock in that home; without a zone."""

    @property
    def arm(self) -> str:
        """The arm of the experiment."""
        return str(self.truth["arm"])

    @property
    def household(self) -> str:
        """The household's id."""
        return str(self.truth["household"])

    @property
    def goal(self) -> str:
        """The goal's id; empty where nobody meant it."""
        return str(self.truth["goal"])

    @property
    def right(self) -> bool:
        """Whether what was done was right; a defect otherwise."""
        return bool(self.verdict["right"])


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
    verdicts = {_key(row): row for row in _rows(out / "verdicts.parquet", VERDICTS)}
    said: list[Said] = []
    for truth in _rows(out / "truths.parquet", TRUTHS):
        verdict = verdicts.get(_key(truth))
        if verdict is None:
            raise InputError(out / "verdicts.parquet", f"has no verdict for {_key(truth)}; run the experiment again")
        said.append(Said(truth, verdict, local_time(truth["at"])))
    arms = _arms(experiment, said)
    said.sort(key=lambda one: (arms.index(one.arm), one.household, one.at, one.goal, one.truth["attempt"]))
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
        yield from batch.take(wanted).to_pylist()


def local_time(value: Any) -> datetime:
    """A time of day as the home's clock showed it, from a timestamp or ISO text; the zone is left out."""
    time = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(time, datetime):
        raise InputError("truths.parquet", f"holds {value!r} for a time; it should be a timestamp or ISO text")
    return time.replace(tzinfo=None)


def _arms(experiment: Mapping[str, Any], said: list[Said]) -> tuple[str, ...]:
    """The arms in the order in which the experiment names them."""
    known = {one.arm for one in said}
    ordered = [one for one in experiment.get("arms", ()) if one in known]
    return (*ordered, *sorted(known.difference(ordered)))


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What joins a truth and its verdict: the goal and attempt, or the turn where nobody meant it."""
    about = (row["goal"], row["attempt"]) if row["goal"] else ("", row["turn"])
    return (row["arm"], row["household"], *about)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Rows with words that come again and again held once: a run has few kinds and reasons, and many rows."""
    for batch in _file(path, columns).iter_batches(columns=list(columns)):
        for row in batch.to_pylist():
            yield {name: sys.intern(cell) if type(cell) is str else cell for name, cell in row.items()}


def _file(path: Path, columns: tuple[str, ...]) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(path, 'Parquet needs pyarrow; pip install "ambient-home[simulate]"') from None
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
