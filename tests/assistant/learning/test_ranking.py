"""The ranking is learnt from what was asked for in the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.learning.ranking import FEW, Example, examples, ranked
from assistant.learnt import Layer, Wording
from assistant.rewrite.near import NearIndex, candidates, score
from assistant.turn import Transcript
from tests.assistant.learning.wishes import wish

TEXTS = (
    "turn on the kettle", "turn on the candle light", "turn off the kettle", "play some jazz", "play something else",
    "set a timer for five minutes", "set a timer for nine minutes", "stop the timer", "dim the bedroom light",
    "dim the bathroom light", "what time is it", "what is the time in rome", "start the vacuum", "pause the vacuum",
)  # fmt: skip
LAYER = Layer("global", wordings=tuple(Wording(text, f"state of {text}", 10, 9.0, 5) for text in TEXTS))


def misheard(text: str, at: int) -> str:
    """The text with one of its words a sound off."""
    words = text.split()
    word = words[at % len(words)]
    words[at % len(words)] = word[:-1] + ("m" if word[-1] != "m" else "n")
    return " ".join(words)


SHOWN = [
    Example("oak", Transcript(misheard(text, at), 0.6), False, f"state of {text}", text)
    for at in range(4)
    for text in TEXTS
]


@pytest.mark.parametrize(
    ("heard", "meant"), [("turn on the cattle", "turn on the kettle"), ("play sum jars", "play some jazz"),
                         ("set a time for fine minutes", "set a timer for five minutes")]
)  # fmt: skip
def test_what_sounds_alike_comes_first_and_is_likely(heard: str, meant: str) -> None:
    ranking = ranked(LAYER, {}, SHOWN)
    assert ranking is not None
    found = candidates(Transcript(heard, 0.6), [NearIndex(LAYER)])
    best = max(found, key=lambda one: score(one.features, ranking))
    assert best.wording.text == meant
    assert score(best.features, ranking) > ranking.least


def test_from_too_little_or_from_failures_alone_nothing_is_learnt() -> None:
    assert ranked(LAYER, {}, SHOWN[: FEW - 1]) is None
    assert ranked(LAYER, {}, [replace(one, meant="") for one in SHOWN]) is None


def test_the_same_examples_give_the_same_ranking() -> None:
    assert ranked(LAYER, {}, SHOWN) == ranked(LAYER, {}, SHOWN)


def test_what_was_meant_is_what_was_accepted_in_the_end() -> None:
    walk = wish(
        ("turn on the cattle", "?|turn on the cattle"),
        ("turn off the metal", "Unsupported"),
        ("turn on the kennel", "HassTurnOn|name:kennel"),
        ("turn on the kettle", "HassTurnOn|name:kettle"),
    )
    heard = {step.turn: Transcript(step.text, 0.5) for step in walk.steps}
    assert examples([walk], heard) == [
        Example("oak", heard["oak-0"], False, "HassTurnOn|name:kettle", "turn on the kettle"),
        Example("oak", heard["oak-1"], True, "HassTurnOn|name:kettle", "turn on the kettle"),
    ]


@pytest.mark.parametrize(("good", "shown"), [(0.9, 1), (0.2, 0)])
def test_who_took_it_that_nobody_does_this_meant_nothing_else(good: float, shown: int) -> None:
    walk = wish(("order a pizza", "Unsupported"), accepted=False, good=good)
    heard = Transcript("order a pizza", 0.9)
    assert examples([walk], {"oak-0": heard}) == [Example("oak", heard, True, "", "")] * shown


def test_who_gave_up_shows_nothing() -> None:
    walk = wish(("turn on the cattle", "?|turn on the cattle"), ("mumble", "?|mumble"), accepted=False)
    assert examples([walk], {"oak-0": Transcript("turn on the cattle", 0.5)}) == []
