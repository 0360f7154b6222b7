"""Which utterances are taken for the assistant's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.addressed import judge
from assistant.context import Context
from assistant.turn import (
    Detection,
    Heard,
    Hypothesis,
    Interpretation,
    Loudness,
    Question,
    Resolution,
    Transcript,
    Turn,
)

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
CONTEXT = Context(now=NOW)
WOKEN = Detection("alexa", 0.9)
NEAR, FAR = Loudness(-22.0, -33.0), Loudness(-32.0, -33.0)
LIGHT = (Interpretation("HassTurnOn", {"name": "light"}, 0.9),)


def heard(
    text: str, confidence: float = 0.9, *, rival: float = 0.0, woken: bool = False, loudness: Loudness | None = NEAR
) -> Heard:
    others = (Hypothesis("something else", rival),) if rival else ()
    transcript = Transcript(text, confidence, others)
    return Heard(transcript, WOKEN if woken else None, loudness=loudness)


def asked() -> Context:
    resolution = Resolution((), question=Question("which", ()))
    turn = Turn(turn="1", session="1", at=NOW, assistant="puck", transcript=Transcript("a", 1.0), resolution=resolution)
    return replace(CONTEXT, recent=(turn,))


@pytest.mark.parametrize("woken", [True, False])
def test_where_nothing_was_said_nothing_was_meant(woken: bool) -> None:
    assert not judge(heard("", 0.0, woken=woken), (), CONTEXT).meant


def test_after_the_wake_word_even_what_is_not_understood_was_meant() -> None:
    assert judge(heard("fnord the blue", 0.2, woken=True), (), CONTEXT).meant


def test_a_wake_word_no_louder_than_the_television_was_the_television() -> None:
    verdict = judge(heard("open the letter", 0.3, rival=0.3, woken=True, loudness=FAR), LIGHT, CONTEXT)
    assert not verdict.meant
    assert "no louder" in verdict.why


def test_a_soft_wake_word_counts_where_the_request_is_clear() -> None:
    assert judge(heard("turn on the light", woken=True, loudness=FAR), LIGHT, CONTEXT).meant


def test_a_clear_request_needs_no_wake_word() -> None:
    assert judge(heard("turn on the light"), LIGHT, CONTEXT).meant


def test_words_less_surely_heard_count_where_nothing_else_was_nearly_as_likely() -> None:
    assert judge(heard("turn on the light", 0.4, rival=0.02), LIGHT, CONTEXT).meant
    assert not judge(heard("turn on the light", 0.4, rival=0.35), LIGHT, CONTEXT).meant


@pytest.mark.parametrize("interpretations", [(), (Interpretation("Unsupported", {}, 0.9),)])
def test_talk_that_is_no_request_is_dropped_without_a_wake_word(interpretations: tuple[Interpretation, ...]) -> None:
    assert not judge(heard("they told me to wait"), interpretations, CONTEXT).meant


def test_a_request_among_other_talk_is_talk() -> None:
    mixed = (*LIGHT, Interpretation("Unsupported", {}, 0.9, 1))
    assert not judge(heard("turn on the light and then he left her"), mixed, CONTEXT).meant


def test_the_television_asks_for_nothing_without_a_wake_word() -> None:
    assert not judge(heard("turn on the light", loudness=FAR), LIGHT, CONTEXT).meant


def test_an_answer_to_a_question_needs_not_be_a_request() -> None:
    assert judge(heard("the tea machine"), (), asked()).meant
    assert not judge(heard("the tea machine"), (), CONTEXT).meant


def test_nobody_answers_a_question_with_a_story() -> None:
    assert not judge(heard("we went down to the river until it began to rain"), (), asked()).meant
