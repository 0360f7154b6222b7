"""When a request begins and when it is over, from the chance of speech frame by frame, and from who speaks.

Where it is quiet, silence ends a request. Where others talk on, a television or people in the next room, there is no
silence: there it ends when nothing as near as the resident has been heard for a while.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from assistant.stages import FRAME, RATE

STEP = FRAME / RATE
"""Seconds a frame."""


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Thresholds are chances of speech; times are seconds."""

    onset: float = 0.6
    """Speech begins above this, and needs `frames` frames of it within three."""
    offset: float = 0.4
    """Speech goes on above this: the gap to `onset` keeps a quiet word end, and a word in noise, in one piece."""
    frames: int = 2
    silence: float = 0.64
    """Silence that ends it: a pause of half a second, and the soft ends of the words beside it, are survived."""
    unfinished: float = 1.2
    """The same, where the words so far are hardly a whole request (`Endpointer.expect_more`)."""
    talk: float = 0.96
    """Talk of others alone that ends it. Longer than silence has to be, as the level tells less than silence does."""
    patience: float = 5.0
    """Silence at the start after which nobody is expected to speak any more."""
    longest: float = 15.0
    """Where a request is cut, from its first frame."""


class Phase(Enum):
    """Where in an utterance a frame is."""

    WAITING = auto()
    SPEAKING = auto()
    OVER = auto()


class Endpointer:
    """Follows one utterance that begins at `start` in the stream."""

    def __init__(self, settings: EndpointSettings, *, start: float) -> None:
        self.settings, self.start, self.now = settings, start, start
        self.phase = Phase.WAITING
        self.speech_start: float | None = None
        self.speech_end: float | None = None
        self.because = ""
        """Why it is over; see `Times.because`."""
        self._needed = settings.silence
        self._recent: list[bool] = []
        self._talk_end = start
        """The end of the last frame in which anybody spoke."""

    @property
    def silence(self) -> float:
        """Seconds since the last frame with the resident's speech in it, or since the start."""
        return self.now - (self.speech_end if self.speech_end is not None else self.start)

    @property
    def others(self) -> bool:
        """Whether others have talked since the resident's last word."""
        return self.speech_end is not None and self._talk_end > self.speech_end

    def take(self, chance: float, *, near: bool = True) -> Phase:
        """Takes the chance of speech in the next frame, and whether it may be the resident's; the phase after it."""
        self.now = round(self.now + STEP, 2)
        if chance >= self.settings.offset:
            self._talk_end = self.now
        if self.phase is Phase.WAITING:
            self._wait(chance if near else 0.0)
        elif near and chance >= self.settings.offset:
            self.speech_end, self._needed = self.now, self.settings.silence
        self.because = self._why()
        if self.because:
            self.phase = Phase.OVER
        return self.phase

    def expect_more(self) -> None:
        """The words so far are unfinished: this silence has to last longer. Speech puts it back."""
        self._needed = max(self._needed, self.settings.unfinished)

    def accept(self) -> None:
        """Something was said by the start already, though no speech has followed: that was the request."""
        self.phase, self.speech_start, self.speech_end = Phase.SPEAKING, self.start, self.start

    def forget(self) -> None:
        """What was taken for speech was none: waits again, with the patience that is left."""
        self.phase, self.speech_start, self.speech_end, self._recent = Phase.WAITING, None, None, []

    def _wait(self, chance: float) -> None:
        self._recent = [*self._recent, chance >= self.settings.onset][-3:]
        if sum(self._recent) >= self.settings.frames:
            first = len(self._recent) - self._recent.index(True)
            self.phase, self.speech_end = Phase.SPEAKING, self.now
            self.speech_start = round(self.now - first * STEP, 2)

    def _why(self) -> str:
        """Why it is over; nothing while it is not."""
        # Half a frame of slack, for sums of floating point steps.
        now, settings = self.now + STEP / 2, self.settings
        if now - self.start >= settings.longest:
            return "longest"
        if self.phase is Phase.WAITING:
            return "nobody" if now - self.start >= settings.patience else ""
        if self.others and now - (self.speech_end or 0.0) >= max(settings.talk, self._needed):
            return "talk"
        return "silence" if now - max(self._talk_end, self.speech_end or 0.0) >= self._needed else ""
