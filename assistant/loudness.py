"""Who is near: the level of a stream, what the room's own sound was, and what is loud enough to be the resident.

A network that tells speech from noise takes a television's speech for speech. A television, or people talking in the
next room, are softer at the microphone than the person who speaks to it, and were there before. The level is taken over
a third of a second, since within a word it swings by more than lies between near and far. Nothing is heard as far where
the room was quiet: there a resident may lower their voice as they like. What this does not handle: a television as
loud as the resident, or one that is switched on in the middle of a request.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from assistant.stages import FRAME, RATE
from assistant.turn import Loudness, Samples

FULL = 32_768
"""What 1.0 is in 16 bits."""

QUIET = -100.0
"""Decibels of no sound at all."""

WINDOW = 4
"""Frames over which a level is taken: 0.32 s, a syllable or two."""

REMEMBERED, STILL = 6.0, 2.0
"""Seconds of the room's own sound that are remembered; and in which it must have been heard to be there still. People
on television pause for less."""

SELDOM = 95
"""Percent of the time that the background is softer than its level: a door that slams is no background."""

OVER = 4.0
"""Decibels over the background that are the resident's. With televisions 10 and 15 dB below the resident, 160 requests
ended within 1.5 s and none was cut from 2 to 5 dB over; `ambient bench` measures it."""

CROWDED = 25.0
"""Decibels under the resident within which a background can be mistaken for words."""

UNDER = 4.0
"""Decibels under the resident's loudest that are theirs too, however loud the background is: the soft ends of words."""


class Levels:
    """The level of a stream, in decibels of full scale, frame by frame."""

    def __init__(self) -> None:
        self._powers: deque[float] = deque([0.0] * WINDOW, maxlen=WINDOW)
        self._recent: deque[float] = deque(maxlen=round(REMEMBERED * RATE / FRAME))
        self._past: deque[float] = deque(maxlen=round(REMEMBERED * RATE / FRAME))

    @property
    def now(self) -> float:
        """The level of the last `WINDOW` frames."""
        return _decibels(sum(self._powers) / WINDOW)

    @property
    def frame(self) -> float:
        """The level of the last frame alone."""
        return _decibels(self._powers[-1])

    def take(self, frame: Samples, *, background: bool) -> None:
        """Takes the next samples; `background` where nobody is listened to, so that they are the room's own."""
        self._powers.append(float(np.mean(np.square(frame / FULL))))
        self._recent.append(self.now)
        if background:
            self._past.append(self.now)

    @property
    def background(self) -> float:
        """The level that the room seldom passes, as far as that is to be heard still."""
        if not self._past:
            return QUIET
        still = max(list(self._past)[-round(STILL * RATE / FRAME) :])
        return min(float(np.percentile(self._past, SELDOM)), still)

    def disown(self, frames: int) -> None:
        """So many last frames were not the room's own: a wake word was in them."""
        for _ in range(min(frames, len(self._past))):
            self._past.pop()

    def loudest(self, frames: int) -> float:
        """The highest level of so many last frames."""
        return max(list(self._recent)[-frames:], default=QUIET)


class Nearness:
    """Tells what is loud enough to be the resident of one utterance."""

    def __init__(self, *, background: float, speech: float = QUIET) -> None:
        self.background, self.speech = background, speech

    @property
    def threshold(self) -> float:
        """Decibels from which on a sound may be the resident's. By the background alone while nobody has spoken."""
        over = self.background + OVER
        return over if self.speech == QUIET else min(over, self.speech - UNDER)

    @property
    def crowded(self) -> bool:
        """Whether the room was loud enough before for a recogniser to hear words in it."""
        return self.background > self.speech - CROWDED

    def near(self, level: float) -> bool:
        """Whether a sound of this level may be the resident's."""
        return level >= self.threshold

    def learn(self, level: float) -> None:
        """Takes the level of a frame with near speech in it, where no wake word has shown the resident's level."""
        self.speech = max(self.speech, level)

    def loudness(self) -> Loudness:
        """Both levels, as evidence."""
        return Loudness(round(self.speech, 1), round(self.background, 1))


def near_part(frames: Sequence[Samples], nearness: Nearness) -> Sequence[Samples]:
    """The frames from the first on that is as loud as the resident, and the one before it: what others said before the
    wake word is no part of the request. All of them where the room was quiet."""
    if not nearness.crowded:
        return frames
    first = next((at for at, frame in enumerate(frames) if nearness.near(frame_level(frame))), 0)
    return frames[max(0, first - 1) :]


def frame_level(frame: Samples) -> float:
    """The level of one frame, in decibels of full scale."""
    return _decibels(float(np.mean(np.square(frame / FULL))))


def _decibels(power: float) -> float:
    return max(QUIET, float(10 * np.log10(power + 1e-10)))
