"""How a learnt rewrite fares: what came of its uses and of the times it was held back. Pure.

A turn counts as failed as far as its friction is more than what right turns show (`failing`). Two memories are kept: a
long one, by which rewriting is weighed against leaving the words alone (the holdouts), and the chance that the rewrite
works as it should in one household, which forgets: at each use it may have ceased to, since habits change. A rewrite
that works fails now and then, for people and recognisers err, and one that does not is often let pass. Not seen here:
why a use failed.

`python -m simulator.watch_study` measures, on an experiment's friction, how soon a stale rule goes and how often a good
one is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log

import numpy as np

QUIET, LOUD = 0.2, 0.4
"""A turn's chance of being a defect up to which it says nothing against the rule, and from which it is a failure.
Assumed, after a look at the friction that `simulator.watch_study` draws from: few right turns that did something stand
over the first, and most wrong ones under it."""

LONG = 0.99
"""What a use still counts after each later one, in the long memory: about the last hundred count."""

FAILS = 0.15
"""How often a use fails of a rewrite that works: some are wrong all the same, and some right ones are complained of.
Chosen by the study."""

FAILS_STALE = 0.5
"""How often one fails, by friction, of a rewrite that does not: the others are borne, or not noticed. Chosen by the
study."""

CHANGES = 0.02
"""How often, from one use to the next, a rewrite ceases to work. Chosen by the study."""

POINTS = (np.arange(512) + 0.5) / 512
"""Where the integral of `Track.better` is taken."""


def failing(defect: float) -> float:
    """How much a turn with this chance of being a defect speaks against its rule, 0 to 1.

    >>> [round(failing(chance), 2) for chance in (0.1, 0.3, 0.9)]
    [0.0, 0.5, 1.0]
    """
    return min(1.0, max(0.0, (defect - QUIET) / (LOUD - QUIET)))


def still_works(before: float, bad: float, uses: float = 1.0) -> float:
    """The chance that a rewrite works after so many uses that failed as far as `bad` says, 0 to 1; by Bayes' rule.

    >>> round(still_works(0.5, 0.0), 2), round(still_works(0.5, 1.0), 2)
    (0.63, 0.23)
    """
    against = bad * log(FAILS_STALE / FAILS) + (1 - bad) * log((1 - FAILS_STALE) / (1 - FAILS))
    return before / (before + (1 - before) * exp(uses * against))


@dataclass(frozen=True, slots=True)
class Track:
    """Sums of what uses and holdouts came to, in which what is long ago counts less."""

    good: float = 0.0
    """Uses that went well."""
    bad: float = 0.0
    held_good: float = 0.0
    """Times that it was held back, and the words went well as they stood."""
    held_bad: float = 0.0
    works: float = 0.5
    """The chance that it works here, as it is by now."""
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
            works=still_works(self.works * (1 - CHANGES), bad),
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


def often(count: int) -> str:
    """`once`, `twice`, `5 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
