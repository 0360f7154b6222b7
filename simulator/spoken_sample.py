"""A sample of speech whose words are known: requests in synthesised voices, in rooms more and less noisy.

Recognisers are fitted to it and tested on another seed's. What it is not: people. Voices are two synthesisers', varied;
noises are those of `simulator.noise`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.nlu.spoken import spoken_sentences
from assistant.stages import FRAME, RATE
from assistant.turn import Samples
from devices.protocol import Registry
from simulator.noise import KINDS
from simulator.room import Room
from simulator.scenario import NoiseSpec, VoiceSpec
from simulator.voices import VARIANTS, ResidentVoice

FREE = Path(__file__).parent / "data" / "free_requests.txt"
"""Requests unlike any sentence of ours, one a line."""

FREE_SHARE = 0.25
"""The share of them."""

SNR = (4.0, 30.0)
"""Decibels of speech over noise."""

BEFORE, AFTER = 0.32, 0.32
"""Seconds of the room before and after the words: what the ears give to a recogniser."""


@dataclass(frozen=True, slots=True)
class Said:
    """One request, and what a microphone heard of it."""

    text: str
    sound: Samples
    free: bool
    """Whether it is unlike any sentence of ours."""


def sample(registry: Registry, *, count: int, seed: int) -> Iterator[Said]:
    """Requests to one home; the same for the same seed. Raises `ImportError` where Piper is not installed."""
    rng = random.Random(f"said {seed}")
    sentences = sorted(set(spoken_sentences(registry, rng=rng, count=8_000)))
    free = [line for line in FREE.read_text("utf-8").splitlines() if not line.startswith("#")]
    for index in range(count):
        is_free = rng.random() < FREE_SHARE
        text = rng.choice(free if is_free else sentences)
        yield Said(text, _heard(text, np.random.default_rng([seed, index])), is_free)


def _heard(text: str, rng: np.random.Generator) -> Samples:
    room = Room(noise=NoiseSpec(kind=str(rng.choice(list(KINDS))), snr=float(rng.uniform(*SNR))), rng=rng)
    said = _voice(rng).say(text, rng=rng)
    room.say(said, at=1.0)
    first, last = round((1.0 - BEFORE) * RATE), round((1.0 + AFTER) * RATE) + len(said)
    frames = [room.frame(start / RATE) for start in range(first, last, FRAME)]
    return np.concatenate(frames)


def _voice(rng: np.random.Generator) -> ResidentVoice:
    """Two in three speak with Piper's voice, which is nearer to a person's."""
    if rng.random() < 2 / 3:
        spec = VoiceSpec(engine="piper", pitch=rng.uniform(-1, 5), speed=rng.uniform(0.85, 1.2))
        return ResidentVoice("somebody", spec)
    variant = VARIANTS[int(rng.integers(len(VARIANTS)))]
    return ResidentVoice("somebody", VoiceSpec(engine="espeak", variant=variant[0], pitch=variant[1]))
