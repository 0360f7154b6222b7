"""How a resident says what they say: which optional words they take, and what they put around a request.

The talkative hesitate, explain and add; the polite say please; the impatient show it when they must say it again. The
words stand in `talk/manner.txt`. All chances are assumed.
"""

from __future__ import annotations

from random import Random

from simulator.households.language.talk import POLITE, drawn_line, suits, talk
from simulator.households.language.templates import Choice, Choose, Sequence, Variant
from simulator.households.values import Resident

OPENING, CLOSING, COURTESY, REASON, IMPATIENCE = 0.22, 0.08, 0.3, 0.1, 0.25
"""How often the most talkative begin with something or end with something, the politest add a courtesy, the most
talkative give a reason, and the rudest show impatience when they say it again. Assumed."""


def choosing(resident: Resident, rng: Random) -> Choose:
    """Takes the alternatives and optional parts that suit a resident."""

    def choose(choice: Choice) -> Sequence:
        options = choice.options[1:] if choice.optional else choice.options
        texts = [Variant(option).plain for option in options]
        weights = [suits(text, resident) for text in texts]
        taken, which = rng.random(), rng.random()
        if choice.optional and (not any(weights) or taken >= _taste(texts[0], resident)):
            return ()
        return _weighed(options, weights if any(weights) else [1.0] * len(options), which)

    return choose


def _taste(words: str, resident: Resident) -> float:
    """How often somebody says an optional part."""
    polite = not POLITE.isdisjoint(words.split())
    return 0.75 * resident.politeness if polite else 0.15 + 0.5 * resident.verbosity


def _weighed(options: tuple[Sequence, ...], weights: list[float], draw: float) -> Sequence:
    left = draw * sum(weights)
    for option, weight in zip(options, weights, strict=True):
        left -= weight
        if left < 0:
            return option
    return options[-1]


def around(words: str, kind: str, resident: Resident, rng: Random, *, again: bool, courteous: bool) -> str:
    """A request with what the resident puts around it. `courteous`: whether a courtesy fits it at all."""
    opening, closing, courtesy, reason = (rng.random() for _ in range(4))
    polite = not POLITE.isdisjoint(words.split())
    if courteous and not polite and courtesy < COURTESY * resident.politeness:
        words = f"{words} {drawn_line('courtesy', resident, rng)}"
    elif courteous and not polite and closing < CLOSING * resident.verbosity:
        words = f"{words} {drawn_line('closing', resident, rng)}"
    if again:
        impatient = opening < IMPATIENCE * (1 - resident.politeness)
        return f"{drawn_line('impatience', resident, rng)} {words}" if impatient else words
    if courteous and f"why_{kind}" in talk() and reason < REASON * resident.verbosity:
        why = drawn_line(f"why_{kind}", resident, rng)
        return words if why in words else f"{why} {words}"
    if opening < OPENING * resident.verbosity:
        return f"{drawn_line('opening', resident, rng)} {words}"
    return words
