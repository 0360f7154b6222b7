"""The report's tables, as HTML: every word escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from simulator.experiments.report import figures, words
from simulator.experiments.report.data import Results, Said
from simulator.experiments.report.figures import Rate
from simulator.experiments.report.plots import ByArm

WORST = 30
"""Households in the table of the worst served."""


def run(results: Results) -> str:
    """What was run, in one sentence and a list."""
    experiment = results.experiment
    people = len({(one.household, one.truth.resident) for one in results.said if one.truth.resident})
    days, arms = len(results.days), len(results.arms)
    says = (
        f"{len(results.households):,} households with {people:,} people who spoke, {days} day{'s' * (days != 1)}"
        f"{f' from {results.days[0]}' if results.days else ''}, {arms} arm{'s' * (arms != 1)}: "
        f"{len(results.said):,} things said or overheard."
    )
    plain = {name: value for name, value in experiment.items() if isinstance(value, str | int) and name != "experiment"}
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words.plain(value))}</dd>" for name, value in plain.items())
    return f"<p class='lead'>{escape(says)}</p><dl>{items}</dl>{_arms(experiment)}"


def main_figures(results: Results, by_arm: ByArm) -> str:
    """The main figures by arm, with intervals."""
    names = ("things said", "defects", "goals reached", "heard wrong", "wake words missed", "false wakes",
             "word error rate", "said per goal", "seconds to a goal, half / nine in ten")  # fmt: skip
    rows = [
        (escape(arm), *_figures(by_arm[arm], len(results.households) * max(1, len(results.days))))
        for arm in results.arms
    ]
    note = (
        "Intervals: 95 %, whole households drawn anew 1,000 times. Defects: what ended wrong of all that was said or "
        "overheard. Goals reached: of all goals, in the end. Heard wrong: utterances whose words came out otherwise. "
        "False wakes: a household and day. Seconds: within which half and nine in ten of the goals reached "
        "stood reached, from the end of the first request (0 where that did it)."
    )
    return table(("arm", *names), rows) + f"<p class='note'>{escape(note)}</p>"


def against(summary: Mapping[str, Any]) -> str:
    """What each arm wins and loses against the first, as the summary has it."""
    found = summary.get("against", {})
    names = ("wins", "losses", "paired", "only_first", "only_this", "differing_turns")
    rows = []
    for arm, one in found.get("arms", {}).items():
        rows.append((escape(arm), *(f"{one[name]:,}" for name in names), _difference(one["defect_rate_difference"])))
    if not rows:
        return ""
    first = escape(str(found.get("first", "the first arm")))
    note = (
        f"Over the same households, goals and noise. Wins: wrong in {first}, right in this arm; losses: the reverse; "
        "of what was said in both."
    )
    head = (f"against {first}", "wins", "losses", "said in both", "only in the first", "only in this",
            "turns that differ", "defects, points")  # fmt: skip
    return table(head, rows) + f"<p class='note'>{note}</p>"


def kinds(said: Sequence[Said]) -> str:
    """What people ask, with the defect rate of each kind."""
    found = figures.shares((one for one in said if one.goal), lambda one: words.kind(one.truth.kind))
    most = max((one.count for one in found), default=1)
    rows = [
        (escape(one.name), _bar(one, most), f"{one.count:,}", words.percent(one.wrong / one.count)) for one in found
    ]
    says = "Things said by kind of goal (truths.kind); the orange part ended wrong (verdicts.right)."
    return _list("What they ask", ("kind", "", "said", "defects"), rows, says)


def households(said: Sequence[Said], shown: frozenset[str]) -> str:
    """The households with the most defects of what was said, the worst first; those shown can be opened."""
    found = figures.shares(said, lambda one: one.household)
    found = sorted(found, key=lambda one: (-one.wrong / one.count, one.name))[:WORST]
    most = max((one.count for one in found), default=1)
    rows = [
        (_home(one.name, shown), _bar(one, most), f"{one.count:,}", words.percent(one.wrong / one.count))
        for one in found
    ]
    says = f"The {len(found)} households with the highest defect rates (verdicts.right); choose one to read its days."
    return _list("Worst served", ("household", "", "said", "defects"), rows, says)


def _figures(said: Sequence[Said], household_days: int) -> tuple[str, ...]:
    meant = [one for one in said if one.goal]
    woken = [one for one in meant if one.truth.turn]
    ends = [one for one in meant if one.truth.last]
    goals = figures.pursuits(said)
    times = [one.seconds for one in goals if one.seconds is not None]
    false_wakes = sum(one.verdict.failure == "false_wake" for one in said)
    return (
        f"{len(meant):,}",
        _rate(figures.rate(said, lambda one: not one.right)),
        _rate(figures.rate(ends, lambda one: bool(one.truth.reached))),
        _rate(figures.rate(woken, lambda one: not one.verdict.asr_right)),
        _rate(figures.rate(meant, lambda one: one.verdict.failure == "missed_wake")),
        f"{false_wakes / household_days:.2f}",
        _rate(figures.word_errors(said)["word error rate"]),
        f"{len(meant) / len(goals):.2f}" if goals else "–",
        f"{_quantile(times, 0.5):.0f} / {_quantile(times, 0.9):.0f}" if times else "–",
    )


def _difference(found: Mapping[str, float | None]) -> str:
    value, low, high = (found.get(name) for name in ("value", "low", "high"))
    if value is None:
        return "–"
    bounds = f"<small>{100 * low:+.1f} to {100 * high:+.1f}</small>" if low is not None and high is not None else ""
    return f"<b>{100 * value:+.1f}</b> {bounds}"


def _quantile(values: Sequence[float], part: float) -> float:
    """The smallest value that so many are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _rate(rate: Rate) -> str:
    if rate.of == 0:
        return "–"
    return f"<b>{words.percent(rate.value)}</b> <small>{rate.low * 100:.1f} to {rate.high * 100:.1f}</small>"


def _arms(experiment: Mapping[str, Any]) -> str:
    """How the arms differ, as the experiment declares them."""
    rows = []
    for name, arm in experiment.get("arms", {}).items():
        rest = {key: value for key, value in arm.items() if value not in (None, "", [], {})}
        rows.append((escape(name), escape(_inline(rest)) or "as it is"))
    return table(("arm", "what it sets"), rows) if rows else ""


def _inline(values: Mapping[str, Any]) -> str:
    parts = (f"{name} {_inline(one) if isinstance(one, dict) else words.plain(one)}" for name, one in values.items())
    return ", ".join(parts)


def _home(name: str, shown: frozenset[str]) -> str:
    safe = escape(name, quote=True)
    return f'<button type="button" class="link" data-home="{safe}">{safe}</button>' if name in shown else safe


def _bar(share: figures.Share, most: int) -> str:
    width, wrong = 100 * share.count / most, 100 * share.wrong / share.count
    return f'<span class="meter" style="width:{width:.1f}%"><i style="width:{wrong:.1f}%"></i></span>'


def _list(title: str, names: Sequence[str], rows: Sequence[Sequence[str]], says: str) -> str:
    inside = table(names, rows)
    says = f"<figcaption>{escape(says)}</figcaption>"
    return f"<figure class='list'><h3>{title}</h3><div class='scroll'>{inside}</div>{says}</figure>"


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are HTML already."""
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    body = "".join(
        f"<tr><th scope='row'>{row[0]}</th>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>" for row in rows
    )
    return f"<div class='wide'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
