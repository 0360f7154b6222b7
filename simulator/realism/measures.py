"""What a simulation's speech is compared by: pure functions of words.

Texts are compared as they are spoken, so that capitals, marks and "50%" for "fifty percent" are no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from assistant.nlu.spoken import spoken
from simulator.speech.align import Counts, counted
from simulator.speech.features import FUNCTION


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value."""

    value: float
    """A mean, or a share of 1."""
    of: int
    """How many pairs, sessions, utterances or words it was measured on."""
    quartiles: tuple[float, float, float] | None = None
    """Where the value is the mean of a distribution."""


@dataclass(frozen=True, slots=True)
class Errors:
    """What was misheard in many utterances."""

    counts: Counts
    """Of all utterances together."""
    per_utterance: tuple[int, ...]
    """The errors of each."""
    function_words: int
    """Of the words said."""
    function_errors: int
    """Errors on function words: those said, if substituted or deleted, and those heard, if inserted."""


def distance(said: str, again: str) -> float:
    """The words that must be changed to make one text the other, over the words of the longer (0 to 1).

    >>> distance("turn on the light", "turn the light on please")  # "on" goes, "on please" comes
    0.6
    """
    return Levenshtein.normalized_distance(spoken(said).split(), spoken(again).split())


def spread(values: Sequence[float]) -> Figure | None:
    """Mean and quartiles; none of nothing."""
    if not len(values):
        return None
    low, middle, high = (float(one) for one in np.quantile(values, (0.25, 0.5, 0.75)))
    return Figure(float(np.mean(values)), len(values), (low, middle, high))


def share(values: Iterable[bool]) -> Figure | None:
    """How many of them are true; none of nothing."""
    found = list(values)
    return Figure(sum(found) / len(found), len(found)) if found else None


def apart(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """How far two distributions are apart: the area between their cumulative curves (Wasserstein's first distance),
    in the unit of the values; none where one is empty.

    >>> apart([0.0, 1.0], [0.5, 1.0])
    0.25
    """
    if not len(ours) or not len(theirs):
        return None
    ends = np.sort(np.concatenate((ours, theirs)))
    one = np.searchsorted(np.sort(ours), ends[:-1], "right") / len(ours)
    other = np.searchsorted(np.sort(theirs), ends[:-1], "right") / len(theirs)
    return float(np.sum(np.abs(one - other) * np.diff(ends)))


def sizes(keys: Iterable[object]) -> list[int]:
    """How often each key comes, in the order of their first coming: the lengths of sessions from their turns."""
    return list(Counter(keys).values())


def errors(pairs: Iterable[tuple[str, str]]) -> Errors:
    """The errors of utterances as said and as heard."""
    whole, each, function_words, function_errors = Counts(), list[int](), 0, 0
    for said, heard in pairs:
        first, second = spoken(said), spoken(heard)
        counts = counted(first, second)
        whole += counts
        each.append(counts.errors)
        function_words += sum(word in FUNCTION for word in first.split())
        function_errors += sum(word in FUNCTION for word in _wrong(first.split(), second.split()))
    return Errors(whole, tuple(each), function_words, function_errors)


def _wrong(said: Sequence[str], heard: Sequence[str]) -> list[str]:
    """The word of each error: as it was said, or if nobody said it as it was heard."""
    edits = Levenshtein.editops(said, heard)
    return [heard[edit.dest_pos] if edit.tag == "insert" else said[edit.src_pos] for edit in edits]
