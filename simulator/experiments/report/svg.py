"""Plots as SVG, drawn by hand: their colours are the page's own, so that they hold in light, in dark and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 400, 230
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 12, 38


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: from 0 to its end, with a label that names the unit."""

    end: float
    label: str
    ticks: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a band around it, if there is one."""

    name: str
    points: Sequence[tuple[float, float]]
    band: Sequence[tuple[float, float, float]] = ()
    """x, low, high."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One series of bars: a value a place."""

    name: str
    values: Sequence[float]


def lines(series: Sequence[Line], x: Axis, y: Axis, title: str, *, dots: bool = False, uprights: bool = False) -> str:
    """Lines over a number axis; series keep their colours by order. Bands are drawn as uprights where that is asked."""
    parts = [_grid(x, y)]
    for number, line in enumerate(series):
        if uprights:
            parts += [_upright(at, low, high, x, y, number) for at, low, high in line.band]
        elif line.band:
            edge = [(at, high) for at, _, high in line.band] + [(at, low) for at, low, _ in reversed(line.band)]
            parts.append(f'<polygon class="band s{number % 6}" points="{_points(edge, x, y)}"/>')
    for number, line in enumerate(series):
        parts.append(f'<polyline class="line s{number % 6}" points="{_points(line.points, x, y)}"/>')
        for at, value in line.points if dots else ():
            parts.append(f'<circle class="dot s{number % 6}" cx="{_x(at, x)}" cy="{_y(value, y)}" r="2.6"/>')
    return _picture(parts, title)


