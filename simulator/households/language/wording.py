"""How residents word a goal: at first in their usual words, and then in one of seven other ways.

Residents repeat themselves: each has a few favourite phrasings of a kind. Verbosity and politeness weigh the phrasings
and decide what is put around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from devices.protocol import Value
from simulator.draws import drawn
from simulator.households.goals.scene import HERE
from simulator.households.kinds import KINDS
from simulator.households.language.bank import Bank
from simulator.households.language.phrases import Phrase
from simulator.households.language.talk import suits
from simulator.households.values import REPHRASINGS, Filler, Goal, Resident, Spoken, Strategy

FAVOURITES, FAITHFUL = 3, 0.6
"""How many phrasings of a kind are somebody's own, and how often they use them. Assumed."""

USUAL = 0.8
"""How often the first of several names, or forms of a number, is used. Assumed."""

BEFORE = ("um", "uh", "so", "okay", "hey", "listen", "well", "right", "now", "oh", "yeah", "hmm")
"""What the talkative begin with."""

AFTER = (
    "if you can",
    "for a while",
    "when you get a chance",
    "i think",
    "again",
    "if that's okay",
    "for us",
    "actually",
)
"""What the talkative end with."""

COURTESY = ("please", "please", "thanks", "thank you", "would you")
"""What the polite add."""

PLACING = frozenset({"name", "area"})


class Wording:
    """Words for goals, from one bank."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def first(self, goal: Goal, resident: Resident, rng: Random) -> Spoken:
        """The goal in the words that come first. Raises KeyError where the bank has no phrase that its fillers fill."""
        phrase = self._phrase(goal, resident, rng, self._sayable(goal))
        return self._said(goal, resident, phrase, rng, "first")

    def possible(self, goal: Goal, before: Spoken) -> tuple[Strategy, ...]:
        """The ways in which it can be said again."""
        placing = {"name", "area"} & goal.fillers.keys()
        named = "{" in before.phrasing and any(f"{{{one}}}" in before.phrasing for one in placing)
        found: dict[Strategy, bool] = {
            "clearer": before.strategy != "complain",
            "other_words": True,
            "more_specific": bool(placing) and not named,
            "less_specific": HERE in goal.fillers and named,
            "official_name": any(one.official and one.text not in before.text for one in goal.fillers.get("name", ())),
            "other_order": len(before.text.split()) > 3 and before.strategy != "complain",
            "half": len(_parts(before.phrasing)) > 1,
        }
        return tuple(one for one in REPHRASINGS if found[one])

    def again(self, goal: Goal, resident: Resident, before: Spoken, strategy: Strategy, rng: Random) -> Spoken:
        """The goal once more. A way that proves impossible gives other words, said clearly."""
        if strategy == "clearer" and before.strategy not in ("complain", "answer", "stop"):
            return Spoken(before.text, before.intents, before.slots, "clearer", 0.9, before.phrasing)
        said = self._again(goal, resident, before, strategy, rng)
        if said is None:
            return self._other(goal, resident, before, rng, "other_words")
        return said

    def _again(self, goal: Goal, resident: Resident, before: Spoken, strategy: Strategy, rng: Random) -> Spoken | None:
        if strategy == "other_order":
            return _reordered(before, rng)
        if strategy == "half":
            return self._halved(goal, resident, before, rng)
        if strategy == "official_name":
            official = {"name": tuple(one for one in goal.fillers.get("name", ()) if one.official)}
            naming = [one for one in self._sayable(goal) if "name" in one.placeholders]
            if not naming or not official["name"]:
                return None
            phrase = self._phrase(goal, resident, rng, naming)
            return self._said(goal, resident, phrase, rng, strategy, only=official)
        if strategy in ("more_specific", "less_specific"):
            more = strategy == "more_specific"
            fitting = [one for one in self._sayable(goal) if bool(PLACING & set(one.placeholders)) == more]
            return (
                self._said(goal, resident, self._phrase(goal, resident, rng, fitting), rng, strategy)
                if fitting
                else None
            )
        return None

    def _other(self, goal: Goal, resident: Resident, before: Spoken, rng: Random, strategy: Strategy) -> Spoken:
        others = [one for one in self._sayable(goal) if one.text != before.phrasing]
        return self._said(
            goal, resident, self._phrase(goal, resident, rng, others or self._sayable(goal)), rng, strategy
        )

    def _halved(self, goal: Goal, resident: Resident, before: Spoken, rng: Random) -> Spoken | None:
        """One part of several is left out: the kind's phrases with fewer of them, or its last words cut off."""
        parts = set(_parts(before.phrasing))
        fitting = [one for one in self._sayable(goal) if 0 < len(set(one.placeholders) & parts) < len(parts)]
        return self._said(goal, resident, self._phrase(goal, resident, rng, fitting), rng, "half") if fitting else None

    def _sayable(self, goal: Goal) -> list[Phrase]:
        """The phrases whose placeholders the goal fills, and that say which thing where that is not plain."""
        fillers = goal.fillers.keys()
        free = HERE in fillers or not PLACING & fillers
        wanted = {one for one in ("date", "repeat") if one in fillers}
        found = [
            phrase
            for phrase in self._bank.phrases[goal.kind]
            if set(phrase.placeholders) <= fillers and (free or PLACING & set(phrase.placeholders))
        ]
        told = [phrase for phrase in found if wanted <= set(phrase.placeholders)]
        if not (told or found):
            raise KeyError(f"no phrase of {goal.kind} can be said with {sorted(fillers)}")
        return told or found

    def _phrase(self, goal: Goal, resident: Resident, rng: Random, fitting: list[Phrase]) -> Phrase:
        """One of them: a favourite of theirs as a rule."""
        weights = [one.weight * suits(one.text, resident) for one in fitting]
        if not any(weights):
            weights = [one.weight for one in fitting]
        if rng.random() < FAITHFUL:
            own = drawn("favourites", goal.id.partition("/")[0], resident.id, goal.kind, len(fitting))
            favourites = own.choices(fitting, weights, k=FAVOURITES)
            return rng.choices(favourites, [0.5**rank for rank in range(FAVOURITES)])[0]
        return rng.choices(fitting, weights)[0]

    def _said(
        self,
        goal: Goal,
        resident: Resident,
        phrase: Phrase,
        rng: Random,
        strategy: Strategy,
        *,
        only: Mapping[str, tuple[Filler, ...]] | None = None,
    ) -> Spoken:
        kind = KINDS[goal.kind]
        options = {**goal.fillers, **(only or {})}
        fillers = {name: _filler(options[name], rng) for name in phrase.placeholders}
        slots: dict[str, Value] = {**({} if "name" in fillers else kind.unnamed), **kind.always, **phrase.slots}
        for filler in fillers.values():
            slots.update(filler.slots)
        words = _decorated(phrase.filled(fillers), resident, rng)
        return Spoken(words, kind.intents, slots, strategy, 0.0 if strategy == "first" else 0.3, phrase.text)


