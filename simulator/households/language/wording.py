"""How residents word a goal: at first in their usual words, and then in one of seven other ways.

Residents repeat themselves: each has a few favourite phrasings of a kind. Verbosity, politeness and age weigh the
phrasings and decide what is put around them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from devices.protocol import Value
from simulator.draws import drawn
from simulator.households.goals.scene import HERE
from simulator.households.kinds import KINDS
from simulator.households.language.bank import Bank, Phrasing, shipped
from simulator.households.language.joining import agreed, mended
from simulator.households.language.manner import around, choosing
from simulator.households.language.talk import suits
from simulator.households.language.templates import PLACEHOLDER, Variant
from simulator.households.values import REPHRASINGS, Filler, Goal, Resident, Spoken, Strategy

FAVOURITES, FAITHFUL = 3, 0.6
"""How many phrasings of a kind are somebody's own, and how often they use them. Assumed."""

USUAL = 0.8
"""How often the first of several names, or forms of a number, is used. Assumed."""

CLEAR, CAREFUL = (0.8, 1.0), 0.3
"""The care of the same words said more clearly, and of other words at a second attempt. Assumed."""

STATED = frozenset({"teach_team", "teach_food", "teach_genre", "unsupported"})
"""Kinds that are told, or no request: nobody says please."""

MANY = frozenset({"unsupported"})
"""Kinds whose phrasings ask for many things: a goal keeps to one of them, and other words would be another wish."""

PLACING = frozenset({"name", "area"})
TOLD = frozenset({"date", "repeat"})
"""Parts that are not left out at first, where a phrasing can hold them."""

WHOLE = 0.7
"""How often a half is a sentence of its own, where there is one, and not one cut off. Assumed."""

NEAREST: Mapping[Strategy, tuple[Strategy, ...]] = {
    "clearer": ("other_words",),
    "other_words": ("clearer",),
    "more_specific": ("official_name", "other_words", "clearer"),
    "less_specific": ("half", "other_words", "clearer"),
    "official_name": ("more_specific", "other_words", "clearer"),
    "other_order": ("other_words", "clearer"),
    "half": ("less_specific", "other_words", "clearer"),
}
"""What is done instead of a way that is impossible."""


@dataclass(frozen=True, slots=True)
class Way:
    """A phrasing in one of its variants."""

    phrasing: Phrasing
    variant: Variant
    holds: frozenset[str]
    """The placeholders that it holds."""
    weight: float
    """Its share of the phrasing's weight."""

    @property
    def order(self) -> tuple[object, ...]:
        """What comes after what: the placeholders, and of a single one whether it begins the request or ends it."""
        words, holders = self.variant.plain, self.variant.placeholders
        if len(holders) != 1:
            return holders
        return holders[0], words.index(f"{{{holders[0]}}}") < len(words) / 2


