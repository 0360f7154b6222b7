"""What words were guessed to mean, in the words by which others got it.

The interpreter acts upon no guess; how its guesses fared among many shows which of them may be trusted. A guess that
lacks the one value its requests have is given the words that stand in no wording: "stick on superstition would you".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.intents import UNSUPPORTED
from assistant.learning.shapes import NUMBER, filled, shape_of, slots_in
from assistant.learnt import Layer, Wording
from assistant.log_schema import understood_state
from assistant.rewrite.features import Way
from assistant.rewrite.outlook import Request

COMMON = 3
"""Wordings in which a word stands to be one that says how, not what. Assumed."""

LONGEST = 6
"""Words of a value at the most."""


class Plainest:
    """How a layer's requests are best said: those that most households got by it, and of these the shortest."""

    def __init__(self, layer: Layer) -> None:
        self._by_state: dict[str, Wording] = {}
        for one in layer.wordings:
            if set(slots_in(one.state)) <= set(slots_in(one.text)):
                self._by_state[one.state] = min(one, self._by_state.get(one.state, one), key=_plainness)
        self._of_one: dict[str, Wording] = {}
        for state, one in self._by_state.items():
            if _one_value(one):
                intent = state.split("|")[0]
                self._of_one[intent] = min(one, self._of_one.get(intent, one), key=_plainness)
        self._common = Counter(word for one in layer.wordings for word in set(one.text.split()))

    def said(self, state: str) -> Wording | None:
        """The wording of a state without its values."""
        return self._by_state.get(state)

    def of_one(self, intent: str) -> Wording | None:
        """The wording of an intent with one value that is no number."""
        return self._of_one.get(intent)

    def rare(self, text: str) -> list[str]:
        """The words of a text that stand in few wordings."""
        return [word for word in text.split() if self._common[word] < COMMON]

    def spare(self, text: str) -> str:
        """The words, from the first to the last, that say what and not how; empty where they are none or many."""
        words, rare = text.split(), set(self.rare(text))
        at = [place for place, word in enumerate(words) if word in rare]
        return " ".join(words[at[0] : at[-1] + 1]) if at and at[-1] - at[0] < LONGEST else ""


class HasPlainest(Protocol):
    """An index that knows how something is said."""

    @property
    def plainest(self) -> Plainest:
        """Its wordings."""


def guessed(request: Request, indexes: Sequence[HasPlainest]) -> Iterator[tuple[Wording, Way]]:
    """The plainest wordings of what the request was guessed to mean, with its values; the first index's own first."""
    for reading in request.readings:
        if reading.intent == UNSUPPORTED or not reading.text:
            continue
        _, shape, values = shape_of(reading.text, understood_state((reading,), reading.text))
        said = next((found for index in indexes if (found := index.plainest.said(shape)) is not None), None)
        if said is not None and set(slots_in(said.text)) <= values.keys():
            yield replace(said, text=filled(said.text, values), state=understood_state((reading,), "")), "guessed"
        if not any(slot in reading.slots for slot in OPEN):
            yield from _supplied(reading.intent, reading.text, indexes)


OPEN = ("search_query", "item", "team", "message", "name", "value")
"""Slots that hold any words."""


def _supplied(intent: str, text: str, indexes: Sequence[HasPlainest]) -> Iterator[tuple[Wording, Way]]:
    """An intent's wording with the words that are left over."""
    everybody = indexes[-1].plainest
    said, value = everybody.of_one(intent), everybody.spare(text)
    if said is not None and value:
        values = {slots_in(said.text)[0]: value}
        yield replace(said, text=filled(said.text, values), state=filled(said.state, values)), "supplied"


def _one_value(wording: Wording) -> bool:
    marks = slots_in(wording.text)
    return len(marks) == 1 and marks[0] in OPEN and not marks[0].startswith(NUMBER)


def _plainness(wording: Wording) -> tuple[float, int, str]:
    return -wording.households * wording.good / max(wording.count, 1), len(wording.text), wording.text
