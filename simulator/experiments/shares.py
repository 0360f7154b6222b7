"""Shares, and intervals from bootstrap draws."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def ratio(count: float, of: float) -> float | None:
    """To six decimals; none of none."""
    return round(count / of, 6) if of else None


def divided(count: Floats, of: Floats) -> Floats:
    """Element by element; nan where there is nothing to divide by."""
    found: Floats = np.divide(count, of, out=np.full(count.shape, np.nan), where=of > 0)
    return found


def interval(draws: Floats, value: float | None) -> dict[str, float | None]:
    """A value with its 95 % interval by the percentile bootstrap; draws of nothing (nan) are left out."""
    known = draws[~np.isnan(draws)]
    if value is None or not len(known):
        return {"value": value, "low": None, "high": None}
    low, high = np.percentile(known, [2.5, 97.5])
    return {"value": value, "low": round(float(low), 6), "high": round(float(high), 6)}
