"""What makes a word easy or hard to hear, whoever says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random

from assistant.config import SEED
from assistant.nlu.spoken import spoken_sentences
from assistant.nlu.vectors import word_vectors
from devices.protocol import Registry
from simulator.speech.sounds import sound

_FUNCTION = (
    "a an the this that these those and or but if of to in on at for with from by as into onto off out up down over "
    "about after before until while i me my we us our you your he him his she her it its they them their is are am "
    "was were be been do does did have has had will would can could shall should may might must not no so than then "
    "there here what which who whose how when where why some any all let's i'm i'd it's what's that's don't"
)
FUNCTION = frozenset(_FUNCTION.split())
"""Words that carry grammar and little meaning."""

NAMES = (
    "function", "short", "long", "rare", "unknown", "strange", "seldom", "usual", "led", "leads", "first", "last",
    "alone", "after",
)  # fmt: skip
"""Of the features: `short` and `long` in phones; `rare` where a word is no common one; `unknown` where no table of
words knows it; `strange` where the recogniser's own sentences never have it, `seldom` and `usual` where they have it
seldom or often; `led` by the word before and `leads` to the next where those sentences have the two together; `first`
and `last` of the utterance, or its only one; `after` a word that was misheard."""

SELDOM, USUAL, JOINED = 30, 200, 3
"""How often a word, and two together, are in the recogniser's sentences."""

COMMON = 4_000


@lru_cache(maxsize=100_000)
def word_features(word: str) -> tuple[str, ...]:
    """The features of a word by itself."""
    found = []
    if word in FUNCTION:
        found.append("function")
    length = len(sound(word))
    if length <= 2:
        found.append("short")
    elif length >= 7:
        found.append("long")
    rank = word_vectors().rows.get(word)
    if rank is None:
        found.append("unknown")
    elif rank > COMMON:
        found.append("rare")
    return tuple(found)


Joints = Mapping[str, frozenset[str]]
"""By word, those that often come after it."""

BEGIN, END = "<s>", "</s>"
"""What comes before the first word and after the last one."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a recogniser expects in a home, by the sentences that it was given."""

    words: Mapping[str, str]
    """Each with the feature that it has for how often it is there."""
    joints: Joints


NOTHING = Expected({}, {})


def expected_in(registry: Registry, titles: Sequence[str] = ()) -> Expected:
    """What the recogniser of a home expects."""
    sentences = [one.split() for one in spoken_sentences(registry, rng=Random(SEED), titles=titles)]
    words = Counter(word for sentence in sentences for word in sentence)
    pairs = Counter(pair for sentence in sentences for pair in pairwise((BEGIN, *sentence, END)))
    features = {
        word: "usual" if count >= USUAL else "seldom" if count < SELDOM else "" for word, count in sorted(words.items())
    }
    joints: dict[str, set[str]] = {}
    for (first, second), count in sorted(pairs.items()):
        if count >= JOINED:
            joints.setdefault(first, set()).add(second)
    return Expected(features, {first: frozenset(others) for first, others in joints.items()})


def expectation(word: str, expected: Mapping[str, str]) -> tuple[str, ...]:
    """The feature that a word has for how much it is expected."""
    feature = expected.get(word, "strange")
    return (feature,) if feature else ()


def place_features(words: Sequence[str], at: int, joints: Joints) -> tuple[str, ...]:
    """The features of a place in an utterance."""
    found: tuple[str, ...] = ()
    if words[at] in joints.get(words[at - 1] if at else BEGIN, ()):
        found = ("led",)
    if (words[at + 1] if at + 1 < len(words) else END) in joints.get(words[at], ()):
        found = (*found, "leads")
    if len(words) == 1:
        return (*found, "alone")
    return (*found, "first") if at == 0 else (*found, "last") if at == len(words) - 1 else found
