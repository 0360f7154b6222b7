"""How much of the residents' language also stands among the sentences that the assistant is trained on.

Both sides are delexicalised: names, lengths, times and other fillers become one mark, so that "set a timer for ten
minutes" and "set a timer for an hour" are one phrasing. The training set is drawn as `assistant.nlu.examples` draws it,
courtesies and all, from every template, those held out included.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.nlu.examples import home_assistant_grammar, samples
from assistant.nlu.noise import polite
from assistant.nlu.sentences import our_grammar
from assistant.nlu.templates import Fill, Grammar
from assistant.nlu.text import normalise

SEED, EACH = 0, 8
"""Those that the shipped model was trained with."""

OPEN = "qqq"
"""What stands for any filler; no word."""

FEW = 12
"""Lists of so few values are words of the sentence ("on" and "off"), and stand as they are."""

_UNIT = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|percent|per cent|degrees?|o'clock|am|pm)"
_AMOUNT = re.compile(rf"{OPEN}(?: (?:and )?(?:{OPEN}|{_UNIT}))+")


@dataclass(frozen=True, slots=True)
class Opened:
    """Fills a grammar's lists with the mark; short lists with their own values."""

    lists: Mapping[str, Sequence[str]]

    def fill(self, name: str, domains: tuple[str, ...], rng: random.Random) -> Fill | None:
        """See `assistant.nlu.templates.Filler`."""
        values = self.lists.get(name, ())
        return Fill(rng.choice(values)) if 0 < len(values) <= FEW else Fill(OPEN)


def delexicalised(text: str) -> str:
    """A phrasing with its placeholders as marks, an amount with its unit as one.

    >>> delexicalised("wake me at {time} please"), delexicalised("qqq hours and qqq minutes more")
    ('wake me at qqq please', 'qqq more')
    """
    words = normalise(re.sub(r"\{\w+\}", f" {OPEN} ", text))
    return _AMOUNT.sub(OPEN, words)


@cache
def training_phrasings(each: int = EACH) -> frozenset[str]:
    """The delexicalised training sentences, `each` and more drawings of a template."""
    rng = random.Random(SEED)
    ours, theirs = our_grammar(), home_assistant_grammar()
    found = _drawn(ours, Opened(ours.lists), each, rng)
    return frozenset(found + _drawn(theirs, Opened({**ours.lists, **theirs.lists}), each, rng))


def _drawn(grammar: Grammar, opened: Opened, each: int, rng: random.Random) -> list[str]:
    found: list[str] = []
    for templates in grammar.templates.values():
        repeats = min(each * 6, max(each, each * 60 // max(1, len(templates))))
        for template in templates:
            for _ in range(2 * repeats):
                phrase = grammar.sample(template, opened, rng)
                if phrase and phrase.text:
                    found.append(delexicalised(phrase.text))
                    found.append(delexicalised(polite(phrase.text, rng)[0]))
    return found


@cache
def training_sentences(each: int = EACH) -> tuple[str, ...]:
    """The training sentences as they are trained on, fillers, slips and all."""
    return tuple(" ".join(one.words) for one in samples(random.Random(SEED), each=each))


def overlapping(phrasings: Sequence[str], *, each: int = EACH) -> list[str]:
    """Those phrasings that also stand among the training sentences, delexicalised."""
    known = training_phrasings(each)
    return [phrasing for phrasing in phrasings if delexicalised(phrasing) in known]
