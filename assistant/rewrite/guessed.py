"""What words were guessed to mean, in the words by which others got it.

The interpreter acts upon no guess; how its guesses fared among many shows which of them may be trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.intents import UNSUPPORTED
from assistant.learning.shapes import filled, shape_of, slots_in
from assistant.learnt import Layer, Wording
from assistant.log_schema import understood_state
from assistant.rewrite.outlook import Request

Plainest = Mapping[str, Wording]
"""By state, without its values, the wording that most often got it."""


class HasPlainest(Protocol):
    """An index that knows how something is said."""

    @property
    def plainest(self) -> Plainest:
        """By state."""


def plainest(layer: Layer) -> Plainest:
    """How a layer's requests are best said: those that most households got by it, and of these the shortest."""
    found: dict[str, Wording] = {}
    for one in layer.wordings:
        if set(slots_in(one.state)) <= set(slots_in(one.text)):
            found[one.state] = min(one, found.get(one.state, one), key=_plainness)
    return found


def _plainness(wording: Wording) -> tuple[float, int, str]:
    return -wording.households * wording.good / max(wording.count, 1), len(wording.text), wording.text


def guessed(request: Request, indexes: Sequence[HasPlainest]) -> Iterator[Wording]:
    """The plainest wordings of what the request was guessed to mean, with its values; the first index's own first."""
    for reading in request.readings:
        if reading.intent == UNSUPPORTED or not reading.text:
            continue
        _, shape, values = shape_of(reading.text, understood_state((reading,), reading.text))
        wording = next((index.plainest[shape] for index in indexes if shape in index.plainest), None)
        if wording is not None and set(slots_in(wording.text)) <= values.keys():
            yield replace(wording, text=filled(wording.text, values), state=understood_state((reading,), ""))
