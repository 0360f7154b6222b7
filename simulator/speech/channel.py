"""The speech channel: words as a recogniser would have heard them, without any sound.

Whether a word is misheard depends on the voice, the noise, the word, its place, on how well this utterance is heard on
the whole, and on whether the word before was. What is heard in place of misheard words is `confusions`' affair. All
numbers are a profile's, measured on the audio channel. Cells of the calibration are four; between and beyond them the
log-odds go along straight lines over accent and decibels.

What it does not do: a recogniser that knows a sentence by heart hears it better than its pairs of words alone would
say, and two utterances of the same words are misheard independently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from random import Random

from assistant.turn import Detection, Heard, Hypothesis, Transcript
from simulator.speech.align import counted
from simulator.speech.confusions import Confusions
from simulator.speech.features import expectation, place_features, word_features
from simulator.speech.profile import CellProfile, Profile, Quantiles, Table

CARE = 3.0
"""Decibels that the greatest care is worth: people who were not understood speak up (`voices.CLEAR`)."""

SLOWER = 0.25
"""The part of an accent that the greatest care takes away; assumed."""

SNR = (0.0, 40.0)
"""Decibels beyond which nothing changes."""

TALK_RATE = 0.5
"""False wakes an hour of talk: what openWakeWord's authors ask of a model ("fewer than 0.5 an hour")."""

TALK_ACCENT = 0.5
"""How hard the talk of a television or of people across the room is; assumed."""

BRIEF = 3
"""Words of a request of which more is lost than of longer ones."""

FAINT = 0.001
"""Confidence below which no other hypothesis is told."""

MOST = 5
"""Other hypotheses that are told at most."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """One utterance's: between which cells it lies, and how well it is heard."""

    cell: CellProfile
    """That whose tables hold."""
    hard: bool
    ease: float
    """What is added to a word's log-odds of being misheard: the cells' between which it lies, and the utterance's."""
    gap: float
    """The log-odds of a word out of nothing."""


