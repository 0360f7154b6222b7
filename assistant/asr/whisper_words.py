"""A text as Whisper's tokens, by byte pair encoding over its own vocabulary.

The tokenizer files that come with converted models lack the first merge of all, a blank and a `t`, so that their
library splits " the" as Whisper never does, and such words would be found unlikely. The vocabulary alone says what
merges: of two neighbours, those whose joint token has the lowest number (Sennrich et al., "Neural machine translation
of rare words with subword units", 2016; GPT-2 numbers its tokens in the order of the merges).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

PIECE = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?[^\s\w]+|\s+|_")
"""What is never merged across: endings, words, numbers, marks."""


class Words:
    """Encodes with a vocabulary: tokens, written in GPT-2's letters for bytes, to their numbers."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._piece = lru_cache(maxsize=4096)(self._encoded)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text; bytes that the vocabulary lacks are left out."""
        return [token for piece in PIECE.findall(text) for token in self._piece(piece)]

    def _encoded(self, piece: str) -> tuple[int, ...]:
        parts = [_LETTERS[byte] for byte in piece.encode()]
        while len(parts) > 1:
            ranks = [self._vocabulary.get(one + two) for one, two in pairwise(parts)]
            known = [(rank, at) for at, rank in enumerate(ranks) if rank is not None]
            if not known:
                break
            at = min(known)[1]
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return tuple(self._vocabulary[part] for part in parts if part in self._vocabulary)


def _byte_letters() -> dict[int, str]:
    """GPT-2's letter for each byte: printable ones stand for themselves, the others come after U+0100 in turn."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in plain]
    return {byte: chr(byte) for byte in plain} | {byte: chr(256 + at) for at, byte in enumerate(others)}


_LETTERS = _byte_letters()
