"""What a request leads to: an absorbing Markov chain over walks of requests.

A walk is what somebody asks for until they have it or give up; each request is a state, and a walk ends well (S+) or
badly (S-) in its last. The transitions are counted and each row is made to sum to one: P = [[Q, R], [0, I]]. Then
N = (I - Q)^-1 holds how often a walk from one state comes to another, and N_ij R_j+ is the chance that a walk from
state i ends well in state j (Kemeny and Snell 1960, chapter 3). `one_step` and `next_request` are what the chain is
compared with.

N's rows are summed as the series e_i + e_i Q + e_i Q^2 + ..., sparse, with what is under `FAINT` dropped: walks are
short. A factorisation of I - Q fills in wherever popular requests lead to many others (50 million entries, 45 s, by
COLAMD on a random heavy-tailed graph of 90,000 states with steps), and each dense solution of it costs the same for a
state that leads to three others as for one that leads to all. Saying the same again is left out first, which changes
no chance of where a walk ends; circles that are left slowly are solved for exactly (`_leap`).

What it does not handle: requests of which each leads to all others (where a source reaches 80,000 states, it takes
0.07 s a source), how a walk came to a state, who walks, and how sure a chance is that few walks stand behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph, linalg

LEAST = 1e-6
"""Chances under this are left out."""

FAINT = 1e-8
"""Visits under this are dropped at each step. On a random heavy-tailed graph no entry of 512 rows of N was off by more
than 1e-7 from what dropping under 1e-9 gave (1e-6 where those under 1e-7 were dropped)."""

BLOCK = 64
"""Sources that are summed for at a time: by calculation some 200 MB where each leads to 80,000 states."""

ROUNDS = 50
"""Steps after which what still walks is taken to go in circles. Walks take 1.6 steps on average."""

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

    The source itself always stands there, with what it is worth as it stands; other chances up to `LEAST` are left
    out. A state from which no walk was seen to end counts as ending badly, and so does one that never was seen.
    Raises `ValueError` for counts that are no weights.
    """
    chain = _chain(counts)
    found = {source: {source: 0.0} for source in sources}
    known = sorted(source for source in found if source in chain.ids)
    jumps, well = _jumps(chain)
    for start in range(0, len(known), BLOCK):
        block = known[start : start + BLOCK]
        worth = sparse.csr_array(_visits(jumps, [chain.ids[source] for source in block]).multiply(well[None, :]))
        worth.data[worth.data <= LEAST] = 0.0
        worth.eliminate_zeros()
        for source, row in zip(block, _rows(chain, worth), strict=True):
            found[source] |= row
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
    places = [(ids[a], ids[b]) for (a, b), weight in counts.steps.items() if weight > 0]
    weights = np.array([weight for weight in counts.steps.values() if weight > 0], dtype=float)
    at = np.array(places, dtype=np.int32).reshape(len(places), 2).T
    # Sorted, since the order decides how sums are rounded.
    order = np.lexsort((at[1], at[0]))
    steps = sparse.csr_array((weights[order], (at[0][order], at[1][order])), shape=(len(names), len(names)))
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
    size, ended = len(ends), np.flatnonzero(ends)
    forward = steps.tocoo()
    start = np.concatenate([np.asarray(forward.col, dtype=np.int64), np.full(len(ended), size)])
    to = np.concatenate([np.asarray(forward.row, dtype=np.int64), ended])
    back: sparse.csr_array = sparse.csr_array((np.ones(len(to)), (start, to)), shape=(size + 1, size + 1))
    found, _ = csgraph.breadth_first_order(back, size)
    reached = np.zeros(size + 1, dtype=bool)
    reached[found] = True
    return reached[:-1]


def _jumps(chain: _Chain) -> tuple[sparse.csr_array, Floats]:
    """Q and R+ of the walks in which saying the same again is no step: N_ij R_j+ stays as it is."""
    again = chain.steps.diagonal()
    scale = sparse.diags_array(1.0 / (1.0 - again))
    jumps = sparse.csr_array(scale @ (chain.steps - sparse.diags_array(again)))
    jumps.eliminate_zeros()
    return jumps, chain.well / (1.0 - again)


def _visits(jumps: sparse.csr_array, sources: Sequence[int]) -> sparse.csr_array:
    """Some rows of N, in the order of the sources."""
    shape = (len(sources), jumps.shape[0])
    walking = sparse.csr_array((np.ones(len(sources)), (np.arange(len(sources)), sources)), shape=shape)
    visits, rounds = walking, 0
    while walking.nnz:
        rounds += 1
        if rounds % ROUNDS == 0:
            circling, walking = _leap(jumps, walking)
            visits = visits + circling
        else:
            walking = _without_faint(walking @ jumps)
        visits = visits + walking
    return visits


def _leap(jumps: sparse.csr_array, walking: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """All further visits to the states where walks are now, without those of now, and the walks as they leave those
    states."""
    here = np.unique(walking.indices)
    out = sparse.csr_array(jumps[here])
    system = sparse.csc_array((sparse.eye_array(len(here)) - out[:, here]).T)
    solver = linalg.splu(system, permc_spec="MMD_AT_PLUS_A")
    now = walking[:, here].toarray()
    all_visits = solver.solve(np.ascontiguousarray(now.T)).T
    back = sparse.csr_array((np.ones(len(here)), (np.arange(len(here)), here)), shape=(len(here), jumps.shape[0]))
    elsewhere = np.ones(jumps.shape[0])
    elsewhere[here] = 0.0
    further = sparse.csr_array(sparse.csr_array(all_visits - now) @ back)
    leaving = sparse.csr_array((sparse.csr_array(all_visits) @ out).multiply(elsewhere[None, :]))
    return further, _without_faint(leaving)


def _without_faint(walking: sparse.csr_array) -> sparse.csr_array:
    walking.data[walking.data < FAINT] = 0.0
    walking.eliminate_zeros()
    return walking


def _rows(chain: _Chain, table: sparse.csr_array) -> Iterator[list[tuple[str, float]]]:
    """The entries of each row, by the names of states."""
    for start, end in pairwise(table.indptr.tolist()):
        names = [chain.names[at] for at in table.indices[start:end].tolist()]
        yield list(zip(names, table.data[start:end].tolist(), strict=True))


def _next(chain: _Chain, sources: Mapping[str, object]) -> Iterator[tuple[str, dict[str, float]]]:
    """The rows of Q of the sources that are known."""
    known = [source for source in sources if source in chain.ids]
    table = sparse.csr_array(chain.steps[[chain.ids[source] for source in known]]) if known else None
    if table is not None:
        for source, row in zip(known, _rows(chain, table), strict=True):
            yield source, dict(row)
