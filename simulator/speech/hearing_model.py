"""Which words are misheard: a logistic regression with a random effect of the utterance, fitted by its likelihood.

The log-odds of a word are the cell's base, the features', the word's own (kept small by a normal prior), and what the
utterance adds, normal with the cell's spread. The integral over the latter is taken by Gauss-Hermite quadrature (Bock
and Aitkin, "Marginal maximum likelihood estimation of item parameters", 1981).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from simulator.speech.align import blocks
from simulator.speech.features import NAMES, Expected, expectation, place_features, word_features

Floats = NDArray[np.float64]

NODES = 15
"""Points of the quadrature."""

OFTEN = 4
"""How often a word was said, at least, to be given a number of its own."""

PRIOR = 0.8
"""The standard deviation of words' own numbers before anything is known."""

LOOSE = 3.0
"""The same of all others."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One utterance that was heard: its cell's index, its words, and which of them were misheard."""

    cell: int
    words: tuple[str, ...]
    wrong: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class HearingModel:
    """What was fitted."""

    bases: tuple[float, ...]
    """By cell."""
    spreads: tuple[float, ...]
    features: dict[str, float]
    words: dict[str, float]


def utterance(cell: int, said: str, heard: str) -> Utterance:
    """An utterance with its misheard words marked."""
    words = tuple(said.split())
    wrong = [False] * len(words)
    for block in blocks(words, heard.split()):
        wrong[block.start : block.start + len(block.said)] = [True] * len(block.said)
    return Utterance(cell, words, tuple(wrong))


def fit_hearing(utterances: Sequence[Utterance], *, cells: int, expected: Expected) -> HearingModel:
    """The model that makes what was misheard likeliest; `expected` as of `features.expected_in`."""
    often = Counter(word for one in utterances for word in one.words)
    words = sorted(word for word, count in often.items() if count >= OFTEN)
    columns = [*(f"cell {at}" for at in range(cells)), *NAMES, *(f"word {word}" for word in words)]
    table = _table(utterances, {name: at for at, name in enumerate(columns)}, expected)
    problem = _Problem(utterances, table, columns, cells)
    begin = np.zeros(len(columns) + cells)
    begin[:cells] = -2.0
    found = minimize(problem, begin, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    values = [float(value) for value in found.x]
    return HearingModel(
        bases=tuple(values[:cells]),
        spreads=tuple(np.exp(values[len(columns) :]).tolist()),
        features=dict(zip(NAMES, values[cells:], strict=False)),
        words=dict(zip(words, values[cells + len(NAMES) :], strict=False)),
    )


class _Problem:
    """The negative logarithm of the likelihood and prior, with its gradient, as a function of all numbers: the
    columns' weights, then the logarithm of each cell's spread."""

    def __init__(self, utterances: Sequence[Utterance], table: csr_matrix, columns: Sequence[str], cells: int) -> None:
        self._cells, self._table = cells, table
        self._wrong = np.array([wrong for one in utterances for wrong in one.wrong], float)
        self._owner = np.repeat(np.arange(len(utterances)), [len(one.words) for one in utterances])
        self._cell = np.array([one.cell for one in utterances])
        points, weights = np.polynomial.hermite.hermgauss(NODES)
        self._points, self._log_weights = points * sqrt(2), np.log(weights) - log(pi) / 2
        own = np.array([name.startswith("word ") for name in columns])
        self._precision = np.concatenate([np.where(own, PRIOR**-2, LOOSE**-2), np.full(cells, 1.0)])

    def __call__(self, numbers: Floats) -> tuple[float, Floats]:
        weights, spreads = numbers[: -self._cells], np.exp(numbers[-self._cells :])
        spread = spreads[self._cell][self._owner]
        odds = (self._table @ weights)[:, None] + spread[:, None] * self._points
        chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        each = np.where(self._wrong[:, None] > 0, np.log(chance + 1e-12), np.log(1 - chance + 1e-12))
        whole = np.zeros((len(self._cell), NODES))
        np.add.at(whole, self._owner, each)
        whole += self._log_weights
        top = whole.max(axis=1, keepdims=True)
        shares = np.exp(whole - top)
        value = float((top[:, 0] + np.log(shares.sum(axis=1))).sum())
        shares /= shares.sum(axis=1, keepdims=True)
        missing = (self._wrong[:, None] - chance) * shares[self._owner]
        by_weight = self._table.T @ missing.sum(axis=1)
        by_spread = np.bincount(
            self._cell[self._owner], (missing * self._points).sum(axis=1) * spread, minlength=self._cells
        )
        gradient = np.concatenate([by_weight, by_spread]) - self._precision * numbers
        return -value + float(self._precision @ numbers**2) / 2, -gradient


def _table(utterances: Sequence[Utterance], columns: dict[str, int], expected: Expected) -> csr_matrix:
    """One row a word, with ones at its columns."""
    rows, places = [], []
    row = 0
    for one in utterances:
        for at, word in enumerate(one.words):
            names = [
                f"cell {one.cell}",
                *word_features(word),
                *expectation(word, expected.words),
                *place_features(one.words, at, expected.joints),
                f"word {word}",
            ]
            if at and one.wrong[at - 1]:
                names.append("after")
            known = [columns[name] for name in names if name in columns]
            rows += [row] * len(known)
            places += known
            row += 1
    return csr_matrix((np.ones(len(rows)), (rows, places)), shape=(row, len(columns)))
