"""What a conversation tells of itself as it goes: for screens, lights and logs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.assistant import Taken
from assistant.turn import Received


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the microphone is, every frame."""

    db: float
    """Of full scale: 0 is the loudest there is, -96 is silence."""
    near: bool
    """Whether somebody speaks near it, while a reply is spoken."""


@dataclass(frozen=True, slots=True)
class Listening:
    """An utterance has begun."""

    by: str
    """`wake`, `key`, `answer` (to a question), `follow_up`, or `speech` (into a reply)."""
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words so far of the utterance under way."""

    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was heard was not meant for it, or was nothing."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A turn was taken, and its reply is being spoken."""

    taken: Taken
    waited: float = 0.0
    """Seconds of silence before the request was taken to be over."""


@dataclass(frozen=True, slots=True)
class ReplyEnded:
    """How a turn's reply was received."""

    turn: str
    received: Received


@dataclass(frozen=True, slots=True)
class Voice:
    """What became of the reply being spoken."""

    how: str
    """`lowered`, `held`, or `on`: taken up again."""


Happening = Level | Listening | Words | Dropped | Answered | ReplyEnded | Voice
