"""Puts the page together: figures, then the data that its script opens."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from simulator.experiments.report import plots, rewrites, tables, trouble, words
from simulator.experiments.report.data import Results, Said
from simulator.experiments.report.people import people
from simulator.experiments.report.plots import ByArm, Plot
from simulator.experiments.report.stories import Stories


def page(results: Results, stories: Stories) -> str:
    """The whole page, self-contained."""
    by_arm: ByArm = {arm: [] for arm in results.arms}
    for one in results.said:
        by_arm[one.arm].append(one)
    parts = {
        "title": escape(_name(results)),
        "style": _file("style.css"),
        "script": _file("script.js"),
        "run": tables.run(results),
        "main": tables.main_figures(results, by_arm) + tables.against(results.summary),
        "plots": _all(_over_arms(results, by_arm)),
        "arms": _choice(results.arms),
        "each": "".join(_arm(results, by_arm[arm], stories, arm) for arm in results.arms),
        "friction": trouble.friction(results),
        "learnt": rewrites.learnt(results),
        "left_out": escape(_left_out(results, stories)),
        "data": _data(results, stories),
    }
    return Template(_file("page.html")).substitute(parts)


def _over_arms(results: Results, by_arm: ByArm) -> list[Plot]:
    """What compares the arms."""
    return [
        plots.defects_by_day(results, by_arm),
        plots.failure_points(results, by_arm),
        plots.time_to_goal(results, by_arm),
        plots.attempts(results, by_arm),
        plots.word_errors(results, by_arm),
    ]


def _arm(results: Results, said: Sequence[Said], stories: Stories, arm: str) -> str:
    """What is told of one arm; the reader chooses which is shown."""
    replies = [one for one in stories.replies if one.arm == arm]
    shown = [
        plots.reactions(said),
        plots.barge_ins(replies),
        plots.reply_lengths(replies),
        plots.hours(said),
        plots.household_rates(said),
    ]
    hidden = "" if arm == results.arms[0] else " hidden"
    lists = tables.kinds(said) + tables.households(said, frozenset(stories.households))
    begin = f'<div class="arm" data-arm="{escape(arm, quote=True)}"{hidden}>'
    return f'{begin}{_all(shown)}<div class="lists">{lists}</div></div>'


def _all(shown: Sequence[Plot]) -> str:
    return f'<div class="plots">{"".join(map(plots.html, shown))}</div>'


def _choice(arms: Sequence[str]) -> str:
    """The arm that the plots of one arm show."""
    if len(arms) < 2:
        return ""
    options = "".join(f"<option>{escape(arm)}</option>" for arm in arms)
    return f'<p class="choice"><label>Arm <select id="arm" autocomplete="off">{options}</select></label></p>'


def _left_out(results: Results, stories: Stories) -> str:
    """How many households' stories are here, and how many are not."""
    shown, all_of_them = len(stories.households), len(results.households)
    if shown == all_of_them:
        return f"All {all_of_them} households can be opened."
    return (
        f"{shown} of {all_of_them} households, drawn by chance, can be opened; the other {all_of_them - shown} are "
        f"left out so that this file stays small. The figures above count all; those of replies only the {shown}."
    )


def _data(results: Results, stories: Stories) -> str:
    """What the script reads: labels, and the packed stories."""
    value: Mapping[str, Any] = {
        "arms": results.arms,
        "days": results.days,
        "households": stories.households,
        "people": people(results, stories.households),
        "stages": words.STAGES,
        "reactions": words.REACTIONS,
        "reasons": words.REASONS,
        "strategies": words.STRATEGIES,
        "index": stories.index,
        "bundles": stories.bundles,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _name(results: Results) -> str:
    return str(results.experiment.get("experiment") or "An experiment")


def _file(name: str) -> str:
    return files("simulator.experiments.report").joinpath(name).read_text("utf-8")
