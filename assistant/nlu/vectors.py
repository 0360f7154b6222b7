"""What words mean: a vector for each of 22,000 English words, distilled once from a sentence encoder (see `distil`).

Words that our sentences never say lie near words that they do, so that requests nobody wrote down are understood too.
Not handled: meaning in context; a word has one vector.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.nlu.linear import Floats
from assistant.nlu.text import shapes

FILE = Path(__file__).parent / "data" / "vectors.npz"

STATISTICS = 5
"""Vectors that describe a request: weighted mean, mean, maximum, first word, last word."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """A table of words."""

    rows: Mapping[str, int]
    table: NDArray[np.int8]
    """Words by dimensions; 127 is 1."""
    weights: Floats
    """How much each word tells: rare words more (Arora 2017, "smooth inverse frequency")."""

    @property
    def size(self) -> int:
        """Numbers that `describe` gives."""
        return STATISTICS * int(self.table.shape[1])

    def describe(self, words: Sequence[str]) -> Floats:
        """A request as `size` numbers; zeros where no word is known."""
        at = [row for word in shapes(list(words)) if (row := self._row(word)) >= 0]
        if not at:
            return np.zeros(self.size, np.float32)
        found = self.table[at].astype(np.float32) / np.float32(127)
        weights = self.weights[at]
        mean = weights @ found / weights.sum()
        return np.concatenate([mean, found.sum(axis=0) / len(at), found.max(axis=0), found[0], found[-1]])

    def _row(self, word: str) -> int:
        """The row of a word, or of what it is without its ending; -1 where there is none."""
        for known in (word, word.partition("'")[0], word.removesuffix("s")):
            if known in self.rows:
                return self.rows[known]
        return -1

    def save(self, path: Path) -> None:
        """Writes one `.npz`, without pickles."""
        words = np.frombuffer("\n".join(self.rows).encode(), np.uint8)
        np.savez_compressed(path, words=words, table=self.table, weights=self.weights.astype(np.float16))

    @staticmethod
    def load(path: Path) -> WordVectors:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            words = stored["words"].tobytes().decode().split("\n")
            rows = {word: row for row, word in enumerate(words)}
            return WordVectors(rows, stored["table"], stored["weights"].astype(np.float32))


@cache
def word_vectors() -> WordVectors:
    """The table that is shipped, read once."""
    return WordVectors.load(FILE)
