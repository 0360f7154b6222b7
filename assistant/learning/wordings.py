"""Requests that went well, counted: what near matches are looked for among."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from assistant.intents import CONVERSATION, UNSUPPORTED
from assistant.learning.often import Often
from assistant.learning.safety import critical
from assistant.learning.shapes import values_of
from assistant.learning.walks import REWRITTEN, Walk
from assistant.learnt import Wording

MOST = 10_000
"""Wordings kept: those of the most households first."""

SHORTEST = 3
"""Letters that a value must have to be known as one: "it" and "a" are none. Assumed."""

COMMON = 5
"""Shapes in which a word stands to be one that says how, not what. Assumed."""

WELL = 0.6
"""The share of those who said it that must have got what they wanted. Assumed."""


def wordings(walks: Iterable[Walk], *, households: int, turns: int | None = None) -> tuple[Wording, ...]:
    """The requests that went well in enough households; nothing safety-critical, nothing that was not understood.

    Where the walks are said to be of so many `turns`, they are gone through twice, and what went well only once is not
    held, if two households are wanted or more.
    """
    often = _often(walks, turns) if turns is not None and households > 1 else None
    said: Counter[str] = Counter()
    good: dict[str, float] = defaultdict(float)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    homes: dict[str, set[str]] = defaultdict(set)
    for walk in walks:
        texts = (step.text for step in walk.steps if not step.rewritten)
        said.update(text for text in texts if often is None or often.again(text))
        last = walk.steps[-1]
        if walk.accepted and not last.rewritten and (often is None or often.again(last.text)):
            good[last.text] += walk.good
            states[last.text][last.state] += 1
            homes[last.text].add(walk.household)
    kept: list[Wording] = []
    for text, found in states.items():
        state = min(found, key=lambda one: (-found[one], one))
        if len(homes[text]) >= households and good[text] >= WELL * said[text] and allowed(state, text):
            kept.append(Wording(text, state, said[text], round(good[text], 3), len(homes[text])))
    kept.sort(key=lambda one: (-one.households, -one.count, one.text))
    return tuple(kept[:MOST])


def _often(walks: Iterable[Walk], turns: int) -> Often:
    """The requests that went well twice or more."""
    often = Often(turns)
    lasts = (walk.steps[-1] for walk in walks if walk.accepted)
    often.note(last.text for last in lasts if not last.rewritten)
    return often


def values(walks: Iterable[Walk], *, households: int, among: Sequence[str] = ()) -> dict[str, str]:
    """What filled the slots of requests that went well in enough households, each with the slot it mostly filled.

    Words that stand around the values `among` shapes are no values themselves, such as "bit of".
    """
    around = Counter(word for shape in among for word in set(shape.split()))
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for walk in walks:
        last = walk.steps[-1]
        if walk.accepted and not last.rewritten:
            for slot, value in values_of(last.state):
                if len(value) >= SHORTEST and f" {value} " in f" {last.text} ":
                    homes[value, slot].add(walk.household)
    best: dict[str, tuple[int, str]] = {}
    for (value, slot), found in homes.items():
        telling = any(around[word] < COMMON for word in value.split())
        if len(found) >= households and telling:
            best[value] = max(best.get(value, (0, "")), (len(found), slot))
    return {value: best[value][1] for value in sorted(best)}


def allowed(state: str, text: str) -> bool:
    """Whether anything may be rewritten to this."""
    if not text or state.startswith(("?|", UNSUPPORTED, REWRITTEN)) or state.split("|")[0] in CONVERSATION:
        return False
    return not critical(state, text)
