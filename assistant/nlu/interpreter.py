"""Understands words: several interpretations of each request in an utterance, from all that may have been heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from assistant.context import Context
from assistant.intents import INTENTS, UNSUPPORTED
from assistant.nlu import component  # noqa: F401  (spaCy finds the component's factory once this is imported)
from assistant.nlu.component import MARKS
from assistant.nlu.custom import CustomSentences
from assistant.nlu.custom_match import CustomMatcher
from assistant.nlu.gazetteer import Gazetteer, Known
from assistant.nlu.lists import settled_list
from assistant.nlu.readers import READERS
from assistant.nlu.requests import mended, parted, timing
from assistant.nlu.slots import ACTING, Request, read_place
from assistant.nlu.text import normalise
from assistant.turn import Hypothesis, Interpretation, Slots, Transcript
from devices.protocol import Registry

MODEL = Path(__file__).parent / "model"

BABBLE = "Babble"
"""The model's word for what makes no sense."""

MOST = 5
"""Interpretations given of one request."""

LEAST = 0.03
"""Confidence under which an interpretation is not worth weighing."""

SURE = 0.5
"""The chance that anything supported is meant, under which a request counts as one that nobody here does."""

CLEAR = 0.35
"""The chance of the likeliest intent under which the words may mean anything: nothing was understood."""

SENSE = 0.5
"""The chance that the words make no sense, from which on nothing was understood."""

HYPOTHESES = 4
"""Hypotheses of the recogniser that are read; the ones after these are nearly the same."""

REMEMBERED = 4096
"""Requests whose reading is kept: a household says the same things again and again."""

WHOLE = frozenset({"ReminderSet", "HassBroadcast", UNSUPPORTED, BABBLE})
"""Intents whose words may hold an "and" with a verb after it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one request's words."""

    words: tuple[str, ...]
    chances: Mapping[str, float]
    spans: tuple[tuple[int, int, str], ...]
    known: tuple[Known, ...]
    when: Slots = field(default_factory=dict)
    """When to do it, where that was said."""

    @property
    def best(self) -> str:
        """The likeliest intent."""
        return max(self.chances, key=lambda intent: self.chances[intent])


class SpacyInterpreter:
    """The trained pipeline, with this home's names and a household's own sentences beside it."""

    def __init__(self, registry: Registry, *, custom: CustomSentences | None = None, model: Path | None = None) -> None:
        self._nlp = load_pipeline(model or MODEL)
        self._names = Gazetteer.of(registry)
        self._custom = CustomMatcher.of(custom, registry) if custom else None
        self._readings: dict[str, Reading] = {}

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """See `stages.Interpreter`. `Unsupported` first: understood, but nobody here does that; empty: not
        understood."""
        heard = _hypotheses(transcript)
        if not heard:
            return ()
        if self._custom:
            own = self._custom.match(heard)
            if own:
                return own
        best = self._parts(heard[0].text)
        others = [(one, self._parts(one.text)) for one in heard[1:]]
        found: list[Interpretation] = []
        for act, part in enumerate(best):
            readings = [(part, heard[0].confidence)]
            readings += [(parts[act], one.confidence) for one, parts in others if len(parts) == len(best)]
            found.extend(self._interpretations(readings, act, context.now.date()))
        return tuple(_numbered(found))

    def _parts(self, text: str) -> list[Reading]:
        """The readings of the requests in an utterance."""
        words = mended(text.split())
        parts = parted(words)
        if len(parts) > 1:
            whole = self._read(" ".join(words))
            readings = [self._read(" ".join(part)) for part in parts]
            if whole.best not in WHOLE and all(reading.best in INTENTS for reading in readings):
                return readings
            return [whole]
        return [self._read(" ".join(words))]

    def _read(self, text: str) -> Reading:
        """One request, its when set apart: "in ten minutes" says nothing of what is to be done."""
        words = text.split()
        when = timing(words)
        rest = [*words[: when.first], *words[when.last :]]
        if when.slots and rest:
            command = self._modelled(" ".join(rest))
            if command.best in ACTING:
                return replace(command, when=when.slots)
        return self._modelled(text)

    def _modelled(self, text: str) -> Reading:
        """Words through the model; remembered."""
        found = self._readings.get(text)
        if found is None:
            words = text.split()
            known = self._names.find(words)
            marks = sorted({domain for name in known for domain in name.domains})
            doc = self._nlp(Doc(self._nlp.vocab, words=words, user_data={MARKS: marks}))
            spans = tuple((span.start, span.end, span.label_) for span in doc.ents)
            found = Reading(tuple(words), doc.cats, spans, tuple(known))
            if len(self._readings) >= REMEMBERED:
                self._readings.pop(next(iter(self._readings)))
            self._readings[text] = found
        return found

    def _interpretations(
        self, readings: Sequence[tuple[Reading, float]], act: int, today: date
    ) -> list[Interpretation]:
        """The likeliest intents over all hypotheses, each with the slots of the hypothesis that speaks most for it."""
        total = sum(weight for _, weight in readings) or 1.0
        chances: dict[str, float] = {}
        for reading, weight in readings:
            for intent, chance in reading.chances.items():
                chances[intent] = chances.get(intent, 0.0) + chance * weight / total
        if chances[BABBLE] >= max(SENSE, chances[UNSUPPORTED]):
            return []
        ranked = sorted(((c, i) for i, c in chances.items() if i != BABBLE and c >= LEAST), reverse=True)[:MOST]
        found: list[Interpretation] = []
        for chance, intent in ranked:
            reading = max(readings, key=lambda pair: pair[0].chances[intent] * pair[1])[0]
            found.extend(_worded(reading, intent, chance, act, today))
        return _doubtful_last(found, act, chances, readings[0][0])