class SpeechChannel:
    """A recogniser's way to mishear. `errors` multiplies all its error rates; 0 hears everything.

    `names` are the home's own, of things, areas and titles: the recogniser expects their words.
    """

    def __init__(self, profile: Profile, *, errors: float = 1.0, names: Iterable[str] = ()) -> None:
        self.profile, self.errors = profile, errors
        split = [name.lower().split() for name in names]
        self._expected = {**{word: "" for name in split for word in name}, **profile.expected}
        self._joints = dict(profile.joints)
        for first, second in (pair for name in split for pair in pairwise(name)):
            self._joints[first] = self._joints.get(first, frozenset()) | {second}
        self._confusions = Confusions(profile)
        self._cells = {(cell.accent >= 0.5, cell.snr): cell for cell in profile.cells}
        self._snrs = sorted({cell.snr for cell in profile.cells})
        self._scores: dict[str, float] = {}

    def hear(
        self, words: str, *, accent: float, snr: float, care: float, wake: str | None, rng: Random
    ) -> Heard | None:
        """What is heard of `words`; none where the wake word was missed.

        `accent` and `care` are 0 to 1, `snr` decibels of speech over noise; `wake` is none where the words are said
        without the wake word, as the answer to a question.
        """
        accent, snr = accent * (1 - SLOWER * care), snr + CARE * care
        if wake is not None and rng.random() < self.errors * self._between(accent, snr, "missed"):
            return None
        said = words.split()
        conditions = self._conditions(accent, snr, rng)
        heard = self._misheard(said, conditions, rng)
        transcript = self._transcript(said, heard, conditions, rng)
        return Heard(transcript, Detection(wake, round(0.6 + 0.4 * rng.random() ** 0.3, 3)) if wake else None)

    def words_heard(self, words: str, *, accent: float, snr: float, rng: Random) -> str:
        """The words alone of what `hear` gives for the same numbers without a wake word: quicker, for counting."""
        said = words.split()
        return " ".join(self._misheard(said, self._conditions(accent, snr, rng), rng))

    def overhear(self, words: str, *, snr: float, rng: Random, wake: str = "alexa") -> Heard:
        """What is heard after a false wake: talk that was meant for nobody here."""
        said = words.split()
        conditions = self._conditions(TALK_ACCENT, snr, rng)
        transcript = self._transcript(said, self._misheard(said, conditions, rng), conditions, rng)
        return Heard(transcript, Detection(wake, round(0.5 + 0.3 * rng.random(), 3)))

    def false_wakes(self, seconds: float) -> float:
        """The mean number of false wakes in so many seconds of talk."""
        return self.errors * TALK_RATE * seconds / 3600

    def wakes_by_mistake(self, seconds: float, rng: Random) -> bool:
        """Whether something in so many seconds of talk is taken for the wake word."""
        return rng.random() < 1 - exp(-self.false_wakes(seconds))

    def _conditions(self, accent: float, snr: float, rng: Random) -> Conditions:
        hard = rng.random() < accent
        quiet = rng.random() < self._quietness(snr)
        cell = self._cells[hard, self._snrs[-1 if quiet else 0]]
        spread = max(0.0, self._between(accent, snr, "spread"))
        ease = rng.gauss(0.0, 1.0) * spread
        return Conditions(cell, hard, self._between(accent, snr, "base") + ease, self._between(accent, snr, "gap"))

    def _misheard(self, said: Sequence[str], conditions: Conditions, rng: Random) -> list[str]:
        lost = conditions.cell.nothing[len(said) > BRIEF]
        if not said or rng.random() < self.errors * lost:
            return []
        wrong = self._wrong(said, conditions.ease, rng)
        gap = min(1.0, self.errors * _chance(conditions.gap))
        heard: list[str] = []
        at = 0
        while at < len(said):
            if not wrong[at]:
                if (at == 0 or not wrong[at - 1]) and rng.random() < gap:
                    heard += self._confusions.inserted(rng)
                heard.append(said[at])
                at += 1
                continue
            last = at
            while last < len(said) and wrong[last]:
                last += 1
            size = _size(conditions.cell, last - at, rng)
            heard += self._confusions.misheard(said[at:last], size, conditions.hard, rng)
            at = last
        return heard

    def _wrong(self, said: Sequence[str], ease: float, rng: Random) -> list[bool]:
        """Which words are misheard."""
        features, after = self.profile.features, False
        wrong: list[bool] = []
        for at, word in enumerate(said):
            odds = ease + self._score(word) + (features["after"] if after else 0.0)
            for name in place_features(said, at, self._joints):
                odds += features[name]
            after = rng.random() < self.errors * _chance(odds)
            wrong.append(after)
        return wrong

    def _score(self, word: str) -> float:
        """What a word by itself adds to the log-odds."""
        found = self._scores.get(word)
        if found is None:
            found = self.profile.words.get(word, 0.0)
            names = (*word_features(word), *expectation(word, self._expected))
            found += sum(self.profile.features[name] for name in names)
            self._scores[word] = found
        return found

    def _transcript(self, said: Sequence[str], heard: list[str], conditions: Conditions, rng: Random) -> Transcript:
        text = " ".join(heard)
        if not text:
            return Transcript("", 0.0)
        truth = " ".join(said)
        errors = 0 if text == truth else counted(truth, text).errors
        sure = round(_quantile(conditions.cell.sure[min(errors, 2)], rng), 4)
        others = self._others(said, heard, conditions, sure, rng)
        return Transcript(text, sure, others)

    def _others(
        self, said: Sequence[str], heard: list[str], conditions: Conditions, sure: float, rng: Random
    ) -> tuple[Hypothesis, ...]:
        """The next hypotheses: the words said among them as often as was measured, else near the best one."""
        right = heard == list(said)
        table = conditions.cell.others[0 if right else 1]
        count = _valued(table.counts, rng)
        place = _valued(table.ranks, rng) if not right and rng.random() < table.truth else None
        known, found = {" ".join(heard)}, list[Hypothesis]()
        for rank in range(min(max(count, 0 if place is None else place + 1), MOST)):
            sure *= _quantile(table.shares[min(rank, len(table.shares) - 1)], rng)
            text = " ".join(said) if rank == place else self._variant(heard, conditions, rng)
            if round(sure, 4) < FAINT and place is None:
                break
            if text and text not in known:
                known.add(text)
                found.append(Hypothesis(text, round(sure, 4)))
        return tuple(found)

    def _variant(self, heard: Sequence[str], conditions: Conditions, rng: Random) -> str:
        """The same with one word, or two, heard otherwise."""
        at = int(rng.random() * len(heard))
        last = min(len(heard), at + (1 if rng.random() < 0.7 else 2))
        size = _size(conditions.cell, last - at, rng)
        other = self._confusions.misheard(heard[at:last], size, conditions.hard, rng)
        return " ".join([*heard[:at], *other, *heard[last:]])

    def _between(self, accent: float, snr: float, name: str) -> float:
        """A number of the cells, along straight lines; chances stay within 0 and 1, and spreads within the cells'."""
        beyond = name in ("base", "gap")
        quiet = self._quietness(snr, beyond=beyond)
        easy, hard = (self._level(is_hard, quiet, name) for is_hard in (False, True))
        return easy + min(1.0, max(0.0, accent)) * (hard - easy)

    def _level(self, hard: bool, quiet: float, name: str) -> float:
        low, high = (float(getattr(self._cells[hard, snr], name)) for snr in (self._snrs[0], self._snrs[-1]))
        return low + quiet * (high - low)

    def _quietness(self, snr: float, *, beyond: bool = False) -> float:
        """0 at the noisier level, 1 at the quieter one."""
        low, high = self._snrs[0], self._snrs[-1]
        if beyond:
            return (min(SNR[1], max(SNR[0], snr)) - low) / (high - low)
        return (min(high, max(low, snr)) - low) / (high - low)


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _size(cell: CellProfile, said: int, rng: Random) -> int:
    """How many words are heard in place of so many."""
    if said in cell.sizes:
        return _valued(cell.sizes[said], rng)
    longest = max(cell.sizes)
    return max(0, said + _valued(cell.sizes[longest], rng) - longest)


def _valued(table: Table, rng: Random) -> int:
    """A value by its chance."""
    left = rng.random()
    for value, chance in table:
        left -= chance
        if left < 0:
            return value
    return table[-1][0] if table else 0


def _quantile(values: Quantiles, rng: Random) -> float:
    """A value drawn from a distribution that its quantiles describe."""
    place = rng.random() * (len(values) - 1)
    at = min(int(place), len(values) - 2)
    return values[at] + (place - at) * (values[at + 1] - values[at])
