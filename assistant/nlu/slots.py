"""Slots of an interpretation: where and what from this home's names and the span model, values from the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.intents import CLASS, INTENTS
from assistant.nlu.gazetteer import Known
from assistant.nlu.kinds import kind_slots, kinds_in
from assistant.nlu.lexicon import ENDS, EVERY, EVERYWHERE, HERE, LEADS, PLACELESS, PRONOUNS, class_at
from assistant.nlu.sensing import MEASURES, entry_at

UNSWITCHED = frozenset({"binary_sensor", "sensor", "person", "weather", "todo", "device_tracker", "zone"})
"""Domains that can be asked about and never acted on: no command is about them."""

ACTING = frozenset(
    {intent for intent, slots in INTENTS.items() if "area" in slots and "name" in slots}
    - {"HassGetState", "HassClimateGetTemperature", "MediaInfo", "HassTimerStatus"}
    - {intent for intent in INTENTS if "Timer" in intent}
)
"""Intents that act on things of the home: the ones that a delay or a time may stand with."""

POINTING = frozenset(
    {"HassTurnOn", "HassTurnOff", "HassToggle", "HassGetState", "HassLightSet", "LightAdjust", "HassSetPosition"}
    | {"HassStopMoving", "HassFanSetSpeed"}
)
"""Intents in which "it" stands for a thing."""

KINDLESS = frozenset({"HassClimateSetFanMode"})
"""Intents that have a word for a kind in their own name: the fan of a fan mode is no fan."""

SEVERAL = ("any", "all", "every", "each", "which", "how many", "some of")
"""Words before a kind of which several are meant."""

EXCEPT = (("except", "for"), ("but", "not"), ("apart", "from"), ("other", "than"), ("except",), ("besides",), ("but",))


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it is read."""

    words: list[str]
    known: list[Known]
    """This home's names in it."""
    spans: list[tuple[int, int, str]]
    """What the span model found: first word, the word after the last, label."""
    today: date
    taken: set[int] = field(default_factory=set)
    """Words that a slot has used."""

    def free(self, first: int, last: int) -> bool:
        """Whether no slot has used these words yet."""
        return not self.taken & set(range(first, last))

    def take(self, first: int, last: int) -> str:
        """Uses words, and gives them."""
        self.taken.update(range(first, last))
        return " ".join(self.words[first:last])

    def labelled(self, *labels: str) -> list[tuple[int, int]]:
        """The spans of some labels."""
        return [(first, last) for first, last, label in self.spans if label in labels]

    def said(self, *labels: str, whole: bool = False) -> str | None:
        """The words of the spans of some labels, from the first to the last of them; `whole` keeps an article, which
        a title may begin with."""
        found = [(first, last) for first, last in self.labelled(*labels) if self.free(first, last)]
        if not found:
            return None
        first, last = self.trimmed(found[0][0], found[-1][1])
        if whole:
            first = found[0][0]
        return self.take(first, last) if first < last else None

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """A span without articles before it and courtesies after it."""
        while first < last and self.words[first] in LEADS:
            first += 1
        while last > first and self.words[last - 1] in ENDS:
            last -= 1
        return first, last

    def has(self, *words: str) -> bool:
        """Whether any of the words, or groups of words, is said."""
        text = f" {' '.join(self.words)} "
        return any(f" {word} " in text for word in words)


Reader = Callable[[Request], dict[str, Any]]


def read_places(intent: str, request: Request) -> list[dict[str, Any]]:
    """The slots that say which things: name, area, floor, domain, device class, quantifier, exceptions.

    Several where things are joined by "and": "the kitchen and hall lights" are the lights of two rooms.
    """
    if "area" not in INTENTS.get(intent, ()):
        return [{}]
    rest: dict[str, Any] = {}
    _read_exceptions(request, rest)
    groups: list[dict[str, Any]] = [{}]
    last = 0
    for first, after, found in _things(intent, request):
        joined = "and" in request.words[last:first] and last > 0
        if joined and (set(found) & set(groups[-1]) or "name" in found or "name" in groups[-1]):
            groups.append({})
        if not set(found) & set(groups[-1]) and not ("name" in groups[-1] and "domain" in found):
            groups[-1].update(found)
            request.take(first, after)
        last = after
    _share_kinds(groups)
    for slots in groups:
        _read_rest(intent, request, slots)
        slots.update(rest)
    return groups


def _share_kinds(groups: list[dict[str, Any]]) -> None:
    """Rooms joined by "and" have the kind in common that one of them names."""
    kind = next(({key: group[key] for key in CLASS if key in group} for group in groups if "domain" in group), {})
    for group in groups:
        if "name" not in group and "domain" not in group:
            group.update(kind)


def _things(intent: str, request: Request) -> list[tuple[int, int, dict[str, Any]]]:
    """Names, places and kinds in the order spoken: first word, the word after the last, slots."""
    found = [*_known_things(intent, request)]
    used = {at for first, last, _ in found for at in range(first, last)}
    for first, last, slots in _guessed_things(request):
        if not used & set(range(first, last)):
            found.append((first, last, slots))
            used.update(range(first, last))
    for first, last, kind in () if intent in KINDLESS else kinds_in(request.words):
        if not used & set(range(first, last)) and request.free(first, last):
            words = " ".join(request.words[first:last])
            found.append(
                (first, last, kind_slots(kind, request.words) if "domain" in INTENTS[intent] else {"name": words})
            )
    return sorted(found, key=lambda thing: thing[0])


