"""What was learnt, for people: what the rewrites were worth, which they were, and what was given up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.learnt import NEAR, REFUSED
from simulator.experiments.report import rewrite_plots, words
from simulator.experiments.report.data import Results
from simulator.experiments.report.plots import Plot, html
from simulator.experiments.report.rewrite_plots import Arms
from simulator.experiments.report.tables import table

MOST = 30
"""Withdrawn rules that are listed."""

LEAD = (
    "A rewrite puts other words in place of those that were heard, because people whose request failed went on to say "
    "it in those words, and got what they wanted. The assistant learns this from its log alone. Here it is held "
    "against what people really meant, which the assistant never sees: a rewrite <b>wins</b> where the right thing "
    "became and would not have become with the words as heard, and <b>loses</b> where it is the other way round."
)

NOTE = (
    "Wins to losses: wins for each loss; at least: the lower end of its 95 % interval (Wilson). Used on right: "
    "of the requests that would have gone right as heard, the share that was rewritten. Defects against {first}: the "
    "change of the defect rate, in percent of that of {first}. Mended: of the defects of {first}, those that come to a "
    "good end in this arm. Intervals: 95 %, whole households drawn anew 1,000 times."
)

REASONS = {REFUSED: "somebody in the home refused it"}


def learnt(results: Results) -> str:
    """The section, from the summary's `rewriting`, `mended` and `poisoned`."""
    arms: Arms = results.summary.get("rewriting", {}).get("arms", {})
    if not any(one["used"] or one["held"] for one in arms.values()):
        return "<p>Nothing was rewritten in this experiment: none of its arms had a rewriter that knew something.</p>"
    found: Arms = results.summary.get("mended", {})
    plots = "".join(html(plot) for plot in _plots(results, arms, found))
    rewriting = {arm: one for arm, one in arms.items() if one["used"] and arm != _oracle(results)}
    busiest = max(rewriting, key=lambda arm: rewriting[arm]["used"], default="")
    rules = "".join(_rules(arm, one, shown=arm == busiest) for arm, one in rewriting.items())
    return f"<p>{LEAD}</p>{_worth(arms, found)}<div class='plots'>{plots}</div>{_planted(results)}{rules}"


def _plots(results: Results, arms: Arms, found: Arms) -> list[Plot]:
    first, oracle = next(iter(arms)), _oracle(results)
    rewriting = {arm: one for arm, one in arms.items() if one["used"]}
    plots = [rewrite_plots.defects_by_week(arms), rewrite_plots.wins_and_losses(rewriting) if rewriting else None]
    if found:
        plots.append(rewrite_plots.mended(found, oracle, first))
    if oracle:
        plots.append(rewrite_plots.mended_by_stage(found[oracle], oracle, first))
    return [plot for plot in plots if plot is not None]


def _oracle(results: Results) -> str | None:
    """The arm whose rewriter knows the truth, if there is one."""
    for arm, declared in results.experiment.get("arms", {}).items():
        if declared.get("rewriter") == "oracle" and arm in results.summary.get("mended", {}):
            return str(arm)
    return None


def _worth(arms: Arms, found: Arms) -> str:
    first = next(iter(arms))
    head = ("arm", "rewrites used", "wins : losses", "wins to losses", "used on right", "defects",
            f"defects against {first}", "mended")  # fmt: skip
    rows = [
        (
            escape(arm),
            f"{one['used']:,}",
            f"{one['wins']:,}\u00a0:\u00a0{one['losses']:,}" if one["used"] else "–",
            _odds(one),
            _percent(one["fired_on_right"]["share"]) if one["used"] else "–",
            _interval(one["defect_rate"]),
            "" if arm == first else _interval(one["against_first"], sign="+"),
            _interval(found[arm]["share"]) if arm in found else "",
        )
        for arm, one in arms.items()
    ]
    return table(head, rows) + f"<p class='note'>{escape(NOTE.format(first=first))}</p>"


def _odds(one: Mapping[str, Any]) -> str:
    low, ratio = one["right_to_wrong_low"], one["right_to_wrong"]
    if low is None:
        return "–"
    return f"<b>{'no loss' if ratio is None else f'{ratio:.1f}'}</b> <small>at least {low:.1f}</small>"


