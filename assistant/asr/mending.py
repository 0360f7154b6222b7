"""Words in place of others that sound alike, where people say them to this home: "dark roast lat" was a latte.

A beam search over a request's words: each may stay, become a word of the home's sentences that sounds like it, or join
the next to one. The home's language model judges what results; each sound that differs has a price. What comes out are
contenders, for the sound to judge. What it does not do: words that were not heard at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from assistant.asr.lexicon import Lexicon

ALIKE = 0.5
"""The least share of sounds that two words have in common to be taken for each other."""

OPTIONS = 10
"""Words tried in place of one."""

PATHS = 24
"""Ways followed at a time."""

PRICE = 14.0
"""Of a word that shares no sound with what was heard, as a logarithm of a chance; in proportion, of others."""

Chance = Callable[[str, Sequence[str]], float]
"""A word's chance after others, in the language model."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The words so far, and how likely they are."""

    words: tuple[str, ...]
    score: float


class Mender:
    """Mends towards the words that have a pronunciation in `known`; others' come from `sounds`."""

    def __init__(self, known: Lexicon, *, chance: Chance, sounds: Callable[[str], str]) -> None:
        self._chance = chance
        self._spelt = {sound: word for word, spelt in known.items() for sound in map(_letters, spelt)}
        self._known = {word: _letters(spelt[0]) for word, spelt in known.items()}
        self._choices = list(self._spelt)
        self._sounds = lru_cache(maxsize=4096)(lambda word: _letters(sounds(word)))
        self._alike = lru_cache(maxsize=4096)(self._found)

    def mends(self, text: str, *, most: int) -> list[str]:
        """Up to `most` other texts, the likeliest first, each likelier than the text itself."""
        words = text.split()
        ways = [[_Way((), 0.0)], *([] for _ in words)]
        for at in range(len(words)):
            best = sorted(ways[at], key=lambda way: -way.score)[:PATHS]
            for option, price, used in self._options(words, at):
                ways[at + used] += [self._longer(way, option, price) for way in best]
        done = sorted((self._longer(way, "</s>", 0.0) for way in ways[-1]), key=lambda way: -way.score)
        texts = list(dict.fromkeys(" ".join(way.words[:-1]) for way in done))
        return texts[: texts.index(text)][:most] if text in texts else texts[:most]

    def _options(self, words: Sequence[str], at: int) -> Iterable[tuple[str, float, int]]:
        """What may have been said at a place: word, price, and how many of the heard words it stands for."""
        yield words[at], 0.0, 1
        for word, likeness in self._alike(self._sound(words[at])):
            if word != words[at]:
                yield word, PRICE * (1 - likeness), 1
        if at + 1 < len(words):
            for word, likeness in self._alike(self._sound(words[at]) + self._sound(words[at + 1])):
                yield word, PRICE * (1 - likeness), 2

    def _longer(self, way: _Way, word: str, price: float) -> _Way:
        return _Way((*way.words, word), way.score + log(self._chance(word, ["<s>", *way.words])) - price)

    def _sound(self, word: str) -> str:
        return self._known.get(word) or self._sounds(word)

    def _found(self, sound: str) -> tuple[tuple[str, float], ...]:
        near = process.extract(
            sound, self._choices, scorer=Levenshtein.normalized_similarity, score_cutoff=ALIKE, limit=OPTIONS
        )
        return tuple((self._spelt[choice], likeness) for choice, likeness, _ in near)


def _letters(phones: str) -> str:
    """Phones as one letter each, those of one place of the mouth as the same."""
    return "".join(_CLASS.get(phone.rstrip("012"), phone[:1]) for phone in phones.split())


_CLASSES = ("P B", "T D DH TH", "K G", "F V", "S Z", "SH ZH CH JH", "M N NG", "L R", "W Y HH")
_VOWELS = ("AA AO AH", "AE EH", "IH IY EY", "UH UW OW", "AW AY OY", "ER")
_CLASS = {phone: chr(65 + at) for at, phones in enumerate((*_CLASSES, *_VOWELS)) for phone in phones.split()}
