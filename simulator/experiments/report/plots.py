"""The report's plots: each a figure with one sentence of what it shows and from which columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from simulator.experiments.report import figures, svg, words
from simulator.experiments.report.data import Results, Said
from simulator.experiments.report.stories import Listened

ByArm = dict[str, list[Said]]
TENTHS = [number / 10 for number in range(11)]
LONGEST = 60.0
"""Seconds of the latency plot."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One figure of the page."""

    title: str
    picture: str
    says: str
    """What it shows and from which column: plain text."""
    names: Sequence[str] = ()
    """The series' names, for the legend; none where there is one series."""
    tones: Sequence[int] = ()
    """Their colours, by number; in order where none are given."""


def html(plot: Plot) -> str:
    """The figure with its heading, legend and sentence."""
    tones = plot.tones or [number % 6 for number in range(len(plot.names))]
    named = zip(tones, plot.names, strict=True)
    legend = "".join(f'<span><i class="s{tone}"></i>{escape(name)}</span>' for tone, name in named)
    legend = f'<p class="legend">{legend}</p>' if len(plot.names) > 1 else ""
    return (
        f"<figure><h3>{escape(plot.title)}</h3>{legend}{plot.picture}<figcaption>{escape(plot.says)}</figcaption>"
        f"</figure>"
    )


