"""How the watch does: `python -m simulator.watch_study OUT [--arm NAME] [--lives N] [--seed N]`.

OUT is a simulation's folder with an arm that rewrites. The friction of its rewritten turns is drawn from, that of
right and of wrong ones apart. Rules live through uses: a good one is right nine times of ten, and is lost if it is
withdrawn; one that has gone stale is right one time in twenty, after thirty uses of being good, and how many more uses
it has until it is withdrawn is counted. Wrong turns are drawn from three pools: all, those that did or answered
something, and those among them that the residents noticed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from assistant.files import InputError
from assistant.learning.sessions import sessions
from assistant.learning.signals import defect_chances
from assistant.learning.watch import first, withdrawn
from assistant.learnt import Rule
from assistant.track import Track
from simulator.draws import drawn
from simulator.friction_bench import entries_of, rows_of

GOOD, STALE = 0.9, 0.05
"""How often a good rule and a stale one are right."""

BEFORE, MOST = 30, 100
"""Uses before a rule goes stale, and uses after which nobody waits any longer."""

ACTED = ("done", "answered")
RULE = Rule("r", "", "", "personal", sessions=4, chance=0.9, kept=0.1)


@dataclass(frozen=True, slots=True)
class Pools:
    """Chances of a defect, by friction, to draw from."""

    right: list[float]
    wrong: dict[str, list[float]]


def pools(folder: Path, arm: str | None) -> Pools:
    """The friction of a simulation's rewritten turns, weighed in their sessions."""
    right = {row["turn"]: bool(row["right"]) for row in _table(folder, "verdicts", arm) if _used(row)}
    noticed = {row["turn"]: bool(row["noticed"]) for row in _table(folder, "truths", arm) if row["turn"] in right}
    found = Pools([], {"any": [], "did something": [], "noticed": []})
    for session in sessions(entries_of(rows_of(folder / "turns.parquet", arm=arm))):
        if not any(entry.turn.turn in noticed for entry in session.entries):
            continue
        chances = defect_chances(session)
        for entry in session.entries:
            turn = entry.turn
            if turn.turn not in chances or turn.turn not in noticed:
                continue
            acted, chance = turn.status in ACTED, chances[turn.turn]
            if right[turn.turn]:
                found.right.append(chance)
                continue
            found.wrong["any"].append(chance)
            found.wrong["did something"].extend([chance] * acted)
            found.wrong["noticed"].extend([chance] * (acted and noticed[turn.turn]))
    return found


def _table(folder: Path, name: str, arm: str | None) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return [row for row in rows if arm is None or row["arm"] == arm]


def _used(row: Mapping[str, Any]) -> bool:
    return bool(row["rewrite_arm"] == "rewritten")


def until_withdrawn(rng: Random, right: Sequence[float], wrong: Sequence[float], share: float, track: Track) -> int:
    """The uses until a rule is withdrawn, which is right so often; `MOST` + 1 where it is not by then."""
    for use in range(1, MOST + 1):
        track = track.after(True, rng.choice(right if rng.random() < share else wrong))
        if withdrawn([RULE], {RULE.id: track}):
            return use
    return MOST + 1


def grown(rng: Random, right: Sequence[float]) -> Track:
    """The track of a rule that was good until now, and has not been withdrawn."""
    track = first(RULE)
    for _ in range(BEFORE):
        track = track.after(True, rng.choice(right))
    return track


def main(arguments: Sequence[str]) -> int:
    """Prints a line a pool: the share of good rules lost within 30 and 100 uses, and uses until stale ones go."""
    parser = argparse.ArgumentParser(prog="python -m simulator.watch_study")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--arm")
    parser.add_argument("--lives", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    try:
        if not (given.folder / "verdicts.parquet").is_file():
            raise InputError(given.folder, "holds no simulation; name the folder that one was written to")
        drawn_from = pools(given.folder, given.arm)
        if not drawn_from.right or not all(drawn_from.wrong.values()):
            raise InputError(
                given.folder,
                "holds too few rewritten turns to draw from; name an --arm that rewrites, or simulate more",
            )
    except InputError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    right = drawn_from.right
    for name, pool in drawn_from.wrong.items():
        rng = drawn(given.seed, "watch", name)
        lost = [until_withdrawn(rng, right, pool, GOOD, first(RULE)) for _ in range(given.lives)]
        gone = sorted(until_withdrawn(rng, right, pool, STALE, grown(rng, right)) for _ in range(given.lives))
        within = [sum(uses <= limit for uses in lost) / given.lives for limit in (30, MOST)]
        print(
            f"wrong turns: {name:14} good rules lost within 30 uses {within[0]:.1%}, within {MOST} {within[1]:.1%}; "
            f"stale rules gone after a median of {median(gone):.0f} uses, nine in ten after {gone[len(gone) * 9 // 10]}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
