"""Matches a household's own sentences against what may have been heard: exactly, or with words skipped and blurred.

Each template is matched like a chart: the cheapest way to spend the words on it, where a word that fits costs nothing,
a word that fits nothing is skipped at a price, and a part that is missing costs more. So a misheard filler loses no
order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from rapidfuzz.fuzz import ratio

from assistant.nlu.custom import CustomSentences, Meaning, Value
from assistant.nlu.names import home_names
from assistant.nlu.numerals import number_at
from assistant.nlu.templates import ALL, ANY, LIST, MAYBE, RULE, SHUFFLED, TEXT, Node
from assistant.nlu.text import normalise
from assistant.turn import Hypothesis, Interpretation
from devices.protocol import Registry

SKIPPED, MISSING, MISSING_LIST, GUESSED = 0.7, 0.8, 3.0, 0.15
"""Prices: of a word that fits nothing, of a literal word and of a list's value not said, of a word in a wildcard."""

ALIKE = 78.0
"""Least likeness of blurred words, 0 to 100."""

ACCEPTED = 0.7
"""Least share of an utterance that its own sentence explains."""

End = tuple[float, int, tuple[tuple[str, Value], ...]]
"""Price so far, the next word, the slots read."""

Ends = dict[int, End]


@dataclass(frozen=True, slots=True)
class _Pattern:
    intent: str
    node: Node
    slots: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class CustomMatcher:
    """All of a household's sentences, ready to match."""

    sentences: CustomSentences
    patterns: tuple[_Pattern, ...]
    values: Mapping[str, Mapping[tuple[str, ...], Value]] = field(default_factory=dict)
    """By list, the meaning of the words said."""

    @staticmethod
    def of(sentences: CustomSentences, registry: Registry) -> CustomMatcher:
        """With this home's names in the lists `name`, `area` and `floor`."""
        home = home_names(registry)
        every = tuple(name for names in home.names.values() for name in names)
        known = {"name": every, "area": home.areas, "floor": home.floors}
        values = {name: _worded({said: said for said in said_of}) for name, said_of in known.items()}
        values |= {name: _worded(meaning.values) for name, meaning in sentences.meanings.items() if meaning.values}
        patterns = tuple(
            _Pattern(template.intent, _tokens(template.node), template.slots)
            for templates in sentences.grammar.templates.values()
            for template in templates
        )
        return CustomMatcher(sentences, patterns, values)

    def match(self, heard: Sequence[Hypothesis]) -> tuple[Interpretation, ...]:
        """The best match over all hypotheses, or nothing; one word wrong in ten costs a tenth of the confidence."""
        best: Interpretation | None = None
        for hypothesis in heard:
            found = self._best(hypothesis.text)
            if found and (best is None or found.confidence > best.confidence + 1e-6):
                best = found
        return (best,) if best else ()

    def _best(self, text: str) -> Interpretation | None:
        words = text.split()
        chart = _Chart(words, self.values, self.sentences.meanings, self.sentences.grammar.rules, {}, {})
        best: tuple[float, _Pattern, End] | None = None
        for pattern in self.patterns:
            for end in chart.run(pattern.node, {0: (0.0, 0, ())}).values():
                price = end[0] + SKIPPED * (len(words) - end[1])
                if best is None or price < best[0]:
                    best = (price, pattern, end)
        if best is None or not words:
            return None
        confidence = 1 - best[0] / len(words)
        if confidence < ACCEPTED:
            return None
        slots = {**best[1].slots, **dict(best[2][2])}
        response = self.sentences.response(best[1].intent)
        if response:
            slots["response"] = _filled(response, slots)
        return Interpretation(best[1].intent, slots, round(confidence, 4), 0, text)


