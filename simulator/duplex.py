"""A room in which the assistant's loudspeaker and a resident are heard by the same microphone.

For measuring interruptions: time is the stream's own and runs as fast as the machine can. The loudspeaker's sound
arrives late, through the room's walls, as loud as the resident: a device that stands on a table between both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from assistant.live.conversation import Conversation
from assistant.live.happenings import Happening
from assistant.stages import FRAME, RATE
from assistant.turn import Samples
from simulator.levels import FULL, SPEECH
from simulator.room import Room, reflections
from simulator.scenario import NoiseSpec

LATE = 0.12
"""Seconds from a sample being pulled to its arriving at the microphone: the buffers of a sound system."""

VOICE = 10 ** (-20 / 20)
"""RMS of spoken parts that every voice's sound has (`assistant.tts.levels`)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame of the room."""

    at: float
    """Seconds: when the frame ended."""
    played: Samples
    happenings: list[Happening]


@dataclass(slots=True)
class DuplexRoom:
    """One room, with the conversation that takes place in it. `echo` in dB: the reply against a resident's voice."""

    conversation: Conversation
    rng: np.random.Generator
    noise: NoiseSpec = field(default_factory=NoiseSpec)
    echo: float = 0.0
    at: float = 0.0
    room: Room = field(init=False)
    _air: np.ndarray = field(init=False)
    _answer: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.room = Room(noise=self.noise, rng=self.rng)
        walls = reflections(self.rng)
        walls[0] = 1.0
        self._answer = np.concatenate((np.zeros(round(LATE * RATE)), walls)) * SPEECH / VOICE * 10 ** (self.echo / 20)
        self._air = np.zeros(len(self._answer) + FRAME)

    def say(self, samples: Samples, *, after: float = 0.0) -> float:
        """A resident speaks in so many seconds; when it is over, on the room's clock."""
        self.room.say(samples, at=self.at + after)
        return self.at + after + len(samples) / RATE

    def run(self, seconds: float) -> Iterator[Moment]:
        """Lets time pass, frame by frame."""
        until = self.at + seconds
        while self.at < until:
            yield self.step()

    def step(self) -> Moment:
        """The next frame."""
        played = self.conversation.playback.pull(FRAME)
        reference = self.conversation.playback.reference.read(FRAME)
        assert reference is not None
        heard = self._echoed(played) + self.room.frame(self.at).astype(np.float64)
        self.at += FRAME / RATE
        microphone: Samples = np.clip(heard, -FULL, FULL - 1).astype(np.int16)
        return Moment(self.at, played, self.conversation.feed(microphone, reference))

    def _echoed(self, played: Samples) -> np.ndarray:
        """The loudspeaker's part of a frame at the microphone."""
        self._air[: len(self._answer) + FRAME - 1] += np.convolve(played.astype(np.float64), self._answer)
        frame, self._air = self._air[:FRAME].copy(), np.concatenate((self._air[FRAME:], np.zeros(FRAME)))
        return frame
