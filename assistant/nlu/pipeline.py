"""The trained spaCy pipeline at run time: intents first, and spans only for requests that need their words read."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from assistant.intents import INTENTS
from assistant.nlu import component  # noqa: F401  (spaCy finds the component's factory once this is imported)
from assistant.nlu.component import MARKS
from assistant.nlu.gazetteer import Known
from assistant.nlu.lexicon import class_at
from assistant.nlu.meaning import Reading
from assistant.nlu.slots import POINTING

MODEL = Path(__file__).parent / "model"

NAMED = POINTING | {intent for intent in INTENTS if intent.startswith(("HassClimate", "HassVacuum", "HassLawnMower"))}
"""Intents whose words are names and values: where the home knows the name, or a kind is said, no spans are needed."""

LEAST = 0.03
"""The chance from which on an intent's words are worth reading."""

SPANS = "ner"


def load_pipeline(model: Path) -> Language:
    """The trained pipeline; raises `OSError` where there is none."""
    return spacy.load(model, exclude=["tokenizer"])


class Pipeline:
    """Reads requests. The span model takes a third of the time and is left out where it would find nothing new."""

    def __init__(self, model: Path) -> None:
        self._nlp = load_pipeline(model)
        self._intents = [pipe for name, pipe in self._nlp.pipeline if name != SPANS]
        self._spans = self._nlp.get_pipe(SPANS)

    def read(self, words: list[str], known: list[Known]) -> Reading:
        """The chances of all intents, and the spans."""
        marks = sorted({domain for name in known for domain in name.domains})
        doc = Doc(self._nlp.vocab, words=words, user_data={MARKS: marks})
        for pipe in self._intents:
            doc = pipe(doc)
        if not _clear(words, known, doc.cats):
            doc = self._spans(doc)
        spans = tuple((span.start, span.end, span.label_) for span in doc.ents)
        return Reading(tuple(words), doc.cats, spans, tuple(known))


def _clear(words: list[str], known: list[Known], chances: dict[str, float]) -> bool:
    """Whether every likely intent has all the words it needs."""
    if any(chance >= LEAST and intent not in NAMED for intent, chance in chances.items()):
        return False
    return bool(known) or any(class_at(words, at) for at in range(len(words)))
