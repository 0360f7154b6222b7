"""A big interaction log without a life behind it: what mining is timed and tried on.

Its tails are those of a simulated log (200 households, 14 days, seed 61): over half of the turns say words that are
said once in the whole log, a fifth are not understood, and most sessions have one turn. Words are made of syllables and
mean nothing. Among them are planted rewrites, which mining must find, and decoys, which it must not.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from assistant.log import InteractionLog
from assistant.log_file import told
from simulator.draws import drawn

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)

A_HOUSEHOLD = 540
"""Turns of each."""

LENGTHS = tuple(accumulate((0.57, 0.24, 0.11, 0.05, 0.03)))
"""Shares of sessions with one turn, with two, …, summed up."""

ONCE = 0.54
"""The chance that a request is in words that nobody says again."""

FAILS = 0.20
"""The chance that a request is not understood."""

A_PLANTED = 0.06
"""The share of sessions that are about a planted pair."""

PLANTS_PER_TURN = 1 / 2000
"""Planted pairs of each kind, so that each is met some twenty times."""

KINDS = ("rewrite", "few", "unclear", "fine", "critical")
"""Of planted pairs. `few`: five households alone say it, often. `unclear`: it leads to a dozen requests alike. `fine`:
it mostly goes well as it stands. `critical`: it leads to unlocking a door."""

COLUMNS = ("turn", "household", "session", "at", "initiator", "assistant", "status", "intent", "text", "state",
           "question", "ms", "gap_s", "json", "defect")  # fmt: skip
INSERT = f"INSERT INTO turns ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"

SYLLABLES = tuple(a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or"))

FROM_FAILURE = 0.7
"""The chance that whoever was not understood says what they want in other words at once."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What a log was given to find."""

    rewrites: dict[str, str]
    """By what is heard, the wording that it is to be rewritten to."""
    decoys: tuple[str, ...]
    """What is heard and must stay as it is."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn to be."""

    text: str
    intent: str | None
    state: str
    status: str
    defect: float


