"""Finding things by what they are called: exactly, by kind, by some of their words, by spelling and by sound.

One index a registry. Helpers (timers, lists) come and go and are few; they are listed, not indexed, so that a timer
that starts does not rebuild the index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.resolve.kinds import ALL_DOINGS, DOING_STEMS, EVERYWHERE, HELPERS, HERE_WORDS, KIND_TOKENS, KINDS_OF
from assistant.resolve.sound import likeness
from assistant.resolve.words import fold, phrase, stem, tokens
from devices.protocol import Area, Entity, Floor, Registry

SURE = frozenset({"exact", "kind"})
"""Ways to match that leave no doubt: the whole name or alias, articles and plurals apart, or the word for its kind."""

MOST_ALIKE = 8
"""Names looked at more closely when none matches exactly."""

REMEMBERED = 4096
"""Look-ups kept; a household repeats itself."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a thing fits the words."""

    id: str
    score: float
    """0 to 1."""
    how: str
    """`exact`, `kind`, `doing`, `words`, `alike`."""


class Index:
    """The names of one registry's entities, areas and floors."""

    def __init__(self, registry: Registry) -> None:
        self.entities = {ident: e for ident, e in registry.entities.items() if e.domain not in HELPERS}
        self.by_domain: dict[str, list[str]] = defaultdict(list)
        self.by_area: dict[str, list[str]] = defaultdict(list)
        self._phrases: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self.classes: dict[str, str] = {}
        """Device classes of this home by their own words: `carbon monoxide` → `carbon_monoxide`."""
        self._own: dict[str, frozenset[str]] = {}
        self._found: dict[str, tuple[Match, ...]] = {}
        for entity in self.entities.values():
            self._add(entity, registry)
        self._spoken = {name: tokens(name) for name in self._phrases}
        self.areas = _called(registry.areas)
        self.floors = _called(registry.floors)
        self.floors |= {f"{name} floor": ident for name, ident in self.floors.items() if "floor" not in name.split()}
        self.floor_areas: dict[str, frozenset[str]] = {
            floor: frozenset(area.id for area in registry.areas.values() if area.floor == floor)
            for floor in registry.floors
        }

    def _add(self, entity: Entity, registry: Registry) -> None:
        self.by_domain[entity.domain].append(entity.id)
        if entity.device_class:
            self.classes[phrase(entity.device_class.replace("_", " "))] = entity.device_class
        if entity.area:
            self.by_area[entity.area].append(entity.id)
        area = registry.areas.get(entity.area or "")
        for name in (entity.name, *entity.aliases):
            self._phrases[phrase(name)].append(entity.id)
            for word in tokens(name):
                self._words[word].add(entity.id)
                self._stems[stem(word)].add(entity.id)
            if area is not None:
                self._phrases[phrase(f"{area.name} {name}")].append(entity.id)
        said_of_all = {*(tokens(area.name) if area is not None else ()), *KIND_TOKENS.get(entity.domain, ())}
        self._own[entity.id] = frozenset(w for n in (entity.name, *entity.aliases) for w in tokens(n)) - said_of_all
        for word in tokens(area.name) if area is not None else ():
            self._words[word].add(entity.id)
        for doing in DOING_STEMS.get(entity.domain, ()):
            self._stems[doing].add(entity.id)

    def own_words(self, ident: str) -> frozenset[str]:
        """The words that a thing alone bears among its kind and in its room: `ceiling` of a `Kitchen ceiling light`."""
        return self._own.get(ident, frozenset())

    def knows(self, word: str) -> bool:
        """Whether a word is part of the name of a thing, a room or a floor."""
        return word in self._words or any(word in name.split() for name in (*self.areas, *self.floors))

    def find(self, words: str) -> tuple[Match, ...]:
        """The entities that the words may name, best first; equally good ones side by side."""
        if words not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[words] = tuple(sorted(self._find(words), key=lambda match: -match.score))
        return self._found[words]

    def _whole(self, words: str, ident: str) -> bool:
        """Whether the words are the name to the letter, its article and plural too: `My phone`, not `Phone`."""
        entity = self.entities[ident]
        return fold(words) in (fold(name) for name in (entity.name, *entity.aliases))

    def _find(self, words: str) -> list[Match]:
        key = phrase(words)
        exact = list(dict.fromkeys(self._phrases.get(key, ())))
        if exact:
            return [Match(ident, 1.0 if self._whole(words, ident) else 0.98, "exact") for ident in exact]
        found = {match.id: match for match in (*self._doing(key), *self._alike(key), *self._partly(key))}
        return list(found.values())

    def kind(self, domain: str | None, device_class: str | None) -> list[str]:
        """The entities of a domain, of a device class, or of both; in the order declared."""
        if domain is None:
            return [e.id for e in self.entities.values() if device_class and e.device_class == device_class]
        idents = self.by_domain.get(domain, [])
        return [i for i in idents if self.entities[i].device_class == device_class] if device_class else idents

    def _partly(self, key: str) -> list[Match]:
        """Things that bear all the words, and others beside: `ceiling light` for `Kitchen ceiling light`."""
        spoken = set(key.split())
        bearers = [self._words.get(word, set()) for word in spoken]
        common = set.intersection(*bearers) if bearers else set()
        return [Match(i, 0.55 + 0.4 * self._coverage(spoken, i), "words") for i in sorted(common)]

    def _coverage(self, spoken: set[str], ident: str) -> float:
        entity = self.entities[ident]
        return max(len(spoken & set(tokens(n))) / len(set(tokens(n)) | spoken) for n in (entity.name, *entity.aliases))

    def _doing(self, key: str) -> list[Match]:
        """Things that do what is said: `brewing` for a coffee maker or a beer brewer."""
        spoken = [stem(word) for word in key.split()]
        doers = [self._stems.get(word, set()) for word in spoken]
        common = set.intersection(*doers) if doers else set()
        return [Match(ident, 0.7, "doing") for ident in sorted(common)]

    def doers(self, said: frozenset[str]) -> list[str]:
        """The entities named after a doing that was said: a `Beer brewer` for `brew`."""
        doings = said & ALL_DOINGS
        return sorted({ident for doing in doings for ident in self._stems.get(doing, ())})

    def _alike(self, key: str) -> list[Match]:
        """Things whose name is spelt or sounds nearly so."""
        near = process.extract(key, self._phrases.keys(), scorer=fuzz.ratio, score_cutoff=66, limit=MOST_ALIKE)
        spoken = tuple(key.split())
        found = []
        for name, _, _ in near:
            alike = likeness(spoken, self._spoken[name])
            found += [Match(ident, 0.9 * alike, "alike") for ident in self._phrases[name] if alike]
        return found

    def place(self, words: str) -> frozenset[str] | None:
        """The areas that the words name, a floor's areas where they name a floor; none where they name no place."""
        key = phrase(words)
        if key in self.areas:
            return frozenset({self.areas[key]})
        if key in self.floors:
            return self.floor_areas[self.floors[key]]
        if key in HERE_WORDS or key in EVERYWHERE:
            return None
        return self._place_alike(key)

    def floor(self, words: str) -> str | None:
        """The floor's id that the words name."""
        return self.floors.get(phrase(words))

    def _place_alike(self, key: str) -> frozenset[str] | None:
        spoken = tuple(key.split())
        names = [*self.areas, *self.floors]
        for name, _, _ in process.extract(key, names, scorer=fuzz.ratio, score_cutoff=70, limit=2):
            if likeness(spoken, tuple(name.split())):
                area = self.areas.get(name)
                return frozenset({area}) if area else self.floor_areas[self.floors[name]]
        return None

    def split(self, words: str) -> tuple[frozenset[str], list[tuple[str, str | None]]] | None:
        """Reads `kitchen light` as a place and a kind of thing; none where it isn't one."""
        parts = phrase(words).split()
        for cut in range(1, len(parts)):
            kinds = KINDS_OF.get(" ".join(parts[cut:]))
            areas = self.areas.get(" ".join(parts[:cut])) or self.floors.get(" ".join(parts[:cut]))
            if kinds and areas:
                place = self.place(" ".join(parts[:cut]))
                return (place, kinds) if place else None
        return None


def _called(things: Mapping[str, Area] | Mapping[str, Floor]) -> dict[str, str]:
    """Names and aliases of areas or floors, to their ids; the first declared wins a name claimed twice."""
    names: dict[str, str] = {}
    for thing in things.values():
        for name in (thing.name, *thing.aliases, thing.id.replace("_", " ")):
            names.setdefault(phrase(name), thing.id)
    return names
