"""How far an experiment is: a bar on standard error, and afterwards how fast it was. Nothing of it is a result."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from simulator.experiments.spec import Experiment
from simulator.experiments.work import Done, household_folder


class Progress:
    """The bar of one run. A context manager."""

    def __init__(self, experiment: Experiment, out: Path) -> None:
        self._console = Console(stderr=True)
        there = sum(household_folder(out, number).is_dir() for number in range(experiment.households))
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("households, {task.fields[turns]:,} turns,"),
            TimeRemainingColumn(),
            TextColumn("left"),
            console=self._console,
            transient=True,
        )
        self._task = self._bars.add_task(experiment.experiment, total=experiment.households, completed=there, turns=0)
        self._turns = 0
        self._ms: dict[str, list[float]] = {}

    def report(self, done: Done) -> None:
        """One household more."""
        self._turns += done.turns
        for stage, values in done.ms.items():
            self._ms.setdefault(stage, []).extend(values)
        self._bars.update(self._task, advance=1, turns=self._turns)

    def measured(self, seconds: float) -> None:
        """Says how fast it was."""
        if not self._turns:
            return
        self._console.print(
            f"{self._turns:,} turns in {seconds:,.0f} s: {self._turns / seconds:,.0f} turns/s", highlight=False
        )
        stages = (f"{stage} {np.median(v):.2f} ({np.percentile(v, 95):.2f})" for stage, v in self._ms.items())
        self._console.print("processor time a turn, median and 95 %, ms: " + ", ".join(stages), highlight=False)

    def __enter__(self) -> Progress:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self._bars.stop()
