"""Weights of the ranking, learnt from the log alone: which near match was it that was asked for in the end?

A request that was said again until it was accepted shows what was meant: the state that was accepted. Its near matches
of that state are right, all others wrong; so are all those of a request that was accepted at once, or that nobody
supports and whose asker took that for an answer. Requests that came to nothing and all others are learnt from apart.
Logistic regression with a ridge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.intents import UNSUPPORTED
from assistant.learning.past import Until, meant_by
from assistant.learning.walks import ACCEPTED, Step, Walk
from assistant.learnt import Layer, Ranking
from assistant.rewrite.near import Candidate, NearIndex, candidates
from assistant.rewrite.outlook import Request

Floats = NDArray[np.float64]

RIDGE = 1.0
"""The penalty on squared weights. Assumed."""

MOST = 8_000
"""Requests that are learnt from, evenly drawn from all; of those that came to nothing, and of all others."""

FEW = 30
"""Requests that came to nothing under which no ranking is learnt."""

LEAST, SURELY = 0.25, 0.3
"""The chance that a wording must have to be taken: where the words would come to nothing, and where they would do
something else. Chosen on a simulation of other households than those of any report."""


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


def evenly(found: Sequence[Shown], most: int = MOST) -> Sequence[Shown]:
    """So many of them, evenly drawn."""
    return found[:: max(-(-len(found) // most), 1)]


def ranked(
    layer: Layer, owns: Mapping[str, Layer], examples: Sequence[Example], *, least: float = LEAST
) -> Ranking | None:
    """The ranking of a layer's wordings beside each household's own; none where too little was shown."""
    failing = [one for one in examples if one.request.outlook.failing]
    if len(failing) < FEW:
        return None
    shared = NearIndex(layer)
    indexes = {household: NearIndex(own) for household, own in owns.items()}
    weights = _weights(failing, shared, indexes, owns)
    exchange = _weights([one for one in examples if not one.request.outlook.failing], shared, indexes, owns)
    return Ranking(weights, least, exchange, SURELY) if weights else None


def _weights(
    examples: Sequence[Example], shared: NearIndex, indexes: Mapping[str, NearIndex], owns: Mapping[str, Layer]
) -> dict[str, float]:
    """What each feature is worth; nothing where no wording was right."""
    rows: list[Mapping[str, float]] = []
    right: list[float] = []
    for example in examples:
        for candidate in _near(example, shared, indexes, owns):
            rows.append(candidate.features)
            right.append(float(candidate.wording.state == example.meant))
    if not any(right):
        return {}
    names = list(rows[0])
    weights = _fitted(np.array([[row[name] for name in names] for row in rows]), np.array(right))
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def _near(
    example: Example, shared: NearIndex, indexes: Mapping[str, NearIndex], owns: Mapping[str, Layer]
) -> Iterator[Candidate]:
    """The wordings that would have been weighed then: of the household's own, only what was said before."""
    own, at = indexes.get(example.household), example.request.at
    past = Until(owns[example.household].past if own else {}, at.timestamp() if at else inf)
    for candidate in candidates(example.request, [shared] if own is None else [own, shared], past=past):
        wording = candidate.wording
        if candidate.features["own"] and (wording.text == example.text and wording.count == 1):
            continue
        if wording.state != example.request.outlook.state:
            yield candidate


def _fitted(rows: Floats, right: Floats) -> Floats:
    """Minimises the logistic loss plus the ridge."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = rows @ weights
        value = np.logaddexp(0, -odds) @ right + np.logaddexp(0, odds) @ (1 - right) + RIDGE * weights @ weights / 2
        return float(value), rows.T @ (1 / (1 + np.exp(-odds)) - right) + RIDGE * weights

    found: Floats = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return found
