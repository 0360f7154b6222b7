"""How a resident asks for more or less to be said, and what only sounds like it."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from assistant.context import Context
from assistant.nlu.interpreter import SpacyInterpreter
from assistant.nlu.replies import phrases, replies_wanted
from assistant.nlu.spoken import spoken_sentences
from assistant.nlu.text import normalise
from assistant.turn import Interpretation, Transcript
from devices.protocol import Area, Entity, Registry

LIGHT = Entity("light.kitchen", "Kitchen light", "kitchen")
HOME = Registry(areas={"kitchen": Area("kitchen", "Kitchen")}, entities={LIGHT.id: LIGHT})


@pytest.fixture(scope="module")
def nlu() -> SpacyInterpreter:
    return SpacyInterpreter(HOME)


def understood(nlu: SpacyInterpreter, text: str) -> Interpretation | None:
    found = nlu.interpret(Transcript(text, 1.0), Context(datetime(2026, 3, 2, tzinfo=UTC)))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Just beep.", "short replies"),
        ("Can you talk less, please?", "short replies"),
        ("Be brief.", "short replies"),
        ("From now on, say less.", "short replies"),
        ("You don't have to tell me what you did every time.", "short replies"),
        ("Keep your answers short, please.", "short replies"),
        ("Please don't talk so much.", "short replies"),
        ("Talk more.", "full replies"),
        ("Say what you did.", "full replies"),
        ("Please always tell me what you did.", "full replies"),
        ("Answer in full sentences.", "full replies"),
        ("Don't just beep!", "full replies"),
        ("No more beeps, please.", "full replies"),
        ("Could you answer normally?", "usual replies"),
    ],
)
def test_more_or_less_is_asked_for(nlu: SpacyInterpreter, text: str, kind: str) -> None:
    found = understood(nlu, text)
    assert found is not None
    assert (found.intent, found.slots.get("kind"), found.slots.get("value")) == ("TeachPreference", "replies", kind)


@pytest.mark.parametrize(
    "text",
    [
        "turn the volume down",
        "be quiet",
        "stop talking",
        "say that again",
        "what did you do",
        "tell me what you did",
        "speak up",
        "talk slower",
        "stop beeping",
        "stop the beeping",
        "the smoke alarm just beeped",
        "less light",
        "just the kitchen light",
        "make it shorter",
        "play the short answer",
        "say less is more",
        "i like short films",
    ],
)
def test_what_only_sounds_like_it_is_something_else(nlu: SpacyInterpreter, text: str) -> None:
    found = understood(nlu, text)
    assert found is None or found.slots.get("kind") != "replies"


def test_courtesies_without_end_are_read_in_no_time() -> None:
    words = normalise("please " * 200 + "just beep " + "please " * 5).split()
    assert replies_wanted(words) is None
    assert replies_wanted(["please"] * 20 + ["just", "beep"] + ["please"] * 20) == "short replies"


def test_no_phrase_asks_for_two_things() -> None:
    assert set(phrases().values()) == {"short replies", "full replies", "usual replies"}
    assert all(text == normalise(text) for text in phrases())


def test_the_recogniser_expects_them() -> None:
    said = set(spoken_sentences(HOME, rng=random.Random(0)))
    assert len(said & set(phrases())) > 300
