"""What walks say of states, counted: what rewrites are mined from.

Of a big log very many walks are counted, so each takes as few looks into tables as may be: what belongs to a text or a
state is counted in one place, and handed out as plain tables at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from assistant.learning.often import Often
from assistant.learning.walks import REWRITTEN, Step, Walk

CAPPED = 3
"""Walks of one household that count for one source and where it led: nobody can shout. Assumed."""

EXACT = 1 << 32
"""Parts into which a chance is cut to be summed: whole numbers sum to the same in any order."""

ONCE = "once|"
"""Beginning of what stands for all states that were seen once, where walks ended right after one state."""

Leads = Literal["paths", "last", "next"]
"""Which walks speak for going from one state to another: those that were accepted in the other, however they came
there; those in which the one stood right before; or all in which it came next, whatever came of it."""

Sums = tuple[int, int]
Texts = dict[str, int]


@dataclass(slots=True)
class Seen:
    """What walks say of states, counted."""

    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    ends: dict[str, Sums] = field(default_factory=dict)
    """By state: the chances to have ended well in it, in parts of `EXACT`, and the walks that ended in it."""
    led: dict[tuple[str, str], Sums] = field(default_factory=dict)
    """By source and target: the households in which walks went from one to the other, and those walks, capped by
    household: see `Leads`."""
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


def seen(walks: Iterable[Walk], often: Often | None = None, *, leads: Leads = "paths") -> Seen:
    """All walks, counted.

    With `often`, which knows the texts and states that come twice or more, no more is kept of the others than rules of
    two sessions need.
    """
    counting = _Counting(often, leads)
    for walk in walks:
        counting.add(walk)
    return counting.seen()


@dataclass(slots=True, eq=False)
class _State:
    """What is counted of a state: see `Seen`."""

    name: str
    good: int = 0
    ended: int = 0
    worked_once: str | None = None


@dataclass(slots=True, eq=False)
class _Pair:
    """What is counted of a text where it was understood as a state."""

    state: _State
    heard: int = 0
    worked: int = 0


@dataclass(slots=True, eq=False)
class _Text:
    """What is counted of a text."""

    text: str
    said: int = 0
    went: int = 0
    pair: _Pair | None = None
    """With the state that it was first understood as: most have no other."""
    others: dict[_State, _Pair] | None = None

    def paired(self, state: _State) -> _Pair:
        """What is counted of it where it is understood as this state."""
        if self.pair is None:
            self.pair = _Pair(state)
        if self.pair.state is state:
            return self.pair
        if self.others is None:
            self.others = {}
        return self.others.get(state) or self.others.setdefault(state, _Pair(state))

    def pairs(self) -> list[_Pair]:
        """All that is counted of it with states."""
        return [*([] if self.pair is None else [self.pair]), *(self.others or {}).values()]


class _Counting:
    """Walks as they are counted."""

    def __init__(self, often: Often | None, leads: Leads) -> None:
        self._often, self._leads = often, leads
        self._texts: dict[str, _Text] = {}
        self._states: dict[str, _State] = {}
        self._once: dict[str, _State] = {}
        """By its name, what stands for the states that come once after a state."""
        self._steps: dict[tuple[_State | str, _State | str], int] = {}
        self._led: dict[tuple[_State, _State], list[int]] = {}
        """Households, and walks, capped by household."""
        self._homes: dict[str, dict[object, int]] = {}
        """By household: its walks that led from one state to another, capped."""

    def add(self, walk: Walk) -> None:
        """Counts a walk in."""
        before = [self._hear(step)[1] for step in walk.steps[:-1]] if len(walk.steps) > 1 else ()
        step = walk.steps[-1]
        text, state, pair = self._hear(step)
        end = self._step(walk.steps, before, state) if before else state
        if end is not None:
            # Who was not seen to accept it got nothing: S-.
            end.good += int(walk.good * EXACT) if walk.accepted else 0
            end.ended += 1
        if before and (walk.accepted or self._leads == "next"):
            for source, target in _led(self._leads, before, state):
                self._lead(walk.household, source, target)
        if not walk.accepted:
            return
        if text is not None and not step.rewritten:
            text.went += 1
        if pair is not None:
            pair.worked += 1
        elif state is not None and (state.worked_once is None or step.text < state.worked_once):
            state.worked_once = step.text

    def _hear(self, step: Step) -> tuple[_Text | None, _State | None, _Pair | None]:
        """Counts a step; what it counts for: none for what comes once."""
        words, name = step.text, step.state
        text = self._texts.get(words)
        if text is None:
            text = self._new_text(words)
        pair = text.pair if text is not None else None
        if pair is None or pair.state.name != name:
            state = self._states.get(name)
            if state is None:
                state = self._new_state(name)
            pair = text.paired(state) if text is not None and state is not None else None
        else:
            state = pair.state
        if pair is not None:
            pair.heard += 1
        if text is not None and not step.rewritten:
            text.said += 1
        return text, state, pair

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

    def _step(self, steps: Sequence[Step], before: Sequence[_State | None], last: _State | None) -> _State | None:
        """Counts from which state to which it went; the last, none where nothing leads there.

        Nothing leads to a state that was seen once and stands first, so it is left out. In between it has its name,
        for what it leads to. Where it stands last, all those after one state are one, with the chances of all.
        """
        names = [state or step.state for step, state in zip(steps, before, strict=False)]
        if before[0] is None:
            del names[0]
        end = last or (self._once_after(_name(names[-1]), rewritten=steps[-1].rewritten) if names else None)
        if end is not None:
            for pair in pairwise([*names, end]):
                self._steps[pair] = self._steps.get(pair, 0) + 1
        return end

    def _once_after(self, state: str, *, rewritten: bool) -> _State:
        name = f"{REWRITTEN if rewritten else ''}{ONCE}{state}"
        return self._once.setdefault(name, _State(name))

    def _lead(self, household: str, source: _State | None, last: _State | None) -> None:
        """Counts who came from a state to another."""
        if source is None or last is None or source is last:
            return
        pair = source, last
        led = self._led.setdefault(pair, [0, 0])
        times = self._first_few(household, pair)
        led[0] += times == 1
        led[1] += times > 0

    def _first_few(self, household: str, what: object) -> int:
        """Counts what a household did; how often until now, 0 where that was often enough."""
        times = self._homes.setdefault(household, {})
        count = times.get(what, 0)
        if count == CAPPED:
            return 0
        times[what] = count + 1
        return count + 1

    def seen(self) -> Seen:
        """What was counted until now."""
        found = Seen(led={(i.name, j.name): (led[0], led[1]) for (i, j), led in self._led.items()})
        found.steps.update({(_name(i), _name(j)): count for (i, j), count in self._steps.items()})
        for state in (*self._states.values(), *self._once.values()):
            _hand_out(state, found)
        for text in self._texts.values():
            found.said[text.text], found.went[text.text] = text.said, text.went
            for pair in text.pairs():
                _hand_out_pair(text.text, pair, found)
        return found


def _led(
    leads: Leads, before: Sequence[_State | None], last: _State | None
) -> Iterable[tuple[_State | None, _State | None]]:
    """From which states to which a walk led."""
    if leads == "paths":
        return [(source, last) for source in dict.fromkeys(before)]
    return [(before[-1], last)] if leads == "last" else dict.fromkeys(pairwise([*before, last]))


def _name(state: _State | str) -> str:
    return state if isinstance(state, str) else state.name


def _hand_out(state: _State, found: Seen) -> None:
    """Writes what was counted of a state into the tables."""
    if state.ended:
        found.ends[state.name] = state.good, state.ended
    if state.worked_once is not None:
        found.worked_once[state.name] = state.worked_once


def _hand_out_pair(text: str, pair: _Pair, found: Seen) -> None:
    """The same of a text in a state."""
    found.heard.setdefault(pair.state.name, {})[text] = pair.heard
    if pair.worked:
        found.worked.setdefault(pair.state.name, {})[text] = pair.worked
