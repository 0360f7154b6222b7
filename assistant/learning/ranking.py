"""Weights of the ranking, learnt from the log alone: which near match was it that was asked for in the end?

A request that was said again until it was accepted shows what was meant: the state that was accepted. Its near matches
of that state are right, all others wrong; so are all those of a request that was accepted at once, or that nobody
supports and whose asker took that for an answer. Requests that came to nothing and all others are learnt from apart.
Logistic regression with a ridge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.intents import UNSUPPORTED
from assistant.learning.past import Until, meant_by
from assistant.learning.walks import ACCEPTED, Step, Walk
from assistant.learnt import Layer, Ranking, Said, Wording
from assistant.rewrite.habit import settled
from assistant.rewrite.near import Candidate, NearIndex, candidates
from assistant.rewrite.outlook import Request

Floats = NDArray[np.float64]

RIDGE = 1.0
"""The penalty on squared weights. Assumed."""

MOST = 8_000
"""Requests that are learnt from, evenly drawn from all; of those that came to nothing, and of all others."""

FEW = 30
"""Requests that came to nothing under which no ranking is learnt."""

LEAST, SURELY = 0.2, 0.5
"""The chance that a wording must have to be taken: where the words would come to nothing, and where they would do
something else. The first was chosen on a simulation of other households than those of any report; the second was raised
after one of the reported seeds had shown too many rewrites of what was right."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A turn that shows what was meant."""

    household: str
    turn: str
    """Its id."""
    meant: str
    """The state that was accepted; empty where nothing was meant that anybody does."""
    text: str
    """The words that got it in the end: the household's own index must not know them from there alone."""
    failed: bool
    """Whether the turn was not understood, or as what nobody does."""


@dataclass(frozen=True, slots=True)
class Example:
    """The same with the request itself."""

    household: str
    request: Request
    meant: str
    text: str


def shown(walks: Iterable[Walk]) -> list[Shown]:
    """What walks show of the turns in them. What was rewritten shows nothing."""
    return [
        Shown(walk.household, step.turn, meant, text, step.state.startswith(("?|", UNSUPPORTED)))
        for walk in walks
        for step, meant, text in _steps(walk)
        if not step.rewritten
    ]


def _steps(walk: Walk) -> list[tuple[Step, str, str]]:
    """The steps whose meaning is known, with the state that was meant and the words that got it."""
    last = walk.steps[-1]
    taken = walk.accepted or walk.good >= 1.0 - ACCEPTED
    if last.state == UNSUPPORTED and taken:
        return [(last, "", "")]
    return [(step, meant_by(last.state), last.text) for step in walk.steps] if walk.accepted else []


def evenly(walks: Iterable[Walk], most: int = MOST) -> list[Shown]:
    """What walks show, which are gone through twice: so many turns that came to nothing, then so many others, evenly
    drawn."""
    counts = Counter(one.failed for walk in walks for one in shown([walk]))
    found: dict[bool, list[Shown]] = {True: [], False: []}
    met: Counter[bool] = Counter()
    for walk in walks:
        for one in shown([walk]):
            if met[one.failed] % -(-counts[one.failed] // most) == 0:
                found[one.failed].append(one)
            met[one.failed] += 1
    return [*found[True], *found[False]]


def ranked(layer: Layer, owns: Mapping[str, Layer], examples: Sequence[Example]) -> Ranking | None:
    """The ranking of a layer's wordings beside each household's own, as soon as that is `settled`; none where too
    little was shown."""
    failing = [one.request.outlook.failing for one in examples]
    if sum(failing) < FEW:
        return None
    tables = _tables(examples, NearIndex(layer), owns)
    weights = _weights([table for table, fails in zip(tables, failing, strict=True) if fails])
    exchange = _weights([table for table, fails in zip(tables, failing, strict=True) if not fails])
    return Ranking(weights, LEAST, _kept(examples), exchange, SURELY) if weights else None


def _kept(examples: Sequence[Example]) -> float:
    """The chance from which on a wording is likelier than that nobody here does this, where that was understood: by how
    often it was taken for an answer, of the times that something else was not meant."""
    told = [one for one in examples if one.request.outlook.end == "unsupported"]
    taken = (sum(one.meant == "" for one in told) + 1) / (len(told) + 2)
    return max(LEAST, round(taken / (1 + taken), 4))


@dataclass(frozen=True, slots=True)
class _Table:
    """What was near a request."""

    names: tuple[str, ...] = ()
    """Of the features."""
    rows: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    """Each near wording's features."""
    right: tuple[float, ...] = ()
    """Whether each was meant: 1 or 0."""


def _tables(examples: Sequence[Example], shared: NearIndex, owns: Mapping[str, Layer]) -> list[_Table]:
    """Each example's table. Household by household, so that one household's own layer is held at a time."""
    found = [_Table()] * len(examples)
    order = sorted(range(len(examples)), key=lambda at: examples[at].household)
    for household, places in groupby(order, key=lambda at: examples[at].household):
        own = owns.get(household)
        indexes = [shared] if own is None else [NearIndex(own), shared]
        for at in places:
            past = Until(own.past if own is not None else {}, _seconds(examples[at]))
            if own is None or settled(past):
                found[at] = _table(examples[at], indexes, past)
    return found


def _seconds(example: Example) -> float:
    return example.request.at.timestamp() if example.request.at is not None else inf


def _table(example: Example, indexes: Sequence[NearIndex], past: Mapping[str, Sequence[Said]]) -> _Table:
    near = list(_near(example, indexes, past))
    if not near:
        return _Table()
    names = tuple(near[0].features)
    rows = np.array([[candidate.features[name] for name in names] for candidate in near])
    return _Table(names, rows, tuple(float(candidate.wording.state == example.meant) for candidate in near))


def _weights(tables: Sequence[_Table]) -> dict[str, float]:
    """What each feature is worth; nothing where no wording was right."""
    tables = [table for table in tables if table.names]
    right = np.array([one for table in tables for one in table.right])
    if not right.any():
        return {}
    weights = _fitted(np.concatenate([table.rows for table in tables]), right)
    return {name: round(float(weight), 4) for name, weight in zip(tables[0].names, weights, strict=True)}


def _near(example: Example, indexes: Sequence[NearIndex], past: Mapping[str, Sequence[Said]]) -> Iterator[Candidate]:
    """The wordings that would have been weighed then: of the household's own, only what had its `past` by then."""
    for candidate in candidates(example.request, indexes, past=past):
        wording = candidate.wording
        if candidate.features["own"] and (not candidate.features["past"] or _told(wording, example)):
            continue
        if wording.state != example.request.outlook.state:
            yield candidate


def _told(wording: Wording, example: Example) -> bool:
    """Whether the household has a wording from the example alone."""
    return wording.text == example.text and wording.count == 1


def _fitted(rows: Floats, right: Floats) -> Floats:
    """Minimises the logistic loss plus the ridge."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = rows @ weights
        value = np.logaddexp(0, -odds) @ right + np.logaddexp(0, odds) @ (1 - right) + RIDGE * weights @ weights / 2
        return float(value), rows.T @ (1 / (1 + np.exp(-odds)) - right) + RIDGE * weights

    found: Floats = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return found
