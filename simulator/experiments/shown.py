"""What a person sees of a run: how far it is, what it came to, how fast it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from simulator.experiments.lived import Done
from simulator.experiments.run import Pace

FAILURES = ("missed_wake", "false_wake", "asr", "rewrite", "nlu", "resolve", "result")


@contextmanager
def progress(console: Console, total: int) -> Iterator[Pace]:
    """A bar that fills as the pace is told of households (`Pace.add`)."""
    columns = (
        TextColumn("households"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    bar = Progress(*columns, console=console, disable=not console.is_terminal)
    task = bar.add_task("households", total=total, speed="")
    with bar:
        yield _Watched(bar, task)


class _Watched(Pace):
    """A pace with a bar."""

    def __init__(self, bar: Progress, task: Any) -> None:
        super().__init__()
        self._bar, self._task = bar, task

    def add(self, done: Done) -> None:
        super().add(done)
        self._bar.update(self._task, advance=1, speed=f"{self.turns_a_second:,.0f} turns/s")


def pace_lines(pace: Pace) -> Iterator[str]:
    """How fast it went, and where the time of a turn goes."""
    if not pace.households:
        return
    worker = pace.turns / max(pace.seconds, 1e-9)
    yield (
        f"{pace.turns:,} turns of {pace.households:,} households: {pace.turns_a_second:,.0f} turns/s, "
        f"{worker:,.0f} a worker; at most {pace.memory / 1e6:,.0f} MB a worker"
    )
    stages = (
        f"{stage} {pace.times.quantile(stage, 0.5):.2g} ({pace.times.quantile(stage, 0.95):.2g})"
        for stage in pace.times.bins
    )
    yield f"ms a turn by stage, median (95 %): {', '.join(stages)}"


def summary_table(summary: Mapping[str, Any]) -> Table:
    """An arm a column."""
    arms = summary["arms"]
    title = f"{summary['households']:,} households, {summary['days']:,} days"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for arm in arms:
        table.add_column(arm, justify="right")
    for name in ("turns", "sessions", "requests", "goals"):
        table.add_row(name, *(f"{one[name]:,}" for one in arms.values()))
    table.add_row("defects, of what was said", *(_interval(one["defect_rate"]) for one in arms.values()))
    for stage in FAILURES:
        shown = (one["failures"][stage] for one in arms.values())
        table.add_row(f"  {stage.replace('_', ' ')}", *(f"{one['count']:,}  {_percent(one['share'])}" for one in shown))
    table.add_row("goals reached in the end", *(_percent(one["goals_reached"]["share"]) for one in arms.values()))
    table.add_row("attempts a goal", *(_number(one["attempts_a_goal"]) for one in arms.values()))
    table.add_row("word error rate", *(_percent(one["word_error_rate"]) for one in arms.values()))
    for kind in ("substituted", "deleted", "inserted"):
        table.add_row(f"  {kind}", *(_percent(one[kind]) for one in arms.values()))
    return table


def against_table(summary: Mapping[str, Any]) -> Table | None:
    """Each arm against the first; None where there is only one."""
    found = summary["against"]["arms"]
    if not found:
        return None
    title = f"against {summary['against']['first']}, the same things said"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in ("", "wins", "losses", "of", "in one alone", "differing turns", "defects"):
        table.add_column(column, justify="right" if column else "left")
    for arm, one in found.items():
        counts = (one["wins"], one["losses"], one["paired"], one["only_first"] + one["only_this"])
        cells = (f"{count:,}" for count in (*counts, one["differing_turns"]))
        table.add_row(arm, *cells, _interval(one["defect_rate_difference"], sign="+"))
    return table


def rewriting_table(summary: Mapping[str, Any]) -> Table | None:
    """What rewrites were worth in each arm, by truth; None where nothing was rewritten."""
    arms = summary["rewriting"]["arms"]
    if not any(one["used"] for one in arms.values()):
        return None
    first, asked = next(iter(arms)), summary["asked_before"]
    table = Table(title="rewrites", title_justify="left", caption_justify="left", box=None, pad_edge=False)
    table.header_style = "bold"
    for column in ("", "used", "wins : losses", "at least", "on right", "defects", f"against {first}", "mends"):
        table.add_column(column, justify="right" if column else "left", no_wrap=column == "")
    for arm, one in arms.items():
        mended = summary["mended"].get(arm)
        table.add_row(
            arm,
            f"{one['used']:,}",
            f"{one['wins']:,} : {one['losses']:,}",
            _number(one["right_to_wrong_low"]),
            _percent(one["fired_on_right"]["share"]),
            _percent(one["defect_rate"]["value"]),
            "" if arm == first else _interval(one["against_first"], sign="+"),
            _percent(mended["share"]["value"]) if mended else "",
        )
    table.caption = (
        "wins : losses at least so many to one (Wilson, 95 %); on right: used on what was right as heard; "
        f"mends: of the defects of {first}, those that come to a good end. Of these the household had asked "
        f"for {_percent(asked['same_wish'])} before, for {_percent(asked['same_words'])} in the same words"
    )
    return table


def _interval(rate: Mapping[str, float | None], sign: str = "") -> str:
    value, low, high = (rate[name] for name in ("value", "low", "high"))
    if value is None or low is None or high is None:
        return "–"
    return f"{value * 100:{sign}.1f} % ({low * 100:{sign}.1f} to {high * 100:{sign}.1f})"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}".replace("%", " %")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
