"""What words were guessed to mean, in the words by which others got it.

The interpreter acts upon no guess; how its guesses fared among many shows which of them may be trusted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.intents import UNSUPPORTED
from assistant.learning.shapes import filled, shape_of, slots_in
from assistant.learnt import Layer, Wording
from assistant.log_schema import understood_state
from assistant.rewrite.outlook import Request

COMMON = 3
"""Wordings in which a word stands to be one that says how, not what. Assumed."""


class Plainest:
    """How a layer's requests are best said: those that most households got by it, and of these the shortest."""

    def __init__(self, layer: Layer) -> None:
        self._by_state: dict[str, Wording] = {}
        for one in layer.wordings:
            if set(slots_in(one.state)) <= set(slots_in(one.text)):
                self._by_state[one.state] = min(one, self._by_state.get(one.state, one), key=_plainness)
        self._common = Counter(word for one in layer.wordings for word in set(one.text.split()))

    def said(self, state: str) -> Wording | None:
        """The wording of a state without its values."""
        return self._by_state.get(state)

    def rare(self, text: str) -> list[str]:
        """The words of a text that stand in few wordings."""
        return [word for word in text.split() if self._common[word] < COMMON]


class HasPlainest(Protocol):
    """An index that knows how something is said."""

    @property
    def plainest(self) -> Plainest:
        """Its wordings."""


def guessed(request: Request, indexes: Sequence[HasPlainest]) -> Iterator[Wording]:
    """The plainest wordings of what the request was guessed to mean, with its values; the first index's own first."""
    for reading in request.readings:
        if reading.intent == UNSUPPORTED or not reading.text:
            continue
        _, shape, values = shape_of(reading.text, understood_state((reading,), reading.text))
        said = next((found for index in indexes if (found := index.plainest.said(shape)) is not None), None)
        if said is not None and set(slots_in(said.text)) <= values.keys():
            yield replace(said, text=filled(said.text, values), state=understood_state((reading,), ""))


def _plainness(wording: Wording) -> tuple[float, int, str]:
    return -wording.households * wording.good / max(wording.count, 1), len(wording.text), wording.text
