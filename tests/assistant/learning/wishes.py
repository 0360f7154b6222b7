"""Walks built by hand, for the tests of what is learnt from them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.learning.walks import Step, Walk


def wish(*steps: tuple[str, str], home: str = "oak", accepted: bool = True, good: float = 0.9) -> Walk:
    """One wish of a household: each text, and the state that it was understood as."""
    made = tuple(Step(text, state, f"{home}-{at}") for at, (text, state) in enumerate(steps))
    return Walk(home, made, accepted, good if accepted else min(good, 0.5))


def homes(count: int) -> Iterable[str]:
    """So many households."""
    return (f"home-{number}" for number in range(count))
