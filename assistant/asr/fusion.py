"""Choosing between texts that may have been spoken, by two witnesses: what the sound speaks for, and what people say to
this home.

A pure function of logarithms of chances; the weight of each witness was chosen on synthesised requests, and of people's
own words unlike any of our sentences (`python -m simulator.fit_recogniser`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

from assistant.turn import Hypothesis


class Language(Protocol):
    """What is said in this home; the embedded recogniser is one."""

    def likelihood(self, text: str) -> float:
        """The logarithm of the chance that what is said is this text."""

    def knows(self, text: str) -> bool:
        """Whether every word is one that is expected."""

    def ends(self, text: str) -> float:
        """The chance that a request which begins with these words is over after them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the witnesses count; the sound counts 1."""

    language: float = 0.35
    """Of the logarithm of a text's chance among this home's sentences. Of 200 synthesised requests in noise it took
    those heard word for word from 49 to 67 %, and those unlike any sentence from 39 to 43 %; 0.2 to 0.5 did nearly as
    well, and above 0.6 the latter suffered."""
    sharpness: float = 0.6
    """From differences of scores to chances: below 1, as the witnesses overstate them."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A text that may have been spoken."""

    text: str
    sound: float
    """The logarithm of its chance by the sound."""
    language: float
    """The logarithm of its chance among the home's sentences."""


def ranked(contenders: Sequence[Contender], weights: Weights) -> list[Hypothesis]:
    """The texts, each once, best first, with the share of the chance that each has; none for no contender."""
    scores: dict[str, float] = {}
    for one in contenders:
        score = one.sound + weights.language * one.language
        scores[one.text] = max(scores.get(one.text, score), score)
    if not scores:
        return []
    top = max(scores.values())
    shares = {text: exp(weights.sharpness * (score - top)) for text, score in scores.items()}
    whole = sum(shares.values())
    return [Hypothesis(text, share / whole) for text, share in sorted(shares.items(), key=lambda item: -item[1])]
