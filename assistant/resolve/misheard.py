"""Things whose own word was misheard before the word for their kind: "the garbage door", "the sealing light"."""

from __future__ import annotations

from itertools import pairwise

from assistant.resolve.here import Here
from assistant.resolve.kinds import KIND_TOKENS
from assistant.resolve.reading import Reading
from assistant.resolve.sound import LEAST_ALIKE, word_likeness
from assistant.resolve.wants import WANTS, Wants
from assistant.resolve.words import tokens
from assistant.turn import Interpretation

KINDS = frozenset().union(*KIND_TOKENS.values())

SHORTEST = 4
"""Letters of a word that can be told from a small word misheard."""


def misheard(interpretation: Interpretation, wants: Wants, here: Here) -> list[Reading]:
    """What is nearly named; empty where the word before the kind names something, or sounds like nothing here."""
    if not interpretation.text or WANTS[interpretation.intent].question:
        return []
    for before, word in pairwise(tokens(interpretation.text)):
        if word in KINDS and len(before) >= SHORTEST and not here.index.knows(before) and before not in KINDS:
            found = _whole(f"{before} {word}", interpretation, wants, here) or _own(before, word, interpretation, here)
            if found:
                return found
    return []


def _whole(words: str, interpretation: Interpretation, wants: Wants, here: Here) -> list[Reading]:
    """Things whose whole name sounds so."""
    alike = [match for match in here.index.find(words) if match.how == "alike"]
    fitting = [match for match in alike if wants.domains is None or match.id.partition(".")[0] in wants.domains]
    return [Reading(interpretation, (match.id,), match.score, "alike", one=True) for match in fitting]


def _own(before: str, word: str, interpretation: Interpretation, here: Here) -> list[Reading]:
    """Things of the kind in the room, told from the others by a word that sounds so."""
    found = []
    for ident in here.index.by_area.get(here.area or "", ()):
        if word not in KIND_TOKENS.get(ident.partition(".")[0], ()):
            continue
        like = max((word_likeness(before, own) for own in here.index.own_words(ident)), default=0.0)
        if like >= LEAST_ALIKE:
            found.append(Reading(interpretation, (ident,), 0.85 * like, "alike", one=True))
    return found
