"""From an interpretation's words to the things they may mean: one reading each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.resolve.here import Here
from assistant.resolve.kinds import (
    ANYTHING,
    EVERYWHERE,
    HERE_WORDS,
    KIND_TOKENS,
    KINDS_OF,
    ONE_AT_A_TIME,
    PRONOUNS,
    SECURED,
)
from assistant.resolve.leaving_out import left_of
from assistant.resolve.misheard import misheard
from assistant.resolve.names import Match
from assistant.resolve.pointing import pointed
from assistant.resolve.reading import Reading
from assistant.resolve.wants import SWITCHED_TOGETHER, WANTS, Wants
from assistant.resolve.words import fold, phrase, singular, tokens
from assistant.turn import Interpretation

MOST_READINGS = 12
"""Readings kept of one interpretation; more say nothing new."""

VERB = re.compile(r"^switch\b|\bswitch (?=on|off)", re.IGNORECASE)
"""`switch` where it is no thing but what shall be done."""

SEVERAL = frozenset({"any", "all", "every", "which", "what", "many", "anything", "everything", "both"})
"""Words that ask about more than the thing at hand."""

DOOR = ("cover", "door")
"""What is opened by its own motor; a home without one has doors with locks."""

Kind = tuple[str | None, str | None]
"""A domain and a device class."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request wants something done."""

    areas: frozenset[str]
    """The rooms named; empty where none was."""
    everywhere: bool = False
    unknown: bool = False
    """Whether words for a place were said that name none here."""


def place_of(interpretation: Interpretation, here: Here) -> Place:
    """Reads the area and floor slots; "here" is the speaker's room."""
    slots = interpretation.slots
    said = [str(slots[slot]) for slot in ("area", "floor") if slots.get(slot)]
    areas: frozenset[str] = frozenset()
    everywhere = unknown = False
    for words in said:
        key = fold(words)
        if key in HERE_WORDS:
            areas |= {here.area} if here.area else frozenset()
        elif key.removeprefix("the ") in EVERYWHERE:
            everywhere = True
        else:
            found = here.index.place(words)
            areas |= found or frozenset()
            unknown = unknown or found is None
    return Place(areas, everywhere, unknown)


def readings(interpretation: Interpretation, here: Here) -> list[Reading]:
    """The ways to take an interpretation of an intent in `WANTS`; none where nothing here fits the words."""
    wants = WANTS[interpretation.intent]
    place = place_of(interpretation, here)
    if place.unknown and not place.areas and not interpretation.slots.get("name"):
        return []
    found = _found(interpretation, wants, place, here)
    found = [left for reading in found if (left := left_of(reading, here)) is not None]
    return found[:MOST_READINGS]


def _found(interpretation: Interpretation, wants: Wants, place: Place, here: Here) -> list[Reading]:
    slots = interpretation.slots
    name = fold(str(slots.get("name") or ""))
    kind = (slots.get("domain"), slots.get("device_class"))
    if name in PRONOUNS:
        return _mentioned(interpretation, wants, here) + pointed(interpretation, wants, here)
    if name in ANYTHING and kind == (None, None):
        return _everything(interpretation, wants, place, here)
    if name and name not in ANYTHING:
        return _named(interpretation, name, kind, wants, place, here)
    if kind != (None, None):
        found = misheard(interpretation, wants, here) or _of_kinds(interpretation, [kind], wants, place, here)
        if not found and kind == DOOR:
            found = _of_kinds(interpretation, [("lock", None)], wants, place, here)
        return found
    if place.areas and wants.default:
        return _of_kinds(interpretation, [(wants.default, None)], wants, place, here)
    if wants.default and _says(interpretation, wants.default):
        return _of_kinds(interpretation, [(wants.default, None)], wants, place, here)
    if wants.alone and wants.default:
        mentioned = [replace(r, match=0.0, how="none") for r in _mentioned(interpretation, wants, here)]
        usual = _of_kinds(interpretation, [(wants.default, None)], wants, place, here, how="none")
        return mentioned + usual + _also(interpretation, wants, here)
    return _mentioned(interpretation, wants, here)


