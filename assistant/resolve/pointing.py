"""What "it" may be where nothing was mentioned: the things at hand, and what has just changed elsewhere.

All of them are readings; what is at work, has just changed or is usual now decides between them (`rank`).
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.resolve.here import Here
from assistant.resolve.reading import Reading
from assistant.resolve.wants import Wants
from assistant.resolve.words import fold, word_set
from assistant.turn import Interpretation

READY = {"ready": ("oven", "coffee_maker")}
"""Domains that are ever in a state that is asked about."""

VERBS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (word_set("open opened close closed shut raise lower"), ("cover", "valve", "lock")),
    (word_set("lock locked unlock unlocked"), ("lock",)),
)
"""Verbs that are said of a few kinds of thing alone."""

NEVER = frozenset({"scene", "script", "automation", "sensor", "binary_sensor", "weather", "person", "todo", "group"})
"""Domains of what nobody points at: it is called by its name."""


def pointed(interpretation: Interpretation, wants: Wants, here: Here) -> list[Reading]:
    """One reading a thing that an unexplained "it" may stand for."""
    return [
        Reading(interpretation, (ident,), how="pointed", one=True) for ident in _at_hand(interpretation, wants, here)
    ]


def _at_hand(interpretation: Interpretation, wants: Wants, here: Here) -> Iterable[str]:
    near = here.index.by_area.get(here.area or "", ())
    news = (ident for ident, worth in here.changed.items() if worth > 0 and ident in here.index.entities)
    asked = str(interpretation.slots.get("state") or "")
    said = set(fold(interpretation.text).split())
    moved = next((domains for verbs, domains in VERBS if said & verbs), None)
    for ident in dict.fromkeys((*news, *near)):
        domain = ident.partition(".")[0]
        if domain in NEVER or (wants.domains is not None and domain not in wants.domains):
            continue
        if domain in READY.get(asked, (domain,)) and domain in (moved or (domain,)):
            yield ident
