"""The nearest of many vectors: roughly first, in few whole numbers each, then exactly among the best of these.

Reading all of 10,000 long vectors for each question takes most of a near match's time. So every vector is also kept
short: as its parts along the directions in which the vectors differ most (their principal components), rounded to whole
numbers. These are summed without any error, in whatever order and by however many threads, so that the same vectors
always give the same answer. Some of the nearest may be missed: under 1 in 100 of the 12 nearest of 10,000 requests.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIZE = 160
"""Numbers of a short vector."""

FEW = 1500
"""Vectors up to which they are not shortened: their product takes no longer than the rest."""

CLOSE = 160
"""Vectors at least that are looked at exactly, of each question."""

BLOCKS = 4 * CLOSE
"""Parts of the vectors whose best are compared: most of the `CLOSE` nearest are the best of a part."""

SAMPLE = 4096
"""Vectors that directions are found by, evenly drawn."""

ROUNDS = 4
"""How often the directions are made better."""

MOST = 127
"""The largest whole number in a vector: `SIZE` products of two, and 1,000 even, sum to less than 2^24, up to which
float32 holds every whole number."""

FINE = 2047
"""The largest whole number in a direction: sums of products stay under 2^53, up to which float64 holds them all."""

Floats = NDArray[np.float32]
Whole = NDArray[np.float64]
Places = NDArray[np.int64]


class Nearest:
    """The rows of a matrix (n, d), at most 1,000 numbers each, to be found by their products with questions."""

    def __init__(self, rows: Floats) -> None:
        self._rows = rows
        self._scale = MOST / max(float(np.abs(rows).max(initial=0.0)), 1e-9)
        whole = np.rint(rows * self._scale).astype(np.float64)
        self._directions = _directions(whole[:: -(-len(rows) // SAMPLE)]) if len(rows) > FEW else None
        short = whole if self._directions is None else whole @ self._directions
        self._fine = MOST / max(float(np.abs(short).max(initial=0.0)), 1e-9)
        self._block = max(len(rows) // BLOCKS, 1)
        """Vectors in a part."""
        padded = np.zeros((short.shape[1], -(-len(rows) // self._block) * self._block), np.float32)
        padded[:, : len(rows)] = np.rint(short.T * self._fine)
        self._short = padded

    def find(self, questions: Floats, count: int) -> list[Places]:
        """For each question, a row of (m, d), the places of the rows whose product with it is largest, so many or all
        there are: the largest first, of equal ones the first."""
        close = max(CLOSE, count)
        if len(self._rows) // self._block <= close:
            near = [np.arange(len(self._rows))] * len(questions)
        else:
            near = self._roughly(questions, close)
        return [self._best(places, question, count) for places, question in zip(near, questions, strict=True)]

    def _roughly(self, questions: Floats, close: int) -> list[Places]:
        """For each question the places of at least so many rows that may be among the nearest, the first first."""
        scores = self._shortened(questions) @ self._short
        # Of the best of each part, the last that is wanted is no better than the last that is wanted of all.
        best = scores.reshape(len(scores), self._block, -1).max(axis=1)
        least = np.partition(best, -close, axis=1)[:, -close]
        found = (np.flatnonzero(row >= low) for row, low in zip(scores, least, strict=True))
        return [places[places < len(self._rows)] for places in found]

    def _shortened(self, questions: Floats) -> Floats:
        whole = np.clip(np.rint(questions * self._scale), -MOST, MOST).astype(np.float64)
        short = whole if self._directions is None else whole @ self._directions
        shortened: Floats = np.clip(np.rint(short * self._fine), -MOST, MOST).astype(np.float32)
        return shortened

    def _best(self, places: Places, question: Floats, count: int) -> Places:
        # Not as a product of matrices, which is rounded as the threads share it out.
        scores = np.einsum("ij,j->i", self._rows[places], question)
        return places[np.argsort(-scores, kind="stable")[:count]]


def _directions(rows: Whole) -> Whole:
    """The directions, a column each in whole numbers, in which rows of whole numbers are longest: by orthogonal
    iteration (Golub and Van Loan, Matrix Computations, section 8.2)."""
    moments = rows.T @ rows
    longest = np.argsort(-np.diag(moments), kind="stable")[:SIZE]
    found = moments[:, longest]
    for _ in range(ROUNDS):
        found = moments @ _orthogonal(found)
    return _orthogonal(found)


def _orthogonal(columns: Whole) -> Whole:
    """Columns at right angles, as long as whole numbers up to `FINE` can say (Gram and Schmidt, each taken twice)."""
    found = np.zeros(columns.T.shape)
    for at, column in enumerate(columns.T):
        left = column / max(float(np.abs(column).max()), 1e-9)
        length = _length(left)
        for _ in range(2):
            parts = np.einsum("ij,j->i", found[:at], left)
            left = left - np.einsum("ij,i->j", found[:at], parts)
        # What is left of a column that depends on those before is nothing but rounding.
        if _length(left) > 1e-9 * length:
            found[at] = left / _length(left)
    return np.rint(found.T * FINE)


def _length(vector: Whole) -> float:
    return float(np.sqrt(np.square(vector).sum()))
