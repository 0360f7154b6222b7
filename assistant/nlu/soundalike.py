"""Words that sound alike: what a recogniser may hear in a word's place; for training, and for simulated speech.

A word's key is its pronunciation in the recogniser's dictionary with vowels blurred and consonants of one place taken
for each other (`t` and `d`, `s` and `z`); words of one key, or whose keys differ by one sound, are confusable.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pocketsphinx

from assistant.nlu.vectors import word_vectors

COMMON = 9000
"""Words that a recogniser's language model expects: the most common of the vocabulary."""

_CLASSES = ("P B", "T D DH TH", "K G", "F V", "S Z", "SH ZH CH JH", "M N NG", "L R", "W Y HH")
_CLASS = {sound: str(at) for at, sounds in enumerate(_CLASSES) for sound in sounds.split()}
_VOWEL = "v"


@cache
def _keys() -> dict[str, str]:
    """The key of each word of the dictionary."""
    path = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        word, _, sounds = line.partition(" ")
        if "(" not in word:
            found[word] = "".join(_CLASS.get(sound, _VOWEL) for sound in sounds.split())
    return found


@cache
def _common() -> dict[str, list[str]]:
    """Common words by their keys."""
    keys, found = _keys(), dict[str, list[str]]()
    for word in list(word_vectors().rows)[:COMMON]:
        if word in keys and (len(word) > 2 or word in ("a", "i", "to", "in", "on", "of", "it", "is", "me", "my", "we")):
            found.setdefault(keys[word], []).append(word)
    return found


@cache
def sound_alikes(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Common words that sound nearly like a word: of the same key, and of a key that differs by one sound."""
    keys, common = _keys(), _common()
    key = keys.get(word)
    if key is None:
        return (), ()
    same = tuple(other for other in common.get(key, ()) if other != word)
    near = {other for edited in _edited(key) for other in common.get(edited, ())} - {word}
    return same, tuple(sorted(near)) if len(key) > 2 else ()


def misheard_word(word: str, rng: random.Random) -> str | None:
    """A word, or two, that sounds like one; none where nothing does."""
    if len(word) > 5 and rng.random() < 0.2 and (halves := _halves(word)):
        return rng.choice(halves)
    same, near = sound_alikes(word)
    if same and (not near or rng.random() < 0.6):
        return rng.choice(same)
    return rng.choice(near) if near else None


@cache
def _halves(word: str) -> tuple[str, ...]:
    """Pairs of words that sound like one word together."""
    key, common = _keys().get(word, ""), _common()
    cuts = ((common.get(key[:at], ()), common.get(key[at:], ())) for at in range(2, len(key) - 1))
    return tuple(f"{first} {second}" for left, right in cuts for first in left[:3] for second in right[:3])


def _edited(key: str) -> Iterator[str]:
    """Keys one sound away: one lost, added at the end, or another."""
    sounds = (_VOWEL, *sorted(set(_CLASS.values())))
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]
        yield from (key[:at] + sound + key[at + 1 :] for sound in sounds if sound != key[at])
    yield from (key + sound for sound in sounds)
