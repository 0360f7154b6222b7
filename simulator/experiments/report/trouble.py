"""The assistant's own signals of trouble against the truth: the summary's friction table, and its plot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from simulator.experiments.report import svg, words
from simulator.experiments.report.data import Results
from simulator.experiments.report.plots import Plot, html
from simulator.experiments.report.tables import table

SHARES = ("precision", "recall")
NUMBERS = ("weight", "measured", "auc")


def friction(results: Results) -> str:
    """Each signal's precision and recall, as the summary has them: a block an arm, of which one is shown."""
    blocks = []
    for arm, rows in _tables(results.summary.get("friction")):
        hidden = " hidden" if arm and arm != results.arms[0] else ""
        of_arm = f' class="arm" data-arm="{escape(arm, quote=True)}"{hidden}' if arm else ""
        blocks.append(f"<div{of_arm}>{_one(arm, rows)}</div>")
    return "".join(blocks) or "<p>The summary holds no measure of the assistant's own signals.</p>"


def _one(arm: str, rows: Sequence[Mapping[str, Any]]) -> str:
    names = [str(row.get("signal", "")).replace("_", " ") for row in rows]
    says = (
        "What the log alone tells, held against the truth (turns against verdicts.right): of the turns that a signal "
        "marks, how many it marks rightly (precision); of those it speaks of, how many it finds (recall)."
    )
    series = [svg.Bars(name, [100 * float(row.get(name) or 0.0) for row in rows]) for name in SHARES]
    title = "Precision and recall by signal" + (f": {arm}" if arm else "")
    plot = Plot(title, svg.lying(series, names, "%", says), says, SHARES)
    head = ("signal", "speaks for", "marked", *SHARES, "weight", "weight by these turns", "AUC")
    cells = [_cells(name, row) for name, row in zip(names, rows, strict=True)]
    return f'<div class="plots">{html(plot)}<div>{table(head, cells)}</div></div>'


def _cells(name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    shares = (_share(row, share) for share in SHARES)
    numbers = ("" if row.get(one) is None else f"{row[one]:.2f}" for one in NUMBERS)
    return (escape(name), escape(str(row.get("speaks_for", ""))), words.plain(row.get("fired", "")), *shares, *numbers)


def _share(row: Mapping[str, Any], name: str) -> str:
    value, low, high = row.get(name), row.get(f"{name}_low"), row.get(f"{name}_high")
    if value is None:
        return "–"
    bounds = (
        f" <small>{100 * max(0.0, low):.0f} to {100 * high:.0f}</small>" if low is not None and high is not None else ""
    )
    return words.percent(value) + bounds


def _tables(found: Any) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """(arm, rows) pairs: of all arms together the arm is empty."""
    if isinstance(found, list) and found:
        yield "", found
    elif isinstance(found, dict):
        yield from ((str(arm), rows) for arm, rows in found.items() if isinstance(rows, list) and rows)
