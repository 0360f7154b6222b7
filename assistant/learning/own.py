"""A household's own rewrites of whole requests: what it says, word for word, and what came to work after it. Pure.

For all, a request stands for its state, since nobody else says it in the same words. One household does say the same
again and again ("put the granny lamp on"), and the same state may mean many things there: so what is rewritten is a
text. Not learnt here: what holds for other words too (see `shapes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.learning.mining import METHODS, mined
from assistant.learning.seen import seen
from assistant.learning.shapes import shaped, values_of
from assistant.learning.walks import Step, Walk
from assistant.learnt import Rule


def of_texts(said: Sequence[Walk], rules: Sequence[Rule], *, method: str, sessions: int) -> tuple[Rule, ...]:
    """The rules of one household's walks that so many `sessions` support, but for what `rules` already say of all
    values."""
    known = {(rule.heard, rule.text) for rule in rules}
    found = mined(
        seen(_by_text(said), leads=METHODS[method].leads),
        source="personal",
        method=method,
        households=1,
        sessions=sessions,
    )
    return tuple(replace(rule, households=1) for rule in found if known.isdisjoint(_sayings(rule)))


def _sayings(rule: Rule) -> tuple[tuple[str, str], ...]:
    """What is heard and what is put there, as it stands and without the values of the wording's state."""
    values = values_of(rule.to)
    return (rule.heard, rule.text), (shaped(rule.heard, values)[0], shaped(rule.text, values)[0])


def _by_text(said: Sequence[Walk]) -> Iterator[Walk]:
    """The walks with texts for states, but where they were accepted.

    Each counts as a household of its own: what keeps one from shouting all others down has no place among its own.
    """
    for number, walk in enumerate(said):
        steps = tuple(_as_text(step) for step in walk.steps[: -1 if walk.accepted else None])
        last = walk.steps[-1:] if walk.accepted else ()
        yield replace(walk, household=str(number), steps=(*steps, *last))


def _as_text(step: Step) -> Step:
    return step if step.rewritten else replace(step, state=f"?|{step.text}")