def _says(interpretation: Interpretation, domain: str) -> bool:
    """Whether the request's own words name this kind of thing."""
    said = set(tokens(VERB.sub(" ", interpretation.text))) if interpretation.text else set()
    return bool(said & KIND_TOKENS.get(domain, frozenset()))


def _mentioned(interpretation: Interpretation, wants: Wants, here: Here) -> list[Reading]:
    """What the last turn that was about such things was about."""
    for turn in reversed(here.context.recent):
        if not here.context.last or turn.session != here.context.last.session:
            break
        targets = tuple(t for t in turn.targets if t in here.index.entities and _fits(t, wants))
        if targets:
            return [Reading(interpretation, targets, 0.9, "mentioned")]
    return []


def _also(interpretation: Interpretation, wants: Wants, here: Here) -> list[Reading]:
    """Things of other kinds that the bare words may be about."""
    others = replace(wants, domains=tuple(wants.also))
    return [
        replace(reading, intent=wants.also[reading.targets[0].partition(".")[0]])
        for reading in (pointed(interpretation, others, here) if wants.also else ())
    ]


def _fits(ident: str, wants: Wants) -> bool:
    return wants.domains is None or ident.partition(".")[0] in wants.domains


def _everything(interpretation: Interpretation, wants: Wants, place: Place, here: Here) -> list[Reading]:
    areas = place.areas
    said = [domain for domain in SWITCHED_TOGETHER if _says(interpretation, domain)]
    idents = [i for domain in said or SWITCHED_TOGETHER for i in here.index.by_domain.get(domain, ())]
    chosen = tuple(i for i in idents if _fits(i, wants) and (not areas or here.entity(i).area in areas))
    return [Reading(interpretation, chosen, 0.9, "kind", areas=areas)] if chosen else []


def _named(
    interpretation: Interpretation, name: str, kind: Kind, wants: Wants, place: Place, here: Here
) -> list[Reading]:
    found = _matches(interpretation, name, kind, wants, place, here)
    if found and found[0].how == "exact":
        return found
    kinds: list[Kind] = [k for k in KINDS_OF.get(phrase(name), ()) if kind[0] in (None, k[0])]
    if wants.question and phrase(name) in here.index.classes:
        kinds.append((None, here.index.classes[phrase(name)]))
    split = here.index.split(name)
    if split is not None:
        found += _of_kinds(interpretation, split[1], wants, Place(split[0]), here)
    elif kinds:
        found += _of_kinds(interpretation, kinds, wants, place, here)
    elif not found and (area := here.index.place(name)) and wants.default:
        found += _of_kinds(interpretation, [(wants.default, None)], wants, Place(area), here)
    return found


def _matches(
    interpretation: Interpretation, name: str, kind: Kind, wants: Wants, place: Place, here: Here
) -> list[Reading]:
    """The things whose names fit; of several as good, those of the kind and the place that were said."""
    said = str(interpretation.slots.get("area") or "")
    matches = [m for m in here.index.find(f"{said} {name}" if place.areas else name) if _fits(m.id, wants)]
    if place.areas and not matches:
        matches = [m for m in here.index.find(name) if _fits(m.id, wants)]
    matches = _narrowed(matches, lambda m: here.entity(m.id).domain == kind[0]) if kind[0] else matches
    matches = _narrowed(matches, lambda m: here.entity(m.id).device_class == kind[1]) if kind[1] else matches
    if place.areas:
        matches = _narrowed(matches, lambda m: here.entity(m.id).area in place.areas)
    if _plural(interpretation, name) and len(matches) > 1:
        best = [m for m in matches if m.score >= matches[0].score - 0.2]
        return [Reading(interpretation, tuple(m.id for m in best), best[0].score, best[0].how, areas=place.areas)]
    one = not wants.question
    found = [Reading(interpretation, (m.id,), m.score, m.how, one=one, areas=place.areas) for m in matches]
    best = [m for m in matches if m.how == "exact"]
    if wants.question and len(best) > 1:  # several things of one name are told of together
        found.insert(0, replace(found[0], targets=tuple(m.id for m in best)))
    return found


def _narrowed(matches: list[Match], fits: Callable[[Match], bool]) -> list[Match]:
    """The matches that fit, or all of them where none does: a wrong word for the kind still leaves the name."""
    return [m for m in matches if fits(m)] or matches


