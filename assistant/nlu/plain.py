"""Requests so plain that no model is needed: questions about a state, and orders to switch, open or lock.

A request is plain where every word of it is accounted for: this home's names, words for kinds and states, and the small
words between them. One word more ("turn off the lights when I leave") and the models read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.intents import UNSUPPORTED
from assistant.nlu.gazetteer import Known
from assistant.nlu.labels import BABBLE
from assistant.nlu.lexicon import EVERY, STATES, class_at
from assistant.nlu.sensing import MEASURES, NOUNS, OWN_STATES, PLAIN_STATES, SHARED_STATES, THINGS, sense_in

SURE = 0.97
"""The chance of a plain request's intent."""

_SMALL = """the my our a an in at of on across around throughout all every each any some single please here this room
rooms area areas space everywhere over entire whole house home apartment flat floor now can you could would for me to"""
SMALL = frozenset(_SMALL.split())
"""Words around the thing and the place."""

_ASKING = """is are there which what what's whats how many much do does did has have had got i know tell if was will be
happen when left not currently presently right moment the current state status value securely switched turned set with
detected available"""
ASKING = SMALL | frozenset(_ASKING.split())
"""Words of a question, beside what it is about."""

_MEASURING = """amount level levels concentration total reading particles indicated measured shown by from remaining
accumulated quantity relative percentage ratio"""
MEASURING = ASKING | frozenset(_MEASURING.split()) | {word for words in MEASURES for word in words}
"""Words of a question about what a sensor measures."""

SENSING = frozenset(word for table in (NOUNS, OWN_STATES, SHARED_STATES) for words in table for word in words) | THINGS
OPENERS = frozenset({"is", "are", "any", "some", "which", "what", "what's", "whats", "how", "do", "tell", "when"})

HANGING = frozenset({"open", "closed", "shut", "opening", "closing", "locked", "unlocked"})
"""States that are asked about without a verb too: "all the doors locked"; "all the lights on" is an order."""

SWITCHED = frozenset(
    {"light", "switch", "fan", "media_player", "input_boolean", "climate", "humidifier", "siren", "scene", "script"}
)
"""Domains whose things are switched on and off in these words; "on" means more to an oven or a coffee maker."""

NAMED_ONLY = frozenset({"climate", "media_player"})
"""Domains whose things are switched in these words by name alone: "turn off the speaker" may want silence."""

OPENED = frozenset({"cover", "valve"})
LOCKED = frozenset({"lock"})
PLACES = frozenset({"area", "floor"})
ASKED_OTHERWISE = frozenset({"weather", "todo", "zone"})
"""Domains with questions of their own."""

TURNING = frozenset({"turn", "switch", "bring", "change", "put"})
WAYS = {"on": "HassTurnOn", "off": "HassTurnOff", "out": "HassTurnOff"}
VERBS: dict[str, tuple[str, frozenset[str]]] = {
    **dict.fromkeys(("open", "raise", "lift"), ("HassTurnOn", OPENED)),
    **dict.fromkeys(("close", "shut", "lower"), ("HassTurnOff", OPENED)),
    "lock": ("HassTurnOn", LOCKED),
    "unlock": ("HassTurnOff", LOCKED),
    "activate": ("HassTurnOn", SWITCHED),
    "deactivate": ("HassTurnOff", SWITCHED),
}
"""By verb, the intent and the domains of what it is said of."""


def plain_intent(words: Sequence[str], known: Sequence[Known]) -> str | None:
    """The intent of a plain request; none where a word is left over or nothing is named."""
    first = next((at for at, word in enumerate(words) if word not in COURTESIES), 0)
    if len(words) - first < 2:
        return None
    if words[first] == "how" and words[first + 1] not in ("many", "much"):
        return None
    if words[first] == "tell" and not any("sensor" in one.domains for one in known) and "if" not in words:
        return None
    if words[first] in OPENERS or (words[first] in EVERY and not HANGING.isdisjoint(words)):
        return "HassGetState" if _asks(words, known) else None
    if words[first] in VERBS:
        intent, domains = VERBS[words[first]]
        return intent if _orders(words, known, domains, first, {words[first], "up", "down"}) else None
    if words[first] == "illuminate" or list(words[first : first + 2]) == ["light", "up"]:
        return "HassTurnOn" if _lights_place(words, known, first) else None
    way, verb = _way(words, first), first if words[first] in TURNING else -1
    return WAYS[way] if way and _orders(words, known, SWITCHED, verb, {words[verb], way}) else None


