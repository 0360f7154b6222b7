"""Some days that households live: with which arms, what they know before, and what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from assistant.files import InputError
from assistant.learnt import Layer
from simulator.experiments.layers import load_layer
from simulator.experiments.spec import Arm, Experiment


@dataclass(frozen=True, slots=True)
class Stay:
    """What one household in one arm has to know of its days."""

    start: date
    days: int
    layer: Layer | None = None
    """What was learnt for it before."""
    colludes: bool = False
    flip: date | None = None
    """The day from which on names mean other things."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days of an experiment: those of its test, or those from which is learnt."""

    start: date
    days: int
    arms: Mapping[str, Arm]
    layers: Mapping[str, Path] = field(default_factory=dict)
    """By arm, the file of what was learnt for it."""
    before: Mapping[str, Path] = field(default_factory=dict)
    """By arm, the folder of the households' folders in which their logs of earlier days lie as `ARM/log.sqlite` of
    whatever one arm is there."""
    learning: bool = False
    """Whether these are days to learn from: then the log alone is kept, and colluders collude."""
    flip: date | None = None

    def stay(self, experiment: Experiment, number: int, name: str) -> Stay:
        """One household's days in an arm. Raises `InputError` where the arm shall use what nobody learnt."""
        arm, path = self.arms[name], self.layers.get(name)
        if arm.learns and path is None:
            raise InputError(f"arm {name}", f"nothing was learnt for its rewriter '{arm.rewriter}'")
        colludes = self.learning and number in experiment.learning[: arm.colluders]
        return Stay(self.start, self.days, layer_at(path) if path else None, colludes, self.flip)


def test_span(experiment: Experiment) -> Span:
    """The days of the test, as far as the experiment alone says it."""
    return Span(experiment.test_start, experiment.days, experiment.arms, flip=experiment.flip_date)


@cache
def layer_at(path: Path) -> Layer:
    """A layer, read once for all households of a worker. Raises `InputError` where there is none."""
    return load_layer(path)
