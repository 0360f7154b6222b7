"""What counts as trouble, and what only looks like it."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.friction import ALIKE, barge_in, rephrase_of, similarity
from assistant.turn import Received, Turn
from tests.assistant.turns import turn

PAIRS = Path(__file__).parents[3] / "shared" / "data" / "text" / "slurp_pairs_a.jsonl"
JAZZ = ("HassMediaSearchAndPlay", {"search_query": "jazz"})
DOOR = ("HassTurnOn", {"name": "garage door"})


def missed(text: str, **changed: Any) -> Turn:
    return turn(text, **{"status": "not_understood", **changed})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("turn on the kit chin light", "turn on the kitchen light"),
        ("open the garbage store", "open the garage door"),
        ("play hunger games", "please play the hunger games"),
    ],
)
def test_the_same_wish_in_like_words_after_a_failure_is_a_rephrase(first: str, second: str) -> None:
    found = rephrase_of(turn(second, number=2, after=6), [missed(first)])
    assert found is not None
    assert (found.of, found.gap_seconds) == ("home-000001", 6)
    assert ALIKE <= found.similarity <= 1


def test_other_words_for_the_same_meaning_are_a_rephrase() -> None:
    first = turn("let the car in", interpretation=DOOR, status="failed")
    assert rephrase_of(turn("open up the garage", number=2, after=9, interpretation=DOOR), [first])


def test_a_request_after_a_plain_success_is_none_however_alike() -> None:
    assert rephrase_of(turn("turn on the light", number=2, after=5), [turn("turn on the light")]) is None


def test_another_wish_after_a_failure_is_none() -> None:
    assert rephrase_of(turn("what time is it", number=2, after=5), [missed("turn on the kit chin light")]) is None


def test_after_a_sessions_gap_it_is_another_attempt_of_another_day() -> None:
    assert rephrase_of(turn("turn on the light", number=2, after=46), [missed("turn on the light")]) is None


def test_two_devices_that_were_understood_are_two_wishes() -> None:
    first = turn(
        "turn on the kitchen light", interpretation=("HassTurnOn", {}), targets=("light.kitchen",), status="failed"
    )
    second = turn(
        "turn on the kitchen fan", number=2, after=5, interpretation=("HassTurnOn", {}), targets=("fan.kitchen",)
    )
    assert rephrase_of(second, [first]) is None


def test_the_same_device_by_its_other_name_is_one_wish() -> None:
    first = turn("big light on", interpretation=("HassTurnOn", {}), targets=("light.kitchen",), status="failed")
    second = turn(
        "switch on the ceiling lamp", number=2, after=5, interpretation=("HassTurnOn", {}), targets=("light.kitchen",)
    )
    assert rephrase_of(second, [first])


def test_on_after_a_failed_off_is_another_wish() -> None:
    first = turn("light off", interpretation=("HassTurnOff", {}), targets=("light.a",), status="failed")
    second = turn("light on", number=2, after=5, interpretation=("HassTurnOn", {}), targets=("light.a",))
    assert rephrase_of(second, [first]) is None


def test_a_reply_cut_off_by_the_same_wish_is_a_rephrase() -> None:
    first = turn("play hunger games", interpretation=JAZZ, received=Received(0.3, "wake"))
    assert rephrase_of(turn("play the hunger games film", number=2, after=4), [first])


def test_a_protest_makes_the_turn_before_it_trouble() -> None:
    wrong = turn("play hunger games")
    protest = turn("that's wrong", number=2, after=5, intent="Complain", status="answered")
    assert rephrase_of(protest, [wrong]) is None
    found = rephrase_of(turn("play the hunger games", number=3, after=9), [wrong, protest])
    assert found is not None
    assert found.of == wrong.turn


def test_the_answer_to_a_question_is_none() -> None:
    question = turn("turn on the light", status="asked", question=True)
    assert rephrase_of(turn("the kitchen light", number=2, after=4), [question]) is None


def test_the_nearest_attempt_is_the_one_rephrased() -> None:
    attempts = [missed("open the garbage store"), missed("open the garage store", number=2, after=8)]
    found = rephrase_of(turn("open the garage door", number=3, after=16), attempts)
    assert found is not None
    assert found.of == "home-000002"


def test_a_wish_met_meanwhile_is_not_said_again() -> None:
    attempts = [missed("open the garage store"), turn("open the garage door", number=2, after=8)]
    assert rephrase_of(turn("open the garage door", number=3, after=16), attempts) is None


def test_what_the_assistant_says_by_itself_is_never_a_rephrase() -> None:
    ringing = turn("", number=2, after=5, initiator="assistant")
    assert rephrase_of(ringing, [missed("turn on the light")]) is None
    assert rephrase_of(turn("turn on the light", number=2, after=5), [ringing]) is None


def test_stop_to_an_alarm_is_no_friction() -> None:
    assert barge_in(turn("", initiator="assistant", received=Received(0.1, "stop"))) == "dismissed"


def test_next_to_music_is_no_friction() -> None:
    playing = turn("play jazz", interpretation=JAZZ, received=Received(0.2, "wake"))
    skip = turn("next", number=2, after=2, intent="HassMediaNext")
    assert barge_in(playing, skip) == "steered"
    assert rephrase_of(turn("play jazz", number=2, after=9, interpretation=JAZZ), [playing, skip]) is None


@pytest.mark.parametrize(
    ("received", "kind"),
    [
        (None, None),
        (Received(1.0), None),
        (Received(0.95, "wake"), "heard_enough"),
        (Received(0.2, "wake"), "cut_off"),
    ],
)
def test_a_barge_in_has_its_kind(received: Received | None, kind: str | None) -> None:
    assert barge_in(turn("what's the weather", received=received)) == kind


@pytest.mark.skipif(not PAIRS.exists(), reason="the pairs of real recogniser output are not beside the checkout")
def test_two_hearings_of_one_wish_are_told_from_other_wishes() -> None:
    pairs = [json.loads(line) for line in PAIRS.read_text().splitlines()]
    alike: dict[str, list[bool]] = {"same take": [], "same intent, other": []}
    for pair in pairs:
        for kind in alike:
            if pair["meta"]["kind"].startswith(kind):
                alike[kind].append(similarity(turn(pair["first"]), turn(pair["second"])) >= ALIKE)
    same, other = (sum(found) / len(found) for found in alike.values())
    assert same > 0.85
    assert other < 0.05
