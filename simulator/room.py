"""A room with people, a loudspeaker and a microphone in it: what the ears are given, and what a person there hears.

Times are seconds of the room's own stream; only the frames that are asked for exist, so a silence of minutes costs
nothing where the caller does not ask for it. Walls answer with a short reverberation. The assistant's own voice comes
back into its microphone, well below the level it is played at, as in a device whose loudspeaker is turned away from its
microphone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import fftconvolve

from assistant.files import InputError
from assistant.stages import FRAME, RATE
from assistant.turn import Samples
from simulator.effects import effect
from simulator.levels import FULL, SPEECH, active_level
from simulator.noise import noise
from simulator.scenario import NoiseSpec

Floats = NDArray[np.float64]

REPLY = 10 ** (-23 / 20)
"""Active level of the assistant's voice where a person in the room hears it."""

ECHO = -30.0
"""Decibels of the assistant's voice at its own microphone against what it plays."""

LINGERS = RATE // 2
"""Samples for which the noise of a line goes on after it."""

FADE = 0.02
"""Seconds in which a reply that is cut off dies away."""

REVERBERATION = 0.3
"""Seconds in which an echo falls by 60 dB: a furnished room."""

REFLECTED = 10 ** (-18 / 20)
"""RMS of the reverberation against the direct sound at the microphone."""

AMBIENCE = 10 ** (-6 / 20)
"""How much of the room's noise is left in the sound for a listener: enough to be there, too little to tire."""

LISTENING = 10 ** (-20 / 20)
"""Active level of the whole scene for a listener."""

PEAK = 0.97
"""Its highest sample: the level gives way to it."""

RESIDENT_SIDE, REPLY_SIDE, EFFECT_SIDE = -0.45, 0.45, 0.1
"""From where a listener hears what: -1 left, 1 right."""


@dataclass(slots=True)
class Sound:
    """Something that sounds from a time on."""

    start: int
    """Sample of the stream."""
    samples: Floats
    side: float
    to_microphone: float
    """Its gain at the microphone; 0 where only the listener hears it."""
    arrived: Floats = field(default_factory=lambda: np.zeros(0))
    """What the microphone gets of it, reverberation included."""

    @property
    def end(self) -> int:
        """The sample after its last."""
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True)
class Air:
    """The noise in the room from a time on."""

    start: int
    kind: str
    gain: float


@dataclass(frozen=True, slots=True)
class Playing:
    """A reply on the loudspeaker; what `Room.stop` cuts."""

    sound: Sound
    length: int
    """Samples of the whole reply."""


