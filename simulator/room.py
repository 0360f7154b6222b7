"""A room with people, a loudspeaker and a microphone in it: what the ears are given, and what a person there hears.

Times are seconds of the room's own stream. The assistant's voice reaches its own microphone `ECHO` below the level it
is played at, as in a device whose loudspeaker is turned away from its microphone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from assistant.files import InputError
from assistant.stages import FRAME, RATE
from assistant.turn import Samples
from simulator.noise import noise
from simulator.scenario import NoiseSpec

Floats = NDArray[np.float64]

SPEECH = 10 ** (-24 / 20)
"""RMS of a resident's speech at the microphone, of full scale."""

REPLY = 10 ** (-22 / 20)
"""RMS of the assistant's speech where it is played."""

ECHO = 10 ** (-30 / 20)
"""How much of it comes back into the microphone."""

FADE = 0.02
"""Seconds in which a reply that is cut off dies away."""

AMBIENCE = 10 ** (-8 / 20)
"""How much of the room's noise is left in the sound for a listener: enough to be there, too little to tire."""


@dataclass(slots=True)
class Sound:
    """Something that sounds from a time on."""

    start: int
    """Sample of the stream."""
    samples: Floats
    side: float
    """Where it comes from: -1 left, 1 right."""
    to_microphone: float
    """Its gain at the microphone."""


@dataclass(frozen=True, slots=True)
class Air:
    """The noise in the room from a time on."""

    start: int
    kind: str
    gain: float


class Room:
    """One scene's room."""

    def __init__(self, *, noise: NoiseSpec, rng: np.random.Generator) -> None:
        self._rng = rng
        self._sounds: list[Sound] = []
        self._noises: dict[str, Floats] = {}
        self._airs = [self._air(0, noise)]
        self._reply: Sound | None = None
        self._end = 0

    def say(self, samples: Samples, *, at: float, noise: NoiseSpec, level: float = 0.0) -> None:
        """A resident speaks from a time on, `level` decibels over the ordinary; the noise is as given from then on.

        The signal-to-noise ratio is that of ordinary speech: who speaks softly has less of it.
        """
        start = round(at * RATE)
        gain = SPEECH * 10 ** (level / 20)
        self._sounds.append(Sound(start, levelled(samples) * gain, -0.4, 1.0))
        self._airs.append(self._air(start, noise))

    def play(self, samples: Samples, *, at: float) -> None:
        """The assistant's loudspeaker plays a reply."""
        self._reply = Sound(round(at * RATE), levelled(samples) * REPLY, 0.4, ECHO)
        self._sounds.append(self._reply)

    def effect(self, samples: Floats, *, at: float) -> None:
        """A sound for the listener alone: a chime, a device at work."""
        self._sounds.append(Sound(round(at * RATE), samples, 0.15, 0.0))

    def stop(self, *, at: float) -> None:
        """Cuts the reply off."""
        if self._reply is None:
            return
        left = max(0, round(at * RATE) - self._reply.start)
        fade = min(round(FADE * RATE), max(0, len(self._reply.samples) - left))
        kept = self._reply.samples[: left + fade].copy()
        kept[left:] *= np.linspace(1, 0, fade)
        self._reply.samples = kept
        self._reply = None

    def frame(self, at: float) -> Samples:
        """What the microphone hears in the frame that begins at a time."""
        start = round(at * RATE)
        self._end = max(self._end, start + FRAME)
        mixed = self._noise(start, FRAME)
        for sound in self._sounds:
            if sound.to_microphone and sound.start < start + FRAME and sound.start + len(sound.samples) > start:
                _mix(mixed, sound.samples * sound.to_microphone, sound.start - start)
        return np.clip(mixed * 32_768, -32_768, 32_767).astype(np.int16)

    def render(self) -> Floats:
        """The scene so far as a person in the room hears it: two channels, shape (samples, 2), of full scale."""
        length = max([self._end, *(sound.start + len(sound.samples) for sound in self._sounds)])
        heard = np.repeat(self._noise(0, length)[:, None] * AMBIENCE, 2, axis=1)
        for sound in self._sounds:
            angle = (sound.side + 1) * np.pi / 4
            for channel, share in enumerate((np.cos(angle), np.sin(angle))):
                _mix(heard[:, channel], sound.samples * share * 1.6, sound.start)
        edge = min(round(0.3 * RATE), length)
        heard[:edge] *= np.linspace(0, 1, edge)[:, None]
        heard[length - edge :] *= np.linspace(1, 0, edge)[:, None]
        return heard

    def _air(self, start: int, spec: NoiseSpec) -> Air:
        if spec.kind not in self._noises:
            self._noises[spec.kind] = noise(spec.kind, self._rng)
        return Air(start, spec.kind, SPEECH * 10 ** (-spec.snr / 20))

    def _noise(self, start: int, count: int) -> Floats:
        """The noise of a stretch; where it changes, it changes at once (nobody hears it under the speech)."""
        mixed = np.zeros(count)
        changes = sorted(self._airs, key=lambda air: air.start)
        for air, following in zip(changes, [*changes[1:], None], strict=True):
            first = max(air.start, start)
            last = min(following.start if following else start + count, start + count)
            if first < last:
                sound = self._noises[air.kind]
                mixed[first - start : last - start] = air.gain * sound[np.arange(first, last) % len(sound)]
        return mixed


def levelled(samples: Samples) -> Floats:
    """Speech at an RMS of 1 over its active parts: the frames of 20 ms within 30 dB of the loudest, after the idea of
    ITU-T P.56's active speech level."""
    sound = samples.astype(np.float64)
    count = len(sound) // 320
    if count == 0:
        return sound
    power = np.mean(sound[: count * 320].reshape(count, 320) ** 2, axis=1)
    active = power[power > power.max() / 1_000]
    return sound / max(float(np.sqrt(active.mean())), 1e-9) if len(active) else sound


def write_scenes(path: Path, rooms: list[Room]) -> None:
    """Rooms one after another as one stereo file, with a rest between them; raises `InputError` where it cannot be."""
    rest = np.zeros((RATE, 2))
    heard = np.concatenate([part for room in rooms for part in (room.render(), rest)]) if rooms else rest
    peak = float(np.abs(heard).max())
    try:
        soundfile.write(path, heard * min(1.0, 0.97 / max(peak, 1e-9)), RATE, subtype="PCM_16")
    except (OSError, soundfile.LibsndfileError) as wrong:
        raise InputError(path, f"cannot be written: {wrong}") from None


def _mix(into: Floats, samples: Floats, at: int) -> None:
    """Adds samples at an offset, the parts that lie outside left out."""
    first, last = max(at, 0), min(at + len(samples), len(into))
    if first < last:
        into[first:last] += samples[first - at : last - at]
