"""A confidence that means the same whichever recogniser gives it: the chance that the words are what was said.

Each recogniser's own measure is put on that scale by a curve that rises, fitted on synthesised speech in more and less
noise (`python -m simulator.fit_recogniser`), and shipped as `confidence.json`. Isotonic regression by pooling adjacent
violators (Ayer et al., "An empirical distribution function for sampling with incomplete information", 1955), on groups
of neighbours, so that few samples do not make steps.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.turn import Transcript

CURVES = Path(__file__).parent / "confidence.json"

GROUP = 25
"""Samples whose share of right ones is taken together."""

PRIOR = 1.0
"""Samples, half of them right, that each group is given: no curve promises certainty."""

Knot = tuple[float, float]
"""A recogniser's own measure, and the chance of being right there."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Straight lines between knots; flat before the first and after the last."""

    knots: tuple[Knot, ...]

    def __call__(self, raw: float) -> float:
        """The chance for a recogniser's own measure, 0 to 1 both."""
        at = bisect_right([knot[0] for knot in self.knots], raw)
        if at == 0:
            return self.knots[0][1]
        if at == len(self.knots):
            return self.knots[-1][1]
        (left, low), (right, high) = self.knots[at - 1], self.knots[at]
        return low + (high - low) * (raw - left) / (right - left)

    def calibrated(self, transcript: Transcript) -> Transcript:
        """The transcript with its confidence on the common scale; alternatives keep their proportion to the best."""
        if not transcript.text or transcript.confidence <= 0:
            return transcript
        chance = round(self(transcript.confidence), 4)
        share = chance / transcript.confidence
        others = tuple(replace(one, confidence=round(one.confidence * share, 4)) for one in transcript.alternatives)
        return replace(transcript, confidence=chance, alternatives=others)


SAME = Curve(((0.0, 0.0), (1.0, 1.0)))
"""Leaves every confidence as it is."""


def fitted(raws: Sequence[float], right: Sequence[bool]) -> Curve:
    """The curve through samples of a recogniser's own measure and whether the words were right.

    Raises `ValueError` where there are too few to group.
    """
    samples = sorted(zip(raws, right, strict=True))
    groups = [samples[at : at + GROUP] for at in range(0, len(samples) - GROUP + 1, GROUP)]
    if len(groups) < 2:
        raise ValueError(f"a curve needs at least {2 * GROUP} samples, not {len(samples)}")
    groups[-1] = samples[(len(groups) - 1) * GROUP :]
    blocks = [(sum(raw for raw, _ in group), sum(was for _, was in group), len(group)) for group in groups]
    return Curve(_rising([(raw / count, (hits + PRIOR / 2) / (count + PRIOR), count) for raw, hits, count in blocks]))


def curve_of(recogniser: str) -> Curve:
    """The curve that is shipped for a recogniser; `SAME` where there is none."""
    knots = _shipped().get(recogniser)
    return Curve(tuple((raw, chance) for raw, chance in knots)) if knots else SAME


@cache
def _shipped() -> dict[str, list[Knot]]:
    curves: dict[str, list[Knot]] = json.loads(CURVES.read_text("utf-8"))["curves"]
    return curves


def _rising(blocks: Sequence[tuple[float, float, int]]) -> tuple[Knot, ...]:
    """Groups of (mean measure, share right, count) with neighbours that fall pooled."""
    pooled: list[tuple[float, float, int]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (raw, share, count), (next_raw, next_share, next_count) = pooled[-2:]
            whole = count + next_count
            mean = (raw * count + next_raw * next_count) / whole
            pooled[-2:] = [(mean, (share * count + next_share * next_count) / whole, whole)]
    return tuple((round(raw, 4), round(share, 4)) for raw, share, _ in pooled)
