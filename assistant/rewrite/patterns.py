"""An index of learnt rules: which hold for the words that were heard, and what they make of them.

A rule without values holds for its words alone; one with values ("set the {name} going") for any that fit: a number
where a number stood, a name of this home where a thing or a room stood, some words for anything else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.learning.shapes import NUMBER, filled, slots_in
from assistant.learnt import Rule
from assistant.nlu.numerals import number_at

HOME_SLOTS = frozenset({"name", "area", "floor"})
"""Slots that hold names of this home, but for requests about the world."""

WORLDLY = ("HassGetWeather", "SportsScore", "FindRestaurant", "HassListAddItem", "HassShoppingList", "HassListRemove",
           "List")  # fmt: skip
"""Beginnings of intents whose `name` is no name of this home."""

LONGEST = 6
"""Words of a value at the most."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds for what was heard."""

    rule: Rule
    text: str
    """Its wording with the values that were heard."""
    literal: int
    """How many of the heard words the rule itself holds."""


class Patterns:
    """Rules by their words; `names` are those of this home's things and rooms, as normalised words."""

    def __init__(self, rules: Iterable[Rule], names: frozenset[str]) -> None:
        self._names = names
        self._plain: dict[str, list[Rule]] = defaultdict(list)
        self._open: dict[str, list[tuple[re.Pattern[str], Rule]]] = defaultdict(list)
        shaped = []
        for rule in rules:
            if slots_in(rule.heard):
                shaped.append(rule)
            else:
                self._plain[rule.heard].append(rule)
        common = Counter(word for rule in shaped for word in _literal(rule.heard))
        for rule in shaped:
            words = _literal(rule.heard)
            if words:
                # Filed under its rarest word, so that few are tried for each request.
                rarest = min(words, key=lambda word: (common[word], word))
                self._open[rarest].append((_pattern(rule.heard), rule))

    def find(self, heard: str) -> list[Match]:
        """The rules that hold, the most literal first."""
        words = heard.split()
        found = [Match(rule, rule.text, len(words)) for rule in self._plain.get(heard, ())]
        for word in dict.fromkeys(words):
            for pattern, rule in self._open.get(word, ()):
                fit = pattern.fullmatch(heard)
                if fit is not None and self._fits(fit.groupdict(), rule):
                    found.append(Match(rule, filled(rule.text, fit.groupdict()), len(_literal(rule.heard))))
        return sorted(found, key=lambda match: (-match.literal, match.rule.id))

    def _fits(self, values: dict[str, str], rule: Rule) -> bool:
        return all(self._allowed(slot, value, rule) for slot, value in values.items())

    def _allowed(self, slot: str, value: str, rule: Rule) -> bool:
        words = value.split()
        if slot.startswith(NUMBER):
            found = number_at(words)
            return found is not None and found[1] == len(words)
        if slot in HOME_SLOTS and not rule.to.startswith(WORLDLY):
            return value in self._names
        return len(words) <= LONGEST


def _literal(shape: str) -> Sequence[str]:
    return [word for word in shape.split() if not word.startswith("{")]


def _pattern(shape: str) -> re.Pattern[str]:
    parts = [f"(?P<{word[1:-1]}>.+?)" if word.startswith("{") else re.escape(word) for word in shape.split()]
    return re.compile(" ".join(parts))
