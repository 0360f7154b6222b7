"""What a request leads to: an absorbing Markov chain over walks of requests.

A walk is what somebody asks for until they have it or give up; each request is a state, and a walk ends well (S+) or
badly (S-) in its last. The transitions are counted and each row is made to sum to one: P = [[Q, R], [0, I]]. Then
N = (I - Q)^-1 holds how often a walk from one state comes to another, and N_ij R_j+ is the chance that a walk from
state i ends well in state j (Kemeny and Snell 1960, chapter 3). `one_step` and `next_request` are what the chain is
compared with.

What it does not handle: how a walk came to a state, who walks, and how sure a chance is that few walks stand behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph, linalg

LEAST = 1e-6
"""Chances under this are left out."""

BLOCK = 32
"""Sources solved for at a time."""

Floats = NDArray[np.float64]
Rows = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted of walks; weights may be fractions, none below 0."""

    steps: Mapping[tuple[str, str], float]
    """From state to state."""
    ends: Mapping[str, tuple[float, float]]
    """By state, the walks that ended well, and badly, in it."""


def chances(counts: Counts, sources: Sequence[str]) -> Rows:
    """By source i, for each state j that its walks reach, the chance N_ij R_j+ that they end well in j.

    The source itself always stands there, with what it is worth as it stands. A state from which no walk was seen to
    end counts as ending badly, and so does one that never was seen. Raises `ValueError` for counts that are no weights.
    """
    chain = _chain(counts)
    found = {source: {source: 0.0} for source in sources}
    known = sorted(source for source in found if source in chain.ids)
    for start, block in _visits(chain, [chain.ids[source] for source in known]):
        for source, row in zip(known[start:], block, strict=False):
            found[source] |= _kept(chain, row * chain.well, source)
    return found


def one_step(counts: Counts, sources: Sequence[str]) -> Rows:
    """The same where walks end after the next request at the latest: P_ij R_j+, and R_i+ for the source itself."""
    chain = _chain(counts)
    found = {source: {source: 0.0} for source in sources}
    for source, row in _next(chain, found):
        worth = {name: share * chain.well[chain.ids[name]] for name, share in row.items()}
        found[source] |= {name: float(chance) for name, chance in worth.items() if chance > LEAST and name != source}
        found[source][source] = float(chain.well[chain.ids[source]])
    return found


def next_request(counts: Counts, sources: Sequence[str]) -> Rows:
    """The share P_ij of walks that went on to each state, whatever came of it; 0 for the source itself.

    It knows of no success, so that how often a request is said twice does not speak for leaving it as it stands.
    """
    chain = _chain(counts)
    found = {source: {source: 0.0} for source in sources}
    for source, row in _next(chain, found):
        found[source] |= {name: share for name, share in row.items() if share > LEAST and name != source}
    return found


@dataclass(frozen=True, slots=True)
class _Chain:
    """The transition matrix; a state's place is its id."""

    names: Sequence[str]
    ids: Mapping[str, int]
    steps: sparse.csr_array
    """Q: from state to state."""
    well: Floats
    """R+: the chance to end well at once."""


def _chain(counts: Counts) -> _Chain:
    _check(counts)
    names = sorted({*counts.ends, *(state for step in counts.steps for state in step)})
    ids = {name: number for number, name in enumerate(names)}
    ends = np.array([counts.ends.get(name, (0.0, 0.0)) for name in names]).reshape(len(names), 2)
    places = [(ids[a], ids[b]) for (a, b), weight in sorted(counts.steps.items()) if weight > 0]
    weights = [weight for _, weight in sorted(counts.steps.items()) if weight > 0]
    at = np.array(places, dtype=np.int32).reshape(len(places), 2).T
    steps = sparse.csr_array((np.array(weights, dtype=float), (at[0], at[1])), shape=(len(names), len(names)))
    total = steps.sum(axis=1) + ends.sum(axis=1)
    ending = _ending(steps, ends.sum(axis=1) > 0)
    scale = np.divide(1.0, total, out=np.zeros(len(names)), where=ending)
    scaled = sparse.csr_array(sparse.diags_array(scale) @ steps)
    scaled.eliminate_zeros()
    return _Chain(names, ids, scaled, ends[:, 0] * scale)


def _check(counts: Counts) -> None:
    for step, weight in counts.steps.items():
        if not (isfinite(weight) and weight >= 0):
            raise ValueError(f"steps {step}: {weight} is no weight; give a number of at least 0")
    for state, pair in counts.ends.items():
        if not all(isfinite(weight) and weight >= 0 for weight in pair):
            raise ValueError(f"ends {state!r}: {pair} are no weights; give numbers of at least 0")


def _ending(steps: sparse.csr_array, ends: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which states lead to an end: those that are found backwards from all ends at once, joined in one more state."""
    if not len(ends):
        return ends
    from_ends = sparse.csr_array(ends[None, :].astype(float))
    back = sparse.block_array([[steps.T, None], [from_ends, sparse.csr_array((1, 1))]], format="csr")
    found = csgraph.breadth_first_order(back, len(ends), return_predecessors=False)
    reached = np.zeros(len(ends) + 1, dtype=bool)
    reached[found] = True
    return reached[:-1]


def _visits(chain: _Chain, sources: Sequence[int]) -> Iterator[tuple[int, Floats]]:
    """The rows of N of some sources, in blocks, each with the place of its first source.

    Only states that lead on are solved for, x = (I - Q)^-T e_i; the rest are one more step from those.
    """
    inner = np.flatnonzero(np.diff(chain.steps.indptr))
    place = np.full(len(chain.names), -1)
    place[inner] = np.arange(len(inner))
    out = sparse.csr_array(chain.steps[inner])
    solver = None
    if len(inner):
        solver = linalg.splu(sparse.csc_array(sparse.eye_array(len(inner)) - out[:, inner]), permc_spec="COLAMD")
    for start in range(0, len(sources), BLOCK):
        block = np.array(sources[start : start + BLOCK])
        rows = np.zeros((len(block), len(chain.names)))
        rows[np.arange(len(block)), block] = 1.0
        if solver is not None:
            within = solver.solve(np.ascontiguousarray(rows[:, inner].T), trans="T")
            rows += (out.T @ within).T
        yield start, rows


def _kept(chain: _Chain, worth: Floats, source: str) -> dict[str, float]:
    kept = {chain.names[at]: float(worth[at]) for at in np.flatnonzero(worth > LEAST)}
    return kept | {source: float(worth[chain.ids[source]])}


def _next(chain: _Chain, sources: Mapping[str, object]) -> Iterator[tuple[str, dict[str, float]]]:
    """The rows of Q of the sources that are known."""
    steps = chain.steps
    for source in sources:
        if source in chain.ids:
            span = slice(*steps.indptr[chain.ids[source] : chain.ids[source] + 2])
            row = zip(steps.indices[span], steps.data[span], strict=True)
            yield source, {chain.names[at]: float(share) for at, share in row}
