"""The answer to what the assistant has just asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.resolve.here import Here
from assistant.resolve.safety import asked_first
from assistant.resolve.sound import word_likeness
from assistant.resolve.words import fold, spoken_digits, tokens, word_set
from assistant.turn import Act, Interpretation, Question, Resolution

ORDINALS = {"first": 0, "second": 1, "third": 2, "former": 0, "latter": -1, "last": -1, "one": 0, "two": 1, "three": 2}
"""Options by their place in the question."""

ALL_OF_THEM = frozenset({"both", "all", "everything", "every"})

SMALL = word_set("one ones in please i mean meant want it is its thanks yes no would like at on to uh um")
"""Words of an answer that choose nothing."""

LEAST_LIKE = 0.8
"""How alike a word must be to an option's, so that it chooses it."""

NEW_REQUEST = 0.8
"""A surely understood request is a new one, unless nearly all its words choose an option."""

YES, NO = "Affirm", ("Deny", "HassNevermind")


def answered(interpretations: Sequence[Interpretation], here: Here) -> Resolution | None:
    """What the words settle of the question that stands; none where they are a request of their own."""
    question = here.context.question
    found = _settled(question, interpretations, here) if question is not None else None
    # A learnt repair may be wrong: it is nobody's yes, choice or code for letting somebody in.
    return asked_first(found, here) if found is not None and here.context.rewritten else found


def _settled(question: Question, interpretations: Sequence[Interpretation], here: Here) -> Resolution | None:
    intent = interpretations[0].intent if interpretations else ""
    if intent in NO:
        return _dropped(intent, interpretations[0])
    if question.kind == "confirm":
        last = here.context.last
        if last is not None and last.assistant != here.context.assistant:
            return None  # somebody else's yes, in another room
        return _confirmed(question, intent, here)
    if question.kind == "which":
        return _chosen(question, interpretations, here)
    return _filled(question, interpretations, here)


def _dropped(intent: str, interpretation: Interpretation) -> Resolution:
    act = Act(intent, interpretation.slots, (), (), "done", facts={"dropped": True})
    return Resolution((act,))


def _confirmed(question: Question, intent: str, here: Here) -> Resolution | None:
    if question.slot == "code":
        digits = spoken_digits(here.context.words)
        if digits and digits == spoken_digits(here.registry.settings.code or ""):
            return Resolution(question.options)
        if digits:
            wrong = [replace(act, commands=(), status="refused", reason="wrong_code") for act in question.options]
            return Resolution(tuple(wrong))
        return None if intent != YES else Resolution(_asking_again(question), question=question)
    return Resolution(question.options) if intent == YES else None


def _asking_again(question: Question) -> tuple[Act, ...]:
    return tuple(replace(act, commands=(), status="asked", reason="needs_code") for act in question.options)


def _chosen(question: Question, interpretations: Sequence[Interpretation], here: Here) -> Resolution | None:
    words = _words(interpretations, here)
    if not words:
        return None
    if words & ALL_OF_THEM and len(words - SMALL) <= 2:
        return Resolution(question.options)
    scores = [_like(words, _labels(act, here)) for act in question.options]
    best = max(scores)
    if best and scores.count(best) == 1 and _is_answer(words, best, interpretations):
        return Resolution((question.options[scores.index(best)],))
    # "The third one" holds two ordinals: "one" is small beside a clearer one.
    places = [ORDINALS[word] for word in sorted(words & ORDINALS.keys(), key=lambda word: (word in SMALL, word))]
    if places and not words - SMALL - ORDINALS.keys() and places[0] < len(question.options):
        return Resolution((question.options[places[0]],))
    return None


def _is_answer(words: frozenset[str], chosen: float, interpretations: Sequence[Interpretation]) -> bool:
    """Whether the words are about the options, and not a new request that happens to name one of their words."""
    sure = interpretations[0].confidence if interpretations else 0.0
    return sure < NEW_REQUEST or chosen >= 0.5 * len(words - SMALL)


def _words(interpretations: Sequence[Interpretation], here: Here) -> frozenset[str]:
    said = here.context.words or (interpretations[0].text if interpretations else "")
    return frozenset(tokens(said)) if said else frozenset()


def _labels(act: Act, here: Here) -> frozenset[str]:
    """The words that tell an option: the names and rooms of its things, the title and its kind."""
    told = [str(act.facts[name]) for name in ("title", "kind", "by", "year") if act.facts.get(name)]
    words: set[str] = {word for name in told for word in tokens(name)}
    for ident in act.targets:
        entity = here.registry.entities.get(ident)
        names = [entity.name, *entity.aliases, here.area_name(entity.area) or ""] if entity else [ident]
        names.append(str(here.attribute(ident, "name") or ""))
        words.update(word for name in names if name for word in tokens(name))
    return frozenset(words)


def _like(words: frozenset[str], labels: frozenset[str]) -> float:
    """How many of the words choose this option, near ones a little less."""
    total = 0.0
    for word in words - SMALL:
        best = max((word_likeness(word, label) for label in labels), default=0.0)
        total += best if best >= LEAST_LIKE else 0.0
    return round(total, 3)


def _filled(question: Question, interpretations: Sequence[Interpretation], here: Here) -> Resolution | None:
    """The missing slot from the answer: from its own slots, or for a text from its words. The resolver settles it."""
    return None


def completed(question: Question, interpretations: Sequence[Interpretation], here: Here) -> Interpretation | None:
    """The request that lacked a slot, with the slot from the answer; none where the answer is another request."""
    asked = question.options[0]
    slots = _answer_slots(question.slot or "", interpretations, here)
    if not slots:
        return None
    return Interpretation(asked.intent, {**asked.slots, **slots}, 1.0, text=fold(here.context.words))


TIMES = ("hours", "minutes", "seconds")
TEXTS = frozenset({"message", "item", "name", "value"})
"""Slots that any words fill."""


def _answer_slots(slot: str, interpretations: Sequence[Interpretation], here: Here) -> dict[str, object]:
    wanted = TIMES if slot == "duration" else (slot, "date", "delay") if slot == "time" else (slot,)
    for interpretation in interpretations:
        found = {name: interpretation.slots[name] for name in wanted if interpretation.slots.get(name) is not None}
        if found:
            return found
    sure = interpretations[0].confidence if interpretations else 0.0
    if slot in TEXTS and here.context.words and sure < NEW_REQUEST:
        return {slot: here.context.words}
    return {}
