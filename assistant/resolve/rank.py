"""Weighing: a candidate's score is the weighted sum of its features, and the best score decides.

The weights are few, named and the same for every intent. They were learnt from simulated choices, list-wise: the
difference of two scores is the logarithm of how much likelier one reading is than the other
(`python -m simulator.train_ranker` makes them anew).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from assistant.resolve.features import FEATURES, Expectations, among, features
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.turn import Candidate

MODEL = Path(__file__).parent / "rank.json"


def load_weights(path: Path = MODEL) -> dict[str, float]:
    """The weights by feature (`features.FEATURES`); a feature that was never trained on counts for nothing."""
    stored: dict[str, float] = json.loads(path.read_text("utf-8"))["weights"]
    return {name: stored.get(name, 0.0) for name in FEATURES}


WEIGHTS = load_weights()

CLEAR = 0.5
"""How far the best must be ahead, where one thing is wanted, so that nobody is asked."""


CLEAR_TITLE = 0.1
"""The same between titles: people seldom mean the less known one, and a wrong one costs little."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading with what was found for and against it."""

    reading: Reading
    features: Mapping[str, float]
    score: float

    def candidate(self, chance: float) -> Candidate:
        """The evidence, as the turn keeps it."""
        reading = self.reading
        return Candidate(
            intent=reading.meant,
            targets=reading.targets,
            score=round(self.score, 4),
            features={name: round(value, 4) for name, value in self.features.items()},
            act=reading.interpretation.act,
            chance=round(chance, 4),
        )


def weigh(
    readings: Sequence[Reading], here: Here, expected: Expectations, weights: Mapping[str, float]
) -> list[Weighed]:
    """All readings of one request, best first; the interpreter's order decides between equals."""
    weighed, expected = [], among(expected, readings)
    for reading in readings:
        found = features(reading, here, expected)
        weighed.append(Weighed(reading, found, sum(weights[name] * value for name, value in found.items())))
    weighed.sort(key=lambda w: -w.score)
    if weighed and weighed[0].reading.targets:
        best = max((w for w in weighed if _twins(w, weighed[0])), key=lambda w: w.reading.interpretation.confidence)
        weighed.remove(best)
        weighed.insert(0, best)
    return weighed


def candidates(weighed: Sequence[Weighed]) -> list[Candidate]:
    """One request's readings as the turn keeps them, each with its chance: the softmax of the scores, as the weights
    were learnt list-wise."""
    if not weighed:
        return []
    top = max(one.score for one in weighed)
    odds = [exp(one.score - top) for one in weighed]
    whole = sum(odds)
    return [one.candidate(share / whole) for one, share in zip(weighed, odds, strict=True)]


def _twins(one: Weighed, best: Weighed) -> bool:
    """Whether two readings mean the same thing about as surely: then the words' likelier meaning is taken."""
    return _meaning(one) == _meaning(best) and best.score - one.score < CLEAR


def rivals(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The best and those that nearly equal it, meaning another thing by the same words; alone where it is clear."""
    best = weighed[0]
    if not best.reading.one:
        return [best]
    near = [best]
    for other in weighed[1:]:
        if best.score - other.score >= (CLEAR_TITLE if best.reading.item else CLEAR):
            break
        new = all(_meaning(other) != _meaning(kept) for kept in near)
        if other.reading.one and new and _same_wish(best.reading, other.reading):
            near.append(other)
    return near


def _same_wish(one: Reading, other: Reading) -> bool:
    return one.interpretation is other.interpretation or one.meant == other.meant


def _meaning(weighed: Weighed) -> tuple[object, ...]:
    return weighed.reading.targets, weighed.reading.item


def contributions(found: Mapping[str, float]) -> list[tuple[str, float]]:
    """What each feature added to the score, the weightiest first."""
    added = [(name, WEIGHTS.get(name, 0.0) * value) for name, value in found.items()]
    return sorted(added, key=lambda pair: -abs(pair[1]))
