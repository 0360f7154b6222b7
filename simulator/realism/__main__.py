"""How real a simulation's speech is: `python -m simulator.realism OUT [--slurp FILE] [--cqr FILE] [--pairs FILE]`.

OUT is the folder of a simulation that has ended. Beside it stand three public data sets as JSON lines, each of which
may be left out. A row has our value, theirs, the difference, and what it comes from or why nothing can be compared. Of
a distribution the mean is shown with its quartiles, and after the difference of the means how far the two distributions
are apart (Wasserstein's distance). The data sets are only measured; nothing of them is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.files import InputError
from simulator.realism.measures import Figure
from simulator.realism.speech import people, simulated
from simulator.realism.table import Row, realism


def shown(rows: Sequence[Row]) -> Table:
    """The table for a terminal."""
    view = Table(box=None, pad_edge=False, header_style="bold")
    view.add_column("")
    for name in ("ours", "theirs", "difference"):
        view.add_column(name, justify="right")
    view.add_column("why", style="dim")
    for about, group in groupby(rows, key=lambda row: row.about):
        view.add_row(f"[bold]{about}[/bold]")
        before = ""
        for row in group:
            why = "as above" if row.why == before else row.why
            view.add_row(f"  {row.measure}", _figure(row, row.ours), _figure(row, row.theirs), _difference(row), why)
            before = row.why
    return view


def _figure(row: Row, figure: Figure | None) -> str:
    if figure is None:
        return "no data"
    if row.shares:
        return f"{figure.value:.1%}"
    quartiles = ", ".join(f"{round(each, 2):g}" for each in figure.quartiles or ())
    return f"{figure.value:.2f} [{quartiles}]" if quartiles else f"{figure.value:.2f}"


def _difference(row: Row) -> str:
    if row.difference is None:
        return ""
    if row.shares:
        return f"{100 * row.difference:+.1f} points"
    return f"{row.difference:+.2f}" + (f" ({row.apart:.2f} apart)" if row.apart is not None else "")


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The table for programs."""
    return [{**asdict(row), "difference": row.difference} for row in rows]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m simulator.realism", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder of a simulation")
    parser.add_argument("--arm", metavar="NAME", help="one arm alone (default: all together)")
    parser.add_argument("--slurp", type=Path, metavar="FILE", help="hearings: text, and meta.ref as it was said")
    parser.add_argument("--cqr", type=Path, metavar="FILE", help="text, meta.human_rewrites and meta.context")
    parser.add_argument("--pairs", type=Path, metavar="FILE", help="first and second hearing, label 1 if of one saying")
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    options = parser.parse_args(arguments)
    try:
        theirs = people(slurp=options.slurp, cqr=options.cqr, pairs=options.pairs)
        rows = realism(simulated(options.out, arm=options.arm), theirs)
    except InputError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(as_json(rows), indent=1))
    else:
        Console().print(shown(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
