"""The first rule for friction, at the time of logging: was this turn a rephrase, was that barge-in trouble?

Pure functions over turns; thresholds stand here with their reasons. The learners weigh the evidence again.

A rephrase is another attempt at one wish: same household, within a session's gap of a turn that was not plainly
satisfied, and alike in meaning or in sound. Corrections by hand are not seen here: they are in the home, not in turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rephrase:
    """A turn that says an earlier turn's wish again."""

    of: str
    """The earlier turn's id."""
    gap_seconds: float
    similarity: float
    """0 to 1: the better of meaning, words and sound."""
