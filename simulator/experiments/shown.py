"""The summary on the screen: a table of the arms, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table


def show(summary: Mapping[str, Any], out: Path, *, as_json: bool) -> None:
    """Prints the summary; as JSON, standard output carries nothing else."""
    if as_json:
        print(json.dumps(summary, ensure_ascii=False))
        return
    console = Console()
    console.print(_arms(summary["arms"]))
    if summary["against_the_first"]:
        console.print(_against(summary["against_the_first"], next(iter(summary["arms"]))))
    console.print(f"The report: {out / 'report.html'}")


def _arms(arms: Mapping[str, Any]) -> Table:
    table = Table("", *arms, title="Arms", title_justify="left")
    rows: dict[str, Callable[[Mapping[str, Any]], str]] = {
        "households": lambda arm: f"{arm['households']:,}",
        "turns": lambda arm: f"{arm['turns']:,}",
        "goals": lambda arm: f"{arm['goals']:,}",
        "goals reached in the end": lambda arm: f"{arm['goals_reached']:.1%}",
        "said for a goal": lambda arm: f"{arm['said_a_goal']:.2f}",
        "defects": lambda arm: _with_interval(arm["defect_rate"], arm["defect_rate_95"]),
        "word error rate": lambda arm: f"{arm['word_error_rate']:.1%}",
        "false wakes": lambda arm: f"{arm['false_wakes']:,}",
    }
    for name, cell in rows.items():
        table.add_row(name, *(cell(arm) for arm in arms.values()))
    points = dict.fromkeys(point for arm in arms.values() for point in arm["failure_points"])
    for point in points:
        said = [arm["failure_points"].get(point, 0) for arm in arms.values()]
        table.add_row(f"  {point}", *(f"{count:,}" for count in said))
    return table


def _against(others: Mapping[str, Any], first: str) -> Table:
    table = Table("against " + first, "wins", "losses", "differing turns", "defect rate", title_justify="left")
    for arm, found in others.items():
        difference = _with_interval(found["defect_rate_difference"], found["defect_rate_difference_95"], "+.2%")
        table.add_row(arm, *(f"{found[key]:,}" for key in ("wins", "losses", "differing_turns")), difference)
    return table


def _with_interval(value: float, interval: tuple[float, float] | None, form: str = ".1%") -> str:
    if interval is None:
        return f"{value:{form}}"
    return f"{value:{form}} [{interval[0]:{form}}, {interval[1]:{form}}]"
