"""Slots of an interpretation: where and what from this home's names and the span model, values from the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.intents import INTENTS
from assistant.nlu.gazetteer import Known
from assistant.nlu.lexicon import ENDS, EVERY, LEADS, PRONOUNS, class_at

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

    def said(self, *labels: str) -> str | None:
        """The words of the spans of some labels, from the first to the last of them."""
        found = [(first, last) for first, last in self.labelled(*labels) if self.free(first, last)]
        if not found:
            return None
        first, last = self.trimmed(found[0][0], found[-1][1])
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


def read_place(intent: str, request: Request) -> dict[str, Any]:
    """The slots that say which things: name, area, floor, domain, device class, quantifier, exceptions."""
    wanted = INTENTS.get(intent, ())
    slots: dict[str, Any] = {}
    if "area" not in wanted:
        return slots
    _read_exceptions(request, slots)
    _read_names(intent, request, slots)
    if "domain" in wanted:
        _read_class(intent, request, slots)
    _read_quantity(intent, request, slots)
    if "area" not in slots and "floor" not in slots and request.has("in here", "this room", "over here"):
        slots["area"] = "here"
    return slots


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


def _read_names(intent: str, request: Request, slots: dict[str, Any]) -> None:
    for known in request.known:
        domains = set(known.domains)
        if intent in ACTING:
            domains -= UNSWITCHED
        if not domains or not request.free(known.first, known.last):
            continue
        slot = "name" if domains - {"area", "floor"} else "area" if "area" in domains else "floor"
        if slot not in slots and not _only_class(request, known, intent):
            slots[slot] = request.take(known.first, known.last)
    for first, last, label in request.spans:
        if label not in ("name", "area", "floor") or label in slots or not request.free(first, last):
            continue
        first, last = request.trimmed(first, last)
        if first == last or _is_class(request.words[first:last]) or request.words[first] in PRONOUNS:
            continue
        if label != "name" or not _places_and_class(request, first, last):
            slots[label] = request.take(first, last)


def _only_class(request: Request, known: Known, intent: str) -> bool:
    """Whether a thing's name is the word for its kind, said of several: "lights" is no single light."""
    words = request.words[known.first : known.last]
    return len(words) == 1 and words[0].endswith("s") and class_at(words, 0) is not None and intent in ACTING


def _is_class(words: list[str]) -> bool:
    found = class_at(words, 0)
    return found is not None and found[1] == len(words)


def _places_and_class(request: Request, first: int, last: int) -> bool:
    """Whether words that look like a name are a room of this home and a kind: "kitchen lights"."""
    room = next((known for known in request.known if known.first == first and known.place and known.last < last), None)
    return room is not None and _is_class(request.words[room.last : last])


def _read_class(intent: str, request: Request, slots: dict[str, Any]) -> None:
    if "name" in slots:
        return
    at = 0
    while at < len(request.words):
        found = class_at(request.words, at)
        if found and request.free(at, at + found[1]):
            domain, kind = _turned(found[0], intent, request)
            slots["domain"] = domain
            if kind:
                slots["device_class"] = kind
            return
        at += found[1] if found else 1
    if request.has("open", "close", "shut") and request.has("garage") and intent in ("HassTurnOn", "HassTurnOff"):
        slots.update(domain="cover", device_class="garage")
        if slots.get("area") == "garage":
            del slots["area"]


def _turned(kind: tuple[str, str | None], intent: str, request: Request) -> tuple[str, str | None]:
    """Doors are locked as locks and opened as covers."""
    if kind == ("cover", "door") and request.has("lock", "unlock", "locked", "unlocked"):
        return "lock", None
    return kind


def _read_quantity(intent: str, request: Request, slots: dict[str, Any]) -> None:
    words = set(request.words)
    if words & (EVERY - {"any"}):
        slots["quantifier"] = "all"
        if "name" not in slots and "domain" not in slots and intent in POINTING:
            slots["name"] = "all"
    elif "both" in words:
        slots["quantifier"] = "both"
    elif request.has("other one", "other light", "other lamp", "other two", "the other"):
        slots["quantifier"] = "other"
    if intent in POINTING and not {"name", "domain", "area", "floor"} & set(slots):
        pronoun = next((word for word in request.words if word in PRONOUNS), None)
        if pronoun:
            slots["name"] = pronoun
