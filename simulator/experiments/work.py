"""One household's share of an experiment, in a process of its own: it lives in every arm, and what came of it is
written down whole or not at all."""

from __future__ import annotations

import shutil
import signal
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from assistant.log import FILE, InteractionLog
from simulator.experiments.spec import Arm, Experiment
from simulator.experiments.tables import write_household
from simulator.households.living_there import Lived

Live = Callable[[int, Experiment, Arm, Path], Lived]

LIVE = "simulator.households.living_there:live_household"
"""What a household's life is, as `module:function`: processes find it by its name."""


@dataclass(frozen=True, slots=True)
class Done:
    """A household that has lived through all arms, or why it could not."""

    number: int
    turns: int = 0
    ms: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Processor time of each turn in milliseconds, by stage: measured, so never among the results."""
    error: str = ""
    """The traceback of a bug."""
    full: str = ""
    """What the system said of a file that could not be written."""


def household_folder(out: Path, number: int) -> Path:
    """Where a household's results lie."""
    return out / "households" / f"h{number:05d}"


def live_in_all_arms(number: int, experiment: Experiment, out: Path, live: str = LIVE) -> Done:
    """The household lives in every arm; its folder appears when all of it is there."""
    folder = household_folder(out, number)
    part = folder.with_name(f"{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        done = _lived(number, experiment, part, _function(live))
        part.rename(folder)
    except OSError as wrong:
        shutil.rmtree(part, ignore_errors=True)
        return Done(number, full=f"{wrong.strerror or wrong}")
    except Exception:  # noqa: BLE001 - a bug in a life: told with its household, and the other households are kept
        return Done(number, error=traceback.format_exc())
    return done


def _lived(number: int, experiment: Experiment, part: Path, live: Live) -> Done:
    ms: dict[str, list[float]] = {}
    turns = 0
    for name, arm in experiment.arms.items():
        inside = part / name
        inside.mkdir()
        lived = live(number, experiment, arm, inside)
        with InteractionLog(inside / FILE) as log:
            write_household(part, name, log, lived.truths, lived.verdicts)
        turns += len(lived.verdicts)
        for stage, values in lived.ms.items():
            ms.setdefault(stage, []).extend(values)
        shutil.rmtree(inside)
    return Done(number, turns, {stage: tuple(values) for stage, values in ms.items()})


def settle() -> None:
    """A worker's first act: Ctrl-C is for the one who gave out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _function(name: str) -> Live:
    module, _, function = name.partition(":")
    found: Live = getattr(import_module(module), function)
    return found
