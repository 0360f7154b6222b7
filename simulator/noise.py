"""Noises of a home, made from a generator: none is a recording, so none has to be shipped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import espeak
from assistant.audio import read_audio, resample
from assistant.files import InputError
from assistant.stages import RATE
from simulator.levels import active_level
from simulator.television import broadcast

Floats = NDArray[np.float64]

SECONDS = 20
"""Length of the noise that is made; it repeats after that."""

PROGRAMMES = 40
"""Seconds of a television that are made."""

TALKERS = ("f1", "m1", "f3", "m5", "f5", "m7")
"""The variants of espeak-ng that babble."""

SMALL_TALK = (
    "My sister came over on Sunday, and we went for a walk by the river until it began to rain.",
    "They say the bakery at the corner is going to close, which would be a pity after all these years.",
    "I never know what to bring to such a party, so I made a salad with beans and far too much garlic.",
    "He still has the old bicycle, but one of the wheels is bent and nobody wants to mend it.",
    "We could take the early train, although the children will be tired and somebody has to carry the bags.",
    "Have you read that book about the lighthouse? It is slow to begin with, and then I could not stop.",
)
"""What they say: nothing that is meant for an assistant."""


def noise(kind: str, rng: np.random.Generator) -> Floats:
    """A noise at 16 kHz, at an active level of 1, fit to be repeated; `kind` may also be a WAV file's path.

    For a noise that never pauses, its active level is its RMS; a television's is that of its speech. Raises
    `InputError` for a kind that is not known.
    """
    if kind in KINDS:
        sound = KINDS[kind](rng)
    elif kind.lower().endswith((".wav", ".flac")):
        sound = read_audio(Path(kind)).astype(np.float64)
    else:
        raise InputError("noise", f"no noise '{kind}'; one of: {', '.join(KINDS)}, or a WAV file")
    evened: Floats = sound / max(active_level(sound), 1e-9)
    return evened


def coloured(rng: np.random.Generator, *, slope: float, low: float = 40.0, high: float = 7_600.0) -> Floats:
    """Noise whose power falls by `slope` times 3 dB an octave (0 white, 1 pink, 2 brown) between two frequencies in Hz.

    Made in the frequency domain, so its end joins its beginning.
    """
    count = SECONDS * RATE
    frequencies = np.fft.rfftfreq(count, 1 / RATE)
    inside = (frequencies >= low) & (frequencies <= high)
    shape = np.zeros_like(frequencies)
    shape[inside] = frequencies[inside] ** (-slope / 2)
    phases = rng.uniform(0, 2 * np.pi, len(frequencies))
    sound: Floats = np.fft.irfft(shape * np.exp(1j * phases), count)
    return _even(sound)


def quiet(rng: np.random.Generator) -> Floats:
    """A room at night: the faint breath of the air."""
    return coloured(rng, slope=1.3)


def fan(rng: np.random.Generator) -> Floats:
    """An extractor: rushing air over a mains hum."""
    time = np.arange(SECONDS * RATE) / RATE
    sound = coloured(rng, slope=1.0)
    for number in range(1, 5):
        sound += 0.25 / number * np.sin(2 * np.pi * 120 * number * time + rng.uniform(0, 6))
    return sound


def kitchen(rng: np.random.Generator) -> Floats:
    """A hum, running water now and then, and dishes that clink."""
    time = np.arange(SECONDS * RATE) / RATE
    water = coloured(rng, slope=0.3, low=800) * np.clip(np.sin(2 * np.pi * time / SECONDS * 2), 0, None) ** 2
    sound: Floats = 0.8 * fan(rng) + 0.5 * water
    for _ in range(14):
        at = int(rng.integers(0, len(sound) - RATE // 2))
        ring = np.arange(RATE // 4) / RATE
        tone = sum(np.sin(2 * np.pi * pitch * ring) for pitch in rng.uniform(1_500, 5_500, 3))
        sound[at : at + len(ring)] += rng.uniform(0.3, 1.2) * tone * np.exp(-ring * rng.uniform(20, 50))
    return sound


def street(rng: np.random.Generator) -> Floats:
    """Traffic by an open window: a rumble, and cars that swell and pass."""
    time = np.arange(SECONDS * RATE) / RATE
    sound = coloured(rng, slope=2.0)
    for _ in range(8):
        middle, width = rng.uniform(0, SECONDS), rng.uniform(0.8, 2.0)
        swell = np.exp(-(((time - middle + SECONDS / 2) % SECONDS - SECONDS / 2) ** 2) / width)
        sound += 1.6 * swell * coloured(rng, slope=0.9, low=150)
    return sound


def babble(rng: np.random.Generator) -> Floats:
    """Several people talking at once, too many to follow: voices of espeak-ng, each telling things in its own order."""
    sound = np.zeros(SECONDS * RATE)
    for variant in TALKERS:
        talk = " ".join(SMALL_TALK[index] for index in rng.permutation(len(SMALL_TALK)))
        speech = espeak.synthesise(talk, voice=f"en-us+{variant}", rate=int(rng.integers(150, 190)))
        voice = resample(speech.samples, speech.rate, RATE).astype(np.float64)
        sound += rng.uniform(0.6, 1.0) * np.roll(np.resize(_even(voice), len(sound)), int(rng.integers(len(sound))))
    return sound


def television(rng: np.random.Generator) -> Floats:
    """A television on which people talk, one or two at a time, with music under them."""
    return broadcast(PROGRAMMES, rng)


def _even(sound: Floats) -> Floats:
    """At an RMS of 1."""
    evened: Floats = sound / max(float(np.sqrt(np.mean(sound**2))), 1e-9)
    return evened


KINDS: dict[str, Callable[[np.random.Generator], Floats]] = {
    "quiet": quiet,
    "fan": fan,
    "kitchen": kitchen,
    "street": street,
    "babble": babble,
    "television": television,
}
"""The noises that are known by name."""
