"""Talk about words that were changed: "no, I meant what I said", "what did you change", "I said hall, not wall"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from assistant.context import Context
from assistant.nlu.listed import kind_in, listed
from assistant.nlu.text import normalise
from assistant.repaired import rewritten_lately
from assistant.turn import Rewrite

FILE = Path(__file__).parent / "data" / "rewrites.yaml"

REWRITE = "rewrite"
"""What a `Complain` or an `Explain` is about, in its slot `what`."""

_AROUND = (
    "no", "no no", "nope", "hey", "please", "sorry", "oh", "wait", "but", "stop", "just", "alexa", "again", "okay",
)  # fmt: skip
AROUND = tuple(tuple(words.split()) for words in _AROUND)
"""What may stand before and after."""

_AGAIN = ("i said", "i did say", "i asked for", "i really said", "i meant", "what i said was")
AGAIN = tuple(tuple(words.split()) for words in _AGAIN)
"""How the words are said again."""


@cache
def phrases() -> Mapping[str, str]:
    """Every way to refuse a rewrite, or to ask about it, with its intent."""
    return listed(FILE)


def about_rewrite(words: Sequence[str], context: Context) -> Literal["Complain", "Explain"] | None:
    """The intent of words about a rewrite; none where they are about anything else."""
    kind = kind_in(words, phrases(), AROUND)
    if kind is not None:
        return "Complain" if kind == "Complain" else "Explain"
    turn, last = rewritten_lately(context), context.last
    if turn is None or turn.rewrite is None or last is None or turn.session != last.session:
        return None
    return "Complain" if says_again(words, turn.rewrite) else None


def says_again(words: Sequence[str], rewrite: Rewrite) -> bool:
    """Whether the words insist on the ones that a rewrite took away: "no, I said hall, not wall".

    They must name what was taken away, and deny what was put in its place if they name it at all.
    """
    while words and (words[0],) in AROUND:
        words = words[1:]
    opening = next((each for each in AGAIN if tuple(words[: len(each)]) == each), None)
    if opening is None:
        return False
    said = list(words[len(opening) :])
    denied = said[said.index("not") :] if "not" in said else []
    asked = set(said[: len(said) - len(denied)])
    before, after = set(normalise(rewrite.original).split()), set(normalise(rewrite.text).split())
    return bool(asked & (before - after)) and not asked & (after - before)
