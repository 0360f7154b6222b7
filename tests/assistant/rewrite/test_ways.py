"""Other ways to find what was meant than by the sound of the whole: a value, a guess, a habit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.learnt import Layer, Wording
from assistant.rewrite.guessed import guessed
from assistant.rewrite.habit import usual_now
from assistant.rewrite.mended import mended
from assistant.rewrite.near import NearIndex, hypotheses
from assistant.turn import Interpretation, Transcript
from tests.assistant.rewrite.requests import NOW, near, request

RAIN = Wording("is there rain in {name}", "HassGetWeather|name:{name}", 9, 8.0, 5)
PLAY = Wording("play {search_query}", "HassMediaSearchAndPlay|search_query:{search_query}", 30, 28.0, 20)
SET = Wording("put {search_query} on please", PLAY.state, 9, 8.0, 8)
TIME = Wording("what time is it", "HassGetCurrentTime", 50, 48.0, 30)
LAYER = Layer(
    "global", wordings=(PLAY, SET, RAIN, TIME), values={"perth": "name", "paris": "name", "jazz": "search_query"}
)
INDEX = NearIndex(LAYER)


@pytest.mark.parametrize(
    ("heard", "state", "found"),
    [
        pytest.param("is there rain in birth", "", "is there rain in perth", id="by the words around it"),
        pytest.param("rain in birth", "HassGetWeather|name:birth", "rain in perth", id="by how it was understood"),
        pytest.param("is there rain in paris", "HassGetWeather|name:paris", None, id="what is known stands"),
        pytest.param("is there rain in qqqqqqqq", "", None, id="what sounds like nothing stands"),
        pytest.param("is there any rain", "", None, id="no value, nothing to mend"),
    ],
)
def test_a_misheard_value_is_taken_for_one_that_others_got(heard: str, state: str, found: str | None) -> None:
    one = request(Transcript(heard, 0.6), state=state, end="fails" if state else "nothing")
    texts = [wording.text for wording in mended(one, hypotheses(one.transcript), [INDEX]) if wording.text != heard]
    assert texts[:1] == ([found] if found else [])


def guess(intent: str, text: str, **slots: str) -> Interpretation:
    return Interpretation(intent, slots, 0.4, 0, text)


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        (guess("HassGetWeather", "rain for rome", name="rome"), "is there rain in rome"),
        (guess("HassGetCurrentTime", "time time"), "what time is it"),
        (guess("HassMediaSearchAndPlay", "put waterloo on"), None),
        (guess("HassTurnOn", "lamp on", name="lamp"), None),
        (guess("Unsupported", "order a pizza"), None),
    ],
)
def test_a_guess_is_put_in_the_words_by_which_most_got_it(reading: Interpretation, found: str | None) -> None:
    one = request(Transcript(reading.text, 0.6), readings=[reading])
    texts = [wording.text for wording in guessed(one, [INDEX])]
    assert texts == ([found] if found else [])


def test_rare_words_are_those_that_stand_in_few_wordings() -> None:
    others = [Wording(f"put some {one} on", f"Put|what:{one}", 9, 9.0, 9) for one in ("jam", "tea", "wood")]
    plainest = NearIndex(Layer("global", wordings=(PLAY, SET, *others))).plainest
    assert plainest.rare("put waterloo sunset on") == ["waterloo", "sunset"]
    assert plainest.rare("put some on") == []


def test_a_habit_is_thought_of_at_its_hour() -> None:
    mornings = tuple(((NOW - timedelta(days=day, minutes=20)).timestamp(), "kitchen", "") for day in (3, 2, 1))
    evenings = tuple(((NOW - timedelta(days=day, hours=9)).timestamp(), "kitchen", "") for day in (3, 2, 1))
    past = {TIME.state: mornings, PLAY.state: evenings, "HassGetWeather": mornings[:1]}
    said = {TIME.state: TIME, PLAY.state: PLAY, "HassGetWeather": RAIN}
    assert list(usual_now(request(Transcript("hm hm hm", 0.3)), past, said)) == [TIME]


def test_a_past_speaks_for_what_was_asked_for_at_this_hour_in_this_room_and_lately() -> None:
    lately = ((NOW - timedelta(days=1)).timestamp(), "kitchen", "")
    long_ago = ((NOW - timedelta(days=9, hours=6)).timestamp(), "hall", "")
    heard, owns = Transcript("what tame is hit", 0.5), NearIndex(Layer("personal", wordings=(TIME,)))
    found = {
        name: next(one.features for one in near(heard, [owns, INDEX], past={TIME.state: past}))
        for name, past in (("lately", (long_ago, lately)), ("long ago", (long_ago,)))
    }
    for feature in ("past", "past_hour", "past_room", "recent"):
        assert found["lately"][feature] > found["long ago"][feature]
