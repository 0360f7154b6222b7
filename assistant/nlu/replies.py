"""Requests about the replies themselves: "just beep", "say what you did".

One is read where all its words stand in our list, politeness and "from now on" apart: "turn it down" is about the
music and "stop beeping" about the oven, and a word more leaves the request to the models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from assistant.nlu.templates import compile_template, expansions

FILE = Path(__file__).parent / "data" / "replies.yaml"

_AROUND = (
    "please", "can you", "could you", "would you", "okay", "from now on", "in future", "in the future", "always",
    "every time", "each time", "next time", "when it's done", "when you're done", "alright",
)  # fmt: skip
AROUND = tuple(tuple(words.split()) for words in _AROUND)
"""What may stand before and after."""


@cache
def phrases() -> Mapping[str, str]:
    """Every way to ask, with the kind of replies that is asked for: `short replies`, `full replies`, or
    `usual replies`, which takes back what was asked for before."""
    listed: dict[str, list[str]] = yaml.safe_load(FILE.read_text("utf-8"))
    texts = (
        (text, kind) for kind, each in listed.items() for one in each for text in expansions(compile_template(one), {})
    )
    return {" ".join(text.split()): kind for text, kind in texts}


def replies_wanted(words: Sequence[str]) -> str | None:
    """The kind of replies that is asked for; none where it is anything else.

    >>> replies_wanted("please just beep from now on".split())
    'short replies'
    """
    after = len(words)
    for first in _cut(words, AROUND):
        for last in _cut(words[::-1], tuple(each[::-1] for each in AROUND)):
            kind = phrases().get(" ".join(words[first : after - last]))
            if kind is not None:
                return kind
    return None


def _cut(words: Sequence[str], around: Sequence[tuple[str, ...]]) -> list[int]:
    """How many words may be left out at the beginning: none, one polite phrase, or several in a row."""
    cuts = [0]
    while more := next((len(each) for each in around if tuple(words[cuts[-1] :][: len(each)]) == each), 0):
        cuts.append(cuts[-1] + more)
    return cuts
