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
from assistant.learning.often import Often
from assistant.learning.safety import critical
from assistant.learning.shapes import slots_in
from assistant.learning.walks import REWRITTEN, Step, Walk
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


EXACT = 1 << 32
"""Parts into which a chance is cut to be summed: whole numbers sum to the same in any order."""

ONCE = "once|"
"""Stands for every state that was seen once and where a walk ended."""


@dataclass(slots=True)
class Seen:
    """What walks say of states, counted."""

    often: Often | None = None
    """The texts and states that come twice or more; of others no more is kept than rules of two sessions need. None
    keeps all."""
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    ends: dict[str, list[int]] = field(default_factory=dict)
    """By state: the chances to have ended well in it, in parts of `EXACT`, and the walks that ended in it."""
    led: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    """By source and target: walks that went from one to be accepted in the other, by household, capped."""
    stood: dict[str, dict[str, int]] = field(default_factory=dict)
    """By state: walks accepted in it at the first attempt, by household, capped."""
    elsewhere: Counter[str] = field(default_factory=Counter)
    """By source: walks that went from it to be accepted in a state that was seen once."""
    heard: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By state: its texts."""
    worked: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By state: its texts, with how often each was accepted."""
    worked_once: dict[str, str] = field(default_factory=dict)
    """By state: of the texts that were said once and accepted in it, the first by the alphabet."""
    said: Counter[str] = field(default_factory=Counter)
    """By text."""
    went: Counter[str] = field(default_factory=Counter)
    """By text: how often it was accepted as it stood."""
    _names: dict[str, str] = field(default_factory=dict)
    """Every string that is kept, so that it is kept once."""

    def add(self, walk: Walk) -> None:
        """Counts a walk in."""
        step = walk.steps[-1]
        text, state = self._known(step.text), self._known(step.state)
        self._hear(step, text, state)
        before = self._before(walk, state) if len(walk.steps) > 1 else ()
        if state is not None or before:
            end = self.ends.setdefault(state or ONCE, [0, 0])
            end[0] += int(walk.good * EXACT)
            end[1] += 1
        if not walk.accepted:
            return
        if text is not None:
            self.went[text] += not step.rewritten
        for source in dict.fromkeys(before):
            self._led(walk, source, state)
        if state is not None and state not in before:
            _count(self.stood.setdefault(state, {}), walk.household)
        if state is not None and text is not None:
            self.worked[state][text] += 1
        elif state is not None:
            self.worked_once[state] = min(step.text, self.worked_once.get(state, step.text))

    def _known(self, name: str) -> str | None:
        """The string to keep; none for what comes once."""
        known = self._names.get(name)
        if known is None and (self.often is None or self.often.again(name)):
            known = self._names[name] = name
        return known

    def _hear(self, step: Step, text: str | None, state: str | None) -> None:
        if text is not None:
            self.said[text] += not step.rewritten
            if state is not None:
                self.heard[state][text] += 1

    def _before(self, walk: Walk, last: str | None) -> list[str | None]:
        """Counts what came before the last, and the steps; the states that came before.

        Nothing leads to a state that was seen once and stands first; where it stands last, only that something led
        there counts; in between it has its name, for what it leads to.
        """
        steps = walk.steps[:-1]
        states = [self._known(step.state) for step in steps]
        for step, state in zip(steps, states, strict=True):
            self._hear(step, self._known(step.text), state)
        names = [*(state or step.state for step, state in zip(steps, states, strict=True)), last or ONCE]
        for pair in pairwise(names if states[0] is not None else names[1:]):
            self.steps[pair] += 1
        return states

    def _led(self, walk: Walk, source: str | None, last: str | None) -> None:
        """Counts who came from a state to the last."""
        if source is None:
            return
        if last is None:
            self.elsewhere[source] += 1
        elif source == last:
            _count(self.stood.setdefault(last, {}), walk.household)
        else:
            _count(self.led.setdefault((source, last), {}), walk.household)

    def merge(self, other: Seen) -> None:
        """Counts in what was seen of other households."""
        self.steps.update(other.steps)
        self.elsewhere.update(other.elsewhere)
        self.said.update(other.said)
        self.went.update(other.went)
        for state, (good, count) in other.ends.items():
            end = self.ends.setdefault(state, [0, 0])
            end[0] += good
            end[1] += count
        for pair, led in other.led.items():
            self.led.setdefault(pair, {}).update(led)
        for state, stood in other.stood.items():
            self.stood.setdefault(state, {}).update(stood)
        for state, texts in other.heard.items():
            self.heard[state].update(texts)
        for state, texts in other.worked.items():
            self.worked[state].update(texts)
        for state, text in other.worked_once.items():
            self.worked_once[state] = min(text, self.worked_once.get(state, text))


def _count(led: dict[str, int], household: str) -> None:
    led[household] = min(led.get(household, 0) + 1, CAPPED)


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
    for (i, j), led in found.led.items():
        # Said again and then rewritten: that it went well speaks for the rewrite in use, and against no other.
        totals[i] += 0 if j.startswith(REWRITTEN) else sum(led.values())
    for i, count in found.elsewhere.items():
        totals[i] += count
    best: dict[str, Rule] = {}
    for i, j in sorted(pairs):
        score, kept = scores[i].get(j, 0.0), scores[i].get(i, 0.0)
        stood = sum(found.stood.get(i, {}).values())
        clear = sum(found.led[i, j].values()) >= LEADS * (totals[i] + stood)
        if not clear or score <= 0 or score < MARGIN * kept:
            continue
        for rule in _rules(found, i, j, source, score, kept):
            before = best.get(rule.heard)
            if before is None or rule.chance > before.chance:
                best[rule.heard] = rule
    return tuple(sorted(best.values(), key=lambda rule: (rule.heard, rule.id)))


def _supported(led: Mapping[str, int], households: int, sessions: int) -> bool:
    return len(led) >= households and sum(led.values()) >= sessions


def _possible(source: str, target: str) -> bool:
    """Whether the one may be rewritten to the other at all."""
    return not target.startswith(("?|", UNSUPPORTED, REWRITTEN)) and not critical(target) and source != target


def _counts(found: Seen) -> Counts:
    ends = {state: (good / EXACT, count - good / EXACT) for state, (good, count) in found.ends.items()}
    return Counts(found.steps, ends)


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
            sessions=sum(led.values()),
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
