"""What the residents of a home may say, in words alone: the text a recogniser's language model is built from."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence

from assistant.intents import UNSUPPORTED
from assistant.nlu.custom import CustomSentences
from assistant.nlu.fillers import Fillers
from assistant.nlu.names import KINDS, home_names
from assistant.nlu.numerals import spell, spell_ordinal, spell_year
from assistant.nlu.replies import phrases
from assistant.nlu.sentences import our_grammar
from assistant.nlu.templates import Fill, Grammar, Template
from devices.protocol import Registry

PLAIN, NAMED = 0.25, 0.45
"""The shares of the sentences with nothing optional in them, and of those that say each name in turn."""

OWN = 0.5
"""The share of a household's own sentences, where it has some: they are what it says most to a machine of its own."""

REPLIES = 0.02
"""The share of those about the replies: "just beep"."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")


def spoken_sentences(
    registry: Registry,
    *,
    rng: random.Random,
    count: int = 20_000,
    custom: CustomSentences | None = None,
    titles: Sequence[str] = (),
) -> list[str]:
    """About `count` sentences, lower case, of `a` to `z`, apostrophes and single spaces; many stand there twice, as
    people say some things more often.

    Every sentence of ours is there in its plainest form, and for every template each of the home's names of its kind
    and each title in turn, as far as `count` allows.
    """
    grammar = our_grammar()
    fillers = Fillers(home_names(registry), grammar.lists, tuple(spoken(title) for title in titles))
    own = int(count * OWN) if custom and custom.grammar.templates else 0
    said: list[str] = []
    about = int(count * REPLIES)
    for text in _ours(grammar, fillers, rng, count - own - about):
        said.append(text)
    said.extend(rng.sample(sorted(phrases()), min(about, len(phrases()))))
    if custom and own:
        own_fillers = Fillers(fillers.home, {**grammar.lists, **custom.grammar.lists}, fillers.titles)
        said.extend(_sampled(custom.grammar, _all(custom.grammar), own_fillers, rng, own))
    return [words for text in said if (words := spoken(text))]


def spoken(text: str) -> str:
    """A text in spoken words: numbers spelt out, signs named, nothing but letters and apostrophes.

    >>> spoken("Set the café's lamp to 45%, at 7:05 a.m.")
    "set the cafe's lamp to forty five percent at seven oh five am"
    """
    text = text.replace("%", " percent ").replace("&", " and ").replace("°", " degrees ").replace("’", "'")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    text = _ORDINAL.sub(lambda found: f" {spell_ordinal(int(found[1]))} ", text)
    text = _CLOCK.sub(lambda found: f" {_clock(int(found[1]), int(found[2]))} ", text)
    text = _NUMBER.sub(lambda found: f" {_number(found[0])} ", text)
    text = re.sub(r"[^a-z']+", " ", text)
    return " ".join(word for raw in text.split() if (word := raw.strip("'")))


def _number(digits: str) -> str:
    if "." not in digits and len(digits) == 4:
        return spell_year(int(digits))
    return spell(float(digits[:6]))


def _clock(hour: int, minute: int) -> str:
    if not minute:
        return spell(hour)
    return f"{spell(hour)} {'oh ' if minute < 10 else ''}{spell(minute)}"


def _ours(grammar: Grammar, fillers: Fillers, rng: random.Random, count: int) -> Iterator[str]:
    known = [template for template in _all(grammar) if template.intent != UNSUPPORTED]
    rng.shuffle(known)
    made = 0
    for text in _plain(grammar, known, fillers, rng, int(count * PLAIN)):
        made += 1
        yield text
    for text in _named(grammar, known, fillers, rng, int(count * NAMED)):
        made += 1
        yield text
    yield from _sampled(grammar, _all(grammar), fillers, rng, max(0, count - made))


def _all(grammar: Grammar) -> list[Template]:
    return [template for templates in grammar.templates.values() for template in templates]


def _plain(
    grammar: Grammar, templates: Sequence[Template], fillers: Fillers, rng: random.Random, count: int
) -> Iterator[str]:
    for template in templates[:count]:
        phrase = grammar.sample(template, fillers, rng, optional=0.0)
        if phrase:
            yield phrase.text


class _Fixed:
    """Fills one list with one name, the others as ever."""

    def __init__(self, fillers: Fillers, name: str, fill: Fill) -> None:
        self.fillers, self.name, self.fixed = fillers, name, fill

    def fill(self, name: str, domains: tuple[str, ...], rng: random.Random) -> Fill | None:
        return self.fixed if name == self.name else self.fillers.fill(name, domains, rng)


def _named(
    grammar: Grammar, templates: Sequence[Template], fillers: Fillers, rng: random.Random, count: int
) -> Iterator[str]:
    """Each template with each name, title and area it can hold, in an order that serves all templates alike."""
    turns = [(template, name, _fills(fillers, name)) for template in templates for name in template.lists]
    turns = [turn for turn in turns if turn[2]]
    longest = max((len(fills) for _, _, fills in turns), default=0)
    for round_ in range(longest):
        for template, name, fills in turns:
            if round_ >= len(fills):
                continue
            for article in (1.0, 0.0) if len(template.lists) == 1 else (0.6,):
                filler = _Fixed(fillers, name, fills[round_])
                phrase = grammar.sample(template, filler, rng, optional=0.1, article=article)
                if phrase and count > 0:
                    count -= 1
                    yield phrase.text


def _fills(fillers: Fillers, name: str) -> list[Fill]:
    if name == "area":
        return [Fill(area) for area in fillers.home.areas]
    if name == "floor":
        return [Fill(floor) for floor in fillers.home.floors]
    if name == "any_title":
        return [Fill(title) for title in fillers.titles]
    if name == "name" or (name in KINDS and name not in fillers.lists):
        return [Fill(text) for text, _ in dict.fromkeys(fillers.home.of(KINDS.get(name) or fillers.home.names))]
    return []


def _sampled(
    grammar: Grammar, templates: Sequence[Template], fillers: Fillers, rng: random.Random, count: int
) -> Iterator[str]:
    if not templates:
        return
    for _ in range(count):
        phrase = grammar.sample(rng.choice(templates), fillers, rng)
        if phrase:
            yield phrase.text
