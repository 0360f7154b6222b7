"""Sessions out of the log: what was said in one stretch, and what the household said soon afterwards.

The assistant gave each turn its session when it was taken (turns of one household with no gap over 45 s); here they are
put together again. Reads a log of any length with a bounded memory. Pure.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from assistant.entry import Entry
from assistant.habits import known

LATER = timedelta(hours=1)
"""How long after a session the household may still come back to a wish of it. Assumed."""

MOST_LATER = 12
"""Entries after a session that are kept with it at the most."""

LONGEST = 200
"""Entries after which a session is cut: a television may talk all evening."""

HOUSEHOLDS = 500
"""Households that are waited for at once. In a log of more, the one that has been silent for longest is taken to have
said all; its sessions may know less of what came later."""


@dataclass(frozen=True, slots=True)
class Session:
    """What one household said in one stretch, oldest first; never empty."""

    household: str
    id: str
    entries: tuple[Entry, ...]
    later: tuple[Entry, ...] = ()
    """What the household said after it, within `LATER`."""

    @property
    def start(self) -> datetime:
        """When its first turn was taken."""
        return self.entries[0].turn.at

    @property
    def end(self) -> datetime:
        """When its last turn was taken."""
        return self.entries[-1].turn.at

    @property
    def gaps(self) -> tuple[float, ...]:
        """The seconds before each turn since the one before it; 0 before the first."""
        times = [entry.turn.at for entry in self.entries]
        return (0.0, *((b - a).total_seconds() for a, b in pairwise(times)))

    @property
    def residents(self) -> tuple[str, ...]:
        """Who is believed to have spoken, each once, in the order of speaking."""
        spoke = (known(entry.turn.resident) for entry in self.entries if entry.turn.initiator == "resident")
        return tuple(dict.fromkeys(who for who in spoke if who))

    @property
    def rephrases(self) -> tuple[tuple[Entry, Entry], ...]:
        """The log's links within it: an entry, and the one that says its wish again."""
        by_id = {entry.turn.turn: entry for entry in self.entries}
        found: list[tuple[Entry, Entry]] = []
        for entry in self.entries:
            before = by_id.get(entry.rephrase.of) if entry.rephrase else None
            if before is not None:
                found.append((before, entry))
        return tuple(found)


@dataclass(slots=True)
class _Open:
    """A session that may not be whole yet."""

    id: str
    entries: list[Entry]
    later: list[Entry] = field(default_factory=list)

    def closed(self) -> Session:
        return Session(self.entries[0].household, self.id, tuple(self.entries), tuple(self.later))

    def waits(self, now: datetime) -> bool:
        """Whether what is said now still belongs to it, as what came later."""
        return len(self.later) < MOST_LATER and now - self.entries[-1].turn.at <= LATER


def sessions(entries: Iterable[Entry]) -> Iterator[Session]:
    """The sessions of a log's entries, which come in the order of writing; households may be mixed.

    A household's sessions come in their order, each once what follows it is known. At most `HOUSEHOLDS` times
    `MOST_LATER` sessions are held.
    """
    waiting: OrderedDict[str, list[_Open]] = OrderedDict()
    for entry in entries:
        mine = waiting.setdefault(entry.household, [])
        waiting.move_to_end(entry.household)
        yield from _take(entry, mine)
        if len(waiting) > HOUSEHOLDS:
            _, silent = waiting.popitem(last=False)
            yield from (one.closed() for one in silent)
    for left in waiting.values():
        yield from (one.closed() for one in left)


def _take(entry: Entry, mine: list[_Open]) -> Iterator[Session]:
    """Takes a household's next entry; its sessions, oldest first, that are whole now."""
    last = mine[-1] if mine else None
    if last is not None and last.id == entry.turn.session and len(last.entries) < LONGEST:
        last.entries.append(entry)
        before = mine[:-1]
    else:
        before = list(mine)
        mine.append(_Open(entry.turn.session, [entry]))
    for one in before:
        if one.waits(entry.turn.at):
            one.later.append(entry)
        else:
            # Those before it have waited as long and heard as much.
            mine.remove(one)
            yield one.closed()
