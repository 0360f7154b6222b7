"""What the watch over rewrites does by truth: how long stale ones are used, and which it withdraws in each home.

A rewrite is stale when it was right before the residents changed their minds and is wrong since, because by the same
words they want something else: no wish that it met before is among those that it is used for now. It is followed by its
words, so that another rule that makes the same mistake again counts as the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.learnt import REFUSED

MOSTLY = 0.75
"""The share of its uses that a good rewrite gets right, and a bad one wrong, at the least."""


@dataclass(frozen=True, slots=True)
class Use:
    """A rewrite that was used once in a home."""

    rule: str
    heard: str
    source: str
    day: date
    right: bool
    want: str
    """What was wanted, as `truths.want` has it."""


@dataclass(slots=True)
class Words:
    """What the rewrites of the same words came to."""

    before: Counter[bool] = field(default_factory=Counter)
    """Uses before the change, by whether they were right."""
    met: set[str] = field(default_factory=set)
    after: list[Use] = field(default_factory=list)


def stale(uses: Iterable[Use], flip: date) -> list[int]:
    """By words that a stale rewrite of the home's own is for, how often it was used after the change."""
    found: defaultdict[str, Words] = defaultdict(Words)
    for use in uses:
        if use.source != "personal":
            continue
        words = found[use.heard]
        if use.day >= flip:
            words.after.append(use)
            continue
        words.before[use.right] += 1
        if use.right:
            words.met.add(use.want)
    return [len(words.after) for _, words in sorted(found.items()) if _is_stale(words)]


def _is_stale(words: Words) -> bool:
    was_right = words.before[True] > words.before[False]
    return was_right and bool(words.after) and not any(use.right or use.want in words.met for use in words.after)


def fates(uses: Sequence[Use], withdrawn: Mapping[str, str], flip: date | None = None) -> Counter[str]:
    """How many of a home's rewrites were `good` and `bad`, and how many of each the watch withdrew (`good_withdrawn`);
    `good_uses` and `bad_uses` are their uses. Of uses after a change of mind nothing is counted, nor rules that were
    used then: they may be withdrawn for good reason."""
    counted: Counter[str] = Counter()
    late = {use.rule for use in uses if flip is not None and use.day >= flip}
    by_rule: defaultdict[str, list[bool]] = defaultdict(list)
    for use in uses:
        if use.rule not in late:
            by_rule[use.rule].append(use.right)
    for rule, right in by_rule.items():
        share = sum(right) / len(right)
        kind = "good" if share >= MOSTLY else "bad" if share <= 1 - MOSTLY else "mixed"
        gone = withdrawn.get(rule, REFUSED) != REFUSED
        counted.update({kind: 1, f"{kind}_uses": len(right), f"{kind}_withdrawn": int(gone)})
    return counted


def use_of(verdict: Mapping[str, Any], truth: Mapping[str, Any], *, rule: str, heard: str, source: str) -> Use:
    """A use as the tables have it."""
    return Use(rule, heard, source, truth["at"].date(), bool(verdict["right"]), truth.get("want", ""))
