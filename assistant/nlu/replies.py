"""Requests about the replies themselves: "just beep", "say what you did".

One is read where all its words stand in our list, politeness and "from now on" apart: "turn it down" is about the
music and "stop beeping" about the oven, and a word more leaves the request to the models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.nlu.listed import kind_in, listed

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
    return listed(FILE)


def replies_wanted(words: Sequence[str]) -> str | None:
    """The kind of replies that is asked for; none where it is anything else.

    >>> replies_wanted("please just beep from now on".split())
    'short replies'
    """
    return kind_in(words, phrases(), AROUND)