@dataclass(slots=True)
class _Talk:
    """What one household says."""

    number: int
    kinds: dict[str, list[str]]
    wishes: int
    rng: Random
    few: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Each decoy of the kind `few` lives in five households, next to each other.
        self.few = self.kinds["few"][self.number // 5 :][:1]

    def session(self) -> list[_Said]:
        """The turns of one session."""
        if self.rng.random() < A_PLANTED:
            return self._planted()
        length = bisect(LENGTHS[:-1], self.rng.random()) + 1
        said: list[_Said] = []
        wish = self._wish()
        for _ in range(length):
            said.append(self._request(wish))
            if said[-1].defect < 0.5 or self.rng.random() > FROM_FAILURE:
                wish = self._wish()
        return said

    def _wish(self) -> int:
        # Few wishes make up most: as by Zipf's law.
        return int(self.wishes ** self.rng.random())

    def _request(self, wish: int) -> _Said:
        draw, rng = self.rng.random(), self.rng
        noun, once = word(wish), rng.random() < ONCE
        if once:
            text = f"{word(rng.randrange(9_000))} the {noun} {word(rng.randrange(90_000))} {word(rng.randrange(9_000))}"
        else:
            text = f"{('start', 'set', 'put on', 'i want', 'get me')[int(5 * rng.random() ** 2)]} the {noun}"
        if draw < FAILS:
            return _failed(text if once else f"uh the {noun} {('then', 'again', 'please')[rng.randrange(3)]}")
        name = f"{noun} {word(rng.randrange(90_000))}" if draw > 0.88 else noun
        return _Said(text, "HassTurnOn", f"HassTurnOn|name:{name}", "done", 0.125 if draw < 0.9 else 0.75)

    def _planted(self) -> list[_Said]:
        kind = KINDS[self.rng.randrange(len(KINDS))]
        heard = self.rng.choice((self.few if kind == "few" else self.kinds[kind]) or self.kinds["rewrite"])
        kind = kind if heard in self.kinds[kind] else "rewrite"
        if kind == "fine" and self.rng.random() < 0.85:
            return [_Said(heard, "HassTurnOn", _fine_state(heard), "done", 0.125)]
        if kind == "fine":
            return [_Said(heard, "HassTurnOn", _fine_state(heard), "done", 0.75), _meant(meant(heard))]
        if kind == "critical":
            return [_failed(heard), _Said("let us in", "HassUnlock", "HassUnlock|name:front door", "done", 0.125)]
        others = f" {word(self.rng.randrange(12))}" if kind == "unclear" else ""
        return [_failed(heard), _meant(meant(heard) + others)]


def word(number: int) -> str:
    """A word of two syllables or more for a number of at least 0, always the same."""
    number, first = divmod(number, len(SYLLABLES))
    number, second = divmod(number, len(SYLLABLES))
    return SYLLABLES[first] + SYLLABLES[second] + ("x" + word(number - 1) if number else "")


def meant(heard: str) -> str:
    """What is meant by planted words."""
    return f"turn on {heard.removeprefix('make ').removesuffix(' go')}"


def planted_in(turns: int) -> dict[str, list[str]]:
    """By kind, what is heard of the planted pairs of a log of that size."""
    count = max(10, int(turns * PLANTS_PER_TURN))
    return {kind: [f"make {kind} {word(at)} go" for at in range(count)] for kind in KINDS}


def write_big_log(path: Path, *, turns: int, seed: int) -> Planted:
    """Writes a new log of so many turns, the same for the same seed; what is planted in it.

    Its turns hold what a turn must and no more, and are weighed already (column `defect`). Raises `LogError` where the
    file cannot be written or holds turns already.
    """
    kinds = planted_in(turns)
    with InteractionLog(path):
        pass
    with told(path):
        database = sqlite3.connect(path, isolation_level=None)
        # A file that is begun anew if this fails needs no journal: each page is written once.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        database.executemany(INSERT, islice(_rows(turns, seed, kinds), turns))
        database.execute("INSERT INTO households SELECT household, count(*) FROM turns GROUP BY household")
        database.execute("COMMIT")
        database.close()
    decoys = tuple(heard for kind in KINDS[1:] for heard in kinds[kind])
    return Planted({heard: meant(heard) for heard in kinds["rewrite"]}, decoys)


def _rows(turns: int, seed: int, kinds: dict[str, list[str]]) -> Iterator[tuple[object, ...]]:
    """Rows without an end but that of the households' turns; never fewer than wanted."""
    wishes = max(200, int(turns**0.5) * 4)
    for number in range(turns // A_HOUSEHOLD + 1):
        talk = _Talk(number, kinds, wishes, drawn("big log", seed, number))
        yield from _household(f"h{number:06d}", talk)


def _household(household: str, talk: _Talk) -> Iterator[tuple[object, ...]]:
    at, count, gap = START, 0, None
    while count < A_HOUSEHOLD:
        session = f"{household}-{count + 1:06d}-s"
        for said in talk.session():
            count += 1
            turn = f"{household}-{count:06d}"
            json = (
                f'{{"turn":"{turn}","session":"{session}","at":"{at.isoformat()}","assistant":"kitchen",'
                f'"transcript":{{"text":"{said.text}","confidence":0.9}},"status":"{said.status}"}}'
            )
            yield (turn, household, session, at.timestamp(), "resident", "kitchen", said.status, said.intent, said.text,
                   said.state, 0, 1.0, gap, json, said.defect)  # fmt: skip
            gap, at = 8.0, at + timedelta(seconds=8)
        at, gap = at + timedelta(minutes=30), 1808.0


def _failed(text: str) -> _Said:
    return _Said(text, None, f"?|{text}", "not_understood", 0.875)


def _meant(text: str) -> _Said:
    return _Said(text, "HassTurnOn", f"HassTurnOn|name:{text.removeprefix('turn on ')}", "done", 0.125)


def _fine_state(heard: str) -> str:
    return f"HassTurnOn|name:{heard.removeprefix('make ').removesuffix(' go')} fine"
