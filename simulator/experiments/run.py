"""Runs an experiment: households are given to worker processes one at a time, and put together in order at the end.

A household's results are its own, drawn from its own keys, so that neither the number of workers nor their order
changes a byte. What is done is kept: a second run goes on from there.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from hashlib import blake2b
from pathlib import Path
from typing import Any

from assistant.files import InputError
from simulator.experiments.spec import Experiment
from simulator.experiments.tables import merge
from simulator.experiments.work import LIVE, Done, household_folder, live_in_all_arms, settle

SETTINGS = "experiment.json"
"""What was run, in the folder of results."""

TRIES = 3
"""How often a household is begun whose worker is killed."""

ROOT = Path(__file__).parents[2]

Report = Callable[[Done], None]


def run(
    experiment: Experiment, out: Path, *, workers: int = 1, report: Report = lambda done: None, live: str = LIVE
) -> None:
    """Lets all households live that have not yet, and puts their tables together in `out`.

    `report` is told of each household. Raises `InputError` for a folder of another experiment, for a full disk, and
    where a household's worker is killed again and again; RuntimeError with the traceback for a bug.
    """
    prepare(experiment, out)
    waiting = [n for n in range(experiment.households) if not household_folder(out, n).is_dir()]
    for done in _results(waiting, experiment, out, workers, live):
        if done.full:
            raise InputError(out, f"cannot be written: {done.full}; what is done is kept, the same command goes on")
        if done.error:
            raise RuntimeError(f"household {done.number} (seed {experiment.seed})\n{done.error}")
        report(done)
    try:
        folders = [household_folder(out, number) for number in range(experiment.households)]
        merge(folders, list(experiment.arms), out)
    except OSError as wrong:
        raise InputError(out, f"cannot be written: {wrong.strerror or wrong}; what is done is kept") from None


def prepare(experiment: Experiment, out: Path) -> None:
    """Makes the folder of results, or sees that it is of this experiment; how many households it has may differ."""
    settings = {**experiment.model_dump(mode="json"), "code": fingerprint()}
    path = out / SETTINGS
    try:
        if path.is_file():
            _compare(json.loads(path.read_text("utf-8")), settings, out)
        out.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings, indent=1, ensure_ascii=False) + "\n", "utf-8")
    except OSError as wrong:
        raise InputError(out, f"cannot be written: {wrong.strerror or wrong}") from None


def fingerprint() -> str:
    """A mark of all code and data that a result depends on."""
    mark = blake2b(digest_size=8)
    for package in ("assistant", "devices", "simulator"):
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in (".py", ".txt", ".yaml", ".json", ".npz"):
                mark.update(path.relative_to(ROOT).as_posix().encode())
                mark.update(path.read_bytes())
    return mark.hexdigest()


def _compare(before: dict[str, Any], now: dict[str, Any], out: Path) -> None:
    others = [name for name in now if name != "households" and before.get(name) != now[name]]
    if others:
        what = "another version of the program" if others == ["code"] else f"other settings ({', '.join(others)})"
        raise InputError(out, f"holds results of {what}; give another --out, or --fresh to begin again")


def _results(waiting: list[int], experiment: Experiment, out: Path, workers: int, live: str) -> Iterator[Done]:
    """The results as they come. With one worker, all happens in this process."""
    if workers == 1:
        yield from (live_in_all_arms(number, experiment, out, live) for number in waiting)
        return
    tries = dict.fromkeys(waiting, 0)
    left = list(waiting)
    while left:
        lost: list[int] = []
        yield from _pooled(left, experiment, out, workers, live, lost)
        for number in lost:
            tries[number] += 1
            if tries[number] >= TRIES:
                raise InputError(f"household {number}", f"its worker was killed {TRIES} times; is there memory enough?")
        left = [number for number in left if not household_folder(out, number).is_dir()] if lost else []


def _pooled(
    left: list[int], experiment: Experiment, out: Path, workers: int, live: str, lost: list[int]
) -> Iterator[Done]:
    """One pool of workers, until all is done or one of them is killed; the households that were begun then go to
    `lost`."""
    context = multiprocessing.get_context("spawn")
    queue = iter(left)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=settle)
    running: dict[Future[Done], int] = {}
    try:
        for number in _first(queue, workers + 1):
            running[pool.submit(live_in_all_arms, number, experiment, out, live)] = number
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                number = running.pop(future)
                try:
                    done = future.result()
                except BrokenProcessPool:
                    lost.append(number)
                    continue
                yield done
                if not lost:
                    for another in _first(queue, 1):
                        running[pool.submit(live_in_all_arms, another, experiment, out, live)] = another
    finally:
        pool.shutdown(wait=not lost, cancel_futures=True)


def _first(queue: Iterator[int], count: int) -> Iterator[int]:
    for _ in range(count):
        number = next(queue, None)
        if number is None:
            return
        yield number