class Wording:
    """Words for goals, from one bank."""

    def __init__(self, bank: Bank | None = None) -> None:
        self._ways = _shipped_ways() if bank is None or bank is shipped() else ways(bank)
        self._fitting: dict[tuple[str, frozenset[str]], tuple[Sequence[Way], Sequence[Way]]] = {}
        """By kind and what is filled, what `_filled` and `_sayable` give: each kind is asked for again and again."""
        self._ranks: dict[tuple[object, ...], dict[str, float]] = {}

    def first(self, goal: Goal, resident: Resident, rng: Random) -> Spoken:
        """The goal in the words that come first. Raises `LookupError` where no phrasing can be said of it."""
        which = drawn("which", goal.id) if goal.kind in MANY else rng
        return self._said(goal, resident, self._chosen(goal, resident, self._sayable(goal), which), rng, "first")

    def plainest(self, goal: Goal) -> list[str]:
        """The goal in official names and without ornament, each way once: those that say most of it first, and of
        those the shortest."""
        if goal.kind in MANY:
            return []
        told = {name: (official(goal) if name == "name" else ()) or options for name, options in goal.fillers.items()}
        ways = sorted(self._filled(goal), key=lambda one: (-len(one.holds), len(one.variant.plain)))
        texts = (PLACEHOLDER.sub(lambda found: told[found[1]][0].text, one.variant.plain) for one in ways)
        return list(dict.fromkeys(mended(text) for text in texts))

    def possible(self, goal: Goal, before: Spoken) -> tuple[Strategy, ...]:
        """The ways in which it can be said again, in the order of `REPHRASINGS`."""
        return tuple(one for one in REPHRASINGS if self._can(one, goal, before))

    def again(self, goal: Goal, resident: Resident, before: Spoken, strategy: Strategy, rng: Random) -> Spoken:
        """The goal once more; in the nearest possible way, which the result names, where this one is not."""
        for way in (strategy, *NEAREST[strategy]):
            if self._can(way, goal, before):
                return self._again(goal, resident, before, way, rng)
        return replace(self.first(goal, resident, rng), strategy="other_words")

    def _can(self, strategy: Strategy, goal: Goal, before: Spoken) -> bool:
        if strategy == "clearer":
            return is_own(before)
        if goal.kind in MANY:
            return False
        if strategy == "half":
            return len(used(goal, before)) > 1
        return bool(self._ways_of(strategy, goal, before))

    def _again(self, goal: Goal, resident: Resident, before: Spoken, strategy: Strategy, rng: Random) -> Spoken:
        if strategy == "clearer":
            return replace(before, strategy="clearer", care=round(rng.uniform(*CLEAR), 2))
        if strategy == "half":
            return self._halved(goal, resident, before, rng)
        way = self._chosen(goal, resident, self._ways_of(strategy, goal, before), rng)
        keep: dict[str, tuple[Filler, ...]] = {name: (filler,) for name, filler in used(goal, before).items()}
        if strategy == "official_name":
            keep["name"] = official(goal)
        return self._said(goal, resident, way, rng, strategy, keep=keep)

    def _ways_of(self, strategy: Strategy, goal: Goal, before: Spoken) -> list[Way]:
        """The phrasings that say the goal again in this way."""
        held = frozenset(used(goal, before))
        found = self._filled(goal)
        if strategy == "more_specific":
            return [one for one in found if one.holds > held and is_own(before)]
        if strategy == "less_specific":
            return [one for one in found if one.holds < held]
        if strategy == "other_order":
            orders = {one.order for one in self._ways[goal.kind] if one.phrasing.text == before.phrasing}
            return [one for one in found if held and one.holds == held and orders and one.order not in orders]
        if strategy == "official_name":
            new = any(f" {one.text} " not in f" {before.text} " for one in official(goal))
            return [one for one in found if "name" in one.holds and new]
        others = [one for one in self._sayable(goal) if one.phrasing.text != before.phrasing]
        return [one for one in others if one.holds == held] or others

    def _filled(self, goal: Goal) -> Sequence[Way]:
        """The phrasings whose placeholders the goal fills."""
        return self._fits(goal)[0]

    def _sayable(self, goal: Goal) -> Sequence[Way]:
        """Those that also say which thing, or where, unless that is plain; and when, if it has a day."""
        return self._fits(goal)[1]

    def _fits(self, goal: Goal) -> tuple[Sequence[Way], Sequence[Way]]:
        key = goal.kind, frozenset(goal.fillers)
        if key not in self._fitting:
            filled = [one for one in self._ways.get(goal.kind, ()) if one.holds <= key[1]]
            free = HERE in key[1] or PLACING.isdisjoint(key[1])
            found = [one for one in filled if free or not PLACING.isdisjoint(one.holds)]
            told = TOLD & key[1]
            self._fitting[key] = filled, [one for one in found if told <= one.holds] or found
        return self._fitting[key]

    def _chosen(self, goal: Goal, resident: Resident, ways: Sequence[Way], rng: Random) -> Way:
        """One of them: a favourite of theirs as a rule."""
        if not ways:
            raise LookupError(f"no phrasing of '{goal.kind}' can be said with {', '.join(sorted(goal.fillers))}")
        if rng.random() < FAITHFUL:
            ranks = self._ranked(goal, resident)
            texts = sorted(dict.fromkeys(one.phrasing.text for one in ways), key=lambda text: -ranks[text])[:FAVOURITES]
            text = rng.choices(texts, [0.5**place for place in range(len(texts))])[0]
            ways = [one for one in ways if one.phrasing.text == text]
        weights = [one.weight * suits(one.variant.plain, resident) for one in ways]
        return rng.choices(ways, weights if any(weights) else [one.weight for one in ways])[0]

    def _ranked(self, goal: Goal, resident: Resident) -> Mapping[str, float]:
        """How dear each phrasing of a kind is to somebody: weighted sampling without replacement, by keys u^(1/w)
        (Efraimidis and Spirakis 2006)."""
        key = (goal.id.partition("/")[0], resident.id, goal.kind, resident.age, resident.verbosity, resident.politeness)
        if key not in self._ranks:
            rng = drawn("favourites", *key[:3])
            ranks: dict[str, float] = {}
            for one in self._ways[goal.kind]:
                weight = one.phrasing.weight * suits(one.variant.plain, resident)
                ranks.setdefault(one.phrasing.text, rng.random() ** (1 / weight) if weight else 0.0)
            self._ranks[key] = ranks
        return self._ranks[key]

    def _said(
        self,
        goal: Goal,
        resident: Resident,
        way: Way,
        rng: Random,
        strategy: Strategy,
        *,
        keep: Mapping[str, tuple[Filler, ...]] | None = None,
    ) -> Spoken:
        options = {**goal.fillers, **(keep or {})}
        fillers = {name: _filler(options[name], rng) for name in way.variant.placeholders}
        text = way.variant.text(choosing(resident, rng))
        words = mended(PLACEHOLDER.sub(lambda found: fillers[found[1]].text, text))
        words = agreed(words, fillers["name"].text) if "name" in fillers else words
        again, courteous = strategy != "first", not way.phrasing.is_hint and goal.kind not in STATED
        words = around(words, goal.kind, resident, rng, again=again, courteous=courteous)
        slots = meaning(way.phrasing, fillers)
        return Spoken(words, KINDS[goal.kind].intents, slots, strategy, CAREFUL if again else 0.0, way.phrasing.text)

    def _halved(self, goal: Goal, resident: Resident, before: Spoken, rng: Random) -> Spoken:
        """One of several parts is left out: by a phrasing without it, or by cutting it off."""
        parts = used(goal, before)
        last = max(parts, key=lambda name: before.text.rfind(parts[name].text))
        for gone in rng.sample(list(parts), len(parts)):
            left = {name: (filler,) for name, filler in parts.items() if name != gone}
            fitting = [one for one in self._filled(goal) if one.holds == left.keys()]
            if fitting and rng.random() < WHOLE:
                return self._said(goal, resident, self._chosen(goal, resident, fitting, rng), rng, "half", keep=left)
        gone = last
        slots = {slot: value for slot, value in before.slots.items() if slot not in parts[gone].slots}
        if gone == "name":
            slots = {**KINDS[goal.kind].unnamed, **slots}
        return Spoken(without(before.text, parts[gone].text), before.intents, slots, "half", CAREFUL, before.phrasing)


