"""Finds this home's names in a request: things, areas and floors, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.nlu.lexicon import class_at
from assistant.nlu.names import plain
from assistant.nlu.text import normalise
from devices.protocol import Registry

TIMED = frozenset({"timer", "alarm", "reminder"})
"""Helpers that come and go; their names are read by their own intents."""


@dataclass(frozen=True, slots=True)
class Known:
    """Words that name something here."""

    first: int
    last: int
    """The word after the last."""
    domains: tuple[str, ...]
    """Of the things so named; `area` and `floor` for places."""

    @property
    def place(self) -> bool:
        """Whether an area or a floor is named, and no thing."""
        return not set(self.domains) - {"area", "floor"}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of one home, by their first word."""

    _names: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = field(default_factory=dict)

    @staticmethod
    def of(registry: Registry) -> Gazetteer:
        """All names and aliases, singular and plural."""
        found: dict[tuple[str, ...], dict[str, None]] = {}
        for name, domain in _all_names(registry):
            words = tuple(normalise(plain(name)).split())
            for form in _forms(words):
                found.setdefault(form, {})[domain] = None
        names: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for words, domains in found.items():
            names.setdefault(words[0], []).append((words, tuple(domains)))
        for options in names.values():
            options.sort(key=lambda option: -len(option[0]))
        return Gazetteer(names)

    def find(self, words: list[str]) -> list[Known]:
        """Every name in a request; none inside a longer one."""
        found: list[Known] = []
        at = 0
        while at < len(words):
            match = next(
                (
                    option
                    for option in self._names.get(words[at], self._names.get(words[at].removesuffix("'s"), ()))
                    if _says(words[at : at + len(option[0])], option[0])
                ),
                None,
            )
            if match and not _begins_kind(words, at, match):
                found.append(Known(at, at + len(match[0]), match[1]))
            at += len(match[0]) if match else 1
        return found


def _begins_kind(words: list[str], at: int, match: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether a room's name is the first half of the word for a kind of thing: the garage of "garage door"."""
    if set(match[1]) - {"area", "floor"}:
        return False
    kind = class_at(words, at)
    return kind is not None and kind[1] > len(match[0])


def _says(words: list[str], name: tuple[str, ...]) -> bool:
    """Whether the words are a name, or its genitive."""
    said = tuple(words)
    return said == name or (said[:-1] == name[:-1] and len(said) == len(name) and said[-1] == f"{name[-1]}'s")


def _all_names(registry: Registry) -> Iterable[tuple[str, str]]:
    for area in registry.areas.values():
        yield from ((name, "area") for name in (area.name, *area.aliases))
    for floor in registry.floors.values():
        for name in (floor.name, *floor.aliases):
            yield name, "floor"
            if "floor" not in name.lower().split():
                yield f"{name} floor", "floor"
    for entity in registry.entities.values():
        if entity.domain not in TIMED:
            yield from ((name, entity.domain) for name in (entity.name, *entity.aliases))
    for person in registry.residents.values():
        yield person.name, "person"


def _forms(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """A name with and without its article, and without apostrophes."""
    if not words:
        return
    yield words
    if len(words) > 1 and words[0] in ("the", "my", "a"):
        yield words[1:]
    bare = tuple(word.replace("'", "") for word in words)
    if bare != words:
        yield bare