def load_pipeline(model: Path) -> Language:
    """The trained pipeline; raises `OSError` where there is none."""
    return spacy.load(model, exclude=["tokenizer"])


def _hypotheses(transcript: Transcript) -> list[Hypothesis]:
    """What may have been heard, best first: normalised, distinct, with weights."""
    weights: dict[str, float] = {}
    for one in (Hypothesis(transcript.text, transcript.confidence), *transcript.alternatives)[:HYPOTHESES]:
        text = normalise(one.text)
        if text:
            weights[text] = max(weights.get(text, 0.0), one.confidence)
    return [Hypothesis(text, weight) for text, weight in weights.items()]


def _worded(reading: Reading, intent: str, chance: float, act: int, today: date) -> list[Interpretation]:
    """An intent with its slots; several where one request names several rooms or items ("milk and eggs")."""
    if intent == UNSUPPORTED:
        return [Interpretation(intent, {}, chance, act, " ".join(reading.words))]
    intent = settled_list(intent, reading.words)
    slots = slots_of(reading, intent, today)
    return [Interpretation(intent, slots, chance, act, " ".join(reading.words))]


def slots_of(reading: Reading, intent: str, today: date) -> Slots:
    """All slots of one intent."""
    request = Request(list(reading.words), list(reading.known), list(reading.spans), today)
    first = READERS_FIRST & {intent}
    slots = dict(READERS[intent](request)) if first else {}
    slots = read_place(intent, request) | slots
    if not first and intent in READERS:
        slots |= READERS[intent](request)
    allowed = (*INTENTS[intent], "delay", "at", "quantifier", "except_name", "except_area", "count")
    return {slot: value for slot, value in {**slots, **reading.when}.items() if slot in allowed}


READERS_FIRST = frozenset({"HassMediaSearchAndPlay", "HassBroadcast", "ReminderSet", "HassListAddItem"})
"""Intents whose own words come before the home's names: titles may hold the name of a room."""


def _doubtful_last(
    found: list[Interpretation], act: int, chances: Mapping[str, float], reading: Reading
) -> list[Interpretation]:
    """Puts `Unsupported` first where doubt is too great that anything supported is meant."""
    supported = 1 - chances[UNSUPPORTED] - chances[BABBLE]
    if supported >= SURE and max(one.confidence for one in found) < CLEAR:
        return []
    if supported >= SURE:
        return sorted(found, key=lambda one: (one.intent == UNSUPPORTED, -one.confidence))
    rest = [one for one in found if one.intent != UNSUPPORTED]
    chance = chances[UNSUPPORTED]
    return [Interpretation(UNSUPPORTED, {}, chance, act, " ".join(reading.words)), *rest]


def _numbered(found: list[Interpretation]) -> list[Interpretation]:
    """Acts numbered without gaps."""
    acts = {act: number for number, act in enumerate(dict.fromkeys(one.act for one in found))}
    return [Interpretation(one.intent, one.slots, one.confidence, acts[one.act], one.text) for one in found]