@dataclass(frozen=True, slots=True)
class _Chart:
    """One utterance being matched."""

    words: list[str]
    values: Mapping[str, Mapping[tuple[str, ...], Value]]
    meanings: Mapping[str, Meaning]
    rules: Mapping[str, Node]
    found: dict[tuple[str, int], list[tuple[float, int, Value | None]]]
    """By list and first word, the values that fit: price, next word, value."""
    tokens: dict[str, Node]

    def run(self, node: Node, ends: Ends) -> Ends:
        """The cheapest ways to go on through a node from where one stands."""
        kind = node[0]
        if kind == TEXT:
            for word in node[1]:
                ends = self._step(ends, partial(self._literal, word))
            return ends
        if kind == LIST:
            return self._step(ends, partial(self._listed, node[1]), slot=node[2])
        if kind == RULE:
            if node[1] not in self.tokens:
                self.tokens[node[1]] = _tokens(self.rules[node[1]])
            return self.run(self.tokens[node[1]], ends)
        if kind == ANY:
            return _cheapest(end for child in node[1] for end in self.run(child, ends).values())
        if kind == MAYBE:
            return _cheapest([*ends.values(), *self._all(node[1], ends).values()])
        if kind == SHUFFLED:
            return self._shuffled(node[1], ends)
        return self._all(node[1], ends)

    def _all(self, nodes: Sequence[Node], ends: Ends) -> Ends:
        for node in nodes:
            ends = self.run(node, ends)
        return ends

    def _shuffled(self, nodes: Sequence[Node], ends: Ends) -> Ends:
        if not nodes:
            return ends
        ways: list[End] = []
        for at, node in enumerate(nodes):
            ways.extend(self._shuffled([*nodes[:at], *nodes[at + 1 :]], self.run(node, ends)).values())
        return _cheapest(ways)

    def _step(
        self, ends: Ends, fits: Callable[[int], list[tuple[float, int, Value | None]]], *, slot: str = ""
    ) -> Ends:
        """Goes on over one word or value, skipping up to three words that fit nothing before it."""
        ways: list[End] = []
        for price, start, slots in ends.values():
            for skip in range(min(3, len(self.words) - start) + 1):
                for more, after, value in fits(start + skip):
                    read = (*slots, (slot, value)) if slot and value is not None else slots
                    ways.append((price + more + SKIPPED * skip, after, read))
        return _cheapest(ways)

    def _literal(self, word: str, start: int) -> list[tuple[float, int, Value | None]]:
        missing: list[tuple[float, int, Value | None]] = [(MISSING, start, None)]
        if start >= len(self.words):
            return missing
        likeness = 100.0 if self.words[start] == word else ratio(self.words[start], word)
        return [(1 - likeness / 100, start + 1, None), *missing] if likeness >= ALIKE else missing

    def _listed(self, name: str, start: int) -> list[tuple[float, int, Value | None]]:
        key = (name, start)
        if key not in self.found:
            self.found[key] = [*self._fitting(name, start), (MISSING_LIST, start, None)]
        return self.found[key]

    def _fitting(self, name: str, start: int) -> list[tuple[float, int, Value | None]]:
        meaning = self.meanings.get(name)
        rest = len(self.words) - start
        if meaning and meaning.wildcard:
            return [(GUESSED * n, start + n, " ".join(self.words[start : start + n])) for n in range(1, rest + 1)]
        if meaning and meaning.span:
            number = number_at(self.words, start)
            fits = number and meaning.span[0] <= number[0] <= meaning.span[1]
            return [(0.0, start + number[1], number[0])] if number and fits else []
        found: list[tuple[float, int, Value | None]] = []
        for said, value in self.values.get(name, {}).items():
            price = self._alike(said, start)
            if price is not None:
                found.append((price[0], start + price[1], value))
        return found

    def _alike(self, said: tuple[str, ...], start: int) -> tuple[float, int] | None:
        """The price of taking the next words for a value, and how many they are."""
        size = len(said)
        if tuple(self.words[start : start + size]) == said:
            return 0.0, size
        best: tuple[float, int] | None = None
        for n in (size, size - 1, size + 1):
            heard = self.words[start : start + n]
            if n < 1 or len(heard) < n:
                continue
            likeness = ratio(" ".join(heard), " ".join(said))
            price = size * (1 - likeness / 100) * 2
            if likeness >= ALIKE and (best is None or price < best[0]):
                best = (price, n)
        return best


def _cheapest(ways: Iterable[End]) -> Ends:
    best: Ends = {}
    for way in ways:
        if way[1] not in best or way[0] < best[way[1]][0]:
            best[way[1]] = way
    return best


def _tokens(node: Node) -> Node:
    """The node with its texts parted into words."""
    if node[0] == TEXT:
        return (TEXT, tuple(normalise(node[1]).split()))
    if node[0] in (ALL, ANY, SHUFFLED, MAYBE):
        return (node[0], tuple(_tokens(child) for child in node[1]), *node[2:])
    return node


def _worded(values: Mapping[str, Value]) -> dict[tuple[str, ...], Value]:
    return {tuple(normalise(said).split()): value for said, value in values.items() if normalise(said)}


def _filled(response: str, slots: Mapping[str, Value]) -> str:
    """A response with its slots in place: Home Assistant's `{{ slots.size }}`."""
    return re.sub(r"\{\{\s*slots\.(\w+)\s*\}\}", lambda found: str(slots.get(found[1], "")), response)
