"""A log, counted for mining: big ones by several processes, each for a range of households.

What comes out does not depend on their number: all counts are whole numbers, and no household is split.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from assistant.learning.often import Often
from assistant.learning.seen import Leads, Seen, seen
from assistant.learning.walks import COLUMNS
from assistant.learning.wishes import Wishes
from assistant.log import InteractionLog, Range
from assistant.nlu.text import normalise

SMALL = 200_000
"""Turns up to which one process is faster than several."""

NAMELESS = tuple("''" if name == "turn" else name for name in COLUMNS)
"""The columns of walks, but for the turns' ids, which are long, all different, and not counted."""


def tally(
    log: InteractionLog,
    *,
    household: str | None = None,
    workers: int = 1,
    again: bool = True,
    leads: Leads = "paths",
    shaped: bool = False,
) -> Seen:
    """What the walks of one household, or of all, say of states; of those without their values, where `shaped`.

    With `again`, what comes once is left out where no rule of two sessions or more could come of it. Raises `LogError`.
    """
    turns = log.size()
    job = _Job(turns, again, leads, shaped)
    if household is not None:
        return job.alone(log, Range(household, household))
    ranges = log.ranges(workers) if turns > SMALL and workers > 1 else []
    return job.together(log.path, ranges) if len(ranges) > 1 else job.alone(log, None)


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be counted, and how."""

    turns: int
    again: bool
    leads: Leads
    shaped: bool

    def alone(self, log: InteractionLog, part: Range | None) -> Seen:
        """Counts some households, or all, in this process."""
        return self.counted(log, part, self.often(log, part) if self.again else None)

    def together(self, path: Path, ranges: Sequence[Range]) -> Seen:
        """Counts each range of households in a process of its own."""
        # Started anew, not forked: an SQLite connection must not be carried over.
        with _uncollected(), ProcessPoolExecutor(len(ranges), mp_context=get_context("spawn")) as pool:
            often = None
            if self.again:
                often = Often(self.turns)
                for one in pool.map(partial(_often_in, self, path), ranges):
                    often.add(one)
            found = Seen()
            for part in pool.map(partial(_counted_in, self, path, often), ranges):
                found.merge(part)
        return found

    def often(self, log: InteractionLog, part: Range | None) -> Often:
        """Which texts and states are said again."""
        often = Often(self.turns)
        with _uncollected():
            often.note(_shapes(log, part) if self.shaped else _names(log, part))
        return often

    def counted(self, log: InteractionLog, part: Range | None, often: Often | None) -> Seen:
        """What walks say."""
        with _uncollected():
            return seen(Wishes(log, part, shaped=self.shaped, columns=NAMELESS), often, leads=self.leads)


def _often_in(job: _Job, path: Path, part: Range) -> Often:
    with InteractionLog(path) as log:
        return job.often(log, part)


def _counted_in(job: _Job, path: Path, often: Often | None, part: Range) -> Seen:
    with InteractionLog(path) as log:
        return job.counted(log, part, often)


def _names(log: InteractionLog, part: Range | None) -> Iterator[str]:
    """Every text and every state of what residents said."""
    for initiator, text, state in log.tuples(("initiator", "text", "state"), part):
        if initiator == "resident":
            yield normalise(text)
            yield state


def _shapes(log: InteractionLog, part: Range | None) -> Iterator[str]:
    """The same of walks without their values."""
    for walk in Wishes(log, part, shaped=True, columns=NAMELESS):
        for step in walk.steps:
            yield step.text
            yield step.state


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps Python from looking for circles among what is counted, again and again: there are none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
