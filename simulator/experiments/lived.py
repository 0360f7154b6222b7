"""One household lives through every arm, and its rows are kept: the job that a worker does.

A household's folder appears when it is whole: it is written beside, as `h00012.part`, and then renamed.
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.files import InputError
from assistant.learning.weighing import weigh
from assistant.log import FILE, InteractionLog
from simulator.experiments import rows
from simulator.experiments.span import Span, Stay, test_span
from simulator.experiments.spec import Arm, Experiment
from simulator.experiments.timing import Times
from simulator.judge.values import Group

if TYPE_CHECKING:
    from simulator.households.living_there import Lived

Live = Callable[[int, Experiment, Arm, Path, Stay], "Lived"]
"""`simulator.households.living_there.live_household`, or a smaller life in tests."""

PART = ".part"


class ArmError(Exception):
    """A bug came up while a household lived through an arm; its cause is what went wrong."""

    def __init__(self, arm: str) -> None:
        super().__init__(arm)
        self.arm = arm


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker has to know."""

    experiment: Experiment
    out: Path
    """The folder of the households' folders."""
    live: Live
    keep_log: bool = False
    span: Span | None = None
    """Those of the test without it."""

    @property
    def days(self) -> Span:
        """Which days are lived."""
        return self.span or test_span(self.experiment)


@dataclass(frozen=True, slots=True)
class Done:
    """A household has lived, in every arm."""

    number: int
    turns: int
    seconds: float
    """Of the worker's time."""
    memory: int
    """Bytes: the most that the worker ever held."""
    times: Times


def folder_name(number: int) -> str:
    """`h00012`, as the household's id."""
    return f"h{number:05d}"


def live_through(job: Job, number: int) -> Done:
    """The household lives in every arm. Raises `ArmError` for a bug, `OSError` and `InputError` as they come."""
    begin, times, turns = perf_counter(), Times(), 0
    part = job.out / f"{folder_name(number)}{PART}"
    shutil.rmtree(part, ignore_errors=True)
    for name in job.days.arms:
        turns += _arm(job, number, name, part / name, times)
    whole = job.out / folder_name(number)
    shutil.rmtree(whole, ignore_errors=True)  # of a worker that was killed before it could tell
    part.replace(whole)
    return Done(number, turns, perf_counter() - begin, _most_memory(), times)


def _arm(job: Job, number: int, name: str, folder: Path, times: Times) -> int:
    folder.mkdir(parents=True)
    span = job.days
    try:
        skip = _remembered(span, number, name, folder)
        lived = job.live(number, job.experiment, span.arms[name], folder, span.stay(job.experiment, number, name))
        if span.learning:
            return _turns(folder) - skip
        group = job.experiment.group(number)
        return _kept(name, folder, lived, times, group=group, skip=skip, keep_log=job.keep_log)
    except (OSError, InputError):
        raise
    except Exception as bug:
        raise ArmError(name) from bug


def _remembered(span: Span, number: int, name: str, folder: Path) -> int:
    """Lays the household's log of earlier days, if it has one, where it goes on; how many turns that holds."""
    before = span.before.get(name)
    for log in sorted((before / folder_name(number)).glob(f"*/{FILE}")) if before else ():
        copy_log(log, folder / FILE)
        return _turns(folder)
    return 0


def copy_log(log: Path, to: Path) -> None:
    """Copies a log as it stands, what still waits beside the file included."""
    with closing(sqlite3.connect(log)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)


def _turns(folder: Path) -> int:
    with closing(sqlite3.connect(folder / FILE)) as database:
        return int(database.execute("SELECT count(*) FROM turns").fetchone()[0])


def _kept(arm: str, folder: Path, lived: Lived, times: Times, *, group: Group, skip: int, keep_log: bool) -> int:
    """Writes the rows of a life, without the first `skip` turns; how many turns are left."""
    with InteractionLog(folder / FILE) as log:
        weigh(log)  # in every arm alike, whether it learns or not
        taken = rows.turn_rows(log, arm, times, group=group, skip=skip)
        rows.write(folder / "turns.parquet", rows.turn_schema(log.columns()), taken)
    for name, schema, values in (("truths", rows.TRUTHS, lived.truths), ("verdicts", rows.VERDICTS, lived.verdicts)):
        rows.write(folder / f"{name}.parquet", schema, [rows.value_row(arm, value, group=group) for value in values])
    if not keep_log:
        for file in folder.glob(f"{FILE}*"):
            file.unlink()
    return len(taken)


def _most_memory() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
