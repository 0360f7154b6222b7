"""What a session tells its screen beside the conversation's happenings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assistant.learnt import Learnt as Rewrites
from assistant.live.happenings import Happening
from devices.protocol import Registry, State


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything is loaded; what is used."""

    wake: str
    """The wake word, as it is said; empty in a session without sound."""
    recogniser: str
    voice: str
    microphone: str
    speaker: str
    satellite: str
    resident: str


@dataclass(frozen=True, slots=True)
class HomeSeen:
    """The home as it is now."""

    at: datetime
    speed: float
    states: Mapping[str, State]
    registry: Registry


@dataclass(frozen=True, slots=True)
class Learnt:
    """What has been learnt from the residents so far, a line each; and all that is known of rewrites."""

    lines: tuple[str, ...]
    rewrites: Rewrites = field(default_factory=Rewrites)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be said in passing: an event that was simulated, a key that was pressed."""

    text: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something went wrong, or is right again: devices, the disk."""

    text: str


@dataclass(frozen=True, slots=True)
class Muted:
    """Whether it is deaf."""

    muted: bool


@dataclass(frozen=True, slots=True)
class Strain:
    """Sound that waits to be heard and that was lost, in seconds."""

    behind: float
    lost: float


Message = Happening | Ready | HomeSeen | Learnt | Note | Trouble | Muted | Strain
