"""`ambient ask`: text in, turns out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.simulator.conftest import Ran

KEYS = [
    "version",
    "turn",
    "session",
    "initiator",
    "at",
    "assistant",
    "area",
    "detection",
    "transcript",
    "resident",
    "rewrite",
    "interpretations",
    "intent",
    "slots",
    "acts",
    "targets",
    "commands",
    "changes",
    "reply",
    "question",
    "status",
    "received",
    "ms",
]
"""The contract of a turn's JSON, in its order."""


def test_a_turn_has_the_contracts_keys_in_their_order(ambient: Callable[..., Ran]) -> None:
    ran = ambient("ask", "turn on the kitchen ceiling light", "--fresh", "--json")
    (turn,) = ran.lines
    assert ran.code == 0
    assert list(turn)[: len(KEYS)] == KEYS
    assert turn["targets"] == ["light.kitchen_ceiling"]
    assert turn["changes"]["light.kitchen_ceiling"]["state"] == "on"


def test_every_line_gets_one_answer_in_order(ambient: Callable[..., Ran]) -> None:
    texts = ["turn on the hall light", "", "what time is it", "flurble the gronk"]
    ran = ambient("ask", "--fresh", "--json", stdin="".join(json.dumps({"text": text}) + "\n" for text in texts))
    assert [turn["transcript"]["text"] for turn in ran.lines] == texts
    assert [turn["status"] for turn in ran.lines][1] == "not_understood"


def test_fresh_lines_do_not_see_each_other(ambient: Callable[..., Ran]) -> None:
    lines = [{"text": "turn on the hall light"}, {"text": "is the hall light on"}]
    fresh = ambient("ask", "--fresh", "--json", stdin="\n".join(map(json.dumps, lines))).lines
    assert "no" in fresh[1]["reply"].lower()


def test_without_fresh_the_lines_are_one_life(ambient: Callable[..., Ran]) -> None:
    lines = [{"text": "turn on the hall light"}, {"text": "is the hall light on"}]
    life = ambient("ask", "--json", stdin="\n".join(map(json.dumps, lines))).lines
    assert "yes" in life[1]["reply"].lower()


def test_the_home_stays_as_it_was_left_until_the_next_call(ambient: Callable[..., Ran]) -> None:
    ambient("ask", "turn on the hall light")
    assert "yes" in ambient("ask", "is the hall light on", "--json").lines[0]["reply"].lower()
    (turn,) = ambient("ask", "turn it off again", "--json").lines
    assert turn["targets"] == ["light.hall"]
    assert turn["changes"]["light.hall"]["state"] == "off"


def test_a_damaged_file_of_the_homes_state_is_told_in_one_line(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text("[1, 2")
    ran = ambient("ask", "turn on the hall light", "--data", tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "remove it" in ran.err


def test_what_was_asked_to_be_played_is_forgotten_with_the_words(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    ambient("ask", "play xanadu rhapsody", "--resident", "ana", "--area", "kitchen", "--data", tmp_path)
    ambient("log", "forget", "ana", "--data", tmp_path)
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).lower()
    assert b"xanadu" not in left


def test_a_state_and_a_place_can_be_given(ambient: Callable[..., Ran]) -> None:
    question = {
        "text": "what is the temperature",
        "area": "kitchen",
        "at": "2026-03-02T18:00",
        "state": {"oven.kitchen": {"state": "on", "temperature": 312}},
    }
    (turn,) = ambient("ask", "--fresh", "--json", stdin=json.dumps(question)).lines
    assert turn["area"] == "kitchen"
    assert turn["at"].startswith("2026-03-02T18:00:00-08:00")
    assert turn["targets"] == ["oven.kitchen"]
    assert "312" in turn["reply"]


def test_an_area_may_be_named_by_its_alias(ambient: Callable[..., Ran]) -> None:
    (turn,) = ambient("ask", "turn on the light", "--area", "Hallway", "--fresh", "--json").lines
    assert turn["targets"] == ["light.hall"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "not JSON"),
        ("[]", "a line looks like"),
        ('{"txt": "x"}', "a line looks like"),
        ('{"text": "x", "rom": "y"}', "'rom' is not known"),
        ('{"text": "x", "area": 3}', "'area' must be a string"),
        ('{"text": "x", "area": "attic"}', "no area 'attic'"),
        ('{"text": "x", "at": "teatime"}', "is no time"),
        ('{"text": "x", "assistant": "hal"}', "no assistant 'hal'"),
        ('{"text": "x", "state": {"light.nowhere": {"state": "on"}}}', "no device 'light.nowhere'"),
    ],
)
def test_a_bad_line_ends_with_one_line_and_exit_code_2(ambient: Callable[..., Ran], line: str, words: str) -> None:
    ran = ambient("ask", "--fresh", "--json", stdin=line + "\n")
    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_a_timer_set_by_one_process_rings_in_the_next(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    ambient("ask", "set a timer for ten minutes", "--at", "2026-03-02T12:00", "--json")
    (turn,) = ambient("ask", "how long is left on the timer", "--at", "2026-03-02T12:04", "--json").lines
    assert turn["intent"] == "HassTimerStatus"
    assert "6 minutes" in turn["reply"] or "six minutes" in turn["reply"]


def test_a_liking_holds_after_a_restart(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    ambient("ask", "i like jazz", "--resident", "ana", "--data", tmp_path)
    (turn,) = ambient("ask", "what do you know about me", "--resident", "ana", "--data", tmp_path, "--json").lines
    assert turn["reply"] == "You like jazz."
