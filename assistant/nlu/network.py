"""The network at run time: word vectors, the chances of intents, the spans; each as the spaCy component has it.

Built from a loaded pipeline's `tok2vec`, `textcat` and `ner`. A test holds it against the pipeline itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.tokens import Doc

from assistant.nlu.forward import Floats, compiled

REMEMBERED = 8192
"""Words whose own vector is kept: 2 MB, and more words than a household uses."""

Spans = tuple[tuple[int, int, str], ...]
"""First word, the word after the last, label."""


class WordVectors:
    """Words in their surroundings. What a word is by itself is remembered; the words around it come in each time."""

    def __init__(self, tok2vec: Any) -> None:
        self._vocab = tok2vec.vocab
        embed, encode = (tok2vec.model.get_ref(name) for name in ("embed", "encode"))
        self._columns = embed.layers[0].attrs["columns"]
        self._embed = [compiled(layer) for layer in embed.layers if layer.name.startswith("with_array")]
        self._pad = encode.attrs["pad"]
        self._encode = compiled(encode)
        self._width = encode.get_dim("nO")
        self._own: dict[str, Floats] = {}

    def of(self, words: list[str]) -> Floats:
        """A row a word."""
        rows = np.zeros((len(words) + 2 * self._pad, self._width), np.float32)
        for at, word in enumerate(words, start=self._pad):
            own = self._own.get(word)
            rows[at] = self._learnt(word) if own is None else own
        vectors: Floats = self._encode(rows)[self._pad : self._pad + len(words)]
        return vectors

    def _learnt(self, word: str) -> Floats:
        """A new word's own vector. Each is made alone: in a matrix of several, the last digits would depend on what
        was said beside it, and a run could not be repeated to the byte."""
        row: Any = Doc(self._vocab, words=[word]).to_array(self._columns)
        for layer in self._embed:
            row = layer(row)
        if len(self._own) >= REMEMBERED:
            self._own.clear()
        own: Floats = row[0]
        self._own[word] = own
        return own


class Categories:
    """The chances of intents, from the first, the last, the greatest and the mean of a request's vectors."""

    def __init__(self, textcat: Any) -> None:
        layers = {layer.name: layer for layer in textcat.model.walk()}
        if "reduce_first|reduce_last|reduce_max|reduce_mean" not in layers or "softmax" not in layers:
            raise ValueError(f"the categoriser is not of the kind trained here: {textcat.model.name}")
        self._matrix = np.ascontiguousarray(layers["softmax"].get_param("W").T)
        self._bias = layers["softmax"].get_param("b")
        self.labels: tuple[str, ...] = textcat.labels

    def chances(self, vectors: Floats) -> Floats:
        """One chance for each of `labels`."""
        mean = np.add.reduce(vectors, axis=0) / np.float32(len(vectors))
        scores = np.concatenate((vectors[0], vectors[-1], vectors.max(axis=0), mean)) @ self._matrix + self._bias
        likely: Floats = np.exp(scores - scores.max())
        likely /= likely.sum()
        return likely


class SpanReader:
    """spaCy's transition-based entity recogniser, decoded greedily.

    Outside a span a step depends on the word alone, so all such steps are scored at once; inside, each step either
    goes on or ends, so a span's steps are scored at once too. spaCy's own loop multiplies matrices step by step.
    """

    def __init__(self, ner: Any) -> None:
        tok2vec, lower, upper = (ner.model.get_ref(name) for name in ("tok2vec", "lower", "upper"))
        weights, linear = lower.get_param("W"), tok2vec.layers[-1]
        if weights.ndim != 4 or weights.shape[0] != 3 or ner.model.attrs["unseen_classes"]:
            raise ValueError(f"the span model is not of the kind trained here: {ner.model.name}")
        _, self._hidden, self._pieces, inputs = weights.shape
        flat = weights.transpose(0, 2, 1, 3).reshape(-1, inputs)
        self._matrix = np.ascontiguousarray((flat @ linear.get_param("W")).T)
        self._shift = flat @ linear.get_param("b")
        self._bias = np.ascontiguousarray(lower.get_param("b").reshape(self._hidden, self._pieces).T).reshape(-1)
        absent = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(3, -1)
        self._outside = self._bias + absent[1] + absent[2]
        self._upper, self._upper_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._moves = [ner.moves.get_class_name(at).partition("-")[::2] for at in range(ner.moves.n_moves)]
        self._place = {move: at for at, move in enumerate(self._moves)}
        self._barred = self._barring("B", "U", "O")
        self._barred_last = self._barring("U", "O")

    def _barring(self, *allowed: str) -> Floats:
        """Added to the scores of moves, so that only some are made; `U-` without a label is never one."""
        fine = [kind in allowed and (label != "" or kind == "O") for kind, label in self._moves]
        return np.where(fine, 0.0, -np.inf).astype(np.float32)

    def read(self, vectors: Floats) -> Spans:
        """The spans of one request."""
        parts = (vectors @ self._matrix + self._shift).reshape(len(vectors), 3, -1)
        scores = self._activated(parts[:, 0] + self._outside) @ self._upper + self._upper_bias + self._barred
        scores[-1] += self._barred_last
        best = scores.argmax(axis=1).tolist()
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(best):
            kind, label = self._moves[best[at]]
            end = self._end(parts, at, label) if kind == "B" else at + 1
            if kind != "O":
                found.append((at, end, label))
            at = end
        return tuple(found)

    def _end(self, parts: Floats, first: int, label: str) -> int:
        """The word after the last of a span that begins at `first`: the first that had better be its last."""
        inside = self._activated(parts[first + 1 :, 0] + parts[first, 1] + parts[first:-1, 2] + self._bias)
        moves = [self._place["I", label], self._place["L", label]]
        scores = inside @ self._upper[:, moves] + self._upper_bias[moves]
        over = scores[:, 1] > scores[:, 0]
        return first + 2 + (int(over.argmax()) if over.any() else len(over) - 1)

    def _activated(self, rows: Floats) -> Floats:
        found: Floats = rows.reshape(-1, self._pieces, self._hidden).max(axis=1)
        return found
