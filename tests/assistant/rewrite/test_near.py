"""Near matches are found by sound and by meaning."""

from __future__ import annotations

import pytest

from assistant.learnt import Layer, Wording
from assistant.rewrite.features import score
from assistant.rewrite.near import NearIndex, hypotheses
from assistant.turn import Hypothesis, Transcript
from tests.assistant.rewrite.requests import near

TEXTS = (
    "turn on the kettle", "turn off the hall light", "play some jazz", "what's the weather like", "pause the music",
    "set a timer for five minutes", "add milk to the shopping list", "dim the bedroom light", "start the vacuum",
    "what time is it", "make it warmer", "volume up", "good night", "switch on the lamp", "stop the fan",
)  # fmt: skip
WORDINGS = tuple(Wording(text, f"state of {text}", 10, 9.0, 5) for text in TEXTS)
EVERYBODY = NearIndex(Layer("global", wordings=WORDINGS))


def sound(heard: str, *others: str) -> dict[str, float]:
    transcript = Transcript(heard, 0.6, tuple(Hypothesis(other, 0.3) for other in others))
    return {one.wording.text: one.features["sound"] for one in near(transcript, [EVERYBODY])}


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("turn on the cattle", "turn on the kettle"),
        ("pay sum jars", "play some jazz"),
        ("dimmed a bed room lied", "dim the bedroom light"),
    ],
)
def test_what_sounds_alike_is_found(heard: str, meant: str) -> None:
    found = sound(heard)
    assert max(found, key=lambda text: found[text]) == meant


def test_another_way_to_hear_it_finds_it_too() -> None:
    assert "play some jazz" not in sound("hey some chess")
    assert sound("hey some chess", "play some jazz")["play some jazz"] == 1.0


def test_what_means_the_same_is_worth_more() -> None:
    found = near(Transcript("switch the lamp on", 0.9), [EVERYBODY])
    meaning = {one.wording.text: one.features["meaning"] for one in found}
    assert max(meaning, key=lambda text: meaning[text]) == "switch on the lamp"


@pytest.mark.parametrize("heard", ["turn on the cattle", "weather", "play", "x", "what's the time now please tell me"])
def test_every_feature_is_within_its_bounds(heard: str) -> None:
    for one in near(Transcript(heard, 0.4), [EVERYBODY], end="unsupported"):
        logs = {"words", "count", "households"}
        free = {*logs, "thought_odds", "rare", "left_out", "heard_words"}
        assert all(-1.0 <= value <= 1.0 for name, value in one.features.items() if name not in free)
        assert all(0.0 < one.features[name] < 5.0 for name in logs)
        assert 0.0 < score(one.features, dict.fromkeys(one.features, 100.0)) < 1.0


def test_nothing_heard_and_nothing_known_finds_nothing() -> None:
    assert near(Transcript("", 0.1), [EVERYBODY]) == []
    assert near(Transcript("turn on the kettle", 0.9), [NearIndex(Layer("personal"))]) == []


def test_of_one_text_the_households_own_has_it() -> None:
    own = Wording("turn on the kettle", "own", 3, 3.0)
    found = near(Transcript("turn on the cattle", 0.6), [NearIndex(Layer("personal", wordings=(own,))), EVERYBODY])
    assert [(one.wording, one.features["own"]) for one in found if one.wording.text == own.text] == [(own, 1.0)]
    assert {one.features["own"] for one in found if one.wording.text != own.text} <= {0.0}


def test_each_way_to_hear_it_counts_once_as_it_is_normalised() -> None:
    heard = Transcript("Turn ON it", 0.5, (Hypothesis("turn on it", 0.4), Hypothesis("", 0.1)))
    assert hypotheses(heard) == [("turn on it", 0.5)]
