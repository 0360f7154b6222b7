"""The days before a test, from which its arms learn: lived once by the learning households for all arms that need them.

In `OUT/learnt`: `LIVED/households` with the households' logs, `LIVED/log.sqlite` with all of them, and
`LIVED-REWRITER/layer.json` with what was learnt. All of it is kept, and what is there is not done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from assistant.files import InputError
from assistant.learning import cycle
from assistant.learning.cycle import LearnSettings
from assistant.log import FILE, InteractionLog
from simulator.experiments import folder, layers
from simulator.experiments.lived import folder_name
from simulator.experiments.pooled import pool
from simulator.experiments.span import Span, test_span
from simulator.experiments.spec import Arm, Experiment, Rewriter

FOLDER = "learnt"
LIVES = "lives"
"""The one arm of a learning household's folder."""

SETTINGS: dict[Rewriter, LearnSettings] = {
    "next_request": LearnSettings(method="next_request", near=False),
    "one_step": LearnSettings(method="one_step", near=False),
    "chain": LearnSettings(method="chain", near=False),
    "retrieval": LearnSettings(method="chain", near=True),
}

OF_THE_TEST = ("rewriter", "personal", "watched", "holdout")
"""What of an arm holds for its test alone."""

LetLive = Callable[[Span, Path, Sequence[int]], None]
"""Lets households live some days, those that are missing in a folder; see `run`."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Days that the learning households live in one way."""

    name: str
    """Its folder's."""
    arm: Arm
    span: Span
    goes_on: str = ""
    """The lesson whose households go on in this one."""


def learnt_span(
    out: Path,
    experiment: Experiment,
    numbers: Sequence[int],
    *,
    let_live: LetLive,
    says: Callable[[str], None] = lambda words: None,
) -> Span:
    """The days of the test, with what its arms learn before; they learn it now, as far as it is not there.

    Raises `InputError` where an arm shall have learnt, and there is nobody to learn from.
    """
    span = test_span(experiment)
    known: dict[str, Path] = {}
    before: dict[str, Path] = {}
    for name, arm in experiment.arms.items():
        if arm.learns and experiment.learn is None:
            raise InputError(
                f"arm {name}", f"its rewriter '{arm.rewriter}' needs households to learn from: add 'learn:'"
            )
        for lesson in _lessons(experiment, numbers, out / FOLDER, arm):
            _give(out / FOLDER / lesson.name, lesson, experiment, let_live)
            before[name] = out / FOLDER / lesson.name / folder.HOUSEHOLDS
            if arm.rewriter in SETTINGS:
                says(f"learning for the arm '{name}'")
                known[name] = _learn(out / FOLDER, lesson, arm.rewriter)
    return Span(span.start, span.days, span.arms, layers=known, before=before, flip=span.flip)


def missing(out: Path, experiment: Experiment, numbers: Sequence[int]) -> int:
    """How many lives of learning households are not lived yet."""
    found: dict[str, int] = {}
    for arm in experiment.arms.values():
        for lesson in _lessons(experiment, numbers, out / FOLDER, arm):
            found[lesson.name] = len(folder.missing(out / FOLDER / lesson.name, experiment.learning))
    return sum(found.values())


def lived_name(arm: Arm) -> str:
    """What an arm's learning days are called: by all in which they differ from the plainest ones."""
    said: dict[str, Any] = arm.model_dump(mode="json", exclude=set(OF_THE_TEST))
    plain = Arm().model_dump(mode="json")
    parts: list[str] = []
    for name, value in said.items():
        if value != plain[name]:
            values = [f"{key}_{one}" for key, one in value.items()] if isinstance(value, dict) else [str(value)]
            parts.append("_".join((name, *values)))
    return "-".join(parts) or "plain"


def _lessons(experiment: Experiment, numbers: Sequence[int], learnt: Path, arm: Arm) -> Iterator[Lesson]:
    """The learning days that an arm needs, in order: to learn from, or for the memory of those who live on in the
    test."""
    live_on = any(number in experiment.learning for number in numbers)
    learn = experiment.learn
    if learn is None or not (arm.learns or live_on):
        return
    plain = arm.model_copy(update={name: Arm.model_fields[name].default for name in OF_THE_TEST})
    first = lived_name(arm)
    if learn.watch and not arm.learns:  # they remember as many days as those who live on with what was learnt
        span = Span(experiment.start, learn.days + learn.watch, {LIVES: plain}, learning=True)
        yield Lesson(f"{first}-unwatched", plain, span)
        return
    yield Lesson(first, plain, Span(experiment.start, learn.days, {LIVES: plain}, learning=True))
    if learn.watch and arm.learns:
        taught = arm.model_copy(update={"personal": False})
        span = Span(
            experiment.start + timedelta(days=learn.days), learn.watch, {LIVES: taught}, learning=True,
            layers={LIVES: learnt / _taught(first, arm.rewriter) / layers.FILE},
            before={LIVES: learnt / first / folder.HOUSEHOLDS},
        )  # fmt: skip
        yield Lesson(f"{first}-{arm.rewriter}-holdout_{arm.holdout}", taught, span, goes_on=first)


def _taught(lesson: str, rewriter: Rewriter | None) -> str:
    return f"{lesson}-{rewriter}"


def _give(at: Path, lesson: Lesson, experiment: Experiment, let_live: LetLive) -> None:
    """Lets the learning households live a lesson's days, and puts their logs together."""
    (at / folder.HOUSEHOLDS).mkdir(parents=True, exist_ok=True)
    folder.sweep(at)
    if folder.missing(at, experiment.learning):
        (at / FILE).unlink(missing_ok=True)
        let_live(lesson.span, at, experiment.learning)
    if not (at / FILE).is_file():
        pool([at / folder.HOUSEHOLDS / folder_name(number) / LIVES / FILE for number in experiment.learning], at / FILE)


def _learn(learnt: Path, lesson: Lesson, rewriter: Rewriter | None) -> Path:
    """The file of what a rewriter learns from a lesson's log."""
    assert rewriter in SETTINGS
    path = learnt / (lesson.name if lesson.goes_on else _taught(lesson.name, rewriter)) / layers.FILE
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with InteractionLog(learnt / lesson.name / FILE) as log:
            layers.write_layer(cycle.learn(log, source="global", settings=SETTINGS[rewriter]), path)
    return path
