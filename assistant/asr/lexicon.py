"""The pronouncing dictionary of one language model: the package's words, and what `phonemes` says of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

Pronouncer = Callable[[str], list[str]]
"""From a word to its phones in ARPAbet; an empty list where it has none."""

Lexicon = dict[str, list[str]]
"""A word's pronunciations, each as phones with blanks between."""


def lexicon(words: Iterable[str], known: Path, phonemes: Pronouncer | None) -> Lexicon:
    """The pronunciations of `words`; a word that has none anywhere is missing in the result."""
    dictionary = _read(known)
    found: Lexicon = {}
    for word in sorted(set(words)):
        pronunciations = dictionary.get(word) or _parts(word, dictionary)
        if not pronunciations and phonemes is not None:
            pronunciations = [" ".join(phones)] if (phones := phonemes(word)) else []
        if pronunciations:
            found[word] = pronunciations
    return found


def written(entries: Lexicon) -> str:
    """As the text of a dictionary file: the second pronunciation of a word stands under `word(2)`."""
    lines = []
    for word, pronunciations in sorted(entries.items()):
        for i, pronunciation in enumerate(pronunciations, 1):
            lines.append(f"{word} {pronunciation}" if i == 1 else f"{word}({i}) {pronunciation}")
    return "\n".join(lines) + "\n"


def _parts(word: str, dictionary: Lexicon) -> list[str]:
    """A possessive or plural of a known word, as English pronounces it."""
    stem = word.removesuffix("'s") if word.endswith("'s") else word.removesuffix("s'") + "s"
    if stem == word or stem not in dictionary:
        return []
    return [f"{phones} {_ending(phones.split()[-1])}" if word.endswith("'s") else phones for phones in dictionary[stem]]


def _ending(last: str) -> str:
    if last in {"S", "Z", "SH", "ZH", "CH", "JH"}:
        return "IH Z"
    return "S" if last in {"P", "T", "K", "F", "TH"} else "Z"


@cache
def _read(path: Path) -> Lexicon:
    entries: Lexicon = {}
    for line in path.read_text("utf-8").splitlines():
        word, _, phones = line.partition(" ")
        entries.setdefault(word.partition("(")[0], []).append(phones.strip())
    return entries
