"""Fits the linear intent model: softmax regression by mini-batches with AdaGrad, on the rows each batch touches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from assistant.nlu.linear import BUCKETS, Floats, LinearModel, features, log_softmax

Texts = Sequence[tuple[list[str], Sequence[str]]]
"""Requests as words, each with what a home knows of its words."""


def matrix(texts: Texts) -> csr_matrix:
    """One sparse row of features a text."""
    rows = [features(words, marks) for words, marks in texts]
    ends = np.cumsum([0, *(len(at) for at, _ in rows)])
    columns = np.concatenate([at for at, _ in rows])
    values = np.concatenate([value for _, value in rows])
    return csr_matrix((values, columns, ends), shape=(len(rows), BUCKETS))


def fit_linear(
    texts: Texts,
    targets: NDArray[np.int64],
    labels: Sequence[str],
    weights: Floats,
    *,
    epochs: int = 6,
    rate: float = 0.35,
    smoothing: float = 0.05,
    decay: float = 2e-6,
    seed: int = 0,
) -> LinearModel:
    """A model of `texts` with intents `targets` (indexes into `labels`), each text weighing its `weights`.

    `smoothing` spreads that share of the truth over all intents, which keeps the confidences honest.
    """
    data, classes = matrix(texts), len(labels)
    rng = np.random.default_rng(seed)
    weight = np.zeros((BUCKETS, classes), np.float32)
    bias = np.zeros(classes, np.float32)
    squares = np.full((BUCKETS, 1), 1e-3, np.float32)
    for _ in range(epochs):
        order = rng.permutation(len(targets))
        for start in range(0, len(order), 128):
            rows = order[start : start + 128]
            batch = data[rows]
            wrong = np.exp(log_softmax(np.asarray(batch @ weight) + bias))
            wrong -= smoothing / classes
            wrong[np.arange(len(rows)), targets[rows]] -= 1 - smoothing
            wrong *= weights[rows][:, None]
            used = np.unique(batch.indices)
            gradient = np.asarray(batch[:, used].T @ wrong) / np.float32(len(rows) ** 0.5)
            squares[used] += np.square(gradient).mean(axis=1, keepdims=True)
            weight[used] -= rate * gradient / np.sqrt(squares[used]) + rate * decay * weight[used]
            bias -= 0.02 * wrong.mean(axis=0)
    return LinearModel.quantised(labels, weight, bias)
