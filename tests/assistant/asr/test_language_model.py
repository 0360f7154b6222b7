from __future__ import annotations

import re

import pytest

from assistant.asr.language_model import arpa

SENTENCES = ["turn on the light", "turn on the light", "turn off the lamp", "open the door"]


def sections(text: str) -> list[dict[tuple[str, ...], tuple[float, float]]]:
    """Chances and back-off weights by order, as an ARPA reader sees them."""
    orders = []
    for order, body in re.findall(r"\\(\d)-grams:\n(.*?)\n\n", text, re.S):
        grams = {}
        for line in body.splitlines():
            chance, gram, *weight = line.split("\t")
            grams[tuple(gram.split())] = (10 ** float(chance), 10 ** float(weight[0]) if weight else 1.0)
            assert len(gram.split()) == int(order)
        orders.append(grams)
    return orders


def chance(orders: list[dict[tuple[str, ...], tuple[float, float]]], *words: str) -> float:
    """The chance of the last word after the ones before it, backing off as the format says."""
    if words in orders[len(words) - 1]:
        return orders[len(words) - 1][words][0]
    if len(words) == 1:
        return 0.0
    weight = orders[len(words) - 2].get(words[:-1], (0.0, 1.0))[1]
    return weight * chance(orders, *words[1:])


@pytest.mark.parametrize(
    "context", [(), ("turn",), ("the",), ("turn", "on"), ("<s>", "turn"), ("on", "the"), ("<s>", "lamp")]
)
def test_the_chances_after_any_words_add_up_to_one(context: tuple[str, ...]) -> None:
    orders = sections(arpa(SENTENCES))
    words = [word for (word,) in orders[0] if word != "<s>"]
    assert sum(chance(orders, *context, word) for word in words) == pytest.approx(1.0, abs=2e-3)


def test_what_was_said_more_often_is_likelier() -> None:
    orders = sections(arpa(SENTENCES))
    assert chance(orders, "<s>", "turn", "on") > chance(orders, "<s>", "turn", "off")


def test_the_counts_in_the_header_are_those_of_the_sections() -> None:
    text = arpa(SENTENCES)
    announced = [int(count) for count in re.findall(r"ngram \d=(\d+)", text)]
    assert announced == [len(grams) for grams in sections(text)]


def test_the_order_of_the_sentences_does_not_matter() -> None:
    assert arpa(SENTENCES) == arpa(reversed(SENTENCES))


def test_one_word_sentences_are_enough() -> None:
    orders = sections(arpa(["stop", "stop"]) + "\n")
    assert chance(orders, "<s>", "stop", "</s>") > 0.5


def test_no_sentence_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one sentence"):
        arpa(["", "  "])
