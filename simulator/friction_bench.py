"""Friction signals against the truth: `python -m simulator.friction_bench OUT [--arm NAME] [--json FILE]`.

OUT is a simulation's folder, with `turns.parquet` (the log's rows) and `verdicts.parquet` (the judge's). The signals
are found in the turns alone, then held against the verdicts: a turn is a defect where `right` is false. Precision is
how often a signal is right, recall how many of the turns it speaks of it finds; of a signal with a weight under 0 both
are about turns that were right. `measured` is what its weight should be by these turns.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from assistant.entry import Entry, entry_of
from assistant.files import InputError
from assistant.learning.sessions import sessions
from assistant.learning.signals import SIGNALS, Evidence, defect_chance, signals
from simulator.share import Share

Row = dict[str, Any]

LIKELY = 0.5
"""The chance from which the combined score counts as having fired."""

ENDINGS = ("not_understood", "failed", "refused", "unsupported")
"""Signals that are no reaction of a person: they stand in the turn itself."""

NEEDED = {
    "turns.parquet": ("number", "household", "turn", "json", "state", "gap_s", "rephrase_of", "rephrase_gap_s",
                      "similarity"),
    "verdicts.parquet": ("turn", "right"),
}  # fmt: skip
"""The columns that are read; `arm`, `by_hand` and `by_hand_s` too, where they are there."""


BARE = {name: Evidence("", name, sign.weight, "") for name, sign in SIGNALS.items()}
"""Evidence without its turn and note: what is kept of each of a million turns."""


def friction_table(turns: Iterable[Mapping[str, Any]], verdicts: Iterable[Mapping[str, Any]]) -> list[Row]:
    """How well each signal, and the score of all of them, tells defects from the rest.

    `turns` are rows of `InteractionLog.rows()`, a household's in their order, and `verdicts` the judge's rows; both may
    hold several arms under `arm`. A row of the table has `signal`, `speaks_for` (`defect` or `right`), `weight`,
    `measured`, `turns` and `defects` (those judged), `fired`, `hits`, `precision` and `recall` with Wilson's bounds
    (`…_low`, `…_high`), and `auc`, which only the scores have. The last two rows are scores: of every signal
    (`all`), and of those that are reactions of people (`reactions`).
    """
    right = {(row.get("arm"), row["turn"]): bool(row["right"]) for row in verdicts if row["turn"]}
    judged = list(_judged(turns, right))
    wrong = [not good for _, good in judged]
    table = []
    for name, sign in SIGNALS.items():
        fired = [any(one.signal == name for one in evidence) for evidence, _ in judged]
        about = wrong if sign.weight >= 0 else [not one for one in wrong]
        row = _row(name, fired, about, speaks_for="defect" if sign.weight >= 0 else "right")
        table.append({**row, "weight": sign.weight, "measured": measured(fired, wrong)})
    for score_of, left_out in (("all", ()), ("reactions", ENDINGS)):
        scores = [defect_chance(one for one in evidence if one.signal not in left_out) for evidence, _ in judged]
        row = _row(score_of, [score >= LIKELY for score in scores], wrong, speaks_for="defect")
        table.append({**row, "auc": auc(scores, wrong)})
    return [{**row, "turns": len(wrong), "defects": sum(wrong)} for row in table]


def _judged(
    turns: Iterable[Mapping[str, Any]], right: Mapping[tuple[Any, str], bool]
) -> Iterator[tuple[tuple[Evidence, ...], bool]]:
    """The evidence about each turn that was judged, and whether it was right."""
    for session in sessions(entries_of(turns)):
        arm = json.loads(session.household)[0]
        found: dict[str, list[Evidence]] = {}
        for one in signals(session):
            found.setdefault(one.turn, []).append(BARE[one.signal])
        for entry in session.entries:
            good = right.get((arm, entry.turn.turn))
            if good is not None and entry.turn.initiator == "resident":
                yield tuple(found.get(entry.turn.turn, ())), good


def entries_of(turns: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """The entries; a household in another arm is another household."""
    for row in turns:
        yield replace(entry_of(row), household=json.dumps([row.get("arm"), row["household"]]))


def _row(name: str, fired: Sequence[bool], about: Sequence[bool], *, speaks_for: str) -> Row:
    """A row of the table; `about` are the turns that the signal speaks of."""
    hits = sum(one and other for one, other in zip(fired, about, strict=True))
    row: Row = {"signal": name, "speaks_for": speaks_for, "weight": None, "measured": None, "auc": None}
    row |= {"fired": sum(fired), "hits": hits}
    for kind, share in (("precision", Share(hits, sum(fired))), ("recall", Share(hits, sum(about)))):
        low, high = share.bounds
        row |= {kind: share.rate if share.count else None, f"{kind}_low": low, f"{kind}_high": high}
    return row


def measured(fired: Sequence[bool], wrong: Sequence[bool]) -> float | None:
    """What a signal's weight should be: ln of how many times as often it is there in defects as in right turns, with
    half a turn added to each count (Haldane 1956); none where it never fired."""
    if not any(fired):
        return None
    bad, hits = sum(wrong), sum(one and other for one, other in zip(fired, wrong, strict=True))
    good, false = len(wrong) - bad, sum(fired) - hits
    return round(log((hits + 0.5) / (bad + 1)) - log((false + 0.5) / (good + 1)), 3)


def auc(scores: Sequence[float], wrong: Sequence[bool]) -> float | None:
    """The chance that a defect scores higher than a right turn, equals counted half (Mann and Whitney 1947); none
    where there is no pair.

    >>> auc([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    0.875
    """
    defects = np.sort([score for score, bad in zip(scores, wrong, strict=True) if bad])
    others = np.array([score for score, bad in zip(scores, wrong, strict=True) if not bad])
    if not len(defects) or not len(others):
        return None
    below, up_to = np.searchsorted(defects, others, "left"), np.searchsorted(defects, others, "right")
    above = len(defects) - up_to + (up_to - below) / 2
    return round(float(above.mean()) / len(defects), 4)


def rows_of(path: Path, *, arm: str | None = None) -> Iterator[Row]:
    """The rows of a Parquet file, a batch held at a time; of one arm, where one is named. Raises `InputError`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    needed = NEEDED[path.name]
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            missing = [name for name in needed if name not in names]
            if missing:
                raise InputError(path, f"has no column {', '.join(missing)}; is it a simulation's?")
            columns = [name for name in (*needed, "arm", "by_hand", "by_hand_s") if name in names]
            for batch in file.iter_batches(2_000, columns=columns):
                yield from (row for row in batch.to_pylist() if arm is None or row.get("arm") == arm)
    except FileNotFoundError:
        raise InputError(path, "is not there; name the folder of a simulation that has ended") from None
    except (OSError, pa.ArrowInvalid) as wrong:
        raise InputError(path, f"cannot be read: {str(wrong).splitlines()[0]}") from None


def shown(table: Sequence[Row]) -> Any:
    """The table for a terminal."""
    from rich.table import Table

    judged = f"{table[0]['turns']} turns, {table[0]['defects']} of them defects"
    view = Table(box=None, pad_edge=False, header_style="bold", title=judged, title_justify="left")
    view.add_column("signal")
    for name in ("of", "fired", "precision", "recall", "weight", "measured", "AUC"):
        view.add_column(name, justify="right")
    for row in table:
        weight, fits, area = (row[key] for key in ("weight", "measured", "auc"))
        figures = [f"{weight:+.1f}" if weight is not None else "", f"{fits:+.2f}" if fits is not None else ""]
        shares = [_share(row, kind) for kind in ("precision", "recall")]
        view.add_row(
            row["signal"].replace("_", " "),
            row["speaks_for"],
            str(row["fired"]),
            *shares,
            *figures,
            "" if area is None else f"{area:.3f}",
        )
    return view


def _share(row: Row, kind: str) -> str:
    if row[kind] is None:
        return "-"
    return f"{row[kind]:.1%} [{100 * row[f'{kind}_low']:.0f}, {100 * row[f'{kind}_high']:.0f}]"


def main(arguments: Sequence[str]) -> int:
    """Prints the table; with `--json`, writes it too."""
    from rich.console import Console

    parser = argparse.ArgumentParser(prog="python -m simulator.friction_bench", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder of a simulation")
    parser.add_argument("--arm", metavar="NAME", help="one arm alone (default: all together)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there, as JSON")
    options = parser.parse_args(arguments)
    try:
        verdicts = rows_of(options.out / "verdicts.parquet", arm=options.arm)
        table = friction_table(rows_of(options.out / "turns.parquet", arm=options.arm), verdicts)
        if not table[0]["turns"]:
            raise InputError(options.out, "no turn in it was judged; are both files of one simulation, with this arm?")
        if options.json is not None:
            options.json.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    except (InputError, OSError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    Console().print(shown(table))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
