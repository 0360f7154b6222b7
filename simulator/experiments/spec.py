"""An experiment as its file declares it: which households live how long, and in which arms."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from assistant.files import InputError, read_yaml
from assistant.settings import Replies

Stage = Literal["wake", "asr", "rewrite", "nlu", "resolve", "result"]
Rate = Annotated[float, Field(ge=0, le=1)]
NAME = r"^[a-z0-9][a-z0-9_-]*$"


class Block(BaseModel):
    """A part of an experiment: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Arm(Block):
    """What is different in one arm."""

    asr: str | None = None
    """The speech profile, where it is not the experiment's."""
    errors: float = Field(default=1.0, ge=0, le=10)
    """Scales the recogniser's errors."""
    faults: dict[Stage, Rate] = {}
    """Faults planted, by stage and rate."""
    replies: Replies = "full"


class Experiment(Block):
    """One experiment. `arms` by name; all live with the same households, goals and noise."""

    experiment: str = Field(min_length=1)
    households: int = Field(default=100, ge=1, le=1_000_000)
    days: int = Field(default=7, ge=1, le=366)
    start: date = date(2026, 3, 2)
    seed: int = 1
    asr: str = "whisper"
    phrases: Path | None = None
    """A phrase bank from outside; from the file's own folder."""
    canary: bool = False
    """Marks every truth with a word that must be found nowhere in the assistant."""
    arms: Annotated[dict[str, Arm], BeforeValidator(lambda value: _with_blocks(value))] = {"plain": Arm()}

    @field_validator("arms")
    @classmethod
    def _named(cls, arms: dict[str, Arm]) -> dict[str, Arm]:
        if not arms:
            raise ValueError("name at least one arm, like 'plain: {}'")
        for name in arms:
            if not name.replace("_", "").replace("-", "").isalnum() or not name.isascii():
                raise ValueError(f"'{name}' is no name for an arm; use letters, digits, - and _")
        return arms


def _with_blocks(value: Any) -> Any:
    """An arm with nothing after its name stands for an empty block."""
    if not isinstance(value, dict):
        return value
    return {str(name): {} if block is None else block for name, block in value.items()}


def load_experiment(path: Path, **given: Any) -> Experiment:
    """An experiment file; what is `given` and not none goes before it. Raises `InputError` with the line of what does
    not fit."""
    document = read_yaml(path)
    if not isinstance(document.value, dict):
        raise InputError(path, "is no experiment: it holds no keys; see 'Experiments' in the README", line=1)
    experiment = document.check(Experiment)
    if experiment.phrases is not None:
        experiment = experiment.model_copy(update={"phrases": path.parent / experiment.phrases})
    given = {name: value for name, value in given.items() if value is not None}
    try:
        return Experiment.model_validate({**experiment.model_dump(), **given})
    except ValueError as wrong:
        first = wrong.errors()[0] if hasattr(wrong, "errors") else {"loc": ("",), "msg": str(wrong)}
        raise InputError(f"--{first['loc'][0]}", str(first["msg"])) from None
