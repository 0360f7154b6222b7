"""Near matches: requests that went well, by how they sound and what they mean.

Each wording is one dense vector: what its words mean beside how it is spelt (hashed trigrams of letters, which stand
for sound). The nearest few of each hypothesis are looked at closely, beside what is found in other ways (`mended`,
`guessed`, `habit`); what that is worth, the ranking knows.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.learning.shapes import NUMBER, filled, shaped, slots_in
from assistant.learnt import Layer, Said, Wording
from assistant.nlu.linear import Floats
from assistant.nlu.numerals import number_at
from assistant.nlu.text import normalise
from assistant.nlu.vectors import word_vectors
from assistant.rewrite.features import Features, Heard, Match, Way, letters_alike
from assistant.rewrite.guessed import Plainest, guessed
from assistant.rewrite.habit import usual_now
from assistant.rewrite.mended import Open, mended
from assistant.rewrite.nearest import Nearest
from assistant.rewrite.outlook import Request
from assistant.turn import Transcript

LETTERS = 192
"""Numbers that the trigrams are hashed into."""

NEAREST = 12
"""Wordings looked at closely for each hypothesis."""

HYPOTHESES = 3
"""Ways to hear it that are looked for."""

LONGEST = 5
"""Words of a known value at the most."""

ALIKE = 0.6
"""The likeness of letters, of 1, under which a wording is not considered."""

CLOSEST = 24
"""Wordings that are weighed, those that sound most alike."""

NOTHING: Mapping[str, Sequence[Said]] = {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording that may have been meant."""

    wording: Wording
    features: Features


