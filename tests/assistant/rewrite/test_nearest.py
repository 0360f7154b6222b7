"""The nearest vectors are found by few numbers first, and nearly none is missed."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from assistant.rewrite.nearest import Floats, Nearest

THREADED = """
from hashlib import sha256
from tests.assistant.rewrite.test_nearest import alike
from assistant.rewrite.nearest import Nearest
found = Nearest(alike(4000)).find(alike(20, seed=2), 12)
print(sha256(b"".join(places.tobytes() for places in found)).hexdigest())
"""


def alike(count: int, *, seed: int = 1) -> Floats:
    """Vectors of length 1 that lie around some that they have in common, in fewer and fewer directions."""
    centres = np.random.default_rng(0).normal(size=(300, 448))
    rng = np.random.default_rng(seed)
    found = centres[rng.integers(0, 300, count)] + 0.7 * rng.normal(size=(count, 448))
    found *= np.arange(1, 449) ** -0.4
    vectors: Floats = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return vectors


@pytest.mark.parametrize("count", [1000, 3000, 10_000])
def test_hardly_any_of_the_nearest_is_missed(count: int) -> None:
    rows, questions = alike(count), alike(100, seed=2)
    true = np.argsort(-(questions @ rows.T), axis=1, kind="stable")[:, :12]
    found = Nearest(rows).find(questions, 12)
    hits = [len(set(places.tolist()) & set(right.tolist())) for places, right in zip(found, true, strict=True)]
    assert np.mean(hits) / 12 >= 0.99


@pytest.mark.parametrize("count", [0, 3, 2000])
def test_of_equal_ones_the_first_come_first(count: int) -> None:
    rows = np.repeat(alike(1), count, axis=0)
    (found,) = Nearest(rows).find(rows[:1] if count else alike(1), 12)
    assert found.tolist() == list(range(min(count, 12)))


def test_the_same_is_found_by_any_number_of_threads() -> None:
    told = set()
    for threads in ("1", "2"):
        given = {**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        told.add(subprocess.run([sys.executable, "-c", THREADED], env=given, capture_output=True, check=True).stdout)
    assert len(told) == 1
