"""Readings: the ways in which a request can be taken here, each an interpretation with the things it may mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.turn import Interpretation
from devices.protocol import MediaItem


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a request, before it is weighed."""

    interpretation: Interpretation
    targets: tuple[str, ...] = ()
    match: float = 0.0
    """How well the words fit the targets, 0 to 1; 0 where no thing was named."""
    how: str = "none"
    """`exact`, `kind`, `doing`, `words`, `alike`; `none` where no thing was named."""
    one: bool = False
    """Whether one thing is wanted, so that another reading as good is an ambiguity."""
    areas: frozenset[str] = frozenset()
    """The rooms that were named."""
    item: MediaItem | None = None
    """What to play."""
    intent: str = ""
    """The intent, where the reading takes the words otherwise than the interpretation: "stop" while an alarm rings."""
    place: str | None = None
    """The room used where none was named."""
    clues: tuple[tuple[str, float], ...] = field(default=())
    """Features that only the finder of this reading knows."""

    @property
    def meant(self) -> str:
        """The intent of this reading."""
        return self.intent or self.interpretation.intent
