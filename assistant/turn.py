"""Every value that crosses a stage border. Read this first.

Times in seconds are positions in the audio stream; `datetime`s are the home's time. Confidences are 0 to 1.
All types are frozen; collections inside them are never changed after they are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from devices.protocol import Command, Outcome, Value

Samples = NDArray[np.int16]
"""Mono audio, 16 bits a sample."""

Slots = Mapping[str, Value]
Status = Literal["done", "answered", "asked", "not_understood", "unsupported", "refused", "failed"]

STATUSES: tuple[Status, ...] = (
    "done",
    "answered",
    "asked",
    "refused",
    "unsupported",
    "failed",
    "not_understood",
)
"""Best first: a turn of several requests has the status of the worst."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A wake word was heard."""

    phrase: str
    """The wake word's name: `alexa`."""
    score: float
    at: float = 0.0
    """Where in the stream the detector fired."""


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way to hear the utterance."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard: lower case, no punctuation; the best hypothesis and the next ones."""

    text: str
    confidence: float
    alternatives: tuple[Hypothesis, ...] = ()
    """The other hypotheses, best first."""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Belief:
    """Who speaks, as far as can be told."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Times:
    """Where in the stream things happened."""

    wake: float | None
    """The end of the wake word; none where none was needed."""
    speech_start: float | None
    speech_end: float
    """The end of the last frame with speech in it."""
    endpoint: float
    """When the request was taken to be over; `endpoint - speech_end` is the endpointer's wait."""
    because: str = ""
    """Why it was: `silence`; `talk`, where others talked on and nobody as near as the resident; `nobody`, where none
    began to speak; `longest`; `closed`, where the stream ended."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud an utterance was against its room; decibels of full scale, over a third of a second."""

    speech: float
    """The resident's loudest: in the wake word, where there was one."""
    background: float
    """What the room's own sound before it seldom passed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance, as the ears heard it."""

    transcript: Transcript
    detection: Detection | None = None
    times: Times | None = None
    ms: Mapping[str, float] = field(default_factory=dict)
    """`wake`: processor time; `asr`: what was left to do after the endpoint, by the clock on the wall."""
    loudness: Loudness | None = None
    sound: Samples | None = field(default=None, compare=False, repr=False)
    """What the recogniser got, at `stages.RATE`: only in a household that wants it kept, and no part of the turn."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A learnt repair of a request."""

    original: str
    text: str
    source: str
    """`personal` or `global`."""
    rule: str
    score: float
    arm: str
    """`rewritten`, or `holdout` where the repair was known and held back."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to understand a request: the words' own meaning, before context."""

    intent: str
    slots: Slots
    """By Home Assistant's slot names. `name`, `area`, `floor` are words as spoken; numbers are numbers."""
    confidence: float
    act: int = 0
    """Which of the utterance's requests this interprets, from 0: "lights off and lock the door" has two."""
    text: str = ""
    """The words of that request."""


@dataclass(frozen=True, slots=True)
class Act:
    """One request, settled: what it means in this home and now."""

    intent: str
    slots: Slots
    """With the home's own names: `{"name": "Kitchen ceiling light", "area": "Kitchen"}`."""
    targets: tuple[str, ...]
    """Entity ids acted on or asked about."""
    commands: tuple[Command, ...]
    status: Status
    """As far as resolving goes: `done` and `answered` may still fail when carried out."""
    reason: str = ""
    """Where nothing is done, why: `no_entity`, `no_area`, `not_supported_here`, `needs_confirmation`, …"""
    facts: Mapping[str, Value] = field(default_factory=dict)
    """What the reply is about: the states asked for, the title chosen, the place meant."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the assistant asked, so that the answer can finish the job."""

    kind: str
    """`which` (one of the options), `confirm` (yes or no), `what` (a slot is missing)."""
    options: tuple[Act, ...]
    """For `which`, one act an option; for `confirm`, the one act; for `what`, the act that lacks `slot`."""
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One (interpretation, entities) pair that was weighed, with what spoke for and against it."""

    intent: str
    targets: tuple[str, ...]
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    act: int = 0
    chance: float | None = None
    """How likely the scores make it among those weighed for its request (they sum to 1); none in a log of old, which
    did not keep it. Not the chance with which it was chosen: that is the resolution's."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an utterance means here and now: one act a request."""

    acts: tuple[Act, ...]
    candidates: tuple[Candidate, ...] = ()
    """The evidence, best first."""
    question: Question | None = None
    chance: float = 1.0
    """The chance with which this was chosen to be done or asked, given the evidence (the propensity that weighing a
    policy from its log needs). 1 where the best is always taken; an arm that holds back one in twenty gives 0.95."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """All acts' commands, in the order spoken."""
        return tuple(command for act in self.acts for command in act.commands)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered."""

    text: str
    status: Status
    """The turn's status, once the outcomes are known."""
    question: bool = False
    brief: bool = False
    """What was done is to be seen, or wanted in short: a chime says it, and the text is for screens."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A reply, spoken."""

    samples: Samples
    rate: int
    """Samples a second."""

    @property
    def seconds(self) -> float:
        """How long it takes to say."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class Received:
    """How a reply was received; added by the log afterwards."""

    heard: float
    """The fraction of the reply that was heard before it ended or was cut off."""
    by: str | None = None
    """What cut it off: `wake`, `stop`, …; none where it was heard out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One utterance and all that the assistant made of it. Its JSON is the contract of DESIGN's "A turn as JSON"."""

    version: int = 1
    turn: str
    session: str
    initiator: Literal["resident", "assistant"] = "resident"
    at: datetime
    assistant: str
    """The satellite spoken to."""
    area: str | None = None
    """The id of the area where the resident spoke."""
    detection: Detection | None = None
    transcript: Transcript
    resident: Belief | None = None
    rewrite: Rewrite | None = None
    interpretations: tuple[Interpretation, ...] = ()
    intent: str | None = None
    slots: Slots = field(default_factory=dict)
    acts: int = 0
    """How many requests the utterance held."""
    targets: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    changes: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    reply: str = ""
    question: bool = False
    status: Status = "not_understood"
    received: Received | None = None
    ms: Mapping[str, float] = field(default_factory=dict)
    """Processor time a stage, in milliseconds."""
    resolution: Resolution | None = None
    """The evidence: acts, candidates and features, and the question asked."""
    outcomes: tuple[Outcome, ...] = ()
    guesses: tuple[Interpretation, ...] = ()
    """Where nothing was understood, what may have been meant, too unsure to act upon: learning looks at it."""
