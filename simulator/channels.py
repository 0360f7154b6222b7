"""The two ways a resident's line reaches the assistant: as text, and as sound.

A channel keeps its own short-term time (how long a line and a reply take); the home's time is the player's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.assistant import Taken
from assistant.turn import Detection, Heard, Hypothesis, Transcript
from simulator.scenario import NoiseSpec, VoiceSpec

WORDS_A_SECOND = 2.6
"""An ordinary speaking rate: about 155 words a minute."""

WAKE_SECONDS = 0.6
"""How long a wake word takes to say."""

WAIT_SECONDS = 0.6
"""The endpointer's wait, as the audio channel has it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that a resident says."""

    words: str
    phrase: str | None
    """The wake word said before it, if any."""
    heard: tuple[str, ...]
    """What the text channel hears instead of the words, best first."""
    confidence: float
    interrupts: float | None
    """Seconds into the running reply at which the resident starts to speak."""
    resident: str
    voice: VoiceSpec
    noise: NoiseSpec
    satellite: str


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a line."""

    heard: tuple[Heard, ...]
    """The utterances that the assistant heard: one as a rule, none where nothing woke it."""
    seconds: float
    """From now to the end of it, the endpointer's wait included."""
    cut: float | None = None
    """The fraction of the running reply that had been heard when the line cut it off."""


class Channel(Protocol):
    """How lines and replies travel."""

    name: str

    def say(self, line: Line) -> Said:
        """A resident says a line."""

    def play(self, taken: Taken) -> None:
        """The assistant starts to speak its reply."""

    def rest(self) -> float:
        """Lets the running reply end; the seconds that took."""

    def skip(self, seconds: float) -> None:
        """Nobody speaks for a while."""

    def overheard(self) -> tuple[Heard, ...]:
        """What the assistant took for a request while nobody spoke to it, since the last call: false wakes."""


class TextChannel:
    """Words arrive as they were said, or as the line's `heard` has them. Times are estimates from the word count."""

    name = "text"

    def __init__(self) -> None:
        self._left = 0.0
        self._whole = 0.0
        self._listens = False

    def say(self, line: Line) -> Said:
        """See `Channel`."""
        lead, cut = 0.0, None
        wake = WAKE_SECONDS if line.phrase else 0.0
        if line.interrupts is not None:
            lead = line.interrupts
            so_far = lead + wake
            cut = so_far / self._whole if line.phrase and so_far < self._whole else None
        self._left = 0.0
        if line.phrase is None and not self._listens:
            return Said((), lead + spoken_seconds(line.words))
        texts = line.heard or (line.words,)
        transcript = Transcript(
            texts[0].lower(),
            line.confidence,
            tuple(Hypothesis(text.lower(), line.confidence / (rank + 2)) for rank, text in enumerate(texts[1:])),
        )
        detection = Detection(line.phrase, 1.0) if line.phrase else None
        return Said((Heard(transcript, detection),), lead + wake + spoken_seconds(line.words) + WAIT_SECONDS, cut)

    def play(self, taken: Taken) -> None:
        """See `Channel`."""
        self._left = self._whole = spoken_seconds(taken.turn.reply)
        self._listens = taken.turn.question

    def rest(self) -> float:
        """See `Channel`."""
        left, self._left = self._left, 0.0
        return left

    def skip(self, seconds: float) -> None:
        """See `Channel`."""

    def overheard(self) -> tuple[Heard, ...]:
        """See `Channel`; in text, nothing is heard that was not said."""
        return ()


def spoken_seconds(words: str) -> float:
    """How long words take to say, roughly."""
    return len(words.split()) / WORDS_A_SECOND
