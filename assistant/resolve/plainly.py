"""Whether a request is a plain order: nothing denied, taken back, asked, quoted or left over.

What lets people in is done at once only where every word of the request is accounted for; anything else asks.
"""

from __future__ import annotations

import re

from assistant.resolve.here import Here
from assistant.resolve.kinds import CLASS_WORDS
from assistant.resolve.reading import Reading
from assistant.resolve.words import fold, singular, tokens, word_set

OPENING = word_set("open unlock disarm raise lift deactivate disable off")
"""Verbs that let somebody in. Without one of them, nobody asked for that."""

PLAIN = word_set(
    "the a an my our your please can could you would will hey for me us up all way now just back again to i want need "
    "like have let s lets go ahead thanks thank ok okay kindly quickly and in on at of turn switch set put make it that"
)
"""Words of an order that change nothing about it; an order of them and the thing's own names is plain."""

DENIED = re.compile(
    r"^(?:please )?(?:do not|don'?t|don t|never|you (?:should|must) ?(?:not|n'?t)|nobody) "
    r"(?!forget|let|mind|stop|worry|you think)"
)
"""How people say what they do not want; "don't forget to" wants it."""

DENIABLE = frozenset(
    {
        "HassTurnOn", "HassTurnOff", "HassToggle", "HassLightSet", "LightAdjust", "HassSetPosition", "OvenPreheat",
        "CoffeeBrew", "HassMediaSearchAndPlay", "HassVacuumStart", "HassClimateSetTemperature", "AlarmSet",
    }
)  # fmt: skip
"""Intents that are denied so; "don't talk" is an order."""

TAKEN_BACK = re.compile(
    r"\b(?:no (?:wait )?don'?t|never ?mind|actually no|just kidding|forget (?:it|that)|cancel that|scratch that|on "
    r"second thoughts? no)$"
)
"""How people take back what they have just said."""


def unwanted(text: str) -> bool:
    """Whether the words deny or take back what they ask for."""
    said = text.lower().strip()
    back = TAKEN_BACK.search(said)
    return DENIED.search(said) is not None or (back is not None and back.start() > 0)


def plain(reading: Reading, here: Here) -> bool:
    """Whether the request says to open, names what, and says nothing else."""
    words = fold(reading.interpretation.text).split()
    if not OPENING & set(words):
        return False
    own = {word for ident in reading.targets for word in _own_words(ident, here)}
    left = [word for word in words if word not in PLAIN | OPENING and singular(word) not in own and word not in own]
    return not left and any(word in own or singular(word) in own for word in words)


def _own_words(ident: str, here: Here) -> set[str]:
    """The words of a thing's names, kind and room."""
    entity = here.registry.entities.get(ident)
    if entity is None:
        return set()
    kinds = (
        CLASS_WORDS.get((entity.domain, entity.device_class), "") + ", " + CLASS_WORDS.get((entity.domain, None), "")
    )
    names = [entity.name, *entity.aliases, here.area_name(entity.area) or "", *kinds.split(",")]
    return {word for name in names if name.strip() for word in (*tokens(name), *fold(name).split())}
