"""A linear intent model over hashed words, word pairs, word triples and letter groups.

Weights are stored as bytes with a scale for each intent, so that 65,536 features of 80 intents take 5 MB. Prediction is
one gather and one sum. Not handled: word order beyond three words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.nlu.text import shapes

BUCKETS = 1 << 16
"""Features; collisions cost less than the megabytes that would avoid them."""

Floats = NDArray[np.float32]


def features(words: list[str], marks: Iterable[str] = ()) -> tuple[NDArray[np.int64], Floats]:
    """The hashed features of a request and their weights; `marks` are what the home knows of its words (`light`)."""
    seen = ["<", *shapes(words), ">"]
    letters = [at for word in seen[1:-1] for at in _letter_groups(word)]
    groups = [_hashed(_word_groups(seen)), letters, _hashed(f"@{mark}" for mark in sorted(set(marks)))]
    at = np.array([place for group in groups for place in group], np.int64)
    weights = np.repeat(
        np.array([1 / max(1.0, len(group)) ** 0.5 for group in groups], np.float32), [*map(len, groups)]
    )
    return at, weights


def _hashed(texts: Iterable[str]) -> list[int]:
    return [crc32(text.encode()) % BUCKETS for text in texts]


def _word_groups(words: Sequence[str]) -> list[str]:
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    triples = [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    gaps = [f"{a} _ {c}" for a, c in zip(words, words[2:], strict=False)]
    return [*words[1:-1], *pairs, *triples, *gaps]


@lru_cache(maxsize=8192)
def _letter_groups(word: str) -> tuple[int, ...]:
    """The hashed letter groups of one word; remembered, since words come again."""
    padded = f"#{word}#"
    return tuple(_hashed(padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)))


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Softmax over intents."""

    labels: tuple[str, ...]
    weights: NDArray[np.int8]
    """Features by intents."""
    scale: Floats
    """Of each intent, what one step of its weights is worth."""
    bias: Floats

    def log_probabilities(self, words: list[str], marks: Iterable[str] = ()) -> Floats:
        """The log probability of each intent, in the order of `labels`."""
        at, values = features(words, marks)
        scores = (values @ self.weights[at].astype(np.float32)) * self.scale + self.bias
        return log_softmax(scores)

    def save(self, path: Path) -> None:
        """Writes one `.npz`, without pickles."""
        np.savez_compressed(path, labels=np.array(self.labels), weights=self.weights, scale=self.scale, bias=self.bias)

    @staticmethod
    def load(path: Path) -> LinearModel:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            labels = tuple(str(label) for label in stored["labels"])
            return LinearModel(labels, stored["weights"], stored["scale"], stored["bias"])

    @staticmethod
    def quantised(labels: Sequence[str], weights: Floats, bias: Floats) -> LinearModel:
        """A model from full weights (features by intents), rounded to bytes."""
        scale = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
        return LinearModel(tuple(labels), np.rint(weights / scale).astype(np.int8), scale, bias)


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities from scores, over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
