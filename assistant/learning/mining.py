"""Rewrites out of walks: which request, once heard, had better be taken for which other.

Sources and targets are states (`log_schema.state_of`), as heard or without their values; see `chain` for the scores.
What three methods share is here: support, margin, and the wording that most often succeeded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.intents import UNSUPPORTED
from assistant.learning.chain import Counts, chances, next_request, one_step
from assistant.learning.safety import critical
from assistant.learning.seen import EXACT, Leads, Seen
from assistant.learning.shapes import slots_in
from assistant.learning.walks import REWRITTEN
from assistant.learnt import Rule, Source


@dataclass(frozen=True, slots=True)
class Way:
    """A way to mine: `chain`, or one of those it is compared with."""

    scores: Callable[[Counts, Sequence[str]], dict[str, dict[str, float]]]
    leads: Leads
    """What its support is counted of."""
    sees_success: bool = True
    """Whether it knows what came of a request, and so when to leave one alone."""


METHODS: Mapping[str, Way] = {
    "chain": Way(chances, "paths"),
    "one_step": Way(one_step, "last"),
    "next_request": Way(next_request, "next", sees_success=False),
}

LEADS = 0.4
"""The least share of the success after a source that its target must have, or else nothing is clear. Assumed."""

TWICE = 2
"""How often words must have been heard to be rewritten themselves: what was misheard once will not be so again."""

MARGIN = 3.0
"""How many times likelier the target must succeed than the source as it stands. Assumed."""


def mined(found: Seen, *, source: Source, method: str = "chain", households: int, sessions: int) -> tuple[Rule, ...]:
    """The rewrites that enough households and sessions support and that are clear; by heard text, then id."""
    supported = [pair for pair, led in found.led.items() if led[0] >= households and led[1] >= sessions]
    pairs = [pair for pair in supported if _possible(*pair)]
    if not pairs:
        return ()
    way = METHODS[method]
    scores = way.scores(_counts(found), sorted({i for i, _ in pairs}))
    best: dict[str, Rule] = {}
    for i, j in sorted(pairs):
        score, kept = scores[i].get(j, 0.0), scores[i].get(i, 0.0)
        if score <= 0 or (way.sees_success and not _clear(scores[i], i, j)):
            continue
        for rule in _rules(found, i, j, source, score, kept):
            # A text that mostly goes well as it stands needs no repair, whatever its state.
            if way.sees_success and MARGIN * found.went[rule.heard] > found.said[rule.heard]:
                continue
            before = best.get(rule.heard)
            if before is None or rule.chance > before.chance:
                best[rule.heard] = rule
    return tuple(sorted(best.values(), key=lambda rule: (rule.heard, rule.id)))


def _clear(scores: Mapping[str, float], i: str, j: str) -> bool:
    """Whether success by way of j is far likelier than as it stands, and much of all that follows."""
    # Said again and then rewritten: that it went well speaks for the rewrite in use, and against no other.
    total = sum(score for state, score in scores.items() if not state.startswith(REWRITTEN))
    return scores[j] >= MARGIN * scores.get(i, 0.0) and scores[j] >= LEADS * total


def _possible(source: str, target: str) -> bool:
    """Whether the one may be rewritten to the other at all."""
    return not target.startswith(("?|", UNSUPPORTED, REWRITTEN)) and not critical(target) and source != target


def _counts(found: Seen) -> Counts:
    ends = {state: (good / EXACT, count - good / EXACT) for state, (good, count) in found.ends.items()}
    return Counts(found.steps, ends)


def _rules(found: Seen, i: str, j: str, source: Source, score: float, kept: float) -> Iterable[Rule]:
    by, sessions = found.led[i, j]
    for heard in sorted(text for text, count in found.heard.get(i, {}).items() if count >= TWICE):
        text = _wording(found, j, heard)
        if text is None or text == heard:
            continue
        yield Rule(
            id=rule_id(source, heard, text),
            heard=heard,
            text=text,
            source=source,
            state=i,
            to=j,
            households=by,
            sessions=sessions,
            chance=round(score, 6),
            kept=round(kept, 6),
        )


def _wording(found: Seen, state: str, heard: str) -> str | None:
    """The wording that most often succeeded for a state, of those whose values stand in what is heard."""
    able = set(slots_in(heard))
    worked = dict(found.worked.get(state, {}))
    if state in found.worked_once:
        worked[found.worked_once[state]] = 1
    fitting = [(-count, text) for text, count in worked.items() if set(slots_in(text)) <= able]
    fitting = [(count, text) for count, text in fitting if set(slots_in(text)) >= set(slots_in(state)) & able]
    text = min(fitting)[1] if fitting else None
    return None if text is None or critical(state, text) else text


def rule_id(source: Source, heard: str, text: str) -> str:
    """A rule's name: its words, short, and a hash that tells it from others.

    >>> rule_id("global", "set the {name} going", "turn on the {name}")
    'set-the-name-going-2a4f1c'
    """
    words = "-".join(heard.replace("{", "").replace("}", "").split())[:40].strip("-")
    return f"{words}-{hashlib.sha256(repr((source, heard, text)).encode()).hexdigest()[:6]}"
