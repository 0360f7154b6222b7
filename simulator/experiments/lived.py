"""One household lives through every arm, and its rows are kept: the job that a worker does.

A household's folder appears when it is whole: it is written beside, as `h00012.part`, and then renamed.
"""

from __future__ import annotations

import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.files import InputError
from assistant.log import FILE, InteractionLog
from simulator.experiments import rows
from simulator.experiments.spec import Arm, Experiment
from simulator.experiments.timing import Times

if TYPE_CHECKING:
    from simulator.households.living_there import Lived

Live = Callable[[int, Experiment, Arm, Path], "Lived"]
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
    for name, arm in job.experiment.arms.items():
        turns += _arm(job, number, name, arm, part / name, times)
    whole = job.out / folder_name(number)
    shutil.rmtree(whole, ignore_errors=True)  # of a worker that was killed before it could tell
    part.replace(whole)
    return Done(number, turns, perf_counter() - begin, _most_memory(), times)


def _arm(job: Job, number: int, name: str, arm: Arm, folder: Path, times: Times) -> int:
    folder.mkdir(parents=True)
    try:
        lived = job.live(number, job.experiment, arm, folder)
        return _kept(name, folder, lived, times, keep_log=job.keep_log)
    except (OSError, InputError):
        raise
    except Exception as bug:
        raise ArmError(name) from bug


def _kept(arm: str, folder: Path, lived: Lived, times: Times, *, keep_log: bool) -> int:
    """Writes the rows of a life; how many turns it had."""
    with InteractionLog(folder / FILE) as log:
        taken = rows.turn_rows(log, arm, times)
        rows.write(folder / "turns.parquet", rows.turn_schema(log.columns()), taken)
    for name, schema, values in (("truths", rows.TRUTHS, lived.truths), ("verdicts", rows.VERDICTS, lived.verdicts)):
        rows.write(folder / f"{name}.parquet", schema, [rows.value_row(arm, value) for value in values])
    if not keep_log:
        for file in folder.glob(f"{FILE}*"):
            file.unlink()
    return len(taken)


def _most_memory() -> int:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
