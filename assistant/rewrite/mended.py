"""Requests of which one value was misheard: "rain in birth" as "rain in perth", by the values that others got.

Where the value stands is told by how the request was understood, or by a wording that holds all other words of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rapidfuzz import fuzz, process

from assistant.learning.shapes import NUMBER, filled, slots_in
from assistant.learnt import Layer, Wording
from assistant.rewrite.outlook import Request

LIKE = 55
"""The likeness of letters, of 100, under which a value is not taken for another. Assumed: the ranking has the say."""

OTHERS = 2
"""Values that each is taken for."""

PLACES = 4
"""Wordings that tell where a value stands, of those that fit a hypothesis."""

LONGEST = 6
"""Words of a value at the most."""

LITERAL = 2
"""Words that a wording must hold besides."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording has its value in what was heard."""

    wording: Wording
    slot: str
    value: str
    literal: int


class Open:
    """A layer's wordings with one value in them, and its values by slot."""

    def __init__(self, layer: Layer) -> None:
        self._by_slot: dict[str, list[str]] = defaultdict(list)
        for value, slot in sorted(layer.values.items()):
            self._by_slot[slot].append(value)
        self._filed: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str, Wording]]] = defaultdict(list)
        shapes = [one for one in layer.wordings if _open(one)]
        common = Counter(word for one in shapes for word in set(one.text.split()))
        for one in shapes:
            words = one.text.split()
            at = next(at for at, word in enumerate(words) if word.startswith("{"))
            rest = [*words[:at], *words[at + 1 :]]
            # Filed under its rarest word, so that few are tried for each request.
            rarest = min(rest, key=lambda word: (common[word], word))
            self._filed[rarest].append((tuple(words[:at]), tuple(words[at + 1 :]), words[at][1:-1], one))

    def places(self, heard: str) -> list[Place]:
        """Where values may stand, by the wordings that hold all other words; the most literal first."""
        words = heard.split()
        found: list[Place] = []
        for word in dict.fromkeys(words):
            for before, after, slot, wording in self._filed.get(word, ()):
                last = len(words) - len(after)
                if len(before) < last <= len(before) + LONGEST and _around(words, before, after):
                    value = " ".join(words[len(before) : last])
                    found.append(Place(wording, slot, value, len(before) + len(after)))
        return sorted(found, key=lambda one: (-one.literal, one.wording.text))[:PLACES]

    def like(self, slot: str, value: str) -> list[str]:
        """The known values of a slot that are nearest to one that was heard."""
        known = self._by_slot.get(slot, ())
        found = process.extract(value, known, scorer=fuzz.ratio, limit=OTHERS, score_cutoff=LIKE)
        return [like for like, _, _ in found]


class HasOpen(Protocol):
    """An index that knows where values stand."""

    @property
    def open(self) -> Open:
        """Its wordings with one value."""

    @property
    def values(self) -> Mapping[str, str]:
        """Its values, with their slots."""


def mended(request: Request, heard: Sequence[tuple[str, float]], indexes: Sequence[HasOpen]) -> Iterator[Wording]:
    """Requests with one value exchanged for one that is known."""
    outlook = request.outlook
    for slot, value in outlook.values:
        if any(index.values.get(value) == slot for index in indexes):
            continue
        for index in indexes:
            for like in index.open.like(slot, value):
                text = f" {heard[0][0]} ".replace(f" {value} ", f" {like} ", 1).strip()
                yield Wording(text, outlook.state.replace(f"{slot}:{value}", f"{slot}:{like}", 1), 0, 0.0, 0)
    for index in indexes:
        for text, _ in heard:
            for place in index.open.places(text):
                for like in index.open.like(place.slot, place.value):
                    values = {place.slot: like}
                    text, state = filled(place.wording.text, values), filled(place.wording.state, values)
                    yield replace(place.wording, text=text, state=state)


def _open(wording: Wording) -> bool:
    marks = slots_in(wording.text)
    literal = len(wording.text.split()) - 1
    return len(marks) == 1 and not marks[0].startswith(NUMBER) and literal >= LITERAL


def _around(words: Sequence[str], before: Sequence[str], after: Sequence[str]) -> bool:
    return tuple(words[: len(before)]) == before and (not after or tuple(words[-len(after) :]) == after)
