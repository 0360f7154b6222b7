"""Whether a confidence means what it says: bins of confidence beside the share that was right, as table and plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 15
SIDE, EDGE = 320, 40
"""Pixels of the plot's square and of the space around it."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The sentences whose confidence lies in one equal part of 0 to 1."""

    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that was understood rightly."""
    count: int


def reliability(confidences: NDArray[np.float64], hits: NDArray[np.bool_], *, bins: int = BINS) -> list[Bin]:
    """The bins that hold any sentence, from the lowest confidence up."""
    places = np.clip((confidences * bins).astype(int), 0, bins - 1)
    found = []
    for at in np.unique(places):
        inside = places == at
        found.append(Bin(float(confidences[inside].mean()), float(hits[inside].mean()), int(inside.sum())))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap between confidence and share of hits (Guo 2017)."""
    total = sum(one.count for one in bins)
    return sum(abs(one.confidence - one.right) * one.count for one in bins) / total


def reliability_plot(bins: Sequence[Bin]) -> str:
    """The bins as an SVG picture: dots on the dashed line are honest, under it too sure; large dots hold much."""
    whole = SIDE + 2 * EDGE
    most = max((one.count for one in bins), default=1)
    dots = "\n".join(_dot(one, most) for one in bins)
    ticks = "\n".join(_tick(tenth / 10) for tenth in range(0, 11, 2))
    middle = EDGE + SIDE / 2
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}">
<style>text {{ font: 11px sans-serif }}</style>
<title>Reliability of the intent confidences; expected calibration error {calibration_error(bins):.1%}</title>
<rect width="{whole}" height="{whole}" fill="white"/>
<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>
<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" stroke="#888" stroke-dasharray="4 4"/>
{ticks}
{dots}
<text x="{middle}" y="{whole - 6}" text-anchor="middle">mean confidence</text>
<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">share understood rightly</text>
<text x="{middle}" y="24" text-anchor="middle">expected calibration error {calibration_error(bins):.1%}</text>
</svg>
"""


def _dot(one: Bin, most: int) -> str:
    x, y = EDGE + SIDE * one.confidence, EDGE + SIDE * (1 - one.right)
    radius = 3 + 9 * (one.count / most) ** 0.5
    label = f"{one.count} sentences, confidence {one.confidence:.2f}, right {one.right:.2f}"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2a6fbb" fill-opacity="0.7">'
        f"<title>{label}</title></circle>"
    )


def _tick(value: float) -> str:
    x, y = EDGE + SIDE * value, EDGE + SIDE * (1 - value)
    return (
        f'<text x="{x:.0f}" y="{EDGE + SIDE + 14}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{EDGE - 6}" y="{y + 4:.0f}" text-anchor="end">{value:.1f}</text>'
    )
