"""Words said beside words heard: where they differ, and how.

A block is a longest stretch in which nothing is the same: `n` words said that `m` words were heard in place of. The
counts are those of the usual word error rate: substituted, deleted and inserted words of the shortest edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein


@dataclass(frozen=True, slots=True)
class Block:
    """Words said from `start` on, and what was heard in their place; one of the two may be empty."""

    start: int
    said: tuple[str, ...]
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Words said, and how many of them were misheard how."""

    words: int = 0
    substituted: int = 0
    deleted: int = 0
    inserted: int = 0

    @property
    def errors(self) -> int:
        """All of them."""
        return self.substituted + self.deleted + self.inserted

    @property
    def rates(self) -> tuple[float, float, float, float]:
        """Word error rate, and the rates of substitution, deletion and insertion: per word said."""
        words = max(1, self.words)
        return self.errors / words, self.substituted / words, self.deleted / words, self.inserted / words

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.words + other.words,
            self.substituted + other.substituted,
            self.deleted + other.deleted,
            self.inserted + other.inserted,
        )


def counted(said: str, heard: str) -> Counts:
    """The errors of one utterance.

    >>> counted("turn on the light", "turn the lights on")
    Counts(words=4, substituted=1, deleted=1, inserted=1)
    """
    first = said.split()
    edits = [edit.tag for edit in Levenshtein.editops(first, heard.split())]
    return Counts(len(first), edits.count("replace"), edits.count("delete"), edits.count("insert"))


def total(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    whole = Counts()
    for one in counts:
        whole += one
    return whole


def blocks(said: Sequence[str], heard: Sequence[str]) -> list[Block]:
    """Where the two differ, in order.

    >>> blocks("put the kettle on".split(), "put a candle on".split())
    [Block(start=1, said=('the', 'kettle'), heard=('a', 'candle'))]
    """
    found: list[Block] = []
    for edit in Levenshtein.opcodes(said, heard):
        if edit.tag == "equal":
            continue
        first = tuple(said[edit.src_start : edit.src_end])
        second = tuple(heard[edit.dest_start : edit.dest_end])
        if found and found[-1].start + len(found[-1].said) == edit.src_start:
            last = found.pop()
            found.append(Block(last.start, last.said + first, last.heard + second))
        else:
            found.append(Block(edit.src_start, first, second))
    return found
