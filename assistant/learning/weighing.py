"""Weighing: how likely each turn of the log was a defect, by the signals of friction, noted beside it.

A session is weighed once, when it is over: what the household said within the hour still speaks for or against it. A
later call reads the turns since then alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.learning.sessions import LATER, sessions
from assistant.learning.signals import defect_chances
from assistant.log import InteractionLog, Unweighed

BATCH = 1000
"""Turns that are written in one transaction."""


def weigh(log: InteractionLog, *, household: str | None = None, until: datetime | None = None) -> int:
    """Weighs the sessions that are over and were not weighed yet, of one household or of all; how many turns that were.

    A session is over when `LATER` has passed since its last turn at `until`, which knows its time zone; without it,
    all are. What the assistant began by itself is never weighed. Raises `LogError` where the log cannot be used.
    """
    count, waiting = 0, dict[str, float]()
    for name, begin in log.unweighed(household=household).items():
        for turn, chance in _weighed(log, name, begin, until):
            waiting[turn] = chance
            if len(waiting) == BATCH:
                count += _write(log, waiting)
    return count + _write(log, waiting)


def _weighed(
    log: InteractionLog, household: str, begin: Unweighed, until: datetime | None
) -> Iterator[tuple[str, float]]:
    """The chances of a household's turns, by id."""
    for session in sessions(log.entries(household=household, after=begin.session - 1)):
        if until is not None and session.end + LATER > until:
            continue
        chances = defect_chances(session)
        for entry in session.entries:
            # A session of which a first part was weighed is a long one: see `sessions.LONGEST`.
            if entry.number >= begin.first and entry.turn.turn in chances:
                yield entry.turn.turn, chances[entry.turn.turn]


def _write(log: InteractionLog, waiting: dict[str, float]) -> int:
    """Writes what waits; how many turns that were."""
    count = len(waiting)
    if waiting:
        log.mark_defects(waiting)
        waiting.clear()
    return count
