"""Who speaks while the assistant does: somebody near the microphone, or only its own loudspeaker."""

from __future__ import annotations

from collections import deque

import numpy as np
from rapidfuzz.fuzz import partial_ratio

from assistant.endpoint import STEP
from assistant.stages import VoiceActivity, WakeWord
from assistant.turn import Samples

SPEECH = 0.5
"""The chance of speech from which a frame counts as a voice."""

ABOVE = 6.0
"""Decibels by which a voice near the microphone is above what the room sounds like."""

REMEMBERED = 10.0
"""Seconds of the room that its level is taken from."""

QUIETEST = -62.0
"""dBFS under which nothing counts as a voice: what a canceller leaves of an echo, and the noise of microphones."""

SOUNDING = -45.0
"""dBFS from which the loudspeaker is sounding."""

CANCELLED = 12.0
"""Decibels that a canceller takes away once it knows the room."""

TRUSTED = 0.64
"""Seconds of a reply in which it must have done so, or in which nothing of the reply came back, before what is left
counts as somebody's voice. It learns in the first second of the first reply, and its residue sounds like speech."""

OWN = 1.2
"""Seconds after the reply itself holds the wake word in which the microphone may hear it: the way through the buffers
of the sound system, the room, and the detector's own lateness."""

ALIKE = 85.0
"""Percent of likeness from which words are the reply's own."""


def level(samples: Samples) -> float:
    """RMS in dB of full scale; -96 for silence."""
    power = float(np.mean(samples.astype(np.float64) ** 2)) if len(samples) else 0.0
    return max(-96.0, 10 * float(np.log10(power + 1e-12)) - 90.3)


class NearSpeech:
    """Tells frame by frame, behind the echo canceller, whether somebody near the microphone speaks."""

    def __init__(self, activity: VoiceActivity) -> None:
        self._activity = activity
        self._room: deque[float] = deque(maxlen=round(REMEMBERED / STEP))
        self._trust = 0.0

    @property
    def room(self) -> float:
        """The level that the room has had of late, a television in it included; nobody speaks to us meanwhile."""
        return float(np.median(self._room)) if self._room else -96.0

    def rest(self, frame: Samples) -> None:
        """A frame in which nobody is listened to and nothing is played."""
        self._room.append(level(frame))

    def learn(self, cleaned: Samples, frame: Samples, reference: Samples) -> None:
        """A frame while something is played, before and behind the canceller, and what was played."""
        loud = level(frame)
        if level(reference) > SOUNDING and (loud - level(cleaned) >= CANCELLED or loud < self.room + ABOVE):
            self._trust += STEP

    def take(self, cleaned: Samples) -> bool:
        """Whether somebody speaks in a frame behind the canceller, while a reply is played."""
        chance = self._activity.speech(cleaned)
        return self._trust >= TRUSTED and chance >= SPEECH and level(cleaned) > max(self.room + ABOVE, QUIETEST)


class OwnVoice:
    """What the assistant knows that it is saying: its own wake word and its own words are nobody's request."""

    def __init__(self, wake: WakeWord | None) -> None:
        self._wake = wake
        self._since: float | None = None
        self._words = ""

    def says(self, words: str) -> None:
        """A reply begins."""
        self._words = words.lower()

    def take(self, reference: Samples) -> None:
        """What the loudspeaker was given in this frame."""
        if self._since is not None:
            self._since += STEP
        if self._wake is not None and self._wake.detect(reference) is not None:
            self._since = 0.0

    @property
    def said_wake_word(self) -> bool:
        """Whether a wake word heard now may be the reply's own."""
        return self._since is not None and self._since <= OWN

    def said(self, words: str) -> bool:
        """Whether words are the reply's own."""
        return len(words.split()) > 1 and partial_ratio(words.lower(), self._words) >= ALIKE
