"""Things meant out of habit: the lamp of one's own, and what "it" is at this hour, where nothing else says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.resolve.here import Here
from assistant.resolve.kinds import KIND_TOKENS, PRONOUNS
from assistant.resolve.reading import Reading
from assistant.resolve.wants import WANTS
from assistant.resolve.words import fold
from assistant.turn import Interpretation

SETTLED = 3
"""How often something was done, at least, so that it is a habit."""

MOSTLY = 2 / 3
"""The share of the times that makes it clear which one is meant."""


def habitual(interpretation: Interpretation, found: Sequence[Reading], here: Here) -> list[Reading]:
    """Readings that only habit gives, beside those found."""
    own = [own for reading in found if (own := _of_ones_own(reading, here)) is not None]
    held = {reading.targets for reading in found}
    return own + [reading for reading in _at_this_hour(interpretation, here) if reading.targets not in held]


def _at_this_hour(interpretation: Interpretation, here: Here) -> list[Reading]:
    """What this resident often asks for at this time of day with the same intent, where "it" points at nothing."""
    if fold(str(interpretation.slots.get("name") or "")) not in PRONOUNS or interpretation.intent not in WANTS:
        return []
    asked = here.context.habits.around(here.context.now, here.context.who)
    readings = []
    for text, count in asked.items():
        intent, _, targets = text.partition("|")
        things = tuple(targets.split("+"))
        if intent == interpretation.intent and count >= SETTLED and all(i in here.index.entities for i in things):
            readings.append(Reading(interpretation, things, how="pointed", one=True))
    return readings


def _of_ones_own(reading: Reading, here: Here) -> Reading | None:
    """The one thing of a kind that this resident nearly always means, where one was said and several fit."""
    if reading.how != "kind" or len(reading.targets) < 2 or not _says_one(reading):
        return None
    usual = here.context.habits.usual.get(here.context.who, {})
    counts = dict.fromkeys([*((i,) for i in reading.targets), tuple(sorted(reading.targets))], 0)
    for text, count in usual.items():
        targets = tuple(text.partition("|")[2].split("+"))
        if targets in counts:
            counts[targets] += count
    best = max(counts, key=lambda targets: counts[targets])
    if len(best) > 1 or counts[best] < SETTLED or counts[best] < MOSTLY * sum(counts.values()):
        return None
    return replace(reading, targets=best, one=False)


def _says_one(reading: Reading) -> bool:
    """Whether the kind was said in the singular: "the lamp", not "the lights"."""
    kinds = KIND_TOKENS.get(reading.targets[0].partition(".")[0], frozenset())
    said = set(fold(reading.interpretation.text).split())
    return bool(said & kinds) and reading.interpretation.slots.get("quantifier") is None