def _plural(interpretation: Interpretation, name: str) -> bool:
    last = name.split()[-1]
    return bool(interpretation.slots.get("quantifier") in ("all", "both")) or singular(last) != last


def _of_kinds(
    interpretation: Interpretation, kinds: Sequence[Kind], wants: Wants, place: Place, here: Here, *, how: str = "kind"
) -> list[Reading]:
    found: list[Reading] = []
    for domain, device_class in kinds:
        idents = [i for i in here.index.kind(domain, device_class) if _fits(i, wants)]
        told = [] if wants.question else _told_apart(interpretation, idents, place, here)
        if told:
            found += [Reading(interpretation, (i,), 0.85, "words", one=True, areas=place.areas) for i in told]
            continue
        if not idents and domain and device_class and wants.question:
            idents = [i for i in here.index.kind(None, device_class) if _fits(i, wants)]
        found += _of_kind(interpretation, idents, place, here, how)
    return found


def _told_apart(interpretation: Interpretation, idents: list[str], place: Place, here: Here) -> list[str]:
    """Of things of one kind, those told from the others by a word before the kind's own: "the ceiling light"."""
    words = tokens(interpretation.text) if interpretation.text else ()
    kind = KIND_TOKENS.get(idents[0].partition(".")[0], frozenset()) if idents else frozenset()
    said = {before for before, word in pairwise(words) if word in kind}
    found = [i for i in idents if said & here.index.own_words(i)]
    found = [i for i in found if not place.areas or here.entity(i).area in place.areas]
    here_too = [i for i in found if here.entity(i).area == here.area]
    chosen = here_too or found
    return chosen if len(chosen) < len(idents) else []


def _of_kind(interpretation: Interpretation, idents: list[str], place: Place, here: Here, how: str) -> list[Reading]:
    """One reading a thing where one is wanted; else one a room, the speaker's first."""
    if not idents:
        return []
    match = 0.95 if how == "kind" else 0.0
    if place.areas:
        inside = [i for i in idents if here.entity(i).area in place.areas]
        if not inside and len(idents) == 1 and idents[0].startswith("climate."):
            inside = idents  # one thermostat serves every room
        idents = inside
    if _wants_one(interpretation, idents, here):
        ordered = sorted(idents, key=lambda i: here.entity(i).area != here.area)
        return [Reading(interpretation, (i,), match, how, one=True, areas=place.areas) for i in ordered]
    question = WANTS[interpretation.intent].question
    if question and not place.areas and not place.everywhere and here.area and not _says_several(interpretation):
        inside = [i for i in idents if here.entity(i).area == here.area]
        every = Reading(interpretation, tuple(idents), match, how)
        return [Reading(interpretation, tuple(inside), match, how), every] if inside else [every]
    if place.areas or place.everywhere or here.area is None or question or _all(interpretation):
        return [Reading(interpretation, tuple(idents), match, how, areas=place.areas)] if idents else []
    return [
        Reading(interpretation, targets, match, how, one=True, place=area) for area, targets in _by_area(idents, here)
    ]


def _says_several(interpretation: Interpretation) -> bool:
    """Whether more than one thing is asked about: "any", "which", "how many", "windows"."""
    words = interpretation.text.lower().split()
    return _all(interpretation) or any(word in SEVERAL or singular(word) != word for word in words)


def _by_area(idents: Iterable[str], here: Here) -> list[tuple[str | None, tuple[str, ...]]]:
    rooms: dict[str | None, list[str]] = {}
    for ident in idents:
        rooms.setdefault(here.entity(ident).area, []).append(ident)
    if here.area in rooms:
        return [(here.area, tuple(rooms[here.area]))]
    return [(area, tuple(targets)) for area, targets in rooms.items()]


def _all(interpretation: Interpretation) -> bool:
    return interpretation.slots.get("quantifier") == "all" or interpretation.slots.get("name") == "all"


def _wants_one(interpretation: Interpretation, idents: list[str], here: Here) -> bool:
    if interpretation.slots.get("quantifier") in ("all", "both") or WANTS[interpretation.intent].question:
        return False
    return all(
        (entity := here.entity(i)).domain in ONE_AT_A_TIME
        or (entity.domain == "cover" and entity.device_class in SECURED)
        for i in idents
    )