def defects_by_day(results: Results, by_arm: ByArm) -> Plot:
    """The defect rate by day, with its band."""
    series, most = [], 0.0
    for arm in results.arms:
        rates = [(at, one) for at, one in enumerate(figures.by_day(by_arm[arm], results.days)) if not _none(one.value)]
        most = max((most, *(one.high for _, one in rates if not _none(one.high))))
        band = [(at + 0.5, one.low, one.high) for at, one in rates]
        series.append(svg.Line(arm, [(at + 0.5, one.value) for at, one in rates], band))
    every = max(1, -(-len(results.days) // 7))
    ticks = [(at + 0.5, day[5:]) for at, day in enumerate(results.days) if at % every == 0]
    end = svg.nice(most, least=0.05)
    says = "Share of what was said that ended wrong (verdicts.right), day by day; bands: 95 %, households drawn anew."
    x, y = svg.Axis(len(results.days), "day", ticks), svg.Axis(end, "defects, %", svg.rounds(end, scale=100))
    return Plot("Defects over time", svg.lines(series, x, y, says, dots=True), says, results.arms)


def failure_points(results: Results, by_arm: ByArm) -> Plot:
    """Failure points by stage, a hundred things said."""
    stages = [stage for stage in words.STAGES if stage != "correct"]
    series = []
    for arm in results.arms:
        counts = [sum(one.verdict.failure == stage for one in by_arm[arm]) for stage in stages]
        series.append(svg.Bars(arm, [100 * count / max(1, len(by_arm[arm])) for count in counts]))
    says = "The first stage that failed beyond repair (verdicts.failure), of every 100 things said or overheard."
    places = [words.STAGES[stage] for stage in stages]
    return Plot("Failure points", svg.lying(series, places, "per 100 said", says), says, results.arms)


def reactions(said: Sequence[Said]) -> Plot:
    """What residents did next, after right and after wrong."""
    meant = [one for one in said if one.goal]
    right, wrong = [one for one in meant if one.right], [one for one in meant if not one.right]
    kinds = [kind for kind in words.REACTIONS if any(one.truth.reaction == kind for one in meant)]
    series = []
    for name, group in (("after right", right), ("after wrong", wrong)):
        counts = [sum(one.truth.reaction == kind for one in group) for kind in kinds]
        series.append(svg.Bars(name, [100 * count / max(1, len(group)) for count in counts]))
    says = "What the resident did next (truths.reaction), in percent of right and of wrong ends (verdicts.right)."
    picture = svg.lying(series, [words.REACTIONS[kind] for kind in kinds], "% of ends", says)
    return Plot("What they did next", picture, says, ("after right", "after wrong"))


def barge_ins(replies: Sequence[Listened]) -> Plot:
    """Where in the reply it was cut off."""
    series = []
    for name, right in (("right", True), ("wrong", False)):
        parts = [one.part for one in replies if one.cut and one.right == right]
        series.append(svg.Bars(name, [float(one) for one in figures.histogram(parts, TENTHS)]))
    end = svg.nice(max(sum(pair) for pair in zip(*(one.values for one in series), strict=True)), least=4)
    says = "Interruptions by the part of the reply that had been heard (turns.heard where barged_in_by is set)."
    y = svg.Axis(end, "interruptions", svg.rounds(end))
    places = [f"{10 * number}" for number in range(10)]
    picture = svg.bars(series, places, y, "% of the reply heard", says, piled=True)
    return Plot("Where they interrupt", picture, says, ("right", "wrong"))


def time_to_goal(results: Results, by_arm: ByArm) -> Plot:
    """How soon goals stand reached."""
    series = []
    for arm in results.arms:
        goals = figures.pursuits(by_arm[arm])
        times = sorted(one.seconds for one in goals if one.seconds is not None)
        points = [(float(x), sum(time <= x for time in times) / max(1, len(goals))) for x in range(int(LONGEST) + 1)]
        series.append(svg.Line(arm, points))
    says = (
        "Share of goals that stood reached within so many seconds of the end of the first request, in simulated time "
        "(truths.at, truths.reached); what is missing to 100 % came later or never."
    )
    x = svg.Axis(LONGEST, "seconds from first asking", svg.rounds(LONGEST))
    y = svg.Axis(1.0, "goals reached, %", svg.rounds(1.0, scale=100))
    return Plot("How soon they get it", svg.lines(series, x, y, says), says, results.arms)


def attempts(results: Results, by_arm: ByArm) -> Plot:
    """How many attempts a goal took."""
    series = []
    for arm in results.arms:
        goals = figures.pursuits(by_arm[arm])
        counts = [
            sum(min(one.attempts, 6) == number for one in goals if one.seconds is not None) for number in range(1, 7)
        ]
        never = sum(one.seconds is None for one in goals)
        series.append(svg.Bars(arm, [100 * count / max(1, len(goals)) for count in (*counts, never)]))
    end = 100.0
    says = "Things said until the goal stood reached, answers to questions included (truths.attempt, truths.reached)."
    y = svg.Axis(end, "goals, %", svg.rounds(end))
    places = ("1", "2", "3", "4", "5", "6+", "never")
    return Plot("Attempts a goal", svg.bars(series, places, y, "things said", says), says, results.arms)


def reply_lengths(replies: Sequence[Listened]) -> Plot:
    """How long replies are listened to."""
    counts = figures.histogram([one.seconds for one in replies], [number / 2 for number in range(17)])
    end = svg.nice(max(counts), least=4)
    says = "How long residents listen to a reply: its words at 2.6 a second, times the part heard (turns.heard)."
    y = svg.Axis(end, "replies", svg.rounds(end))
    bars = svg.Bars("", [float(one) for one in counts])
    places = [f"{number / 2:g}" for number in range(16)]
    picture = svg.bars([bars], places, y, "seconds (the last: 7.5 and more)", says)
    return Plot("Replies as heard", picture, says)


def hours(said: Sequence[Said]) -> Plot:
    """When in the day people ask."""
    meant = [one for one in said if one.goal]
    series = [
        svg.Bars(name, [float(sum(one.at.hour == hour and one.right == right for one in meant)) for hour in range(24)])
        for name, right in (("right", True), ("wrong", False))
    ]
    end = svg.nice(max(sum(pair) for pair in zip(*(one.values for one in series), strict=True)), least=4)
    says = "Things said by the hour of the home's clock (truths.at), right and wrong (verdicts.right)."
    y = svg.Axis(end, "things said", svg.rounds(end))
    picture = svg.bars(series, [str(hour) for hour in range(24)], y, "hour of the day", says, piled=True)
    return Plot("When people ask", picture, says, ("right", "wrong"))


def household_rates(said: Sequence[Said]) -> Plot:
    """Households from the best to the worst."""
    homes = figures.shares(said, lambda one: one.household)
    ordered = sorted(one.wrong / one.count for one in homes)
    points = [(at + 0.5, value) for at, value in enumerate(ordered)]
    end = svg.nice(max(ordered, default=0), least=0.05)
    says = "Each household's defect rate (verdicts.right), from the best served to the worst."
    x = svg.Axis(max(1, len(ordered)), "households, by rate", svg.rounds(max(1, len(ordered)), by=1))
    y = svg.Axis(end, "defects, %", svg.rounds(end, scale=100))
    return Plot("Households", svg.lines([svg.Line("", points)], x, y, says, dots=len(ordered) <= 60), says)


def word_errors(results: Results, by_arm: ByArm) -> Plot:
    """Word error rates by kind."""
    found = {arm: figures.word_errors(by_arm[arm]) for arm in results.arms}
    kinds = list(next(iter(found.values()), {}))
    series = [svg.Bars(arm, [100 * _zero(found[arm][kind].value) for kind in kinds]) for arm in results.arms]
    says = "Wrong words of every 100 said (verdicts.substituted, deleted, inserted and words), where something woke."
    return Plot("Word errors", svg.lying(series, kinds, "per 100 words", says), says, results.arms)


def _none(value: float) -> bool:
    return math.isnan(value)


def _zero(value: float) -> float:
    return 0.0 if _none(value) else value
