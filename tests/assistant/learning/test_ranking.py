"""The ranking is learnt from what was asked for in the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.learning.ranking import FEW, Example, evenly, ranked, shown
from assistant.learnt import Layer, Wording
from assistant.rewrite.features import chance
from assistant.rewrite.near import NearIndex
from assistant.turn import Transcript
from tests.assistant.learning.wishes import wish
from tests.assistant.rewrite.requests import near, request

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
    Example("oak", request(Transcript(misheard(text, at), 0.6)), f"state of {text}", text)
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
    found = near(Transcript(heard, 0.6), [NearIndex(LAYER)])
    best = max(found, key=lambda one: chance(one.features, ranking, failing=True))
    assert best.wording.text == meant
    assert chance(best.features, ranking, failing=True) > ranking.least


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
    meant = ("HassTurnOn|name:kettle", "turn on the kettle")
    assert [(one.turn, one.meant, one.text, one.failed) for one in shown([walk])] == [
        ("oak-0", *meant, True), ("oak-1", *meant, True), ("oak-2", *meant, False), ("oak-3", *meant, False)
    ]  # fmt: skip


@pytest.mark.parametrize(("good", "count"), [(0.9, 1), (0.2, 0)])
def test_who_took_it_that_nobody_does_this_meant_nothing_else(good: float, count: int) -> None:
    walk = wish(("order a pizza", "Unsupported"), accepted=False, good=good)
    assert [(one.turn, one.meant) for one in shown([walk])] == [("oak-0", "")] * count


def test_who_gave_up_shows_nothing_and_neither_does_what_was_rewritten() -> None:
    given_up = wish(("turn on the cattle", "?|turn on the cattle"), ("mumble", "?|mumble"), accepted=False)
    changed = wish(("turn on the cattle", "rewritten|HassTurnOn|name:kettle"))
    assert shown([given_up, changed]) == []


@pytest.mark.parametrize(("most", "left"), [(100, 30), (10, 10), (20, 15), (1, 1)])
def test_so_many_are_drawn_evenly(most: int, left: int) -> None:
    walks = [wish(("turn on the kettle", "HassTurnOn|name:kettle"), home=f"home-{at}") for at in range(30)]
    assert len(evenly(walks, most)) == left
