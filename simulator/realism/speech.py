"""The speech that is compared: a simulation's, and that of people in data sets from outside (JSON lines)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant.files import InputError, read_text
from simulator.households.values import REPHRASINGS
from simulator.realism.measures import distance, sizes

OWN = ("first", *REPHRASINGS, "again_later")
"""Strategies that say the goal itself."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "truths": ("arm", "household", "goal", "attempt", "strategy", "said", "turn"),
    "turns": ("arm", "turn", "session", "json"),
}

Key = tuple[str, str]
"""A turn: its arm and its id."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What residents said."""

    rephrased: Mapping[str, list[float]]
    """By strategy, the distance of each rephrase from the request before it, as said."""
    heard_again: list[float]
    """The distance between what was heard of a request and of the same words said again, where the two differ."""
    sessions: list[int]
    """Turns of each session; talk that nobody meant for the assistant is left out."""
    hearings: list[tuple[str, str]]
    """As said, and as heard."""


@dataclass(slots=True)
class People:
    """What people said, in the data sets that were given."""

    rewritten: list[float] = field(default_factory=list)
    """The distance of people's rewrites from the turn that they rewrote (`cqr`)."""
    worded: list[float] = field(default_factory=list)
    """The distance between two people's rewrites of one turn (`cqr`)."""
    dialogues: list[int] = field(default_factory=list)
    """A person's turns in each dialogue (`cqr`)."""
    heard_twice: list[float] = field(default_factory=list)
    """The distance between two hearings of one recording, where the two differ (`pairs`)."""
    hearings: list[tuple[str, str]] = field(default_factory=list)
    """As said, and as heard (`slurp`)."""

    def add_rewrites(self, row: Any) -> None:
        """A row of `cqr`: a turn in its dialogue, and how several people put it so that it stands alone."""
        rewrites = [one for one in row["meta"]["human_rewrites"] if one.strip()]
        self.rewritten.extend(distance(row["text"], one) for one in rewrites)
        self.worded.extend(distance(one, other) for one, other in combinations(rewrites, 2))
        self.dialogues.append((len(row["meta"]["context"]) + 1) // 2)  # every other line is the assistant's

    def add_hearing(self, row: Any) -> None:
        """A row of `slurp`: an utterance, and what a recogniser made of it."""
        self.hearings.append((row["meta"]["ref"], row["text"]))

    def add_pair(self, row: Any) -> None:
        """A row of `pairs`; only two hearings of one recording count."""
        between = distance(row["first"], row["second"])
        if row["label"] and between:
            self.heard_twice.append(between)


def simulated(out: Path, *, arm: str | None = None) -> Simulated:
    """What was said in a simulation, in one arm or all of them. Raises `InputError`."""
    heard, session_of = {}, {}
    for row in _table(out, "turns", arm):
        key = row["arm"], row["turn"]
        heard[key] = str((json.loads(row["json"]).get("transcript") or {}).get("text", ""))
        session_of[key] = row["arm"], row["session"]
    truths = [row for row in _table(out, "truths", arm) if row["goal"]]
    if not truths:
        raise InputError(out, f"nobody said anything in it{f' in arm {arm}' if arm else ''}")
    taken = [row for row in truths if _key(row) in heard]
    return Simulated(
        rephrased=_rephrased(truths),
        heard_again=_heard_again(truths, heard),
        sessions=sizes(session_of[_key(row)] for row in taken),
        hearings=[(row["said"], heard[_key(row)]) for row in taken],
    )


def people(*, slurp: Path | None = None, cqr: Path | None = None, pairs: Path | None = None) -> People:
    """What people said. Raises `InputError` for a line that is not of its data set."""
    found = People()
    _read(cqr, found.add_rewrites, '"text", and "meta" with "human_rewrites" and "context"')
    _read(slurp, found.add_hearing, '"text" (heard), and "meta" with "ref" (said)')
    _read(pairs, found.add_pair, '"first", "second" and "label"')
    return found


def _key(row: Mapping[str, Any]) -> Key:
    return row["arm"], row["turn"]


def _rephrased(truths: Sequence[Mapping[str, Any]]) -> dict[str, list[float]]:
    found = defaultdict[str, list[float]](list)
    for before, row in _repeats(truths):
        found[row["strategy"]].append(distance(before["said"], row["said"]))
    return {name: found[name] for name in OWN if name in found}


def _heard_again(truths: Sequence[Mapping[str, Any]], heard: Mapping[Key, str]) -> list[float]:
    pairs = ((_key(before), _key(row)) for before, row in _repeats(truths) if before["said"] == row["said"])
    found = (distance(heard[one], heard[other]) for one, other in pairs if one in heard and other in heard)
    return [each for each in found if each]


def _repeats(truths: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every request but a goal's first, with the request before it; answers and complaints are passed over."""
    last: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for row in sorted(truths, key=lambda row: (row["arm"], row["household"], row["goal"], row["attempt"])):
        goal = row["arm"], row["household"], row["goal"]
        if row["strategy"] in OWN:
            if goal in last and row["strategy"] != "first":
                yield last[goal], row
            last[goal] = row


def _table(out: Path, name: str, arm: str | None) -> list[dict[str, Any]]:
    import pyarrow as pa

    from simulator.experiments.rows import read

    path = out / f"{name}.parquet"
    try:
        found = read(path, COLUMNS[name])
    except FileNotFoundError:
        raise InputError(path, "is not there; name the folder of a simulation that has ended") from None
    except (OSError, pa.ArrowInvalid) as wrong:
        raise InputError(path, f"cannot be read: {str(wrong).splitlines()[0]}") from None
    missing = [column for column in COLUMNS[name] if column not in found.column_names]
    if missing:
        raise InputError(path, f"has no column {', '.join(missing)}; is it a simulation's?")
    return [row for row in found.to_pylist() if arm is None or row["arm"] == arm]


def _read(path: Path | None, add: Callable[[Any], None], needs: str) -> None:
    """Adds each row of a file, if one is given."""
    for number, line in enumerate(read_text(path).splitlines() if path else (), 1):
        try:
            add(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(path or "", f"a line is JSON with {needs}", line=number) from None