def bars(
    series: Sequence[Bars], places: Sequence[str], y: Axis, x_label: str, title: str, *, piled: bool = False
) -> str:
    """Bars by place: side by side, or one upon another. Labels are thinned out where they would touch."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(places))
    wide = step * 0.8 / (1 if piled else max(1, len(series)))
    every = max(1, -(-len(places) * 30 // (WIDTH - LEFT - RIGHT)))
    ticks = [((at + 0.5), name) for at, name in enumerate(places) if at % every == 0]
    parts = [_grid(Axis(len(places), x_label, ticks), y, upright=False)]
    for place in range(len(places)):
        base = 0.0
        for number, one in enumerate(series):
            value = one.values[place]
            left = LEFT + place * step + step * 0.1 + (0 if piled else number * wide)
            top, floor = _y(base + value, y), _y(base, y)
            if value > 0:
                parts.append(
                    f'<rect class="bar s{number % 6}" x="{_n(left)}" y="{top}" width="{_n(wide)}" '
                    f'height="{_n(float(floor) - float(top))}"/>'
                )
            base += value if piled else 0
    return _picture(parts, title)


def lying(series: Sequence[Bars], places: Sequence[str], x_label: str, title: str, *, unit: str = "") -> str:
    """Bars that lie, with their values written beside them: for places with long names."""
    most = max((value for one in series for value in one.values), default=0) or 1
    thick = 11.0 if len(series) > 1 else 14.0
    row, left, right = thick * len(series) + 9, 146, 52
    height = row * len(places) + 30
    parts = []
    for place, name in enumerate(places):
        top = 4 + place * row
        middle = _n(top + thick * len(series) / 2 + 4)
        parts.append(f'<text class="name" x="{left - 7}" y="{middle}" text-anchor="end">{escape(name)}</text>')
        for number, one in enumerate(series):
            value, y = one.values[place], top + number * thick
            length = (WIDTH - left - right) * value / most
            parts.append(
                f'<rect class="bar s{number % 6}" x="{left}" y="{_n(y)}" width="{_n(max(length, 0.6))}" '
                f'height="{_n(thick - 1.5)}"/><text class="value" x="{_n(left + length + 4)}" '
                f'y="{_n(y + thick - 3)}">{_plain(value)}{unit}</text>'
            )
    parts.append(f'<line class="axis" x1="{left}" x2="{left}" y1="2" y2="{_n(height - 26)}"/>')
    parts.append(f'<text class="label" x="{left}" y="{_n(height - 8)}">{escape(x_label)}</text>')
    return _picture(parts, title, height=height)


def piled(
    series: Sequence[Bars], places: Sequence[str], x_label: str, title: str, *, tones: Sequence[int], end: float = 100.0
) -> str:
    """Bars that lie, their parts one after another: for shares of a whole. Parts that have room hold their value."""
    row, thick, left, right = 25.0, 16.0, 146, 10
    height = row * len(places) + 46
    x = Axis(end, x_label, rounds(end))
    parts = []
    for at, name in x.ticks:
        across = _n(left + (WIDTH - left - right) * at / end)
        parts.append(f'<line class="grid" x1="{across}" x2="{across}" y1="2" y2="{_n(height - 42)}"/>')
        parts.append(
            f'<text class="tick" x="{across}" y="{_n(height - 29)}" text-anchor="middle">{escape(name)}</text>'
        )
    for place, name in enumerate(places):
        top, base = 4 + place * row, float(left)
        parts.append(f'<text class="name" x="{left - 7}" y="{_n(top + 12)}" text-anchor="end">{escape(name)}</text>')
        for one, tone in zip(series, tones, strict=True):
            length = (WIDTH - left - right) * min(one.values[place] / end, 1.0)
            parts.append(_part(one, place, tone, base, top, length, thick))
            base += length
    parts.append(f'<text class="label" x="{left}" y="{_n(height - 8)}">{escape(x_label)}</text>')
    return _picture(parts, title, height=height)


def _part(one: Bars, place: int, tone: int, left: float, top: float, length: float, thick: float) -> str:
    if length <= 0:
        return ""
    value = _plain(round(one.values[place], 1))
    said = f"<title>{escape(one.name)}: {value}</title>"
    box = f'x="{_n(left)}" y="{_n(top)}" width="{_n(length)}" height="{_n(thick)}"'
    shown = f'<rect class="bar s{tone}" {box}>{said}</rect>'
    if length < 18:
        return shown
    middle = _n(left + length / 2)
    return f'{shown}<text class="inside" x="{middle}" y="{_n(top + 12)}" text-anchor="middle">{value}</text>'


def _upright(at: float, low: float, high: float, x: Axis, y: Axis, number: int) -> str:
    place = _x(at, x)
    return f'<line class="upright s{number % 6}" x1="{place}" x2="{place}" y1="{_y(low, y)}" y2="{_y(high, y)}"/>'


def nice(most: float, *, least: float = 0.0) -> float:
    """A round end for an axis that must hold `most`."""
    top = max(most, least, 1e-9)
    size = 10.0 ** len(str(int(top))) if top >= 1 else 1.0
    while size / 10 >= top:
        size /= 10
    return next(
        size * part for part in (0.1, 0.12, 0.16, 0.2, 0.24, 0.28, 0.32, 0.4, 0.5, 0.6, 0.8, 1.0) if size * part >= top
    )


def rounds(end: float, unit: str = "", *, by: int = 4, scale: float = 1.0) -> list[tuple[float, str]]:
    """Ticks at equal steps from 0 to the end."""
    values = [end * step / by for step in range(by + 1)]
    return [(value, f"{_plain(value * scale)}{unit}") for value in values]


def _grid(x: Axis, y: Axis, *, upright: bool = True) -> str:
    bottom, parts = HEIGHT - BOTTOM, []
    for at, name in y.ticks:
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(at, y)}" y2="{_y(at, y)}"/>')
        parts.append(
            f'<text class="tick" x="{LEFT - 5}" y="{_n(float(_y(at, y)) + 4)}" text-anchor="end">{escape(name)}</text>'
        )
    for at, name in x.ticks:
        if upright:
            parts.append(f'<line class="axis" x1="{_x(at, x)}" x2="{_x(at, x)}" y1="{bottom}" y2="{bottom + 3}"/>')
        parts.append(f'<text class="tick" x="{_x(at, x)}" y="{bottom + 14}" text-anchor="middle">{escape(name)}</text>')
    parts.append(f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{bottom}" y2="{bottom}"/>')
    middle = _n(LEFT + (WIDTH - LEFT - RIGHT) / 2)
    parts.append(f'<text class="label" x="{middle}" y="{HEIGHT - 6}" text-anchor="middle">{escape(x.label)}</text>')
    up = _n(TOP + (HEIGHT - TOP - BOTTOM) / 2)
    parts.append(
        f'<text class="label" transform="translate(10 {up}) rotate(-90)" text-anchor="middle">{escape(y.label)}</text>'
    )
    return "".join(parts)


def _picture(parts: Sequence[str], title: str, *, height: float = HEIGHT) -> str:
    name = escape(title, quote=True)
    return (
        f'<svg viewBox="0 0 {WIDTH} {_n(height)}" role="img" aria-label="{name}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _points(points: Sequence[tuple[float, float]], x: Axis, y: Axis) -> str:
    return " ".join(f"{_x(at, x)},{_y(value, y)}" for at, value in points)


def _x(at: float, axis: Axis) -> str:
    return _n(LEFT + (WIDTH - LEFT - RIGHT) * min(at / axis.end, 1.0))


def _y(value: float, axis: Axis) -> str:
    return _n(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value / axis.end, 1.0))


def _plain(value: float) -> str:
    """A figure for people, without decimals that say nothing: `2,100`, `37.5`, `0.05`."""
    if value >= 1_000:
        return f"{value:,.0f}"
    return f"{value:.{1 if value >= 10 else 2}f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _n(value: float) -> str:
    """A number with one decimal at the most: the same on every machine, and short."""
    return f"{value:.1f}".removesuffix(".0")
