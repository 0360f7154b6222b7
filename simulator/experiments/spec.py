"""The experiment format: which households live for how long, and the arms in which they do.

The README documents it for those who write experiments; these models are its schema.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.files import Document, InputError, read_yaml
from assistant.settings import Replies
from simulator.judge.values import Group

Fault = Literal["wake", "asr", "rewrite", "nlu", "resolve", "result"]
"""The stages in which faults can be planted."""

Rate = Annotated[float, Field(ge=0, le=1)]


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("a date looks like 2026-03-02") from None


def _nothing(value: object) -> object:
    """`plain:` with nothing behind it is an arm that changes nothing."""
    return {} if value is None else value


Rewriter = Literal["next_request", "one_step", "chain", "retrieval", "oracle"]
"""How an arm's rewrites come about: the most frequent next request; the chain without its fundamental matrix; the
absorbing chain; the chain with near matches by retrieval; or by one who knows the truth."""


def _some(arms: dict[str, Arm]) -> dict[str, Arm]:
    if not arms:
        raise ValueError("at least one arm is needed, such as 'plain: {}'")
    return arms


class Model(BaseModel):
    """A part of an experiment: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Arm(Model):
    """What is done differently in one arm; everything else is drawn alike in all of them."""

    asr: str | None = None
    """The speech profile, in place of the experiment's."""
    errors: float = Field(default=1.0, ge=0, le=20)
    """What the chances of mishearing are multiplied by."""
    faults: dict[Fault, Rate] = {}
    """Faults planted, by stage: how often."""
    replies: Replies = "full"
    confirm: Literal["guesses", "always"] | None = None
    """When the assistant asks before risky things; as each home has it without."""
    rewriter: Rewriter | None = None
    """How requests are rewritten; not at all without it."""
    personal: bool = False
    """Whether each household also learns from its own log, every night."""
    watched: bool = True
    """Whether rewrites are watched, and withdrawn where they harm."""
    holdout: float = Field(default=0.05, ge=0, le=0.5)
    """The share of requests with a known rewrite that are left as they are."""
    noise: Rate = 0.0
    """The share of turns after which the resident reacts as to the opposite of what came."""
    colluders: int = Field(default=0, ge=0, le=50_000)
    """How many of the learning households agree on words, to teach others something wrong."""

    @property
    def learns(self) -> bool:
        """Whether its rewrites come out of the learning households' log."""
        return self.rewriter not in (None, "oracle")


ArmName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""Also the name of a folder."""


class Learn(Model):
    """Who lives before the test, for others to learn from; numbered after the test's households."""

    households: int = Field(ge=1, le=50_000)
    days: int = Field(default=14, ge=1, le=3_660)
    watch: int = Field(default=0, ge=0, le=3_660)
    """Days that they live on with what was learnt; then it is learnt again, from those days too."""


class Experiment(Model):
    """Households that live the same days in every arm."""

    experiment: str = Field(min_length=1)
    """Its name, for people."""
    households: int = Field(default=200, ge=1, le=99_999)
    days: int = Field(default=7, ge=1, le=3_660)
    start: Annotated[date, BeforeValidator(_day)] = date(2026, 3, 2)
    """The first day; where something is learnt before, the first of the learning days."""
    seed: int = 1
    asr: str = "whisper"
    """The speech profile: how well they are heard."""
    phrases: Path | None = None
    """A phrase bank from outside, JSON lines; in the file from its folder."""
    canary: bool = False
    """Marks every truth with a word that must be found nowhere in the assistant."""
    learn: Learn | None = None
    same: int = Field(default=0, ge=0, le=50_000)
    """How many of the learning households live the test's days too, as later weeks of the same."""
    flip: Annotated[int, Field(ge=2)] | None = None
    """The day of the test, from 1, from which on residents' own names for things mean other things."""
    arms: Annotated[dict[ArmName, Annotated[Arm, BeforeValidator(_nothing)]], AfterValidator(_some)] = {"plain": Arm()}

    @property
    def test_start(self) -> date:
        """The test's first day."""
        return self.start + timedelta(days=self.learn.days + self.learn.watch if self.learn else 0)

    @property
    def flip_date(self) -> date | None:
        """The first day on which names mean other things."""
        return self.test_start + timedelta(days=self.flip - 1) if self.flip else None

    @property
    def learning(self) -> range:
        """The numbers of the learning households."""
        count = self.learn.households if self.learn else 0
        return range(self.households, self.households + count)

    @property
    def tested(self) -> range:
        """The numbers of all households that live the test's days."""
        return range(self.households + min(self.same, len(self.learning)))

    def group(self, number: int) -> Group:
        """Which households this one is of."""
        return "same" if number in self.learning else "others"


def read_experiment(path: Path) -> Experiment:
    """An experiment's file, checked; raises `InputError` with the line of what does not fit."""
    document = read_yaml(path)
    if not isinstance(document.value, dict) or "experiment" not in document.value:
        raise InputError(path, "is not an experiment: it needs a line such as 'experiment: A week'", line=1)
    experiment = document.check(Experiment)
    untaught = [name for name, arm in experiment.arms.items() if arm.learns and experiment.learn is None]
    if untaught:
        message = "a learnt rewriter needs households to learn from: add 'learn: {households: 50}'"
        raise document.error(message, "arms", untaught[0], "rewriter")
    return _with_phrases(document, experiment)


def changed(experiment: Experiment, **given: Any) -> Experiment:
    """The experiment with what the command line gives in place of what the file says; None leaves it."""
    return experiment.model_copy(update={name: value for name, value in given.items() if value is not None})


def _with_phrases(document: Document, experiment: Experiment) -> Experiment:
    if experiment.phrases is None:
        return experiment
    folder = document.path.parent.resolve()
    path = (folder / experiment.phrases).resolve()
    if not path.is_relative_to(folder):
        raise document.error(f"'{experiment.phrases}' must stay inside {folder.name}/", "phrases")
    if not path.is_file():
        raise document.error(f"'{experiment.phrases}' is not there; it is looked for beside this file", "phrases")
    return experiment.model_copy(update={"phrases": path})
