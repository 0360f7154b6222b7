"""The trained spaCy pipeline at run time: intents first, and spans only for requests that need their words read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from assistant.intents import INTENTS, UNSUPPORTED
from assistant.nlu.component import IntentFusion  # importing it tells spaCy how to make the component
from assistant.nlu.gazetteer import Known
from assistant.nlu.labels import BABBLE
from assistant.nlu.lexicon import class_at
from assistant.nlu.meaning import Reading
from assistant.nlu.network import Categories, SpanReader, WordVectors
from assistant.nlu.readers import READERS
from assistant.nlu.slots import POINTING

MODEL = Path(__file__).parent / "model"

NAMED = POINTING | {intent for intent in INTENTS if intent.startswith(("HassClimate", "HassVacuum", "HassLawnMower"))}
"""Intents whose words are names and values: where the home knows the name, or a kind is said, no spans are needed."""

SPANLESS = frozenset({UNSUPPORTED, BABBLE, *(i for i, s in INTENTS.items() if "area" not in s and i not in READERS)})
"""Intents of which no words are read: the time of day, a yes, what nobody here does."""

LEAST = 0.03
"""The chance from which on an intent's words are worth reading."""


def load_pipeline(model: Path) -> Language:
    """The trained pipeline; raises `OSError` where there is none."""
    return spacy.load(model, exclude=["tokenizer"])


@cache
def shared_pipeline(model: Path) -> Pipeline:
    """One pipeline a process for each model: it keeps nothing of what is read, so that many homes can share it."""
    return Pipeline(model)


class Pipeline:
    """Reads requests, one at a time: what the trained components compute, without what spaCy does around it for
    batches. Spans are left out where they would find nothing new."""

    def __init__(self, model: Path) -> None:
        nlp = load_pipeline(model)
        self._vectors = WordVectors(nlp.get_pipe("tok2vec"))
        self._categories = Categories(nlp.get_pipe("textcat"))
        self._spans = SpanReader(nlp.get_pipe("ner"))
        fusion: Any = nlp.get_pipe("intents")
        self._fusion: IntentFusion = fusion
        self._order = [self._categories.labels.index(label) for label in self._fusion.intents]

    def read(self, words: list[str], known: list[Known]) -> Reading:
        """The chances of all intents, and the spans where any are needed."""
        marks = sorted({domain for name in known for domain in name.domains})
        vectors = self._vectors.of(words)
        network = self._categories.chances(vectors)[self._order]
        chances = self._fusion.chances(words, marks, network)
        spans = () if _clear(words, known, chances) else self._spans.read(vectors)
        return Reading(tuple(words), chances, spans, tuple(known))


def _clear(words: list[str], known: list[Known], chances: dict[str, float]) -> bool:
    """Whether every likely intent has all the words it needs."""
    likely = {intent for intent, chance in chances.items() if chance >= LEAST}
    if likely <= SPANLESS:
        return True
    return likely <= NAMED and (bool(known) or any(class_at(words, at) for at in range(len(words))))
