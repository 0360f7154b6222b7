"""Weights of the ranking, learnt from the log alone: which near match was it that was asked for in the end?

A request that was not understood, and was then said again until it was accepted, shows what was meant: the state that
was accepted. Its near matches of that state are right, all others wrong; so are all those of a request that nobody
supports and whose asker took that for an answer. Logistic regression with a ridge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.intents import UNSUPPORTED
from assistant.learning.walks import ACCEPTED, Step, Walk
from assistant.learnt import Layer, Ranking
from assistant.rewrite.near import NearIndex, candidates
from assistant.turn import Transcript

Floats = NDArray[np.float64]

RIDGE = 1.0
"""The penalty on squared weights. Assumed."""

MOST = 12_000
"""Requests that are learnt from, evenly drawn from all."""

FEW = 30
"""Requests under which no ranking is learnt."""

LEAST = 0.35
"""The chance a wording must have to be taken. Chosen on a simulation of other households than those of any report."""


@dataclass(frozen=True, slots=True)
class Example:
    """A request that failed, and the state that was meant; empty where nothing was."""

    household: str
    transcript: Transcript
    unsupported: bool
    meant: str
    text: str
    """The words that got it in the end: the household's own index must not know them from there alone."""


def examples(walks: Iterable[Walk], transcripts: Mapping[str, Transcript]) -> list[Example]:
    """What the walks show; `transcripts` are those of the turns, by id."""
    found: list[Example] = []
    for walk in walks:
        for step, meant, text in _failed(walk):
            unsupported = step.state == UNSUPPORTED
            if (unsupported or step.state.startswith("?|")) and step.turn in transcripts:
                found.append(Example(walk.household, transcripts[step.turn], unsupported, meant, text))
    return found


def _failed(walk: Walk) -> list[tuple[Step, str, str]]:
    """The steps that failed, each with the state that was meant and the words that got it."""
    last = walk.steps[-1]
    taken = walk.accepted or walk.good >= 1.0 - ACCEPTED
    if last.state == UNSUPPORTED and taken:
        return [(last, "", "")]
    return [(step, last.state, last.text) for step in walk.steps[:-1]] if walk.accepted else []


def ranked(layer: Layer, owns: Mapping[str, Layer], shown: Sequence[Example]) -> Ranking | None:
    """The ranking of a layer's wordings beside each household's own; none where too little was shown."""
    every = max(len(shown) // MOST, 1)
    used = shown[::every]
    if len(used) < FEW:
        return None
    shared = NearIndex(layer)
    indexes = {household: NearIndex(own) for household, own in owns.items()}
    rows: list[Mapping[str, float]] = []
    right: list[float] = []
    for example in used:
        near = [*(one for one in (indexes.get(example.household),) if one is not None), shared]
        for candidate in candidates(example.transcript, near, unsupported=example.unsupported):
            own = candidate.features["own"] and candidate.wording
            if own and own.count == 1 and own.text == example.text:
                continue
            rows.append(candidate.features)
            right.append(float(candidate.wording.state == example.meant))
    if not rows or not any(right):
        return None
    names = list(rows[0])
    weights = _fitted(np.array([[row[name] for name in names] for row in rows]), np.array(right))
    return Ranking({name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}, least=LEAST)


def _fitted(rows: Floats, right: Floats) -> Floats:
    """Minimises the logistic loss plus the ridge."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = rows @ weights
        value = np.logaddexp(0, -odds) @ right + np.logaddexp(0, odds) @ (1 - right) + RIDGE * weights @ weights / 2
        return float(value), rows.T @ (1 / (1 + np.exp(-odds)) - right) + RIDGE * weights

    found: Floats = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return found
