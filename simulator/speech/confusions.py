"""What is heard in place of words that are misheard: learnt where the calibration has them, else what sounds alike."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp
from random import Random
from typing import TypeVar

from simulator.speech.profile import Profile
from simulator.speech.sounds import alike, likeness, sound, sounds

OWN, OTHER = 3, 1
"""What a confusion counts that the same voice led to, and another."""

DOUBT = 1.0
"""Confusions of other words that each word is given: how far what was seen once is believed."""

TRIED = 24
"""Stretches of heard words that are weighed for one that nobody has misheard before."""

LONGEST = 3
"""Words of a stretch that are misheard as one; longer ones in pieces."""

Heard = tuple[str, ...]
T = TypeVar("T")


class Confusions:
    """The confusions of one profile."""

    def __init__(self, profile: Profile) -> None:
        self._learnt = profile.confusions
        self._sharpness, self._closed = profile.sharpness, profile.closed
        self._pools = _pools(profile.confusions)
        self._chosen = lru_cache(maxsize=50_000)(self._weighed)
        self._inserted = list(profile.inserted)
        self._inserted_sums = list(accumulate(profile.inserted.values()))

    def misheard(self, said: Sequence[str], size: int, hard: bool, rng: Random) -> list[str]:
        """About `size` words heard in place of those `said`, never the same ones."""
        if len(said) <= LONGEST:
            return list(self._piece(tuple(said), size, hard, rng))
        heard: list[str] = []
        for at in range(0, len(said), LONGEST):
            piece = tuple(said[at : at + LONGEST])
            share = round(size * (at + len(piece)) / len(said)) - round(size * at / len(said))
            heard += self._piece(piece, share, hard, rng)
        return heard

    def inserted(self, rng: Random) -> list[str]:
        """Words heard where nothing was said."""
        if not self._inserted:
            return ["the"]
        return _drawn(self._inserted, self._inserted_sums, rng).split()

    def _piece(self, said: Heard, size: int, hard: bool, rng: Random) -> Heard:
        learnt, sums = self._chosen(said, size, hard)
        if learnt and rng.random() < sums[-1] / (sums[-1] + DOUBT):
            return _drawn(learnt, sums, rng)
        if size <= 0:
            return ()
        return self._unseen(said, size, hard, rng)

    def _weighed(self, said: Heard, size: int, hard: bool) -> tuple[Sequence[Heard], Sequence[float]]:
        """What was heard in place of these words, as many as `size`, with running sums of the counts."""
        counts: dict[Heard, float] = {}
        for voice, weight in ((int(hard), OWN), (1 - int(hard), OTHER)):
            for text, count in self._learnt[voice].get(" ".join(said), {}).items():
                heard = tuple(text.split())
                if len(heard) == size:
                    counts[heard] = counts.get(heard, 0.0) + weight / OWN * count
        return list(counts), list(accumulate(counts.values()))

    def _unseen(self, said: Heard, size: int, hard: bool, rng: Random) -> Heard:
        """Of words that were heard in place of others, and of common words, some that sound like these."""
        if not self._closed and size == len(said) and (made := self._one_by_one(said, rng)) is not None:
            return made
        pool = self._pools[int(hard)].get(min(size, LONGEST)) or self._pools[1 - int(hard)].get(min(size, LONGEST))
        if not pool:
            return said[:size]
        own = sounds(said)
        tried = [pool[int(rng.random() * len(pool))] for _ in range(TRIED)]
        weights = [0.0 if heard == said else exp(self._sharpness * likeness(own, like)) for heard, like in tried]
        sums = list(accumulate(weights))
        return _drawn([heard for heard, _ in tried], sums, rng) if sums[-1] > 0 else said[:size]

    def _one_by_one(self, said: Heard, rng: Random) -> Heard | None:
        """Each word as a common one that sounds like it; none where a word has none."""
        heard: list[str] = []
        for word in said:
            others, sums = _common(word, self._sharpness)
            if not others:
                return None
            heard.append(_drawn(others, sums, rng))
        return tuple(heard)


@lru_cache(maxsize=50_000)
def _common(word: str, sharpness: float) -> tuple[Sequence[str], Sequence[float]]:
    rated = alike(word)
    return [other for other, _ in rated], list(accumulate(exp(sharpness * rate) for _, rate in rated))


def _pools(
    confusions: Sequence[Mapping[str, Mapping[str, int]]],
) -> tuple[dict[int, list[tuple[Heard, str]]], ...]:
    """All that was heard in place of anything, by the number of words, with its sound."""
    found: list[dict[int, list[tuple[Heard, str]]]] = []
    for each in confusions:
        pool: dict[int, list[tuple[Heard, str]]] = {}
        for texts in each.values():
            for text in texts:
                words = tuple(text.split())
                if 0 < len(words) <= LONGEST:
                    pool.setdefault(len(words), []).append((words, "".join(map(sound, words))))
        found.append(pool)
    return tuple(found)


def _drawn(values: Sequence[T], sums: Sequence[float], rng: Random) -> T:
    return values[min(bisect(sums, rng.random() * sums[-1]), len(values) - 1)]
