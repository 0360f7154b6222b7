"""Weighing: a candidate's score is the weighted sum of its features, and the best score decides.

The weights are few, named and the same for every intent; they were set by hand so that no single clue but a ringing
alarm outweighs words that name a thing exactly. Training replaces this table and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.resolve.features import Expectations, among, features
from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.turn import Candidate

WEIGHTS: dict[str, float] = {
    "confidence": 3.0,
    "match": 2.0,
    "exact": 1.0,
    "overlap": 0.8,
    "no_target": 1.2,
    "unfound": -1.5,
    "same_area": 1.0,
    "other_area": -0.5,
    "other_place": -1.0,
    "same_floor": 0.1,
    "at_satellite": 0.3,
    "would_change": 0.4,
    "no_change": -0.4,
    "busy": 1.4,
    "busy_elsewhere": 0.3,
    "idle": -1.5,
    "natural": 0.5,
    "mentioned": 0.6,
    "just_changed": 0.5,
    "ringing": 5.0,
    "occupied": 0.4,
    "follows": 1.5,
    "hour": 0.5,
    "usual": 1.0,
    "screen_here": 1.5,
    "screen_near": -0.4,
    "screen_missing": -3.0,
    "sound_on_screen": -0.2,
    "taste": 1.0,
    "preference": 1.5,
    "dislike": -1.5,
    "same_artist": 0.5,
    "popularity": 0.3,
    "can_be": 1.0,
    "implausible": -6.0,
}
"""By feature; see `features.FEATURES`."""

CLEAR = 0.3
"""How far the best must be ahead, where one thing is wanted, so that nobody is asked."""


CLEAR_TITLE = 0.1
"""The same between titles: people seldom mean the less known one, and a wrong one costs little."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading with what was found for and against it."""

    reading: Reading
    features: Mapping[str, float]
    score: float

    def candidate(self) -> Candidate:
        """The evidence, as the turn keeps it."""
        reading = self.reading
        return Candidate(
            intent=reading.meant,
            targets=reading.targets,
            score=round(self.score, 4),
            features={name: round(value, 4) for name, value in self.features.items()},
            act=reading.interpretation.act,
        )


def weigh(readings: Sequence[Reading], here: Here, expected: Expectations) -> list[Weighed]:
    """All readings of one request, best first; the interpreter's order decides between equals."""
    weighed, expected = [], among(expected, readings)
    for reading in readings:
        found = features(reading, here, expected)
        weighed.append(Weighed(reading, found, sum(WEIGHTS[name] * value for name, value in found.items())))
    return sorted(weighed, key=lambda w: -w.score)


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
