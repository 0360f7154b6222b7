"""A log, counted for mining: big ones by several processes, each for a range of households.

What comes out does not depend on their number: all counts are whole numbers, and no household is split.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from assistant.learning.often import Often
from assistant.learning.seen import Leads, Seen, seen
from assistant.learning.walks import COLUMNS, walks
from assistant.log import InteractionLog, Range
from assistant.nlu.text import normalise

SMALL = 200_000
"""Turns up to which one process is faster than several."""


NAMELESS = tuple("''" if name == "turn" else name for name in COLUMNS)
"""The columns of walks, but for the turns' ids, which are long, all different, and not counted."""


def tally(
    log: InteractionLog, *, household: str | None = None, workers: int = 1, again: bool = True, leads: Leads = "paths"
) -> Seen:
    """What the walks of one household, or of all, say of states.

    With `again`, what comes once is left out where no rule of two sessions or more could come of it. Raises `LogError`.
    """
    turns = log.size()
    if household is not None:
        return _one(log, Range(household, household), turns, again, leads)
    ranges = log.ranges(workers) if turns > SMALL and workers > 1 else []
    return _several(log.path, ranges, turns, again, leads) if len(ranges) > 1 else _one(log, None, turns, again, leads)


def _one(log: InteractionLog, part: Range | None, turns: int, again: bool, leads: Leads) -> Seen:
    return _counted(log, part, _often(log, part, turns) if again else None, leads)


def _several(path: Path, ranges: list[Range], turns: int, again: bool, leads: Leads) -> Seen:
    # Started anew, not forked: an SQLite connection must not be carried over.
    with _uncollected(), ProcessPoolExecutor(len(ranges), mp_context=get_context("spawn")) as pool:
        often = None
        if again:
            often = Often(turns)
            for one in pool.map(partial(_often_in, path, turns), ranges):
                often.add(one)
        found = Seen()
        for part in pool.map(partial(_counted_in, path, often, leads), ranges):
            found.merge(part)
    return found


def _often_in(path: Path, turns: int, part: Range) -> Often:
    with InteractionLog(path) as log:
        return _often(log, part, turns)


def _counted_in(path: Path, often: Often | None, leads: Leads, part: Range) -> Seen:
    with InteractionLog(path) as log:
        return _counted(log, part, often, leads)


def _often(log: InteractionLog, part: Range | None, turns: int) -> Often:
    often = Often(turns)
    with _uncollected():
        often.note(_names(log, part))
    return often


def _names(log: InteractionLog, part: Range | None) -> Iterator[str]:
    """Every text and every state of what residents said."""
    for initiator, text, state in log.tuples(("initiator", "text", "state"), part):
        if initiator == "resident":
            yield normalise(text)
            yield state


def _counted(log: InteractionLog, part: Range | None, often: Often | None, leads: Leads) -> Seen:
    with _uncollected():
        return seen(walks(log.tuples(NAMELESS, part)), often, leads=leads)


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