def _filler(options: tuple[Filler, ...], rng: Random) -> Filler:
    return options[0] if len(options) == 1 or rng.random() < USUAL else rng.choice(options[1:])


def _decorated(words: str, resident: Resident, rng: Random) -> str:
    """Hesitations of the talkative, and the courtesies of the polite. Chances are assumed."""
    courtesy, before, after = rng.random(), rng.random(), rng.random()
    polite = any(one in words for one in ("please", "thank", "would you", "could you"))
    if courtesy < 0.3 * resident.politeness and not polite:
        words = f"{words} {rng.choice(COURTESY)}"
    elif after < 0.1 * resident.verbosity and not polite:
        words = f"{words} {rng.choice(AFTER)}"
    if before < 0.22 * resident.verbosity:
        words = f"{rng.choice(BEFORE)} {words}"
    return words


def _reordered(before: Spoken, rng: Random) -> Spoken:
    """The same words in another order: cut in two at a small word, and turned round."""
    words = before.text.split()
    joints = [
        at
        for at, word in enumerate(words)
        if word in ("in", "on", "to", "at", "for", "the") and 0 < at < len(words) - 1
    ]
    at = rng.choice(joints) if joints else len(words) // 2
    text = " ".join([*words[at:], *words[:at]])
    return Spoken(text, before.intents, before.slots, "other_order", 0.3, before.phrasing)


def _parts(phrasing: str) -> list[str]:
    """The placeholders of a phrasing."""
    return [part.partition("}")[0] for part in phrasing.split("{")[1:]]
