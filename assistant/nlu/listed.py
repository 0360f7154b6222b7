"""Requests that are read where all their words stand in a list of ours, politeness around them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from assistant.nlu.templates import compile_template, expansions


def listed(file: Path) -> Mapping[str, str]:
    """Every sentence of a YAML file that lists templates under their kind; the kind by the sentence."""
    kinds: dict[str, list[str]] = yaml.safe_load(file.read_text("utf-8"))
    texts = (
        (text, kind) for kind, each in kinds.items() for one in each for text in expansions(compile_template(one), {})
    )
    return {" ".join(text.split()): kind for text, kind in texts}


def kind_in(words: Sequence[str], phrases: Mapping[str, str], around: Sequence[tuple[str, ...]]) -> str | None:
    """The kind of the listed sentence that the words are; `around` is what may stand before and after it."""
    backwards = tuple(each[::-1] for each in around)
    for first in _cut(words, around):
        for last in _cut(words[::-1], backwards):
            kind = phrases.get(" ".join(words[first : len(words) - last]))
            if kind is not None:
                return kind
    return None


def _cut(words: Sequence[str], around: Sequence[tuple[str, ...]]) -> list[int]:
    """How many words may be left out at the beginning: none, one polite phrase, or several in a row."""
    cuts = [0]
    while more := next((len(each) for each in around if tuple(words[cuts[-1] :][: len(each)]) == each), 0):
        cuts.append(cuts[-1] + more)
    return cuts
