"""An intent model over what words mean: a small network with one hidden layer over `vectors`.

Knows nothing of word order but the first and the last word; the linear model and the spaCy network beside it do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.nlu.linear import Floats, log_softmax
from assistant.nlu.vectors import word_vectors

HIDDEN = 192
RATE, DECAY = 2e-3, 1e-4
INPUTS_KEPT, HIDDEN_KEPT = 0.9, 0.7
"""Shares of the inputs and of the hidden units that each step of the training sees (dropout)."""


@dataclass(frozen=True, slots=True)
class SemanticModel:
    """Softmax over intents, in the order of `labels.LABELS`."""

    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats

    def log_probabilities(self, words: Sequence[str]) -> Floats:
        """The log probability of each intent."""
        return self.of_described(word_vectors().describe(words))

    def of_described(self, described: Floats) -> Floats:
        """The same from `WordVectors.describe`, of one request or of a row each."""
        hidden = np.maximum(described @ self.first + self.first_bias, 0)
        return log_softmax(hidden @ self.second + self.second_bias)

    def save(self, path: Path) -> None:
        """Writes one `.npz` of half precision, without pickles."""
        parts = {name: getattr(self, name).astype(np.float16) for name in self.__slots__}
        np.savez_compressed(path, **parts)

    @staticmethod
    def load(path: Path) -> SemanticModel:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return SemanticModel(**{name: stored[name].astype(np.float32) for name in SemanticModel.__slots__})


def fit_semantic(
    described: Floats,
    targets: NDArray[np.int64],
    classes: int,
    weights: Floats,
    *,
    epochs: int = 12,
    smoothing: float = 0.05,
    seed: int = 0,
) -> SemanticModel:
    """A model of requests (a row each) with intents `targets`, each weighing its `weights`.

    Adam (Kingma 2015) with decoupled decay and dropout; `smoothing` as in `fit.fit_linear`.
    """
    rng = np.random.default_rng(seed)
    middle, spread = described.mean(axis=0), described.std(axis=0) + 1e-6
    rows = (described - middle) / spread
    sizes = ((rows.shape[1], HIDDEN, 2), (HIDDEN, classes, 1))
    layers = [rng.normal(0, (gain / above) ** 0.5, (above, below)) for above, below, gain in sizes]
    parameters = [layers[0], np.zeros(HIDDEN), layers[1], np.zeros(classes)]
    network = _Network([part.astype(np.float32) for part in parameters], rng, smoothing)
    for epoch in range(epochs):
        order = rng.permutation(len(rows))
        for start in range(0, len(order), 256):
            batch = order[start : start + 256]
            network.step(rows[batch], targets[batch], weights[batch], RATE * (1 - epoch / epochs))
    first, first_bias, second, second_bias = network.parameters
    first = first / spread[:, None]
    return SemanticModel(first, first_bias - middle @ first, second, second_bias)


class _Network:
    """The parameters in training, with Adam's running means."""

    def __init__(self, parameters: list[Floats], rng: np.random.Generator, smoothing: float) -> None:
        self.parameters, self._rng, self._smoothing, self._steps = parameters, rng, smoothing, 0
        self._means = [np.zeros_like(part) for part in parameters]
        self._squares = [np.zeros_like(part) for part in parameters]

    def step(self, rows: Floats, targets: NDArray[np.int64], weights: Floats, rate: float) -> None:
        """One step down the gradient of the cross-entropy."""
        first, first_bias, second, second_bias = self.parameters
        rows = rows * self._kept(rows.shape, INPUTS_KEPT)
        summed = rows @ first + first_bias
        kept = self._kept(summed.shape, HIDDEN_KEPT)
        hidden = np.maximum(summed, 0) * kept
        wrong = np.exp(log_softmax(hidden @ second + second_bias)) - np.float32(self._smoothing / len(second_bias))
        wrong[np.arange(len(rows)), targets] -= 1 - self._smoothing
        wrong *= weights[:, None] / np.float32(len(rows))
        above = (wrong @ second.T) * kept * (summed > 0)
        self._descend([rows.T @ above, above.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0)], rate)

    def _kept(self, shape: tuple[int, ...], share: float) -> Floats:
        return (self._rng.random(shape, np.float32) < share).astype(np.float32) / np.float32(share)

    def _descend(self, gradients: list[Floats], rate: float) -> None:
        self._steps += 1
        fresh, fresh_squares = 1 - 0.9**self._steps, 1 - 0.999**self._steps
        for part, gradient, mean, square in zip(self.parameters, gradients, self._means, self._squares, strict=True):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            step = mean / fresh / (np.sqrt(square / fresh_squares) + 1e-8) + DECAY * part
            part -= np.float32(rate) * step
