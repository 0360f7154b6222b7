"""Rewrites out of walks: which request, once heard, had better be taken for which other.

Sources and targets are states (`log_schema.state_of`), as heard or without their values; see `chain` for the scores.
What three methods share is here: support, margin, and the wording that most often succeeded.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.intents import UNSUPPORTED
from assistant.learning.chain import Counts, chances, next_request, one_step
from assistant.learning.safety import critical
from assistant.learning.shapes import slots_in
from assistant.learning.walks import Walk
from assistant.learnt import Rule, Source

Method = Callable[[Counts, Sequence[str]], dict[str, dict[str, float]]]

METHODS: Mapping[str, Method] = {"chain": chances, "one_step": one_step, "next_request": next_request}

CAPPED = 3
"""Walks of one household that count for one source and where it led: nobody can shout. Assumed."""

LEADS = 0.5
"""The least share of the successes after a source that its target must have, or else nothing is clear. Assumed."""

TWICE = 2
"""How often words must have been heard to be rewritten themselves: what was misheard once will not be so again."""

MARGIN = 3.0
"""How many times likelier the target must succeed than the source as it stands. Assumed."""


REWRITTEN = "rewritten|"
"""Beginning of the states of requests that were rewritten: see `log_schema.state_of`."""


@dataclass(slots=True)
class Seen:
    """What walks say of states, counted."""

    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    ends: dict[str, tuple[float, float]] = field(default_factory=dict)
    led: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By source and target: walks that went from one to be accepted in the other, by household, capped."""
    stood: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By state: walks accepted in it at the first attempt, by household, capped."""
    heard: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By state: its texts."""
    worked: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By state: its texts, with how often each was accepted."""
    said: Counter[str] = field(default_factory=Counter)
    """By text."""
    went: Counter[str] = field(default_factory=Counter)
    """By text: how often it was accepted as it stood."""

    def add(self, walk: Walk) -> None:
        """Counts a walk in."""
        states = [step.state for step in walk.steps]
        last = states[-1]
        for step in walk.steps:
            self.heard[step.state][step.text] += 1
            # What was rewritten did not go well, or badly, as it stands.
            self.said[step.text] += not step.state.startswith(REWRITTEN)
        for pair in pairwise(states):
            self.steps[pair] += 1
        good, bad = self.ends.get(last, (0.0, 0.0))
        self.ends[last] = (good + walk.good, bad + 1.0 - walk.good)
        if not walk.accepted:
            return
        self.worked[last][walk.steps[-1].text] += 1
        self.went[walk.steps[-1].text] += not last.startswith(REWRITTEN)
        for state in dict.fromkeys(states):
            led = self.stood[last] if state == last else self.led[state, last]
            led[walk.household] = min(led[walk.household] + 1, CAPPED)


def seen(walks: Iterable[Walk]) -> Seen:
    """All walks, counted."""
    found = Seen()
    for walk in walks:
        found.add(walk)
    return found


def mined(found: Seen, *, source: Source, method: str = "chain", households: int, sessions: int) -> tuple[Rule, ...]:
    """The rewrites that enough households and sessions support and that are clear; by heard text, then id."""
    pairs = [pair for pair, led in found.led.items() if _supported(led, households, sessions) and _possible(*pair)]
    scores = METHODS[method](_counts(found), sorted({i for i, _ in pairs}))
    totals: Counter[str] = Counter()
    for (i, _), led in found.led.items():
        totals[i] += led.total()
    best: dict[str, Rule] = {}
    for i, j in sorted(pairs):
        score, kept = scores[i].get(j, 0.0), scores[i].get(i, 0.0)
        clear = found.led[i, j].total() >= LEADS * (totals[i] + found.stood[i].total())
        if not clear or score < MARGIN * kept:
            continue
        for rule in _rules(found, i, j, source, score, kept):
            before = best.get(rule.heard)
            if before is None or rule.chance > before.chance:
                best[rule.heard] = rule
    return tuple(sorted(best.values(), key=lambda rule: (rule.heard, rule.id)))


def _supported(led: Counter[str], households: int, sessions: int) -> bool:
    return len(led) >= households and led.total() >= sessions


def _possible(source: str, target: str) -> bool:
    """Whether the one may be rewritten to the other at all."""
    return not target.startswith(("?|", UNSUPPORTED, REWRITTEN)) and not critical(target) and source != target


def _counts(found: Seen) -> Counts:
    return Counts(found.steps, found.ends)


def _rules(found: Seen, i: str, j: str, source: Source, score: float, kept: float) -> Iterable[Rule]:
    led = found.led[i, j]
    for heard in sorted(text for text, count in found.heard[i].items() if count >= TWICE):
        text = _wording(found, j, heard)
        # A text that mostly goes well as it stands needs no repair, whatever its state.
        if text is None or text == heard or MARGIN * found.went[heard] > found.said[heard]:
            continue
        yield Rule(
            id=rule_id(source, heard, text),
            heard=heard,
            text=text,
            source=source,
            state=i,
            to=j,
            households=len(led),
            sessions=led.total(),
            chance=round(score, 6),
            kept=round(kept, 6),
        )


def _wording(found: Seen, state: str, heard: str) -> str | None:
    """The wording that most often succeeded for a state, of those whose values stand in what is heard."""
    able = set(slots_in(heard))
    fitting = [(-count, text) for text, count in found.worked[state].items() if set(slots_in(text)) <= able]
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