def _rules(arm: str, one: Mapping[str, Any], *, shown: bool) -> str:
    """The rewrites of one arm: the most used, those that did harm, and those withdrawn; none where there are none."""
    rules, name = one["rules"], escape(arm)
    parts = []
    if rules["most_used"]:
        says = f"The {len(rules['most_used'])} most used of {rules['used']:,}"
        parts.append(f"<h4>{says}</h4>{_rule_table(rules['most_used'])}")
    harmful = [rule for rule in rules["worst"] if rule["losses"] >= rule["wins"]]
    if harmful:
        parts.append(f"<h4>Those that spoiled as much as they mended, or more</h4>{_rule_table(harmful)}")
    withdrawn = [rule for rule in rules["withdrawn"] if rule["uses"]]  # all arms' rules are listed
    if withdrawn:
        parts.append(_withdrawn(withdrawn))
    if one.get("stale", {}).get("rules"):
        parts.append(_stale(one["stale"]))
    if not parts:
        return ""
    opened = " open" if shown else ""
    summary = f"<summary><b>Rewrites of {name}</b></summary>"
    return f"<details class='more rules'{opened}>{summary}{''.join(parts)}</details>"


def _rule_table(rules: Sequence[Mapping[str, Any]]) -> str:
    head = ("heard, and what becomes of it", "used", "wins", "losses", "learnt from", "goes well, as heard → so")
    rows = [
        (_rule(one), f"{one['uses']:,}", f"{one['wins']:,}", f"{one['losses']:,}", _evidence(one), _chances(one))
        for one in rules
    ]
    note = (
        "A near match is told by its first use: it goes to the nearest of the wordings that went well. Goes well: the "
        "chance that the assistant itself puts on it, from its log. Wins and losses: by truth; the rest was right, or "
        "wrong, either way."
    )
    return table(head, rows) + f"<p class='note'>{note}</p>"


def _withdrawn(rules: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (_rule(one), _reason(one), f"{one['uses']:,}", f"{one['wins']:,}", f"{one['losses']:,}") for one in rules[:MOST]
    ]
    more = f"<p class='note'>The first {MOST} of {len(rules):,}.</p>" if len(rules) > MOST else ""
    return (
        f"<h4>Given up again</h4>{table(('heard, and what became of it', 'why', 'used', 'wins', 'losses'), rows)}{more}"
    )


def _rule(one: Mapping[str, Any]) -> str:
    if one.get("heard") is None:
        return f"<small>{escape(str(one['rule']))}</small>"
    return f"<q>{escape(one['heard'])}</q> → <q>{escape(one['text'])}</q>"


def _evidence(one: Mapping[str, Any]) -> str:
    if one.get("sessions") is None:
        return "a near match" if str(one["rule"]).startswith(NEAR) else "–"
    homes = one.get("households") or 0
    whose = "its own home" if one.get("source") == "personal" else f"{homes:,} home{'s' * (homes != 1)}"
    return f"{one['sessions']:,} session{'s' * (one['sessions'] != 1)} <small>in {whose}</small>"


def _chances(one: Mapping[str, Any]) -> str:
    if one.get("chance") is None:
        return "–"
    return f"{100 * (one.get('kept') or 0):.0f}\u00a0→\u00a0{100 * one['chance']:.0f}\u00a0%"


def _reason(one: Mapping[str, Any]) -> str:
    why, homes = REASONS.get(one["why"], one["why"].replace("_", " ")), one.get("homes", 1)
    return escape(why) + (f" <small>the first of {homes:,} homes</small>" if homes > 1 else "")


def _stale(stale: Mapping[str, Any]) -> str:
    says = (
        f"After people changed their minds, {stale['rules']:,} of their homes' own rewrites no longer fitted; half of "
        f"them were used at most {stale['median_uses']:g} more times."
    )
    return f"<p>{escape(says)}</p>"


def _planted(results: Results) -> str:
    count = len(results.summary.get("poisoned", ()))
    if not count:
        return ""
    says = f"{count:,} of the rules for all homes {'is one' if count == 1 else 'are such'} on which colluders agreed."
    return f"<p class='bad'>{escape(says)}</p>"


def _interval(rate: Mapping[str, float | None], sign: str = "") -> str:
    value, low, high = (rate[name] for name in ("value", "low", "high"))
    if value is None:
        return "–"
    bounds = "" if low is None or high is None else f" <small>{100 * low:{sign}.1f} to {100 * high:{sign}.1f}</small>"
    return f"<b>{100 * value:{sign}.1f}\u00a0%</b>{bounds}"


def _percent(share: float | None) -> str:
    return "–" if share is None else words.percent(share)
