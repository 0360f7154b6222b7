"""Whether the wake word's speech embeddings tell people apart: `python -m simulator.telling_apart FOLDER`.

The folder holds recordings of many people. The first half of each is an enrolment, the second half the same person
again, in the same room and at the same microphone: easier than any real home. What is printed is how often the nearest
enrolment is the right one. Two recordings of one person count as two people; they lower the figure a little.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.audio import read_audio
from assistant.stages import FRAME, RATE
from assistant.turn import Samples
from assistant.wake.openwakeword import OpenWakeWord

Floats = NDArray[np.float32]

SHORTEST = 4.0
"""Seconds of speech in a recording that is used: two in each half."""

LOUD = 600
"""Samples under this are the room."""

DRAWS = 4000
"""Households drawn of each size."""


def voice(samples: Samples, words: OpenWakeWord) -> Floats:
    """How somebody speaks: mean and spread of the embeddings of what is louder than the median."""
    words.reset()
    found, levels = [], []
    for start in range(0, len(samples) - FRAME + 1, FRAME):
        frame = samples[start : start + FRAME]
        words.detect(frame)
        found.append(words.embedding)
        levels.append(float(np.std(frame.astype(float))))
    loud = np.array(found)[np.array(levels) >= np.median(levels)]
    return np.concatenate((loud.mean(axis=0), loud.std(axis=0)))


def halves(paths: Sequence[Path]) -> tuple[Floats, Floats]:
    """The voices of the first and the second halves of recordings that are long enough."""
    words = OpenWakeWord(("alexa",))
    first, second = [], []
    for path in paths:
        samples = read_audio(path)
        loud = np.flatnonzero(np.abs(samples.astype(int)) > LOUD)
        speech = samples[loud[0] : loud[-1]] if len(loud) else samples[:0]
        if len(speech) >= SHORTEST * RATE:
            first.append(voice(speech[: len(speech) // 2], words))
            second.append(voice(speech[len(speech) // 2 :], words))
    return np.array(first), np.array(second)


def likeness(first: Floats, second: Floats) -> Floats:
    """The cosine of each enrolment with each voice, once every number is set against its mean and spread."""
    both = np.concatenate((first, second))
    scaled = [(one - both.mean(axis=0)) / (both.std(axis=0) + 1e-6) for one in (first, second)]
    unit = [one / np.linalg.norm(one, axis=1, keepdims=True) for one in scaled]
    alike: Floats = unit[0] @ unit[1].T
    return alike


def right(alike: Floats, people: int, *, rng: np.random.Generator) -> float:
    """The share of households of so many people in which the one who speaks is taken for themselves."""
    hits = 0
    for _ in range(DRAWS):
        household = rng.choice(len(alike), people, replace=False)
        hits += int(np.argmax(alike[household, household[0]])) == 0
    return hits / DRAWS


def main(arguments: Sequence[str]) -> None:
    """Prints how often people are told apart."""
    paths = sorted(path for path in Path(arguments[0]).iterdir() if path.suffix in (".wav", ".flac"))
    alike = likeness(*halves(paths))
    for people in (2, 4):
        share = right(alike, people, rng=np.random.default_rng(0))
        print(f"of {people} people, the right one: {share:.0%} ({len(alike)} recordings; by chance {1 / people:.0%})")


if __name__ == "__main__":
    main(sys.argv[1:])
