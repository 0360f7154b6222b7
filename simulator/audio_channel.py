"""The audio channel: lines and replies as sound in a room, heard by the assistant's ears frame by frame.

Time in the room is the stream's own, in seconds; long silences of the scene are not played, only a breath of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assistant.assistant import Taken
from assistant.audio import resample
from assistant.ears import Ears
from assistant.stages import FRAME, RATE
from assistant.turn import Heard
from simulator.channels import Line, Said
from simulator.effects import sounds_of
from simulator.room import Room
from simulator.scenario import NoiseSpec
from simulator.voices import ResidentVoice

STEP = FRAME / RATE
"""Seconds a frame."""

BREATH = 0.8
"""Seconds of room left of a silence that is skipped."""

BEFORE = 0.4
"""Seconds of room before a line: nobody speaks the very moment a microphone opens."""

DEAF = 1.5
"""Seconds after a line's end by which something must have woken the assistant."""

LONGEST = 20.0
"""Seconds after a line's end by which the request has been taken, whatever goes on in the room."""


@dataclass(slots=True)
class Speaking:
    """The reply on the loudspeaker."""

    start: float
    seconds: float

    @property
    def end(self) -> float:
        """When it is over if nobody cuts it."""
        return self.start + self.seconds


class AudioChannel:
    """One scene's sound."""

    name = "audio"

    def __init__(self, *, ears: Callable[[], Ears], rng: np.random.Generator, noise: NoiseSpec) -> None:
        self._make_ears, self._rng = ears, rng
        self._ears: dict[str, Ears] = {}
        self.room = Room(noise=noise, rng=rng)
        self.now = 0.0
        self._reply: Speaking | None = None
        self._asked = False
        self._overheard: list[Heard] = []

    def say(self, line: Line) -> Said:
        """A resident says a line; frames are heard until the request has been taken or nothing woke the assistant."""
        began = self.now
        start = self._reply.start + line.interrupts if self._reply and line.interrupts is not None else began + BEFORE
        start = max(start, self.now)
        voice = ResidentVoice(line.resident, line.voice)
        words = voice.say(line.words, phrase=line.phrase, rng=self._rng)
        self.room.say(words, at=start, noise=line.noise, level=line.voice.level)
        ears = self._ears_of(line.satellite)
        if line.phrase is None and self._asked:
            ears.open()
        end = start + len(words) / RATE
        heard: list[Heard] = []
        cut: float | None = None
        woken = False
        while self.now < end or (ears.listening and self.now < end + LONGEST) or (not heard and self.now < end + DEAF):
            taken = ears.feed(self.room.frame(self.now), aloud=self._aloud)
            self.now += STEP
            if ears.listening and not woken:
                self.room.effect("chime", at=self.now)
                woken = True
            if ears.listening and self._reply is not None:
                cut = self._cut()
            if taken is not None:
                heard.append(taken)
                if self.now >= end:
                    break
        self._asked = False
        return Said(tuple(heard), self.now - began, cut)

    def play(self, taken: Taken) -> None:
        """The assistant starts to speak its reply."""
        speech = taken.speech
        self._asked = taken.turn.question
        self.room.play(resample(speech.samples, speech.rate, RATE), at=self.now)
        self._reply = Speaking(self.now, speech.seconds)
        for name in sounds_of(taken.turn):
            self.room.effect(name, at=self._reply.end)

    def rest(self) -> float:
        """Lets the running reply end; the room goes on meanwhile, and the ears with it."""
        began, reply = self.now, self._reply
        while reply is not None and self.now < reply.end:
            self._listen()
        self._reply = None
        return self.now - began

    def skip(self, seconds: float) -> None:
        """Nobody speaks for a while; a breath of it is heard."""
        until = self.now + min(seconds, BREATH)
        while self.now < until:
            self._listen()

    @property
    def _aloud(self) -> bool:
        return self._reply is not None and self.now < self._reply.end

    def overheard(self) -> tuple[Heard, ...]:
        """What the assistant took for a request while nobody spoke to it."""
        heard, self._overheard = tuple(self._overheard), []
        return heard

    def _listen(self) -> None:
        """One frame in which nobody means to speak to the assistant."""
        frame = self.room.frame(self.now)
        for ears in self._ears.values():
            heard = ears.feed(frame, aloud=self._aloud)
            if heard is not None:
                self._overheard.append(heard)
        self.now += STEP

    def _cut(self) -> float | None:
        reply, self._reply = self._reply, None
        if reply is None or self.now >= reply.end:
            return None
        self.room.stop(at=self.now)
        return (self.now - reply.start) / reply.seconds

    def _ears_of(self, satellite: str) -> Ears:
        if satellite not in self._ears:
            self._ears[satellite] = self._make_ears()
        return self._ears[satellite]