def _known_things(intent: str, request: Request) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for known in request.known:
        domains = set(known.domains)
        if intent in ACTING:
            domains -= UNSWITCHED
        if intent == "HassGetState" and _only_measure(request, known):
            continue
        if domains and request.free(known.first, known.last) and not _only_class(request, known, intent):
            slot = "name" if domains - {"area", "floor"} else "area" if "area" in domains else "floor"
            yield known.first, known.last, {slot: " ".join(request.words[known.first : known.last])}


def _guessed_things(request: Request) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """What the span model takes for names and places that this home does not know."""
    for first, last, label in request.spans:
        if label not in ("name", "area", "floor") or not request.free(first, last):
            continue
        first, last = request.trimmed(first, last)
        words = request.words[first:last]
        while words and label == "name" and words[0] in PLACELESS:
            first, words = first + 1, words[1:]
        if not words or _is_class(words) or words[0].removesuffix("'s") in PRONOUNS | EVERY:
            continue
        if label != "name" or not _places_and_class(request, first, last):
            yield first, last, {label: " ".join(words)}


def _read_rest(intent: str, request: Request, slots: dict[str, Any]) -> None:
    """What depends on the things named: all, both, it, here; and what verbs say of a kind that no word names."""
    named = "name" in slots
    _read_quantity(intent, request, slots)
    if intent in ("HassTurnOn", "HassTurnOff") and not named and "domain" not in slots:
        slots.update(_kind_of_verb(request, slots))
        if slots.get("device_class") == "garage" and slots.get("area") == "garage":
            del slots["area"]
    if intent in ("HassTurnOn", "HassTurnOff") and request.has("lock", "unlock"):
        slots["domain"] = "lock"
    if intent in ("HassTurnOn", "HassTurnOff") and request.has("arm", "disarm"):
        slots["domain"] = "alarm_control_panel"
    if "area" not in slots and "floor" not in slots:
        if request.has(*HERE):
            slots["area"] = "here"
        elif not named and request.has(*EVERYWHERE) and not (intent == "HassGetState" and request.has("home")):
            slots["quantifier"] = "all"


def _kind_of_verb(request: Request, slots: dict[str, Any]) -> dict[str, Any]:
    """What is opened is a cover, what makes bright or dark is a light."""
    if request.has("open", "close", "shut"):
        if request.has("garage"):
            return {"domain": "cover", "device_class": "garage"}
        return {} if slots.get("name") in PRONOUNS else {"domain": "cover"}
    return {"domain": "light"} if request.has(*LIT) else {}


LIT = ("light up", "illuminate", "light it up", "light this", "lit", "dark", "darken", "can't see", "light the")
"""Words of light that name no lamp."""


def _read_exceptions(request: Request, slots: dict[str, Any]) -> None:
    words = request.words
    for at in range(1, len(words) - 1):
        if any(tuple(words[at : at + len(cue)]) == cue for cue in EXCEPT):
            after = [known for known in request.known if known.first > at]
            for known in after:
                slot = "except_area" if known.place else "except_name"
                slots.setdefault(slot, request.take(known.first, known.last))
            if not after and any(word in EVERY for word in words[:at]):
                first, last = request.trimmed(at + 1, len(words))
                slots["except_name"] = request.take(first, last)
            if after:
                request.taken.update(range(at, len(words)))
            return


def _only_class(request: Request, known: Known, intent: str) -> bool:
    """Whether a thing's name is the word for its kind, said of several: "lights" is no single light."""
    words = request.words[known.first : known.last]
    if len(words) != 1 or class_at(words, 0) is None:
        return False
    return (words[0].endswith("s") and intent in ACTING) or request.has(*SEVERAL)


def _only_measure(request: Request, known: Known) -> bool:
    """Whether a thing's name is here the word for what another, a sensor, measures: the CO2 of "CO2 sensor"."""
    if known.place or entry_at(MEASURES, request.words, known.first) is None:
        return False
    others = (one for one in request.known if one is not known and "sensor" in one.domains)
    return any(one.last - one.first > known.last - known.first for one in others)


def _is_class(words: list[str]) -> bool:
    found = class_at(words, 0)
    return found is not None and found[1] == len(words)


def _places_and_class(request: Request, first: int, last: int) -> bool:
    """Whether words that look like a name are a room of this home and a kind: "kitchen lights"."""
    room = next((known for known in request.known if known.first == first and known.place and known.last < last), None)
    return room is not None and _is_class(request.words[room.last : last])


def _read_quantity(intent: str, request: Request, slots: dict[str, Any]) -> None:
    words = {word.removesuffix("'s") for word in request.words}
    if words & (EVERY - {"any"}):
        slots["quantifier"] = "all"
        if "name" not in slots and "domain" not in slots and intent in POINTING:
            slots["name"] = "all"
    elif "both" in words:
        slots["quantifier"] = "both"
    elif request.has("other one", "other light", "other lamp", "other two", "the other"):
        slots["quantifier"] = "other"
    if intent in POINTING and not {"name", "domain", "area", "floor"} & set(slots):
        pronoun = None if request.has(*HERE, *LIT) else next((word for word in request.words if word in PRONOUNS), None)
        if pronoun:
            slots["name"] = pronoun