class NearIndex:
    """The wordings of a layer."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._vectors = np.array([vector(one.text) for one in layer.wordings], np.float32)
        self._nearest = Nearest(self._vectors) if layer.wordings else None
        self.open, self.plainest = Open(layer), Plainest(layer)
        self.said = {one.state: one for one in reversed(layer.wordings)}
        """By state, the wording in which it was said most."""

    @property
    def values(self) -> Mapping[str, str]:
        """The values that the layer knows, with their slots."""
        return self._layer.values

    def near(self, queries: Floats) -> list[tuple[Wording, float]]:
        """The nearest wordings to any of the queries (a vector a row), with the likeness in meaning to the first."""
        if self._nearest is None:
            return []
        nearest = {place for places in self._nearest.find(queries, NEAREST) for place in places.tolist()}
        found = sorted(nearest)
        meaning = self._vectors[found, LETTERS:] @ queries[0, LETTERS:] * 2
        return [(self._layer.wordings[at], float(alike)) for at, alike in zip(found, meaning, strict=True)]


def candidates(
    request: Request,
    indexes: Sequence[NearIndex],
    *,
    names: Mapping[str, str] | None = None,
    past: Mapping[str, Sequence[Said]] = NOTHING,
) -> list[Candidate]:
    """The nearest wordings of what was heard, with what speaks for each; of one text, the first index has it.

    Wordings without their values are filled with those that were heard: `names` of the home, by their slots, and what
    the layers know. `past` is what the household asked for before, by state.
    """
    heard = hypotheses(request.transcript)
    if not heard:
        return []
    known = [names or {}, *(index.values for index in indexes)]
    bare = [taken_out(text, known) for text, _ in heard]
    found = _matches(request, heard, bare, indexes, past)
    votes: dict[str, float] = defaultdict(float)
    for match in found:
        votes[match.wording.state] += match.sound**4
    total = sum(votes.values()) or 1.0
    all_heard = Heard(
        request,
        heard,
        frozenset(value for slot, value in bare[0][1].items() if not slot.startswith(NUMBER)),
        frozenset(indexes[-1].plainest.rare(heard[0][0])),
        past,
        {state: vote / total for state, vote in votes.items()},
    )
    about = all_heard.about()
    closest = sorted(
        found, key=lambda match: (match.way not in ("guessed", "habit"), -match.sound, match.wording.text)
    )[:CLOSEST]
    others = [match for match in closest if match.wording.text != heard[0][0]]
    return [Candidate(match.wording, {**about, **all_heard.of(match)}) for match in others]


def _matches(
    request: Request,
    heard: Sequence[tuple[str, float]],
    bare: Sequence[tuple[str, Mapping[str, str]]],
    indexes: Sequence[NearIndex],
    past: Mapping[str, Sequence[Said]],
) -> list[Match]:
    texts = dict.fromkeys([*(text for text, _ in heard), *(text for text, _ in bare)])
    queries = np.array([vector(text) for text in texts])
    values = [taken for _, taken in bare]
    found: dict[str, Match] = {}
    for own, index in enumerate(reversed(indexes)):
        for near, meaning in index.near(queries):
            for wording in _said(near, values):
                if wording.text in found and not own:
                    continue
                alike = [letters_alike(text, wording.text) for text, _ in heard]
                if max(alike) >= ALIKE:
                    found[wording.text] = Match(wording, meaning, alike, bool(own))
    others: list[tuple[Wording, Way]] = [(wording, "mended") for wording in mended(request, heard, indexes)]
    others += [(wording, "guessed") for wording in guessed(request, indexes)]
    others += [(wording, "habit") for wording in usual_now(request, past, indexes[0].said)]
    for wording, way in others:
        if wording.text not in found:
            meaning = float(vector(wording.text)[LETTERS:] @ queries[0, LETTERS:] * 2)
            alike = [letters_alike(one, wording.text) for one, _ in heard]
            found[wording.text] = Match(wording, meaning, alike, own=way == "habit", way=way)
    return list(found.values())


def taken_out(text: str, known: Sequence[Mapping[str, str]]) -> tuple[str, dict[str, str]]:
    """A text without the values that are known, and those: see `shapes.shaped`. What is known first goes first."""
    words = text.split()
    pairs = []
    for size in range(min(LONGEST, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            value = " ".join(words[at : at + size])
            slot = next((values[value] for values in known if value in values), None)
            if slot is not None:
                pairs.append((slot, value))
    return shaped(text, pairs)


def _said(wording: Wording, heard: Sequence[Mapping[str, str]]) -> list[Wording]:
    """A wording as it would be said here: with the values of each hypothesis that has them all."""
    marks = slots_in(wording.text)
    if not marks:
        return [wording]
    said: dict[str, Wording] = {}
    for values in heard:
        if values.keys() >= set(marks):
            text = filled(wording.text, values)
            state = filled(wording.state, {slot: _as_slot(value) for slot, value in values.items()})
            said.setdefault(text, replace(wording, text=text, state=state))
    return list(said.values())


def _as_slot(value: str) -> str:
    """A value as it stands in a state: numbers as figures."""
    found = number_at(value.split())
    return f"{found[0]:g}" if found is not None and found[1] == len(value.split()) else value


def hypotheses(transcript: Transcript) -> list[tuple[str, float]]:
    """What may have been heard, best first, distinct, normalised."""
    found = {normalise(transcript.text): transcript.confidence}
    for other in transcript.alternatives[: HYPOTHESES - 1]:
        found.setdefault(normalise(other.text), other.confidence)
    return [(text, weight) for text, weight in found.items() if text]


def vector(text: str) -> Floats:
    """A text as one vector of length 1: how it is spelt and what it means, half each."""
    letters = np.zeros(LETTERS, np.float32)
    joined = f"^{text.replace(' ', '')}$"
    for at in range(len(joined) - 2):
        letters[zlib.crc32(joined[at : at + 3].encode()) % LETTERS] += 1
    described = word_vectors().describe(text.split())
    size = len(described) // 5
    return np.concatenate([_half(letters), _half(described[: 2 * size])])


def _half(part: Floats) -> Floats:
    length = float(np.linalg.norm(part))
    scaled: Floats = part / np.float32(length * 2**0.5) if length else part
    return scaled
