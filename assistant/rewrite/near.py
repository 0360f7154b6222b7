"""Near matches: requests that went well, by how they sound and what they mean.

Each wording is one dense vector: what its words mean beside how it is spelt (hashed trigrams of letters, which stand
for sound). The nearest few of each hypothesis are looked at closely; what that is worth, the ranking knows.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log1p

import numpy as np
from rapidfuzz import fuzz

from assistant.learning.shapes import filled, shaped, slots_in, values_of
from assistant.learnt import Layer, Ranking, Wording
from assistant.nlu.linear import Floats
from assistant.nlu.numerals import number_at
from assistant.nlu.text import normalise
from assistant.nlu.vectors import word_vectors
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

Features = Mapping[str, float]


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

    @property
    def values(self) -> Mapping[str, str]:
        """The values that the layer knows, with their slots."""
        return self._layer.values

    def near(self, queries: Floats) -> list[tuple[Wording, float]]:
        """The nearest wordings to any of the queries (a vector a row), with the likeness in meaning to the first."""
        if not self._layer.wordings:
            return []
        most = min(NEAREST, len(self._layer.wordings))
        nearest: set[int] = set()
        for query in queries:
            # One by one is twice as fast as all at once: three columns are few for a product of matrices.
            scores = self._vectors @ query
            nearest.update(np.argpartition(-scores, most - 1)[:most].tolist())
        found = sorted(nearest)
        meaning = self._vectors[found, LETTERS:] @ queries[0, LETTERS:] * 2
        return [(self._layer.wordings[at], float(alike)) for at, alike in zip(found, meaning, strict=True)]


def candidates(
    transcript: Transcript,
    indexes: Sequence[NearIndex],
    *,
    names: Mapping[str, str] | None = None,
    unsupported: bool = False,
) -> list[Candidate]:
    """The nearest wordings of what was heard, with what speaks for each; of one text, the first index has it.

    Wordings without their values are filled with those that were heard: `names` of the home, by their slots, and what
    the layers know. `unsupported`: whether it was understood as what nobody here does, and not at all otherwise.
    """
    heard = hypotheses(transcript)
    if not heard:
        return []
    known = [names or {}, *(index.values for index in indexes)]
    bare = [taken_out(text, known) for text, _ in heard]
    queries = np.array([vector(text) for text in dict.fromkeys([*(text for text, _ in heard), *(b[0] for b in bare)])])
    found: dict[str, tuple[Wording, float, list[float], int]] = {}
    for own, index in enumerate(reversed(indexes)):
        for near, meaning in index.near(queries):
            for wording in _said(near, [taken for _, taken in bare]):
                if wording.text == heard[0][0] or (wording.text in found and not own):
                    continue
                alike = [_letters(text, wording.text) for text, _ in heard]
                if max(alike) >= ALIKE:
                    found[wording.text] = (wording, meaning, alike, own)
    votes: dict[str, float] = defaultdict(float)
    for wording, _, alike, _ in found.values():
        votes[wording.state] += max(alike) ** 4
    total = sum(votes.values())
    about = {"constant": 1.0, "confidence": transcript.confidence, "unsupported": float(unsupported)}
    return [
        Candidate(wording, {**about, **_features(wording, heard, meaning, alike, votes[wording.state] / total, own)})
        for wording, meaning, alike, own in found.values()
    ]


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


def _features(
    wording: Wording, heard: Sequence[tuple[str, float]], meaning: float, alike: list[float], vote: float, own: int
) -> Features:
    first = heard[0][0]
    said, meant = set(first.split()), set(wording.text.split())
    return {
        "sound": max(alike),
        "sound_first": alike[0],
        "meaning": meaning,
        "vote": vote,
        "missing": len(meant - said) / len(meant),
        "more": len(said - meant) / len(said),
        "words": log1p(len(meant)),
        "count": log1p(wording.count),
        "households": log1p(wording.households),
        "values": min((_heard_in(value, heard) for value in _values(wording)), default=1.0),
        "success": wording.good / max(wording.count, 1),
        "own": float(own),
        "heard_so": max((weight for text, weight in heard if text == wording.text), default=0.0),
    }


@lru_cache(maxsize=20_000)
def _values_in(text: str, state: str) -> tuple[str, ...]:
    return tuple(shaped(text, values_of(state))[1].values())


def _values(wording: Wording) -> tuple[str, ...]:
    """The names, titles, items and numbers in a wording: what must not be exchanged for others."""
    return _values_in(wording.text, wording.state)


def _heard_in(value: str, heard: Sequence[tuple[str, float]]) -> float:
    """How much of a value's letters stand together in what was heard, 0 to 1; of any hypothesis."""
    return max(fuzz.partial_ratio(value, text) if len(value) <= len(text) else 0.0 for text, _ in heard) / 100


def score(features: Features, ranking: Ranking) -> float:
    """The chance, 0 to 1, that a wording is what was meant."""
    odds = sum(weight * features[name] for name, weight in ranking.weights.items())
    return 1 / (1 + exp(-max(min(odds, 30.0), -30.0)))


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


def _letters(first: str, second: str) -> float:
    return fuzz.ratio(first.replace(" ", ""), second.replace(" ", "")) / 100
