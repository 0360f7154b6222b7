"""How a learnt rewrite fares: what came of its uses and of the times it was held back. Pure.

A turn counts as failed as far as its friction is more than what right turns show (`failing`). Two memories are kept: a
long one, by which rewriting is weighed against leaving the words alone (the holdouts), and a short one of what the last
few uses came to, by which one household notices that its habit has changed. Not seen here: why a use failed.

`python -m simulator.watch_study` measures, on an experiment's friction, how soon a stale rule goes and how often a good
one is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

QUIET, LOUD = 0.2, 0.4
"""A turn's chance of being a defect up to which it says nothing against the rule, and from which it is a failure.
Assumed, after a look at the friction that `simulator.watch_study` draws from: few right turns that did something stand
over the first, and most wrong ones under it."""

LONG = 0.99
"""What a use still counts after each later one, in the long memory: about the last hundred count."""

SHORT = 0.75
"""The same in the short memory: about the last four count. Chosen by the study."""

WORKS = 0.7
"""The share of its last uses that a rule that works is at least expected to get right. Chosen by the study."""

DOUBT = 0.2
"""Failures that the prior of the short memory counts, beside one success: a rule is trusted until it fails."""

POINTS = (np.arange(512) + 0.5) / 512
"""Where the integral of `Track.better` is taken."""


def failing(defect: float) -> float:
    """How much a turn with this chance of being a defect speaks against its rule, 0 to 1.

    >>> [round(failing(chance), 2) for chance in (0.1, 0.3, 0.9)]
    [0.0, 0.5, 1.0]
    """
    return min(1.0, max(0.0, (defect - QUIET) / (LOUD - QUIET)))


@dataclass(frozen=True, slots=True)
class Track:
    """Sums of what uses and holdouts came to, in which what is long ago counts less."""

    good: float = 0.0
    """Uses that went well."""
    bad: float = 0.0
    held_good: float = 0.0
    """Times that it was held back, and the words went well as they stood."""
    held_bad: float = 0.0
    lately_good: float = 0.0
    """Of the last few uses alone."""
    lately_bad: float = 0.0
    uses: int = 0
    """How often it was used, all counted alike."""
    failed: float = 0.0
    """How many of those failed."""
    held: int = 0
    """How often it was held back."""

    def after(self, used: bool, defect: float) -> Track:
        """The track once a turn was weighed in which the rule was used, or held back; `defect` is the turn's chance of
        being one, by friction."""
        bad = failing(defect)
        if not used:
            held_good, held_bad = LONG * self.held_good + 1 - bad, LONG * self.held_bad + bad
            return replace(self, held_good=held_good, held_bad=held_bad, held=self.held + 1)
        return replace(
            self,
            good=LONG * self.good + 1 - bad,
            bad=LONG * self.bad + bad,
            lately_good=SHORT * self.lately_good + 1 - bad,
            lately_bad=SHORT * self.lately_bad + bad,
            uses=self.uses + 1,
            failed=self.failed + bad,
        )

    def better(self) -> float:
        """The chance that rewriting succeeds more often than leaving the words alone.

        Both shares are Beta distributed, from a flat prior; P(x > y) is the integral of one's density times the
        other's distribution function, by the midpoint rule.
        """
        from scipy.special import betainc, betaln  # 30 MB that only a watched rewrite needs

        a, b = 1 + self.good, 1 + self.bad
        density = np.exp((a - 1) * np.log(POINTS) + (b - 1) * np.log1p(-POINTS) - betaln(a, b))
        below = betainc(1 + self.held_good, 1 + self.held_bad, POINTS)
        return float((density * below).sum() / density.sum())

    def stale(self) -> float:
        """The chance that less than `WORKS` of its uses go right lately; its own past is the prior."""
        from scipy.special import betainc  # see `better`

        return float(betainc(1 + self.lately_good, DOUBT + self.lately_bad, WORKS))
