"""Understands words: several interpretations of each request in an utterance, from all that may have been heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.context import Context
from assistant.intents import CONVERSATION, INTENTS, UNSUPPORTED
from assistant.nlu.custom import CustomSentences
from assistant.nlu.custom_match import CustomMatcher
from assistant.nlu.ellipsis import leaning
from assistant.nlu.gazetteer import Gazetteer
from assistant.nlu.labels import BABBLE, HARMLESS
from assistant.nlu.meaning import Reading, slots_of
from assistant.nlu.pipeline import MODEL, shared_pipeline
from assistant.nlu.plain import SURE as PLAINLY
from assistant.nlu.plain import chances_of, plain_intent
from assistant.nlu.refusal import REWRITE, about_rewrite
from assistant.nlu.replies import replies_wanted
from assistant.nlu.requests import mended, parted, timing
from assistant.nlu.settling import SETTLED, settled_intent
from assistant.nlu.slots import ACTING
from assistant.nlu.text import normalise
from assistant.repaired import rewritten_lately
from assistant.turn import Hypothesis, Interpretation, Slots, Transcript
from devices.protocol import Registry

MOST = 5
"""Interpretations given of one request."""

LEAST = 0.03
"""Confidence under which an interpretation is not worth weighing."""

SURE, SURE_TALK = 0.75, 0.4
"""The chance that anything supported is meant, under which a request counts as one that nobody here does. Less is
needed of what commands nothing: questions, and talk about the conversation. A command that nobody gave is worse."""

CLEAR, CLEAR_TALK = 0.5, 0.35
"""The chance of the likeliest intent under which the words may mean anything: nothing was understood."""

CERTAIN = 0.95
"""The chance that something supported is meant, from which on intents that share it are left to the context."""

SENSE = 0.7
"""The chance that the words make no sense, from which on nothing was understood."""

NONSENSE = 0.1
"""The chance that the words make no sense, from which on the recogniser's other hypotheses are weighed too."""

HYPOTHESES = 4
"""Hypotheses of the recogniser that are read; the ones after these are nearly the same."""

GUESSES = 3
"""Guesses at what words mean that are not understood."""

GUESSED = INTENTS.keys() - CONVERSATION
"""What is guessed at: talk about the conversation is no wish."""

REMEMBERED = 4096
"""Requests whose reading is kept: a household says the same things again and again."""

WHOLE = frozenset({"ReminderSet", "HassBroadcast", UNSUPPORTED, BABBLE})
"""Intents whose words may hold an "and" with a verb after it."""

SURE_PART = 0.7
"""The chance from which on what follows a title and an "and" is a request of its own: "play come and get it" is one."""

WELL_HEARD = 0.7
"""Confidence from which on words that make sense stand alone: a recogniser's other hypotheses, each a little likely and
many of them nonsense, would only talk them down."""

THIN_HEARING = 0.2
"""Confidence under which words are as good as not heard: in noise, a recogniser makes sentences out of nothing."""