COURTESIES = frozenset({"please", "can", "could", "would", "you"})


def chances_of(intent: str) -> Mapping[str, float]:
    """A plain request's chances, as the models would give them."""
    return {intent: SURE, UNSUPPORTED: (1 - SURE) / 2, BABBLE: (1 - SURE) / 2}


def _way(words: Sequence[str], first: int) -> str | None:
    """On, off or out: beside the verb, else where it is said; words without a verb must say a thing first."""
    if words[first] in TURNING:
        if words[first + 1] in WAYS:
            return words[first + 1]
        return next((word for word in ("off", "out", "on") if word in words), None)
    return next((word for word in ("off", "on") if word in words[first + 1 :]), None)


def _orders(words: Sequence[str], known: Sequence[Known], domains: frozenset[str], verb: int, said: set[str]) -> bool:
    """Whether only a thing of these domains and its place are named, beside the verb and the words `said`."""
    named = {domain for one in known for domain in one.domains}
    if any(not set(one.domains) & (domains | PLACES) for one in known):
        return False
    left, kinds = _left(words, known, skip=verb)
    if domains is LOCKED:
        kinds = {"lock" if kind == "cover" else kind for kind in kinds}
    if not kinds <= domains - NAMED_ONLY or not (kinds or named & domains):
        return False
    return all(words[at] in SMALL or words[at] in said or _doubled(words, at) for at in left)


def _lights_place(words: Sequence[str], known: Sequence[Known], verb: int) -> bool:
    """Whether a place, or the home, is all that is to be lit."""
    left, kinds = _left(words, known, skip=verb)
    rest = [words[at] for at in left if at > verb]
    return not kinds and all(one.place for one in known) and all(word in SMALL or word == "up" for word in rest)


def _doubled(words: Sequence[str], at: int) -> bool:
    """The "and" of "each and every"."""
    return words[at] == "and" and at > 0 and words[at - 1] == "each"


def _asks(words: Sequence[str], known: Sequence[Known]) -> bool:
    """Whether a state of things, or what a sensor measures, is all that is asked."""
    if any(set(one.domains) & ASKED_OTHERWISE for one in known):
        return False
    left, kinds = _left(words, known)
    if any("sensor" in one.domains for one in known) and all(words[at] in MEASURING for at in left):
        return True
    if not all(
        words[at] in ASKING or words[at] in STATES or words[at] in SENSING or _doubled(words, at) for at in left
    ):
        return False
    states = [words[at] for at in left if words[at] in STATES or words[at] in PLAIN_STATES]
    sensed = sense_in([words[at] for at in left])
    things = bool(kinds) or any(set(one.domains) - PLACES for one in known)
    return bool(sensed and sensed[1]) or (things and any(state not in SMALL or state == "on" for state in states))


def _left(words: Sequence[str], known: Sequence[Known], *, skip: int = -1) -> tuple[list[int], set[str]]:
    """The words that neither a name nor a kind accounts for, and the domains of the kinds; `skip` is a verb's place."""
    taken = {at for one in known for at in range(one.first, one.last)}
    kinds: set[str] = set()
    left: list[int] = []
    at = 0
    while at < len(words):
        kind = None if at in taken or at == skip else class_at(list(words), at)
        if kind and not taken & set(range(at, at + kind[1])):
            kinds.add(kind[0][0])
            at += kind[1]
            continue
        if at not in taken:
            left.append(at)
        at += 1
    return left, kinds
