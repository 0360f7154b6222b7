"""The twin of a knowledge file that a person can read: each rewrite with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.learnt import NEAR, Layer, Rule
from assistant.track import often

TITLES = {
    "personal": "# What this household has learnt of its own words",
    "global": "# What was learnt from many households",
}

REASONS = {"refused": "a resident refused it"}
"""Reasons for withdrawing in more words; others stand as they are."""

LEAST = 1e-3
"""Chances are kept this far from 0 and 1, so that odds stay finite; assumed."""


def odds(rule: Rule) -> float:
    """The odds ratio: by how much the odds that it goes well rise where the other words are taken.

    >>> round(odds(Rule("r", "x", "y", "global", chance=0.6, kept=0.2)), 6)
    6.0
    """
    return _odds(rule.chance) / _odds(rule.kept)


def by_use(rules: Sequence[Rule]) -> list[Rule]:
    """The rules that rest on the most sessions first."""
    return sorted(rules, key=lambda rule: (-rule.sessions, -rule.households, rule.heard, rule.id))


def evidence(rule: Rule) -> str:
    """What a rule rests on, in a line: sessions, households, the chance with it and without, and the odds."""
    homes = f" in {rule.households} households" if rule.households > 1 else ""
    chances = f"goes well {rule.chance:.0%} against {rule.kept:.0%} as it stands"
    return f"{times(rule.sessions)}{homes}; {chances}, odds x{odds(rule):.1f}"


def use(rule: Rule) -> str:
    """How it fared where it was used, in a line.

    >>> use(Rule("r", "x", "y", "global", uses=12, held=1, better=0.987))
    'used 12 times, left alone once: better than no rewrite with a chance of 99%'
    """
    counts = [f"{verb} {often(count)}" for verb, count in (("used", rule.uses), ("left alone", rule.held)) if count]
    return f"{', '.join(counts)}: better than no rewrite with a chance of {rule.better or 0:.0%}"


def times(sessions: int) -> str:
    """`1 session`, `4 sessions`."""
    return f"{sessions} {'session' if sessions == 1 else 'sessions'}"


def reason(why: str) -> str:
    """Why a rule was withdrawn, for a person."""
    return REASONS.get(why, why)


def twin(layer: Layer, withdrawn: Mapping[str, str]) -> str:
    """The whole text."""
    return "\n".join(_lines(layer, withdrawn)) + "\n"


def _lines(layer: Layer, withdrawn: Mapping[str, str]) -> Iterator[str]:
    used = by_use([rule for rule in layer.rules if rule.id not in withdrawn])
    gone = by_use([rule for rule in layer.rules if rule.id in withdrawn])
    near = sorted(rule for rule in withdrawn if rule.startswith(NEAR))
    yield TITLES[layer.source]
    yield ""
    yield f"{len(used)} rewrites are used, {len(gone)} are withdrawn; {len(layer.wordings)} wordings are remembered."
    yield 'Say "no, I meant what I said" after a rewrite, and it is unlearnt. ambient learn writes this file anew.'
    if used:
        yield from ("", "## Used, those that rest on most sessions first", "")
        for rule in used:
            yield from _told(rule)
    if gone:
        yield from ("", "## Withdrawn", "")
        for rule in gone:
            yield from (*_told(rule), f"  - withdrawn: {reason(withdrawn[rule.id])}")
    if near:
        yield from ("", "## Near matches that are made no more", "")
        for match in near:
            yield f"- {match}: {reason(withdrawn[match])}"


def _told(rule: Rule) -> Iterator[str]:
    yield f'- "{rule.heard}" is taken for "{rule.text}"'
    yield f"  - {evidence(rule)}"
    if rule.uses:
        yield f"  - {use(rule)}"
    yield f"  - rule {rule.id}: {rule.state or '?'} -> {rule.to or '?'}"


def _odds(chance: float) -> float:
    kept = min(1 - LEAST, max(LEAST, chance))
    return kept / (1 - kept)
