"""The scenario format: what is said and what happens in a home, and what is expected to come of it.

The README documents it for those who write scenarios; these models are its schema.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.files import Document, InputError, read_yaml
from assistant.turn import Turn

_UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "day": 86400}


def seconds(value: object) -> object:
    """A duration such as `90`, `1.5 s`, `20 min`, `1 h 30 min`, in seconds; other types are the schema's to refuse."""
    if not isinstance(value, str):
        return value
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*([a-z]+)", value)
    rest = re.sub(r"(\d+(?:\.\d+)?)\s*([a-z]+)", "", value).strip()
    if not parts or rest:
        raise ValueError("a duration looks like 90, '20 s', '1.5 min' or '1 h 30 min'")
    total = 0.0
    for number, unit in parts:
        known = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
        if known is None:
            raise ValueError(f"'{unit}' is no unit of time; use s, min, h or day")
        total += float(number) * known
    return total


def moment(value: object) -> object:
    """A time of day `18:02` or a date and time `2026-03-02 18:02`."""
    if not isinstance(value, str):
        return value
    try:
        return time.fromisoformat(value) if len(value) <= 8 else datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("a time looks like 18:02 or 2026-03-02 18:02") from None


Seconds = Annotated[float, BeforeValidator(seconds), Field(ge=0)]
Moment = Annotated[time | datetime, BeforeValidator(moment)]
Start = Annotated[datetime, BeforeValidator(moment)]


SCENES = re.compile(r"^(scenario|context):", re.MULTILINE)
"""What a file of scenes has: one scenario, or pairs of one kind of context."""

TURN_FIELDS = {field.name for field in fields(Turn)}
FRICTION_FIELDS = {"rephrase_of", "gap_s", "similarity"}
"""What the log holds of a rephrase: see `assistant.friction`."""


class Model(BaseModel):
    """A part of a scenario: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class VoiceSpec(Model):
    """How a resident sounds."""

    engine: Literal["auto", "piper", "espeak"] = "auto"
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    pitch: float = Field(default=0.0, ge=-8, le=8)
    """Semitones."""
    level: float = Field(default=0.0, ge=-40, le=20)
    """Decibels against an ordinary speaking level."""
    variant: str | None = None


class NoiseSpec(Model):
    """What else is to be heard in the room."""

    kind: str = "quiet"
    snr: float = Field(default=30.0, ge=-20, le=60)
    """Decibels between speech and noise at the microphone."""


class ResidentSpec(Model):
    """A resident of the scenario, as far as sound goes."""

    voice: VoiceSpec = VoiceSpec()
    recognised: str | None = None
    """Whom the assistant takes them for; themselves without it."""
    confidence: float = Field(default=0.9, ge=0, le=1)


class HandState(Model):
    """What somebody's hand does to a device."""

    model_config = ConfigDict(extra="allow", frozen=True)
    state: str | None = None


class FaultSpec(Model):
    """What goes wrong with a device."""

    kind: Literal["offline", "slow", "refusing", "stuck"]
    seconds: Seconds = 20.0
    reason: str = ""


class Expect(Model):
    """What shall hold after a step. Other keys name fields of the turn; `README.md` lists the forms."""

    model_config = ConfigDict(extra="allow", frozen=True)
    states: dict[str, Any] = {}
    within: Seconds = 0.0
    previous: dict[str, Any] = {}
    friction: dict[str, Any] = {}
    turn: Literal["absent", "present"] | None = None
    text: dict[str, Any] = {}
    """Held only in the text channel."""
    audio: dict[str, Any] = {}
    """Held only in the audio channel."""

    @model_validator(mode="after")
    def _known_fields(self) -> Expect:
        for block in (self.model_extra or {}, self.previous, self.text, self.audio):
            for key in block:
                if key.partition(".")[0] not in TURN_FIELDS:
                    raise ValueError(f"'{key}' is no field of a turn; one of: {', '.join(sorted(TURN_FIELDS))}")
        for key in self.friction:
            if key not in FRICTION_FIELDS:
                raise ValueError(f"'{key}' is no friction column; one of: {', '.join(sorted(FRICTION_FIELDS))}")
        return self


class Step(Model):
    """One line of the script: someone speaks, something happens, or time passes."""

    say: str | None = None
    by: str | None = None
    to: str | None = None
    area: str | None = None
    wake: bool = True
    after: Seconds | None = None
    at: Moment | None = None
    heard: str | list[str] | None = None
    confidence: float = Field(default=0.95, ge=0, le=1)
    interrupts: Seconds | None = None
    voice: VoiceSpec | None = None
    noise: NoiseSpec | None = None
    happens: dict[str, HandState | str] | None = None
    fault: dict[str, FaultSpec] | None = None
    mend: list[str] | None = None
    wait: Seconds | None = None
    expect: Expect | list[Expect] = []

    @model_validator(mode="after")
    def _one_thing(self) -> Step:
        given = [name for name in ("say", "happens", "fault", "mend", "wait") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"a step does one thing, this one does {' and '.join(given)}; make two steps of it")
        if not given and not self.expect:
            raise ValueError("a step needs one of say, happens, fault, mend, wait, or an expect")
        if self.say is None and (self.heard is not None or self.interrupts is not None):
            raise ValueError("'heard' and 'interrupts' go with 'say'")
        return self

    @property
    def expectations(self) -> list[Expect]:
        """All of them, as a list."""
        return self.expect if isinstance(self.expect, list) else [self.expect]


class Before(Model):
    """The days before the scene: the same script each day, in the text channel, so that habits form."""

    days: int = Field(default=1, ge=1, le=60)
    script: list[Step]


class RuleSpec(Model):
    """A learnt rewrite."""

    heard: str
    text: str
    households: int = Field(default=1, ge=1)
    sessions: int = Field(default=5, ge=1)


class LearntSpec(Model):
    """What is known of rewrites when the scene begins."""

    everyone: list[RuleSpec] = []
    """What many households have taught for all."""
    own: list[RuleSpec] = []
    """What this one has."""
    served: dict[str, int] = {}
    """Words by which this household got what it wanted, and how often."""


class Staging(Model):
    """Where and when scenes take place, and who is there."""

    about: str = ""
    home: str | None = None
    """Path of a home file, from the file's own folder; the demo home without it."""
    start: Start
    wake: str = "alexa"
    sentences: str | None = None
    noise: NoiseSpec = NoiseSpec()
    residents: dict[str, ResidentSpec] = {}
    learnt: LearntSpec = LearntSpec()


class Scenario(Staging):
    """One scene."""

    scenario: str
    before: Before | None = None
    script: list[Step] = Field(min_length=1)


def parse(path: Path) -> Document:
    """A file of scenes, before it is checked; raises `InputError` for one that holds none."""
    document = read_yaml(path)
    if not isinstance(document.value, dict):
        raise InputError(path, "is not a scenario: it holds no keys; see 'Scenarios' in the README", line=1)
    return document


def find(paths: list[Path]) -> list[Path]:
    """The files of scenes that the paths name: files as given, folders by their YAML files that hold scenes."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(file for file in path.rglob("*.yaml") if SCENES.search(file.read_text("utf-8", "ignore")))
        if not inside:
            raise InputError(path, "holds no scenario (a YAML file with a 'scenario:' or a 'context:' key)")
        found.extend(inside)
    return found
