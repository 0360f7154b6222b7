"""A sample of a simulation in real sound: what residents said in the text channel, spoken into a room and heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.config import build_ears, build_recogniser
from assistant.turn import Heard
from devices.protocol import Registry
from simulator.audio_channel import AudioChannel
from simulator.channels import Line
from simulator.equipment import audio_config
from simulator.room import write_scenes
from simulator.scenario import NoiseSpec, VoiceSpec

BETWEEN = 2.0
"""Seconds of the room between two lines."""


@dataclass(frozen=True, slots=True)
class SoundLine:
    """One thing that was said."""

    words: str
    resident: str
    """Whose voice it is, where `voice` leaves it open."""
    snr: float
    """Decibels of speech over noise."""
    voice: VoiceSpec = field(default_factory=VoiceSpec)
    wake: str | None = "alexa"
    """None where it was said without the wake word."""
    noise: str = "kitchen"
    """One of `simulator.noise.KINDS`."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a sample in sound."""

    channel: AudioChannel
    """Whose room holds all of it."""
    heard: tuple[Heard | None, ...]
    """By line; none where nothing woke."""

    def write_wav(self, path: Path) -> None:
        """As a person in the room hears it; raises `InputError` where it cannot be written."""
        write_scenes(path, [self.channel.room])


def replay_in_sound(
    lines: Sequence[SoundLine], registry: Registry, *, asr: str, data: Path, seed: int, wav: Path | None = None
) -> Replayed:
    """Speaks lines in one room, one after another, to the ears of one home; `data` holds models and caches.

    Raises `InputError` where the recogniser has no model there, or `wav` cannot be written.
    """
    config = audio_config(data, asr)
    ears = build_ears(config, build_recogniser(config, registry))
    first = NoiseSpec(kind=lines[0].noise, snr=lines[0].snr) if lines else NoiseSpec()
    channel = AudioChannel(ears=lambda: ears, rng=np.random.default_rng([seed, 11]), noise=first)
    heard: list[Heard | None] = []
    for line in lines:
        channel.skip(BETWEEN)
        if line.wake is None:
            ears.open()
        noise = NoiseSpec(kind=line.noise, snr=line.snr)
        said = channel.say(Line(line.words, line.wake, (), 1.0, None, line.resident, line.voice, noise, "here"))
        heard.append(said.heard[0] if said.heard else None)
    replayed = Replayed(channel, tuple(heard))
    if wav is not None:
        replayed.write_wav(wav)
    return replayed
