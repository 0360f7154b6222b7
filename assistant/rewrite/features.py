"""What speaks for and against a near match: numbers that the ranking weighs. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, log1p
from typing import Literal

from rapidfuzz import fuzz

from assistant.learning.shapes import shaped, values_of
from assistant.learnt import Ranking, Said, Wording
from assistant.rewrite.outlook import Request

Features = Mapping[str, float]

AROUND = 1.5
"""Hours before and after in which something counts as asked for at this time of day. Assumed."""

FRESH = 3.0
"""Days after which what was asked for last counts a third as recent. Assumed."""

DAY = 86_400.0

FAINT = 1e-3
"""Added to a chance before its logarithm is taken."""

Way = Literal["near", "mended", "guessed", "habit"]
"""How a wording was found: it is near to what was heard; one value of it was put in place of another that sounds like
it; it is how others say what the words were guessed to mean; or the household mostly asks for it at this time."""

CERTAIN = 30.0
"""Odds, as a logarithm, beyond which no chance is told apart."""


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that is near to what was heard."""

    wording: Wording
    meaning: float
    """Its likeness in meaning to the first hypothesis, -1 to 1."""
    alike: Sequence[float]
    """Its likeness in letters to each hypothesis, 0 to 1."""
    own: bool
    """Whether the household said it itself."""
    way: Way = "near"

    @property
    def sound(self) -> float:
        """The most that it is like any hypothesis."""
        return max(self.alike)


@dataclass(frozen=True, slots=True)
class Heard:
    """A request, its hypotheses, and the known values in them: what all its matches are held against."""

    request: Request
    hypotheses: Sequence[tuple[str, float]]
    known: frozenset[str]
    """Values in the first hypothesis that somebody knows."""
    rare: frozenset[str]
    """Words of the first hypothesis that stand in few wordings: they say what, not how."""
    past: Mapping[str, Sequence[Said]]
    votes: Mapping[str, float]
    """By state, the share of all matches' likeness."""

    def about(self) -> dict[str, float]:
        """What holds whatever the match."""
        outlook, before = self.request.outlook, self.request.before
        values = [value for _, value in outlook.values]
        unknown = sum(value not in self.known for value in values)
        return {
            "constant": 1.0,
            "confidence": self.request.transcript.confidence,
            "unsupported": float(outlook.end == "unsupported"),
            "fails": float(outlook.end == "fails"),
            "asks": float(outlook.end == "asks"),
            "doubts": float(outlook.end == "doubts"),
            "unsure": 1.0 - outlook.confidence,
            "unknown": unknown / max(len(values), 1),
            "stands": self.votes.get(outlook.state, 0.0),
            "past_stands": log1p(len(self.past.get(outlook.state, ()))),
            "rare": log1p(len(self.rare)),
            "again": float(before is not None and before.came_to_nothing),
        }

    def of(self, match: Match) -> dict[str, float]:
        """What speaks for one match."""
        wording, first = match.wording, self.hypotheses[0][0]
        said, meant = set(first.split()), set(wording.text.split())
        values = _values_in(wording.text, wording.state)
        before, past = self.request.before, self.past.get(wording.state, ())
        intent = wording.state.split("|")[0]
        thought = self.request.thought(intent)
        return {
            "sound": match.sound,
            "sound_first": match.alike[0],
            "meaning": match.meaning,
            "vote": self.votes.get(wording.state, 0.0),
            "missing": len(meant - said) / len(meant),
            "more": len(said - meant) / len(said),
            "words": log1p(len(meant)),
            "heard_words": log1p(len(said)),
            "count": log1p(wording.count),
            "households": log1p(wording.households),
            "values": min((self._heard(value) for value in values), default=1.0),
            "valued": float(bool(values)),
            "left_out": log1p(len(self.rare - meant)),
            "lost": sum(value not in wording.text for value in self.known) / max(len(self.known), 1),
            "success": wording.good / max(wording.count, 1),
            "own": float(match.own),
            "mended": float(match.way == "mended"),
            "guessed": float(match.way == "guessed"),
            "guessed_thought": thought * (match.way == "guessed"),
            "thought": thought,
            "thought_odds": log(thought + FAINT),
            "heard_so": max((weight for text, weight in self.hypotheses if text == wording.text), default=0.0),
            "same_intent": float(intent == self.request.outlook.intent),
            "again_alike": letters_alike(before.text, wording.text) if before and before.came_to_nothing else 0.0,
            "again_same": float(before is not None and before.state == wording.state),
            "habit": float(match.way == "habit"),
            **_past(past, self.request),
        }

    def _heard(self, value: str) -> float:
        """How much of a value's letters stand together in what was heard, 0 to 1; of any hypothesis."""
        texts = [text for text, _ in self.hypotheses if len(value) <= len(text)]
        return max((fuzz.partial_ratio(value, text) for text in texts), default=0.0) / 100


def _past(past: Sequence[Said], request: Request) -> dict[str, float]:
    """How often the household asked for this; at this time of day, in this room, the same resident; and how lately."""
    now = request.at.timestamp() if request.at is not None else 0.0
    times = [then for then, _, _ in past]
    return {
        "past": log1p(len(times)),
        "past_hour": log1p(usual(past, now)),
        "past_room": log1p(sum(room == request.area for _, room, _ in past)),
        "past_who": log1p(sum(who == request.who for _, _, who in past) if request.who else 0),
        "recent": exp(-max(now - times[-1], 0.0) / (FRESH * DAY)) if times else 0.0,
    }


def usual(past: Sequence[Said], now: float) -> int:
    """How often something was asked for around this time of day; `now` in seconds since 1970."""
    return sum(_apart(now, then) <= AROUND for then, _, _ in past)


def _apart(one: float, other: float) -> float:
    """Hours between two times of day, by the clock around."""
    apart = abs(one - other) % DAY
    return min(apart, DAY - apart) / 3600


@lru_cache(maxsize=20_000)
def _values_in(text: str, state: str) -> tuple[str, ...]:
    """The names, titles, items and numbers in a wording: what must not be exchanged for others."""
    return tuple(shaped(text, values_of(state))[1].values())


def letters_alike(one: str, other: str) -> float:
    """How alike two texts are in their letters, spaces left out, 0 to 1."""
    return fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) / 100


def score(features: Features, weights: Mapping[str, float]) -> float:
    """The chance, 0 to 1, that a wording is what was meant."""
    odds = sum(weight * features.get(name, 0.0) for name, weight in weights.items())
    return 1 / (1 + exp(-max(min(odds, CERTAIN), -CERTAIN)))


def chance(features: Features, ranking: Ranking, *, failing: bool) -> float:
    """The same by a ranking's weights for requests that would come to nothing, or for those that would not."""
    return score(features, ranking.weights if failing else ranking.exchange)
