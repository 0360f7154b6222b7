"""What a simulation costs on this machine: `python -m simulator.simulation_cost [--households N] [--days D]`.

Households live as `ambient simulate` lets them: the whole pipeline with log, judge and rows written, in workers like
its own. Measured are, start-up and a first household apart: turns a second of processor time and by the clock on
the wall (medians of the households), with one worker and with two; the most memory that a worker held, and its memory
day by day through one long life; and by a profile of one household more, simpy's own share of the time and the
functions that take most. Where other jobs run beside it, the clock on the wall measures them too: then the processor's
time is what counts, and the ratio of two workers to one says little.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import multiprocessing
import os
import pstats
import resource
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np
import simpy

from assistant.log import InteractionLog
from assistant.turn import Turn
from simulator.cli import THREADS
from simulator.experiments.lived import Job, live_through
from simulator.experiments.spec import Arm, Experiment
from simulator.households.draw import draw_household
from simulator.households.language.bank import shipped
from simulator.households.living_there import live_household, settled
from simulator.memory_cost import STATUS, resident

WARM_UP = 0
"""The household that lives first, and is not counted."""

LONG = 4
"""How many times as many days the household lives whose memory is watched."""

SIMPY = str(Path(simpy.__file__).parent)

Profile = Mapping[tuple[str, int, str], tuple[int, int, float, float, Mapping[tuple[str, int, str], Any]]]
"""`pstats.Stats.stats`: by file, line and name of a function, its calls, own and whole seconds, and its callers."""


@dataclass(frozen=True, slots=True)
class Lap:
    """One household's life."""

    turns: int
    cpu: float
    """Seconds of processor time, of all threads."""
    wall: float


@dataclass(frozen=True, slots=True)
class Worked:
    """What a worker has to tell."""

    start: float
    """Seconds of processor time until the first household had lived: loading and filling of caches."""
    laps: tuple[Lap, ...]
    mb: float
    """The most memory that it held."""
    days: tuple[float, ...] = ()
    """MB held at each day's first turn."""


@dataclass(frozen=True, slots=True)
class Own:
    """A function's own time in a profile."""

    function: str
    share: float
    calls: int


class MemoryLog(InteractionLog):
    """A log that notes the memory held at each day's first turn."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.days: dict[date, float] = {}

    def append(self, turn: Turn, **given: Any) -> None:
        """See `InteractionLog`."""
        super().append(turn, **given)
        if turn.at.date() not in self.days:
            self.days[turn.at.date()] = resident()


def work(experiment: Experiment, numbers: Sequence[int], ready: Any, pipe: Connection, *, watch: bool) -> None:
    """The worker: lives through the households once all workers are `ready`, and sends a `Worked`."""
    with tempfile.TemporaryDirectory() as folder:
        job = Job(experiment, Path(folder), live_household)
        live_through(job, WARM_UP)
        start = process_time()
        ready.wait()
        laps = tuple(lap(job, number) for number in numbers)
        mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        days = memory_by_day(experiment, Path(folder)) if watch else ()
    pipe.send(Worked(start, laps, mb, days))


def lap(job: Job, number: int) -> Lap:
    """A household lives, and its rows are written."""
    wall, cpu = perf_counter(), process_time()
    done = live_through(job, number)
    return Lap(done.turns, process_time() - cpu, perf_counter() - wall)


def memory_by_day(experiment: Experiment, folder: Path) -> tuple[float, ...]:
    """MB held at each day's first turn of a life `LONG` times as long."""
    log = MemoryLog(folder / "days.sqlite")
    with log:
        life = settled(draw_household(experiment.seed, WARM_UP), experiment, Arm(), log, shipped())
        life.run(LONG * experiment.days)
        return tuple(log.days.values())


def worked(experiment: Experiment, numbers: Sequence[int], *, workers: int) -> list[Worked]:
    """Workers live side by side, each through all of the households, so that none waits for another's rest."""
    context = multiprocessing.get_context("spawn")
    ready, pipes = context.Barrier(workers), []
    for _ in range(workers):
        ours, theirs = context.Pipe()
        given = {"watch": workers == 1 and STATUS.exists()}
        context.Process(target=work, args=(experiment, numbers, ready, theirs), kwargs=given, daemon=True).start()
        theirs.close()
        pipes.append(ours)
    return [pipe.recv() for pipe in pipes]


def speed(crew: Sequence[Worked]) -> tuple[float, float]:
    """Turns a second of all workers together, of processor time and by the clock: medians of the households."""
    cpu = sum(median(lap.turns / lap.cpu for lap in one.laps) for one in crew)
    return cpu, sum(median(lap.turns / lap.wall for lap in one.laps) for one in crew)


