"""The text channel beside the audio channel as a picture: error rates by cell, and what confidences are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.nlu.reliability import Bin, calibration_error
from simulator.speech.measured import Reliability
from simulator.speech.profile import Figures

SOUND, TEXT = "#2a6fbb", "#e08a1e"
"""Colours of the two channels."""

NAMES = ("word errors", "substituted", "deleted", "inserted", "understood")
PANEL, HEIGHT, EDGE = 170, 150, 44
"""Pixels: a cell's width, the bars' height, and the space around."""

SIDE = 200
"""Of the square of confidences."""


def plot(name: str, cells: Mapping[str, Figures], confidence: Reliability) -> str:
    """One SVG picture."""
    width = 2 * EDGE + PANEL * len(cells)
    height = 4 * EDGE + HEIGHT + SIDE
    bars = "\n".join(part for at, (cell, one) in enumerate(cells.items()) for part in _cell(cell, one, at))
    below = 2 * EDGE + HEIGHT + EDGE
    dots = "\n".join(
        [
            *_square(EDGE, below, "sound", confidence.audio, SOUND),
            *_square(EDGE + 300, below, "text", confidence.text, TEXT),
        ]
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>text {{ font: 11px sans-serif }}</style>
<title>The text channel of {name} beside the audio channel</title>
<rect width="{width}" height="{height}" fill="white"/>
<text x="{EDGE}" y="20">{name}: <tspan fill="{SOUND}">sound</tspan>, <tspan fill="{TEXT}">text</tspan></text>
{bars}
{dots}
</svg>
"""


def _cell(cell: str, one: Figures, at: int) -> Iterator[str]:
    """Pairs of bars: the sound's and the text's."""
    left, floor = EDGE + at * PANEL, EDGE + HEIGHT
    yield f'<line x1="{left}" y1="{floor}" x2="{left + PANEL - 14}" y2="{floor}" stroke="#888"/>'
    yield f'<text x="{left + PANEL / 2 - 7}" y="{floor + 60}" text-anchor="middle">{cell}</text>'
    sound, text = (*one.audio, one.understood_audio), (*one.text, one.understood_text)
    for number, (name, first, second) in enumerate(zip(NAMES, sound, text, strict=True)):
        place = left + 6 + number * 30
        yield _bar(place, floor, first, SOUND, f"{name} in sound {first:.1%}")
        yield _bar(place + 12, floor, second, TEXT, f"{name} in text {second:.1%}")
        middle = place + 14
        yield (
            f'<text x="{middle}" y="{floor + 10}" transform="rotate(35 {middle} {floor + 10})" '
            f'style="font-size:8px">{name}</text>'
        )


def _bar(x: float, floor: float, share: float, colour: str, label: str) -> str:
    high = HEIGHT * min(1.0, share)
    return (
        f'<rect x="{x}" y="{floor - high:.1f}" width="11" height="{high:.1f}" fill="{colour}">'
        f"<title>{label}</title></rect>"
    )


def _square(left: int, top: int, channel: str, bins: Sequence[Bin], colour: str) -> Iterator[str]:
    """Confidence against the share that was right."""
    most = max((one.count for one in bins), default=1)
    yield f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>'
    yield f'<line x1="{left}" y1="{top + SIDE}" x2="{left + SIDE}" y2="{top}" stroke="#888" stroke-dasharray="4 4"/>'
    for one in bins:
        x, y = left + SIDE * one.confidence, top + SIDE * (1 - one.right)
        radius = 2 + 7 * (one.count / most) ** 0.5
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.7">'
            f"<title>{one.count} utterances, confidence {one.confidence:.2f}, right {one.right:.2f}</title></circle>"
        )
    error = calibration_error(bins) if bins else 0.0
    yield f'<text x="{left}" y="{top - 8}">confidence in {channel}; calibration error {error:.1%}</text>'
    yield f'<text x="{left + SIDE / 2}" y="{top + SIDE + 16}" text-anchor="middle">confidence → share right</text>'
