"""How long mining takes on growing logs: `python -m simulator.mining_bench [--turns N ...] [--data DIR]` (Linux).

Each log is made by `simulator.big_log` (and kept under `--data`, or thrown away) and mined for all households, by texts
as they were. Its turns are weighed already (`defect` is filled), as all but the last day's are in a log that is learnt
from every night: weighing is no part of what is timed. `seconds` are by the clock on the wall, `processor` all
processes' own, `memory` the most that they held together. `n log n` is how much longer than the first log's each turn
took, by the processor's time, where that grows as n log n: 1.0 is exactly so, and less is better.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from threading import Event, Thread

from assistant.files import InputError
from assistant.learning.cycle import LearnSettings, learn
from assistant.log import InteractionLog
from simulator.big_log import write_big_log
from simulator.cli import THREADS

EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Mined:
    """What mining one log took."""

    turns: int
    seconds: float
    processor: float
    """Seconds of processor time, of all processes."""
    megabytes: float
    """The most memory that all processes held together, what they share counted once."""
    rules: int


def mine(path: Path, *, workers: int) -> Mined:
    """Mines a log, timed."""
    with InteractionLog(path) as log, _Memory() as memory:
        begin, spent = time.perf_counter(), _processor()
        layer = learn(log, source="global", settings=LearnSettings(near=False), workers=workers)
        seconds, processor = time.perf_counter() - begin, _processor() - spent
        return Mined(log.size(), round(seconds, 2), round(processor, 2), round(memory.most, 1), len(layer.rules))


def growth(found: Sequence[Mined]) -> list[float]:
    """By log, its processor time over what the first one's would be, grown as n log n.

    >>> growth([Mined(1000, 0, 1.0, 0, 0), Mined(2000, 0, 2.0, 0, 0)])
    [1.0, 0.91]
    """
    first = found[0]
    rate = first.processor / (first.turns * log(first.turns))
    return [round(one.processor / (rate * one.turns * log(one.turns)), 2) for one in found]


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class _Memory:
    """Looks now and then at the memory of this process and its children."""

    def __init__(self) -> None:
        self.most = 0.0
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.most = max(self.most, sum(_megabytes(process) for process in _family(os.getpid())))


def _family(process: int) -> Iterator[int]:
    """A process and all that it began, and those began."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found = children.read_text("ascii").split()
        except OSError:
            continue
        for child in found:
            yield from _family(int(child))


def _megabytes(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        # It has just ended.
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _logs(turns: Sequence[int], seed: int, data: Path) -> Iterator[Path]:
    """The logs, each made where it is not there yet."""
    for count in turns:
        path = data / f"big-{count}-{seed}.sqlite"
        if not path.exists():
            # Half a log, left by an end in between, is never taken for a whole one.
            half = path.with_suffix(".part")
            half.unlink(missing_ok=True)
            write_big_log(half, turns=count, seed=seed)
            half.rename(path)
        yield path


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m simulator.mining_bench", description="What mining takes.")
    parser.add_argument("--turns", type=int, nargs="+", default=[1_000_000], metavar="N", help="sizes of the logs")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the logs are made and kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument("--json", action="store_true", help="one JSON object a log")
    options = parser.parse_args(arguments)
    found: list[Mined] = []
    try:
        with tempfile.TemporaryDirectory() as folder:
            for path in _logs(options.turns, options.seed, options.data or Path(folder)):
                found.append(mine(path, workers=options.workers))
                _show(found, as_json=options.json)
    except InputError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    return 0


def _show(found: Sequence[Mined], *, as_json: bool) -> None:
    one, grown = found[-1], growth(found)[-1]
    if as_json:
        print(json.dumps({**asdict(one), "n log n": grown}), flush=True)
        return
    print(
        f"{one.turns:>10,} turns {one.seconds:8.1f} s {one.processor:8.1f} s processor {one.megabytes:8.0f} MB "
        f"{one.rules:>6,} rules {grown:5.2f} n log n",
        flush=True,
    )


if __name__ == "__main__":
    for name in THREADS:
        os.environ.setdefault(name, "1")
    raise SystemExit(main())