def a_day(days: Sequence[float]) -> float:
    """MB that memory grows a day: the straight line through all days but the first, which fills caches (0 of less than
    three days)."""
    return float(np.polyfit(range(len(days) - 1), days[1:], 1)[0]) if len(days) > 2 else 0.0


def profiled(experiment: Experiment, number: int) -> Profile:
    """The profile of one household, in this process, after a first one."""
    profile = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        job = Job(experiment, Path(folder), live_household)
        live_through(job, WARM_UP)
        profile.runcall(live_through, job, number)
    found: Profile = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return found


def simpy_share(profile: Profile, folder: str = SIMPY) -> float:
    """simpy's own share of all time: of its functions, and of what is built in as far as they call it; the processes
    that it resumes are not its own."""
    own = 0.0
    for (file, _, _), (_, _, seconds, _, callers) in profile.items():
        if file.startswith(folder):
            own += seconds
        elif file == "~":
            own += sum(times[2] for (caller, _, _), times in callers.items() if caller.startswith(folder))
    return own / _whole(profile)


def most_own(profile: Profile, count: int = 10) -> list[Own]:
    """The functions with most own time."""
    whole = _whole(profile)
    ordered = sorted(profile.items(), key=lambda item: -item[1][2])[:count]
    return [Own(_place(*function), times[2] / whole, times[1]) for function, times in ordered]


def _whole(profile: Profile) -> float:
    return sum(seconds for _, _, seconds, _, _ in profile.values()) or 1.0


def _place(file: str, line: int, name: str) -> str:
    return name if file == "~" else f"{Path(file).parent.name}/{Path(file).name}:{line} {name}"


def figures(experiment: Experiment, households: int) -> dict[str, Any]:
    """Everything that is measured, as JSON."""
    numbers = range(1, households + 1)
    load = os.getloadavg()[0]
    one, two = (worked(experiment, numbers, workers=workers) for workers in (1, 2))
    profile = profiled(experiment, households + 1)
    (cpu, wall), (cpu_of_two, wall_of_two) = speed(one), speed(two)
    return {
        "households": households,
        "days": experiment.days,
        "turns": sum(lap.turns for lap in one[0].laps),
        "load": load,
        "start": one[0].start,
        "turns_a_second": {"cpu": cpu, "wall": wall},
        "of_two": {"cpu": cpu_of_two, "wall": wall_of_two},
        "ratio": {"cpu": cpu_of_two / cpu, "wall": wall_of_two / wall},
        "mb": max(each.mb for each in (*one, *two)),
        "mb_by_day": one[0].days,
        "mb_a_day": a_day(one[0].days),
        "simpy": simpy_share(profile),
        "functions": [asdict(each) for each in most_own(profile)],
    }


def told(found: Mapping[str, Any]) -> list[str]:
    """The figures in words."""
    one, two, ratio, days = found["turns_a_second"], found["of_two"], found["ratio"], found["mb_by_day"]
    lines = [
        f"{found['households']} households, {found['days']} days, {found['turns']:,} turns; load at the start "
        f"{found['load']:.1f} on {os.cpu_count()} cores",
        "                                  CPU time   on the wall",
        f"turns/s, one worker             {one['cpu']:10.0f}  {one['wall']:10.0f}",
        f"turns/s, two workers            {two['cpu']:10.0f}  {two['wall']:10.0f}",
        f"two against one                 {ratio['cpu']:10.2f}  {ratio['wall']:10.2f}",
        f"start-up and a first household  {found['start']:10.1f} s",
        f"memory of a worker, at most     {found['mb']:10.0f} MB",
    ]
    if days:
        lines.append(
            f"memory by day: {days[0]:.0f} MB on the first, {days[-1]:.0f} on the last of {len(days)}; "
            f"{found['mb_a_day']:+.2f} a day"
        )
    lines += [f"simpy's own share {found['simpy']:.1%}; most own time (of the profile, which slows small functions):"]
    lines += [f"  {each['share']:6.1%} {each['calls']:9,}  {each['function']}" for each in found["functions"]]
    if found["load"] > 1:
        lines.append("Other jobs ran beside it: go by the processor's time; the ratio on the wall says little.")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m simulator.simulation_cost", description="Cost of a simulation.")
    parser.add_argument("--households", type=int, default=5, metavar="N", help="how many are measured (default: 5)")
    parser.add_argument("--days", type=int, default=7, metavar="D", help="how long they live (default: 7)")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args(arguments)
    if options.households < 1 or options.days < 1:
        parser.error("--households and --days are numbers from 1")
    found = figures(Experiment(experiment="cost", days=options.days), options.households)
    print(json.dumps(found, indent=1) if options.json else "\n".join(told(found)))
    return 0


if __name__ == "__main__":
    for name in THREADS:
        os.environ.setdefault(name, "1")
    sys.exit(main())
