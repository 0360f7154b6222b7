"""The watch over rewrites: how each fares when used and when held back, and which are withdrawn. Pure.

In one household a rule goes when its last uses fail; where words were held back, also when those went better. What
counts as a failure, and for how long, is `assistant.track`'s. The log of many is `overall`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from assistant.learnt import NEAR, REFUSED, Learnt, Rule
from assistant.track import Track, often, still_works

V = TypeVar("V")

LIVE, GONE = 0.95, 0.5
"""The chance that rewriting is better, over which a rule goes live and under which it leaves: DESIGN.md."""

TRUST = 4.0
"""Uses that the evidence a rule was learnt from is worth at the most: it was seen without the rule in place."""

BACK = 3
"""Sessions that must have led from the one request to the other since a rule was withdrawn, for it to come back."""


def first(rule: Rule) -> Track:
    """A rule's track before it was ever used: its evidence, discounted."""
    worth = min(TRUST, float(rule.sessions))
    good, kept = rule.chance * worth, rule.kept * worth
    works = still_works(Track().works, 0.0, uses=worth)
    return Track(good=good, bad=worth - good, held_good=kept, held_bad=worth - kept, works=works)


def tracks(rows: Iterable[Mapping[str, Any]], rules: Iterable[Rule] = ()) -> dict[str, Track]:
    """The track of each rule by a log's rows, oldest first (columns `rule`, `arm` and `defect` are read).

    Turns that are not weighed yet are left out. Rules in `rules` start from their evidence, others from nothing.
    """
    found = {rule.id: first(rule) for rule in rules}
    for row in rows:
        rule, defect = row["rule"], row["defect"]
        if rule is not None and defect is not None:
            found[rule] = found.get(rule, Track()).after(row["arm"] == "rewritten", defect)
    return found


def withdrawn(rules: Iterable[Rule], tracks: Mapping[str, Track]) -> dict[str, str]:
    """By the id of each rule that a household should use no more, why: its last uses fail, or holdouts do better."""
    gone: dict[str, str] = {}
    for rule in rules:
        track = tracks.get(rule.id)
        reason = _reason(track) if track is not None else ""
        if reason:
            gone[rule.id] = reason
    return gone


def _reason(track: Track) -> str:
    used = f"used {often(track.uses)}, failed {track.failed:.0f}"
    if track.uses and track.works < GONE:
        lately = ", most of them lately" if track.failed < track.uses - 0.5 else ""
        return f"{used}{lately}: withdrawn"
    if track.uses and track.held and track.better() < GONE:
        return f"{used}; left alone {often(track.held)}, which went better: withdrawn"
    return ""


def goes_live(track: Track) -> bool:
    """Whether rewriting is surely enough better than leaving the words alone."""
    return track.better() > LIVE


def weighed(learnt: Learnt, seen: Iterable[tuple[str, str, float]]) -> Learnt:
    """What is known once turns were weighed: the rule, the arm and the chance of a defect of each."""
    rules = {rule.id: rule for layer in (learnt.shared, learnt.own) for rule in layer.rules}
    tracked, touched = dict(learnt.tracks), dict[str, Rule]()
    for rule, arm, defect in seen:
        known = rules.get(rule) or _near(rule)
        if known is None:
            continue  # Learnt no more.
        track = tracked.get(rule) or first(known)
        tracked[rule], touched[rule] = track.after(arm == "rewritten", defect), known
    gone = {**withdrawn(touched.values(), tracked), **learnt.withdrawn}
    return replace(learnt, tracks=tracked, withdrawn=gone)


def _near(rule: str) -> Rule | None:
    """What a near match is weighed as: a rule with hardly any evidence, a little better than chance. Assumed; of near
    matches that failed once in simulations, one in five was right the next time, of others three in five."""
    return Rule(rule, "", "", "global", sessions=1, chance=0.6, kept=0.4) if rule.startswith(NEAR) else None


def overnight(before: Learnt, mined: Learnt, *, now: float) -> Learnt:
    """What was mined anew, with what was withdrawn and when tracks began carried over.

    A rule that was withdrawn stays so until `BACK` more sessions than when it went lead from the one request to the
    other; then its track begins anew `now` (seconds since 1970). What was refused by voice never comes back by itself.
    A rule whose wording alone has changed is the same one.
    """
    rules = {rule.id: rule for rule in _rules(mined)}
    names = _renamed(before, rules)
    known = {names.get(rule.id, rule.id): rule for rule in _rules(before)}
    gone, support, anew = (_under(names, before.withdrawn), _under(names, before.support), _under(names, before.anew))
    tracked = {
        rule: track for rule, track in _under(names, before.tracks).items() if rule in rules or rule.startswith(NEAR)
    }
    for rule, reason in list(gone.items()):
        if rule not in support:
            support[rule] = known[rule].sessions if rule in known else 0
        if reason != REFUSED and rule in rules and rules[rule].sessions >= support[rule] + BACK:
            del gone[rule], support[rule]
            tracked.pop(rule, None)
            anew[rule] = now
    return replace(mined, withdrawn={**mined.withdrawn, **gone}, tracks=tracked, support=support, anew=anew)


def _rules(learnt: Learnt) -> tuple[Rule, ...]:
    return (*learnt.shared.rules, *learnt.own.rules)


def _renamed(before: Learnt, rules: Mapping[str, Rule]) -> dict[str, str]:
    """By id of a rule that is mined no more, the id of the one that makes the same of the same words today."""
    now = {(rule.source, rule.heard, rule.to): rule.id for rule in rules.values()}
    found: dict[str, str] = {}
    for rule in _rules(before):
        same = now.get((rule.source, rule.heard, rule.to))
        if same is not None and rule.id not in rules:
            found[rule.id] = same
    return found


def _under(names: Mapping[str, str], values: Mapping[str, V]) -> dict[str, V]:
    return {names.get(rule, rule): value for rule, value in values.items()}