def ways(bank: Bank) -> Mapping[str, Sequence[Way]]:
    """The ways of a bank, by kind."""
    return {
        kind: [
            Way(one, each, frozenset(each.placeholders), one.weight / len(one.variants))
            for one in found
            for each in one.variants
        ]
        for kind, found in bank.phrasings.items()
    }


@cache
def _shipped_ways() -> Mapping[str, Sequence[Way]]:
    """Those of the residents' own language: the same in every household."""
    return ways(shipped())


def is_own(before: Spoken) -> bool:
    """Whether it said the goal itself: no answer, no complaint."""
    return before.strategy not in ("answer", "complain", "stop")


def official(goal: Goal) -> tuple[Filler, ...]:
    """The home's own name of the thing."""
    return tuple(one for one in goal.fillers.get("name", ()) if one.official)


def used(goal: Goal, before: Spoken) -> dict[str, Filler]:
    """What each placeholder was filled with: the longest filler that stands in the words, and whose slots they
    carry."""
    if not is_own(before):
        return {}
    found = {}
    for name in dict.fromkeys(PLACEHOLDER.findall(before.phrasing)):
        carried = [one for one in goal.fillers.get(name, ()) if one.slots.items() <= before.slots.items()]
        heard = [one for one in carried if f" {one.text} " in f" {before.text} "]
        if heard:
            found[name] = max(heard, key=lambda one: len(one.text))
        elif carried and name not in PLACING:  # joined to the words about it: "a ten minute timer"
            found[name] = carried[0]
    return found


def without(text: str, part: str) -> str:
    """Words without one part, and without what led up to it.

    >>> without("put the big light at thirty percent please", "thirty percent")
    'put the big light please'
    """
    joint = r"(?:\b(?:up to|down to|to|at|for|in|on|of|by|from) )?(?:\b(?:the|that|a|an|my) )?"
    return " ".join(re.sub(rf"{joint}\b{re.escape(part)}\b", " ", text, count=1).split()) or text


def meaning(phrasing: Phrasing, fillers: Mapping[str, Filler]) -> dict[str, Value]:
    """The slots that a phrasing's words carry, filled so."""
    kind = KINDS[phrasing.kind]
    slots: dict[str, Value] = {**({} if "name" in fillers else kind.unnamed), **kind.always, **phrasing.slots}
    for filler in fillers.values():
        slots.update(filler.slots)
    return slots


def _filler(options: tuple[Filler, ...], rng: Random) -> Filler:
    return options[0] if len(options) == 1 or rng.random() < USUAL else rng.choice(options[1:])
