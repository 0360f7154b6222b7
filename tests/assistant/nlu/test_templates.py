"""Sentence templates."""

import random

import pytest

from assistant.intents import CONVERSATION, INTENTS, UNSUPPORTED
from assistant.nlu.examples import home_assistant_grammar
from assistant.nlu.fillers import Fillers
from assistant.nlu.names import HomeNames, imagined_home
from assistant.nlu.sentences import our_grammar
from assistant.nlu.templates import Phrase, compile_grammar

HOME = HomeNames(("kitchen",), ("upstairs",), {"light": ("tall lamp",), "cover": ("gate",)})


def phrase(sentence: str, *, optional: float = 0.5, **block: object) -> Phrase | None:
    grammar = compile_grammar(
        {
            "intents": {"HassTurnOn": {"data": [{"sentences": [sentence], **block}]}},
            "lists": {"shade": {"values": ["red", {"in": "[dark] blue", "out": "blue"}]}},
            "expansion_rules": {"the": "(the|my)"},
        }
    )
    return grammar.sample(
        grammar.templates["HassTurnOn"][0], Fillers(HOME, grammar.lists), random.Random(1), optional=optional
    )


def test_a_slot_keeps_its_place_in_the_text() -> None:
    made = phrase("turn on <the> {light_name:name} in {area}")
    assert made is not None
    assert [(span.slot, made.text[span.start : span.end], span.mark) for span in made.spans] == [
        ("name", "tall lamp", "light"),
        ("area", "kitchen", "area"),
    ]


def test_without_its_optional_parts_a_sentence_is_plain() -> None:
    made = phrase("turn on [all] [of] [the] lights [please]", optional=0.0)
    assert made is not None
    assert made.text in ("turn on lights", "turn on the lights")


def test_names_are_of_the_domain_that_the_sentence_requires() -> None:
    made = phrase("open {name}", requires_context={"domain": "cover"})
    assert made is not None
    assert made.text == "open gate"


def test_what_a_home_lacks_is_not_said() -> None:
    assert phrase("lock the {lock_name:name}") is None


def test_parts_in_any_order() -> None:
    made = phrase("set it ((to {shade});now)")
    assert made is not None
    assert sorted(made.text.replace("dark ", "").split())[:3] in (["it", "now", "red"], ["blue", "it", "now"])


def test_every_intent_has_sentences_of_ours() -> None:
    assert set(our_grammar().templates) == {*INTENTS, UNSUPPORTED}


def test_every_slot_of_our_sentences_is_one_of_its_intent() -> None:
    told = {"duration", "start", "place", "team", "cuisine", "value", "search_query"}
    grammar, rng = our_grammar(), random.Random(0)
    home = Fillers(imagined_home(rng), grammar.lists)
    strange = set()
    for intent, templates in grammar.templates.items():
        for template in templates if intent not in CONVERSATION else ():
            made = grammar.sample(template, home, rng, optional=1.0)
            allowed = {*INTENTS.get(intent, ()), *told}
            named = {span.slot for span in made.spans if span.slot != span.list} if made else set()
            strange |= {(intent, slot) for slot in {*named, *template.slots} - allowed}
    assert not strange


@pytest.mark.parametrize("grammar", [our_grammar, home_assistant_grammar])
def test_almost_every_template_can_be_said_in_an_imagined_home(grammar) -> None:  # type: ignore[no-untyped-def]
    known, rng = grammar(), random.Random(2)
    lists = {**our_grammar().lists, **known.lists}
    home = Fillers(imagined_home(rng), lists)
    templates = [template for of in known.templates.values() for template in of]
    said = sum(known.sample(template, home, rng) is not None for template in templates)
    assert said > 0.98 * len(templates)
