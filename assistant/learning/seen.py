"""What walks say of states, counted: what rewrites are mined from.

Of a big log very many walks are counted, so each takes as few looks into tables as may be: what belongs to a text or a
state is counted in one place, and handed out as plain tables at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.learning.often import Often
from assistant.learning.walks import Step, Walk

CAPPED = 3
"""Walks of one household that count for one source and where it led: nobody can shout. Assumed."""

EXACT = 1 << 32
"""Parts into which a chance is cut to be summed: whole numbers sum to the same in any order."""

ONCE = "once|"
"""Stands for every state that was seen once and where a walk ended."""

Sums = tuple[int, int]
Texts = dict[str, int]


@dataclass(slots=True)
class Seen:
    """What walks say of states, counted."""

    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    ends: dict[str, Sums] = field(default_factory=dict)
    """By state: the chances to have ended well in it, in parts of `EXACT`, and the walks that ended in it."""
    led: dict[tuple[str, str], Sums] = field(default_factory=dict)
    """By source and target: the households in which walks went from one to be accepted in the other, and those walks,
    capped by household."""
    stood: Counter[str] = field(default_factory=Counter)
    """By state: walks accepted in it at the first attempt, capped by household."""
    elsewhere: Counter[str] = field(default_factory=Counter)
    """By source: walks that went from it to be accepted in a state that was seen once."""
    heard: dict[str, Texts] = field(default_factory=dict)
    """By state: its texts."""
    worked: dict[str, Texts] = field(default_factory=dict)
    """By state: its texts, with how often each was accepted."""
    worked_once: dict[str, str] = field(default_factory=dict)
    """By state: of the texts that were said once and accepted in it, the first by the alphabet."""
    said: Counter[str] = field(default_factory=Counter)
    """By text."""
    went: Counter[str] = field(default_factory=Counter)
    """By text: how often it was accepted as it stood."""

    def merge(self, other: Seen) -> None:
        """Counts in what was seen of other households, which is of no use after."""
        self.steps.update(other.steps)
        self.stood.update(other.stood)
        self.elsewhere.update(other.elsewhere)
        self.said.update(other.said)
        self.went.update(other.went)
        for state, sums in other.ends.items():
            self.ends[state] = _sum(self.ends.get(state), sums)
        for pair, sums in other.led.items():
            self.led[pair] = _sum(self.led.get(pair), sums)
        _add(self.heard, other.heard)
        _add(self.worked, other.worked)
        for state, text in other.worked_once.items():
            self.worked_once[state] = min(text, self.worked_once.get(state, text))


def _sum(sums: Sums | None, more: Sums) -> Sums:
    return more if sums is None else (sums[0] + more[0], sums[1] + more[1])


def _add(tables: dict[str, Texts], more: dict[str, Texts]) -> None:
    for state, texts in more.items():
        table = tables.setdefault(state, texts)
        if table is not texts:
            for text, count in texts.items():
                table[text] = table.get(text, 0) + count


def seen(walks: Iterable[Walk], often: Often | None = None) -> Seen:
    """All walks, counted.

    With `often`, which knows the texts and states that come twice or more, no more is kept of the others than rules of
    two sessions need.
    """
    counting = _Counting(often)
    for walk in walks:
        counting.add(walk)
    return counting.seen()


@dataclass(slots=True, eq=False)
class _Text:
    """What is counted of a text."""

    text: str
    said: int = 0
    went: int = 0


@dataclass(slots=True, eq=False)
class _State:
    """What is counted of a state: see `Seen`."""

    name: str
    good: int = 0
    ended: int = 0
    heard: Texts = field(default_factory=dict)
    worked: Texts = field(default_factory=dict)
    worked_once: str | None = None
    elsewhere: int = 0
    stood: dict[str, int] = field(default_factory=dict)
    """By household, capped."""


class _Counting:
    """Walks as they are counted."""

    def __init__(self, often: Often | None) -> None:
        self._often = often
        self._texts: dict[str, _Text] = {}
        self._states: dict[str, _State] = {}
        self._once = _State(ONCE)
        self._steps: dict[tuple[str, str], int] = {}
        self._led: dict[tuple[str, str], dict[str, int]] = {}
        """By source and target: walks by household, capped."""

    def add(self, walk: Walk) -> None:
        """Counts a walk in."""
        step = walk.steps[-1]
        before = self._before(walk.steps) if len(walk.steps) > 1 else ()
        text, state = self._hear(step)
        if before:
            self._step(walk.steps, before, state)
        if state is not None or before:
            end = state or self._once
            end.good += int(walk.good * EXACT)
            end.ended += 1
        if not walk.accepted:
            return
        if text is not None and not step.rewritten:
            text.went += 1
        for source in dict.fromkeys(before):
            self._lead(walk.household, source, state)
        if state is not None:
            self._work(walk.household, step.text, text, state, first=state not in before)

    def _hear(self, step: Step) -> tuple[_Text | None, _State | None]:
        """Counts a step; its text and its state, none for what comes once."""
        text = self._texts.get(step.text) or self._new_text(step.text)
        state = self._states.get(step.state) or self._new_state(step.state)
        if text is not None:
            if not step.rewritten:
                text.said += 1
            if state is not None:
                state.heard[text.text] = state.heard.get(text.text, 0) + 1
        return text, state

    def _new_text(self, text: str) -> _Text | None:
        if self._often is not None and not self._often.again(text):
            return None
        made = self._texts[text] = _Text(text)
        return made

    def _new_state(self, name: str) -> _State | None:
        if self._often is not None and not self._often.again(name):
            return None
        made = self._states[name] = _State(name)
        return made

    def _before(self, steps: Sequence[Step]) -> list[_State | None]:
        """Counts what came before the last; the states."""
        return [self._hear(step)[1] for step in steps[:-1]]

    def _step(self, steps: Sequence[Step], before: Sequence[_State | None], last: _State | None) -> None:
        """Counts from which state to which it went.

        Nothing leads to a state that was seen once and stands first; where it stands last, only that something led
        there counts; in between it has its name, for what it leads to.
        """
        names = [step.state if state is None else state.name for step, state in zip(steps, before, strict=False)]
        names.append(ONCE if last is None else last.name)
        for pair in pairwise(names if before[0] is not None else names[1:]):
            self._steps[pair] = self._steps.get(pair, 0) + 1

    def _lead(self, household: str, source: _State | None, last: _State | None) -> None:
        """Counts who came from a state to the last."""
        if source is None:
            return
        if last is None:
            source.elsewhere += 1
        elif source is last:
            _count(last.stood, household)
        else:
            _count(self._led.setdefault((source.name, last.name), {}), household)

    def _work(self, household: str, words: str, text: _Text | None, state: _State, *, first: bool) -> None:
        """Counts where a walk was accepted, and whether at the first attempt."""
        if first:
            _count(state.stood, household)
        if text is not None:
            state.worked[text.text] = state.worked.get(text.text, 0) + 1
        elif state.worked_once is None or words < state.worked_once:
            state.worked_once = words

    def seen(self) -> Seen:
        """What was counted until now."""
        found = Seen(Counter(self._steps), led={pair: (len(led), sum(led.values())) for pair, led in self._led.items()})
        for state in (*self._states.values(), self._once):
            _hand_out(state, found)
        for text in self._texts.values():
            found.said[text.text], found.went[text.text] = text.said, text.went
        return found


def _hand_out(state: _State, found: Seen) -> None:
    """Writes what was counted of a state into the tables."""
    if state.ended:
        found.ends[state.name] = state.good, state.ended
    if state.heard:
        found.heard[state.name] = state.heard
    if state.worked:
        found.worked[state.name] = state.worked
    if state.worked_once is not None:
        found.worked_once[state.name] = state.worked_once
    if state.stood:
        found.stood[state.name] = sum(state.stood.values())
    if state.elsewhere:
        found.elsewhere[state.name] = state.elsewhere


def _count(by_household: dict[str, int], household: str) -> None:
    count = by_household.get(household, 0)
    if count < CAPPED:
        by_household[household] = count + 1