class Room:
    """One scene's room."""

    def __init__(self, *, noise: NoiseSpec, rng: np.random.Generator, echo: float = ECHO) -> None:
        self._rng = rng
        self._echo = 10 ** (echo / 20)
        self._walls = [reflections(rng) for _ in range(3)]
        self._sounds: list[Sound] = []
        self._noises: dict[str, Floats] = {}
        self._usual = noise
        self._airs = [self._air(0, noise)]
        self._playing: Playing | None = None
        self._end = 0

    def say(self, samples: Samples, *, at: float, noise: NoiseSpec | None = None, level: float = 0.0) -> None:
        """A resident speaks from a time on, `level` decibels over what the samples have, and so long the noise is as
        given.

        The signal-to-noise ratio is that of ordinary speech: who speaks softly has less of it.
        """
        start = round(at * RATE)
        self._place(Sound(start, samples / FULL * 10 ** (level / 20), RESIDENT_SIDE, 1.0))
        if noise is not None and noise != self._usual:
            self._airs += [self._air(start, noise), self._air(start + len(samples) + LINGERS, self._usual)]

    def play(self, samples: Samples, *, at: float) -> Playing:
        """The assistant's loudspeaker plays a reply."""
        sound = Sound(round(at * RATE), samples / FULL, REPLY_SIDE, self._echo)
        sound.samples *= REPLY / max(active_level(sound.samples), 1e-6)
        self._place(sound)
        self._playing = Playing(sound, len(samples))
        return self._playing

    def stop(self, *, at: float) -> float:
        """Cuts the reply that is playing, and says which fraction of it was heard; 1 where none plays."""
        playing, self._playing = self._playing, None
        if playing is None:
            return 1.0
        sound = playing.sound
        left = min(max(0, round(at * RATE) - sound.start), len(sound.samples))
        fade = min(round(FADE * RATE), len(sound.samples) - left)
        sound.samples = sound.samples[: left + fade].copy()
        sound.samples[left:] *= np.linspace(1, 0, fade)
        sound.arrived = self._at_microphone(sound)
        return left / max(playing.length, 1)

    def effect(self, name: str, *, at: float) -> None:
        """A sound of the home for the listener alone; raises `KeyError` for a name not in `simulator.effects`."""
        self._place(Sound(round(at * RATE), effect(name), EFFECT_SIDE, 0.0))

    def frame(self, at: float) -> Samples:
        """What the microphone hears in the `FRAME` samples that begin at a time."""
        start = round(at * RATE)
        self._end = max(self._end, start + FRAME)
        mixed = self._noise(start, FRAME)
        for sound in self._sounds:
            _mix(mixed, sound.arrived, sound.start - start)
        return np.clip(mixed * FULL, -FULL, FULL - 1).astype(np.int16)

    def render(self) -> Floats:
        """The scene so far as a person in the room hears it: shape (samples, 2), of full scale, at `LISTENING`."""
        length = max([self._end, *(sound.end for sound in self._sounds)])
        heard = AMBIENCE * np.stack([self._noise(0, length), self._noise(0, length, shift=5 * RATE)], axis=1)
        for sound in self._sounds:
            angle = (sound.side + 1) * np.pi / 4
            for channel, share in enumerate((np.cos(angle), np.sin(angle))):
                _mix(heard[:, channel], sound.samples * share, sound.start)
                _mix(heard[:, channel], 0.6 * fftconvolve(sound.samples, self._walls[1 + channel]), sound.start)
        return _for_listening(heard)

    def _place(self, sound: Sound) -> None:
        sound.arrived = self._at_microphone(sound)
        self._sounds.append(sound)

    def _at_microphone(self, sound: Sound) -> Floats:
        if not sound.to_microphone or not len(sound.samples):
            return np.zeros(0)
        arrived: Floats = fftconvolve(sound.samples, self._walls[0])
        arrived[: len(sound.samples)] += sound.samples
        return arrived * sound.to_microphone

    def _air(self, start: int, spec: NoiseSpec) -> Air:
        if spec.kind not in self._noises:
            self._noises[spec.kind] = noise(spec.kind, self._rng)
        return Air(start, spec.kind, SPEECH * 10 ** (-spec.snr / 20))

    def _noise(self, start: int, count: int, *, shift: int = 0) -> Floats:
        """The noise of a stretch; where it changes, it changes at once (nobody hears it under the speech).

        With `shift`, of a later part of the same sound: what another ear gets of it.
        """
        mixed = np.zeros(count)
        changes = sorted(self._airs, key=lambda air: air.start)
        for air, following in zip(changes, [*changes[1:], None], strict=True):
            first = max(air.start, start)
            last = min(following.start if following else start + count, start + count)
            if first < last:
                sound = self._noises[air.kind]
                mixed[first - start : last - start] = (
                    air.gain * sound[np.arange(first + shift, last + shift) % len(sound)]
                )
        return mixed


def reflections(rng: np.random.Generator) -> Floats:
    """The walls' answer to a click: noise that dies away, the first of it 5 ms late."""
    time = np.arange(round(REVERBERATION * RATE)) / RATE
    tail = rng.normal(size=len(time)) * 10 ** (-3 * time / REVERBERATION)
    tail[: RATE // 200] = 0
    scaled: Floats = tail * REFLECTED / np.sqrt(np.sum(tail**2))
    return scaled


def write_scenes(path: Path, rooms: list[Room]) -> None:
    """Rooms one after another as one stereo file, with a rest between them; raises `InputError` where it cannot be."""
    rest = np.zeros((RATE, 2))
    heard = np.concatenate([part for room in rooms for part in (room.render(), rest)]) if rooms else rest
    try:
        soundfile.write(path, heard, RATE, subtype="PCM_16", format="WAV")
    except (OSError, soundfile.LibsndfileError) as wrong:
        raise InputError(path, f"cannot be written: {wrong}") from None


def _for_listening(heard: Floats) -> Floats:
    """A comfortable level, and soft edges."""
    level = active_level(heard.mean(axis=1))
    heard *= min(LISTENING / max(level, 1e-6), PEAK / max(float(np.abs(heard).max(initial=0)), 1e-6))
    edge = min(round(0.3 * RATE), len(heard) // 2)
    heard[:edge] *= np.linspace(0, 1, edge)[:, None]
    heard[len(heard) - edge :] *= np.linspace(1, 0, edge)[:, None]
    return heard


def _mix(into: Floats, samples: Floats, at: int) -> None:
    """Adds samples at an offset, the parts that lie outside left out."""
    first, last = max(at, 0), min(at + len(samples), len(into))
    if first < last:
        into[first:last] += samples[first - at : last - at]
