"""An experiment from its first household to its report. What is done is kept, whatever ends the run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.files import InputError
from assistant.log import FILE
from simulator.experiments import folder, learning, rows
from simulator.experiments.learnt_rules import poisoned, read_known
from simulator.experiments.lived import Done, Job, Live, folder_name
from simulator.experiments.pool import EndedError, full, lives
from simulator.experiments.pooled import pool
from simulator.experiments.span import Span
from simulator.experiments.spec import Experiment
from simulator.experiments.summary import summarise
from simulator.experiments.timing import Times
from simulator.friction_bench import friction_table, rows_of
from simulator.households.colluding import PAIRS


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall be run, and where its results go."""

    experiment: Experiment
    out: Path
    numbers: tuple[int, ...]
    """The households, in order."""
    keep_log: bool = False
    """Pools each arm's interaction logs as `logs/ARM/log.sqlite`, a data folder for `ambient log` and
    `learn`. Measured times stand in it, so its bytes differ from run to run."""


@dataclass(slots=True)
class Pace:
    """How fast it went, of the households that lived in this run."""

    begin: float = field(default_factory=perf_counter)
    households: int = 0
    turns: int = 0
    seconds: float = 0.0
    """Of all workers together."""
    memory: int = 0
    """Bytes: the most that any worker held."""
    times: Times = field(default_factory=Times)

    def add(self, done: Done) -> None:
        """Counts a household in."""
        self.households += 1
        self.turns += done.turns
        self.seconds += done.seconds
        self.memory = max(self.memory, done.memory)
        self.times.update(done.times)

    @property
    def turns_a_second(self) -> float:
        """By the clock on the wall, the workers' start included."""
        return self.turns / max(perf_counter() - self.begin, 1e-9)


def run(
    plan: Plan,
    *,
    live: Live,
    workers: int,
    fresh: bool = False,
    seen: Callable[[Done], None],
    report: Callable[[Path], None],
    says: Callable[[str], None] = lambda words: None,
) -> dict[str, Any]:
    """Runs what is missing of an experiment and writes its results; the summary.

    `seen` is told of each household, `says` what is done after them. Raises `EndedError` and `InputError`; what is done
    is kept then, as for Ctrl-C, and the same plan goes on from there.
    """
    try:
        folder.claim(plan.out, folder.sheet(plan.experiment, plan.numbers, keep_log=plan.keep_log), fresh=fresh)

        def let_live(span: Span, out: Path, numbers: Sequence[int]) -> None:
            _live(
                plan, Job(plan.experiment, out / folder.HOUSEHOLDS, live, plan.keep_log, span), numbers, workers, seen
            )

        span = learning.learnt_span(plan.out, plan.experiment, plan.numbers, let_live=let_live, says=says)
        let_live(span, plan.out, plan.numbers)
        says("putting the tables together")
        summary = _results(plan)
        says("writing the report")
        report(plan.out)
        return summary
    except OSError as wrong:
        if full(wrong):
            message = f"{plan.out}: the disk is full; free some space"
            raise EndedError(f"{message}. {kept(plan)}", code=2) from None
        raise InputError(plan.out, f"cannot be written: {wrong.strerror or wrong}; choose another --out") from None


def kept(plan: Plan) -> str:
    """How far it came and how to go on, for people."""
    done = len(plan.numbers) - len(folder.missing(plan.out, plan.numbers))
    return f"{done} of {len(plan.numbers)} households are kept in {plan.out}; the same command goes on from there"


def todo(plan: Plan, *, fresh: bool = False) -> int:
    """How many lives are to be lived, those of the learning households included."""
    out = plan.out if not fresh else plan.out / "nothing yet"
    return len(folder.missing(out, plan.numbers)) + learning.missing(out, plan.experiment, plan.numbers)


def _live(plan: Plan, job: Job, numbers: Sequence[int], workers: int, seen: Callable[[Done], None]) -> None:
    """Lets those of the households live that are missing in the job's folder."""
    missing = folder.missing(job.out.parent, numbers)
    try:
        with closing(lives(job, missing, workers=min(workers, max(len(missing), 1)))) as living:
            for done in living:
                seen(done)
    except EndedError as ended:
        if ended.trace:
            (plan.out / "errors.txt").write_text(ended.trace, "utf-8")
        raise EndedError(f"{ended.message}. {kept(plan)}", code=ended.code, trace=ended.trace) from None
    finally:
        folder.sweep(job.out.parent)


def _results(plan: Plan) -> dict[str, Any]:
    households = [plan.out / folder.HOUSEHOLDS / folder_name(number) for number in plan.numbers]
    arms = list(plan.experiment.arms)
    for name in rows.NAMES:
        parts = (household / arm / f"{name}.parquet" for household in households for arm in arms)
        rows.merge(parts, plan.out / f"{name}.parquet")
    if plan.keep_log:
        for arm in arms:
            pool([household / arm / FILE for household in households], plan.out / "logs" / arm / FILE)
    summary = {
        "experiment": plan.experiment.experiment,
        **summarise(
            households,
            arms,
            days=plan.experiment.days,
            seed=plan.experiment.seed,
            known=read_known(plan.out / learning.FOLDER),
            flip=plan.experiment.flip_date,
            colluded=PAIRS if any(arm.colluders for arm in plan.experiment.arms.values()) else (),
        ),
        "poisoned_in": _poisoned(plan.out / learning.FOLDER),
        "friction": {arm: _friction(plan.out, arm) for arm in arms},
    }
    folder.write_json(plan.out / "summary.json", summary)
    return summary


def _poisoned(learnt: Path) -> dict[str, list[str]]:
    """By the folder of what was learnt, the rules on which colluders agreed; where there are any."""
    found = {path.parent.name: poisoned(read_known(path.parent).rules, PAIRS) for path in learnt.glob("*/layer.json")}
    return {name: rules for name, rules in sorted(found.items()) if rules}


def _friction(out: Path, arm: str) -> list[dict[str, Any]]:
    """How well the log's own signals of trouble tell defects from the rest, in one arm."""
    turns, verdicts = (rows_of(out / f"{name}.parquet", arm=arm) for name in ("turns", "verdicts"))
    return friction_table(turns, verdicts)