class SpacyInterpreter:
    """The trained pipeline, with this home's names and a household's own sentences beside it."""

    def __init__(self, registry: Registry, *, custom: CustomSentences | None = None, model: Path | None = None) -> None:
        self._pipeline = shared_pipeline(model or MODEL)
        self._names = Gazetteer.of(registry)
        self._custom = CustomMatcher.of(custom, registry) if custom else None
        self._readings: dict[str, Reading] = {}

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """See `stages.Interpreter`. `Unsupported` first: understood, but nobody here does that; empty: not
        understood. Who refuses a rewrite says the words before it again, as a request after the refusal."""
        heard = _hypotheses(transcript)
        about = about_rewrite(heard[0].text.split(), context) if heard else None
        if about is None or transcript.confidence < THIN_HEARING:
            return self._understood(heard, transcript, context)
        told = Interpretation(about, {"what": REWRITE}, PLAINLY, text=heard[0].text)
        changed = rewritten_lately(context) if about == "Complain" else None
        if changed is None:
            return (told,)
        original = changed.transcript
        again = self._understood(_hypotheses(original), original, context)
        return (told, *(replace(one, act=one.act + 1) for one in again))

    def guesses(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """See `stages.Interpreter`. Of the whole as one request, with what it may ask for alone."""
        heard = _hypotheses(transcript)
        if not heard:
            return ()
        readings = [(self._read(one.text), one.confidence) for one in heard]
        chances = {intent: chance for intent, chance in _pooled(readings).items() if intent in GUESSED}
        likely = sorted(chances.items(), key=lambda pair: (-pair[1], pair[0]))[:GUESSES]
        today = context.now.date()
        return tuple(_guess(intent, chance, readings, today) for intent, chance in likely if chance >= LEAST)

    def _understood(
        self, heard: list[Hypothesis], transcript: Transcript, context: Context
    ) -> tuple[Interpretation, ...]:
        """What the words mean, whatever was changed about the ones before."""
        if not heard:
            return ()
        if self._custom:
            own = self._custom.match(heard)
            if own:
                return own
        if transcript.confidence < THIN_HEARING:
            return ()
        best = self._parts(heard[0].text)
        if len(best) == 1 and (again := leaning(best[0], context)):
            return (again,)
        plain = transcript.confidence >= WELL_HEARD and all(_makes_sense(part) for part in best)
        others = [] if plain else [(one, self._parts(one.text)) for one in heard[1:]]
        found: list[Interpretation] = []
        acts = 0
        for at, part in enumerate(best):
            readings = [(part, heard[0].confidence)]
            readings += [(parts[at], one.confidence) for one, parts in others if len(parts) == len(best)]
            for group in _acts(readings, context.now.date()):
                found.extend(replace(one, act=acts) for one in group)
                acts += 1
        return tuple(found)

    def _parts(self, text: str) -> list[Reading]:
        """The readings of the requests in an utterance."""
        words = mended(text.split())
        parts = parted(words)
        if len(parts) > 1:
            whole = self._read(" ".join(words))
            readings = [self._read(" ".join(part)) for part in parts]
            if whole.best not in WHOLE and _stand_alone(readings):
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
        """Words through the model, where they are not plain; remembered."""
        found = self._readings.get(text)
        if found is None:
            words = text.split()
            known = self._names.find(words)
            plain = "TeachPreference" if replies_wanted(words) else plain_intent(words, known)
            if plain:
                found = Reading(tuple(words), chances_of(plain), (), tuple(known))
            else:
                found = self._pipeline.read(words, known)
            if len(self._readings) >= REMEMBERED:
                self._readings.pop(next(iter(self._readings)))
            self._readings[text] = found
        return found


def _guess(intent: str, chance: float, readings: Sequence[tuple[Reading, float]], today: date) -> Interpretation:
    """One intent, with the slots of the hypothesis that speaks most for it."""
    reading = max(readings, key=lambda pair: pair[0].chances.get(intent, 0.0) * pair[1])[0]
    slots = slots_of(reading, intent, today)
    return Interpretation(intent, slots[0] if slots else {}, round(chance, 4), 0, " ".join(reading.words))


def _stand_alone(readings: Sequence[Reading]) -> bool:
    """Whether parts are requests of their own: all are supported, and after a title, which may hold any words, surely
    so and more than talk."""
    if readings[0].best == "HassMediaSearchAndPlay":
        rest = readings[1:]
        return all(one.chances[one.best] >= SURE_PART and one.best in INTENTS.keys() - CONVERSATION for one in rest)
    return all(one.best in INTENTS for one in readings)


def _hypotheses(transcript: Transcript) -> list[Hypothesis]:
    """What may have been heard, best first: normalised, distinct, with weights."""
    weights: dict[str, float] = {}
    for one in (Hypothesis(transcript.text, transcript.confidence), *transcript.alternatives)[:HYPOTHESES]:
        text = normalise(one.text)
        if text:
            weights[text] = max(weights.get(text, 0.0), one.confidence)
    return [Hypothesis(text, weight) for text, weight in weights.items()]


def _makes_sense(reading: Reading) -> bool:
    """Whether something that is supported, or clearly is not, was said."""
    return reading.chances.get(BABBLE, 0.0) < NONSENSE


def _acts(readings: Sequence[tuple[Reading, float]], today: date) -> list[list[Interpretation]]:
    """The acts of one request, each with its interpretations, best first: the likeliest intents over all hypotheses,
    with the slots of the hypothesis that speaks most for each. A request about several things is several acts."""
    chances = _pooled(readings)
    if chances[BABBLE] >= max(SENSE, chances[UNSUPPORTED]):
        return []
    acts: list[list[Interpretation]] = []
    for intent, chance in _ranked(chances):
        reading = max(readings, key=lambda pair: pair[0].chances.get(intent, 0.0) * pair[1])[0]
        text = " ".join(reading.words)
        every: list[Slots] = [{}] if intent == UNSUPPORTED else slots_of(reading, intent, today)
        acts = acts or [[] for _ in every]
        for act, slots in zip(acts, every, strict=False):
            act.append(Interpretation(intent, slots, chance, 0, text))
    return [act for found in acts if (act := _decided(found, chances))]


def _pooled(readings: Sequence[tuple[Reading, float]]) -> dict[str, float]:
    """The chance of each intent over all hypotheses; one that single words settle is counted where they put it."""
    total = sum(weight for _, weight in readings) or 1.0
    chances: dict[str, float] = {UNSUPPORTED: 0.0, BABBLE: 0.0}
    for reading, weight in readings:
        for intent, chance in reading.chances.items():
            settled = intent in SETTLED or reading.words[:1] == ("play",)
            meant = settled_intent(intent, reading.words, reading.known) if settled else intent
            chances[meant] = chances.get(meant, 0.0) + chance * weight / total
    return chances


def _ranked(chances: Mapping[str, float]) -> list[tuple[str, float]]:
    likely = [(intent, chance) for intent, chance in chances.items() if chance >= LEAST and intent != BABBLE]
    return sorted(likely, key=lambda pair: -pair[1])[:MOST]


def _decided(found: list[Interpretation], chances: Mapping[str, float]) -> list[Interpretation]:
    """`Unsupported` first where doubt is too great that anything supported is meant; nothing where all is thin."""
    supported = 1 - chances[UNSUPPORTED] - chances[BABBLE]
    known = [one for one in found if one.intent != UNSUPPORTED]
    talk = bool(known) and known[0].intent in HARMLESS
    if known and supported >= (SURE_TALK if talk else SURE):
        clear = CLEAR_TALK if talk or supported >= CERTAIN else CLEAR
        return known if known[0].confidence >= clear else []
    if chances[UNSUPPORTED] < CLEAR_TALK:
        return []
    return [Interpretation(UNSUPPORTED, {}, chances[UNSUPPORTED], 0, found[0].text), *known]
