"""Writes the report of an experiment into its folder."""

from __future__ import annotations

from pathlib import Path

from simulator.experiments.report.data import load
from simulator.experiments.report.page import page
from simulator.experiments.report.stories import gather

REPORT = "report.html"


def write_report(out: Path) -> None:
    """Writes `out/report.html` from the files that `simulate` wrote there; the same files give the same bytes.

    Raises `InputError` where one of them is missing or is not what it should be.
    """
    results = load(out)
    text = page(results, gather(results))
    fresh = out / f"{REPORT}.new"
    fresh.write_text(text, "utf-8", newline="\n")
    fresh.replace(out / REPORT)
