"""What a simulation's speech is compared by: pure functions of words.

Texts are compared as the models see them (`normalise`), so that capitals, marks and "50%" are no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from assistant.nlu.text import normalise
from simulator.speech.align import Counts, counted

_ARTICLES = "a an the this that these those some any no all both each every"
_PRONOUNS = "i me my mine we us our you your he him his she her it its they them their who what which whose there here"
_AUXILIARIES = (
    "is are am was were be been being do does did done have has had having will would shall should can could may might "
    "must not don't doesn't didn't isn't aren't won't can't couldn't wouldn't"
)
_CONTRACTED = "i'm i'd i'll i've it's that's what's there's let's you're we're"
_PREPOSITIONS = (
    "of to in on at by for from with without about into onto over under up down off out through between during"
)
_CONJUNCTIONS = "and or but if so because than as after before until when where why how"

FUNCTION_WORDS = frozenset(
    " ".join((_ARTICLES, _PRONOUNS, _AUXILIARIES, _CONTRACTED, _PREPOSITIONS, _CONJUNCTIONS, "please")).split()
)
"""Words that hold sentences together: articles, pronouns, auxiliaries, prepositions, conjunctions, "please". Those of
movement and switching ("on", "off", "up", "down") are among them."""


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
    return Levenshtein.normalized_distance(normalise(said).split(), normalise(again).split())


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
        first, second = normalise(said), normalise(heard)
        counts = counted(first, second)
        whole += counts
        each.append(counts.errors)
        function_words += sum(word in FUNCTION_WORDS for word in first.split())
        function_errors += sum(word in FUNCTION_WORDS for word in _wrong(first.split(), second.split()))
    return Errors(whole, tuple(each), function_words, function_errors)


def _wrong(said: Sequence[str], heard: Sequence[str]) -> list[str]:
    """The word of each error: as it was said, or if nobody said it as it was heard."""
    edits = Levenshtein.editops(said, heard)
    return [heard[edit.dest_pos] if edit.tag == "insert" else said[edit.src_pos] for edit in edits]
