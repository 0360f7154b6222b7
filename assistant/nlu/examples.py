"""Training examples: our sentences and Home Assistant's templates, said in imagined homes, cleanly and noisily."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import home_assistant_intents

from assistant.intents import INTENTS
from assistant.nlu.fillers import Fillers
from assistant.nlu.labels import BABBLE
from assistant.nlu.names import imagined_home
from assistant.nlu.noise import babble, polite, slip
from assistant.nlu.sentences import our_grammar
from assistant.nlu.templates import Grammar, Phrase, Span, Template, compile_grammar, variety
from assistant.nlu.text import normalise

HELD_OUT = 16
"""One template in so many is never trained on."""

ENTITIES = {
    **{slot: slot for slot in ("area", "floor", "name", "item", "message", "search_query", "place", "team", "cuisine")},
    **{slot: slot for slot in ("what", "value", "duration", "start", "size")},
}
"""Slots whose words are found by the span model; all others have values that are read from the words themselves."""

HOMES = 40

MADE_UP = 0.25
"""The share of titles that are any words."""

HESITATIONS = ("uh", "um", "er", "erm", "hmm", "ah", "oh", "eh", "mm", "huh", "uh um", "well um", "so uh")
"""Said alone, they mean nothing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One training sentence, normalised."""

    words: tuple[str, ...]
    intent: str
    entities: tuple[tuple[int, int, str], ...] | None
    """First word, word after the last, label; none where the spans are not known."""
    marks: tuple[str, ...] = ()
    weight: float = 1.0


def held_out(template: Template) -> bool:
    """Whether a template is kept for scoring: chosen by a hash, short ones never."""
    words = template.source.split()
    return len(words) > 3 and sha256(template.source.encode()).digest()[0] % HELD_OUT == 0


def home_assistant_grammar() -> Grammar:
    """Home Assistant's own English templates."""
    document = home_assistant_intents.get_intents("en")
    if document is None:
        raise LookupError("the package home-assistant-intents holds no English")
    known = {intent: body for intent, body in document["intents"].items() if intent in INTENTS}
    return compile_grammar({**document, "intents": known})


def samples(rng: random.Random, *, each: int = 8, test: bool = False) -> list[Sample]:
    """Training samples, or with `test` those of the templates held out; `each` of every template of ours."""
    ours, theirs = our_grammar(), home_assistant_grammar()
    found = [
        *_of(ours, rng, each=each, test=test, lists=ours.lists),
        *_of(theirs, rng, each=max(1, each // 3), test=test, lists={**ours.lists, **theirs.lists}),
    ]
    known = sorted({word for sample in found for word in sample.words})
    for _ in range(len(found) // (10 if not test else 30)):
        words = tuple(normalise(babble(known, rng)).split())
        found.append(Sample(words, BABBLE, ()))
    found += [Sample((*said.split(),), BABBLE, ()) for said in HESITATIONS for _ in range(each)]
    rng.shuffle(found)
    return found


def _of(
    grammar: Grammar, rng: random.Random, *, each: int, test: bool, lists: Mapping[str, Sequence[str]]
) -> Iterator[Sample]:
    homes = [Fillers(imagined_home(rng), lists, digits=rng.random(), made_up=MADE_UP) for _ in range(HOMES)]
    for intent, templates in grammar.templates.items():
        chosen = [template for template in templates if held_out(template) == test]
        repeats = _repeats(len(chosen), each)
        for template in chosen:
            for turn in range(round(repeats * _share(template, grammar))):
                phrase = grammar.sample(template, rng.choice(homes), rng)
                if phrase and phrase.text:
                    yield sample(phrase, rng, clean=turn % 3 == 0, intent=intent)


def _share(template: Template, grammar: Grammar) -> float:
    """How often a template is said, next to a plain one: up to three times where it has much to say."""
    return min(3.0, max(1.0, variety(template.node, grammar.rules) / 2.5))


def _repeats(templates: int, each: int) -> int:
    """Intents of few templates say each more often, so that none is drowned."""
    return min(each * 6, max(each, each * 60 // max(1, templates)))


def sample(phrase: Phrase, rng: random.Random, *, clean: bool, intent: str) -> Sample:
    """A phrase as one sample: half of the unclean ones politely framed, half of those misheard."""
    text, shift = phrase.text, 0
    if not clean and rng.random() < 0.55:
        text, shift = polite(text, rng)
    words, entities = _worded(text, [_shifted(span, shift) for span in phrase.spans])
    marks = {span.mark for span in phrase.spans if span.mark and rng.random() < 0.75}
    if not clean and rng.random() < 0.45:
        words, entities = _noisy(words, entities, rng)
    known = None if _unlabelled(phrase) else tuple(entities)
    return Sample(tuple(words), intent, known, tuple(sorted(marks)))


def _unlabelled(phrase: Phrase) -> bool:
    """Whether the spans are finer than ours: Home Assistant's durations are bare numbers."""
    return any(span.list.startswith(("timer_hours", "timer_minutes", "timer_seconds")) for span in phrase.spans)


def _shifted(span: Span, shift: int) -> Span:
    return Span(span.slot, span.start + shift, span.end + shift, span.list, span.mark)


def _worded(text: str, spans: Iterable[Span]) -> tuple[list[str], list[tuple[int, int, str]]]:
    """The normalised words, and the spans as words; spans that meet and mean one thing are one."""
    words: list[str] = []
    entities: list[tuple[int, int, str]] = []
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        words.extend(normalise(text[at : span.start]).split())
        inside = normalise(text[span.start : span.end]).split()
        label = "place" if span.list == "place" else ENTITIES.get(span.slot)
        if label and inside:
            entities.append((len(words), len(words) + len(inside), label))
        words.extend(inside)
        at = span.end
    words.extend(normalise(text[at:]).split())
    return words, entities


def _noisy(
    words: list[str], entities: list[tuple[int, int, str]], rng: random.Random
) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Mishears word by word, and keeps the spans on their words."""
    heard: list[str] = []
    starts = []
    rate = rng.uniform(0.05, 0.25)
    for word in words:
        starts.append(len(heard))
        heard.extend([word] if rng.random() >= rate else slip(word, rng))
    starts.append(len(heard))
    if not heard:
        return words, entities
    moved = [(starts[first], starts[last], label) for first, last, label in entities]
    return heard, [(first, last, label) for first, last, label in moved if first < last]
