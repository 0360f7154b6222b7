"""Each friction signal is found where a person would see it, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistant.by_hand import ByHand
from assistant.entry import Entry
from assistant.friction import Rephrase
from assistant.learning.sessions import sessions
from assistant.learning.signals import SIGNALS, Evidence, defect_chance, defect_chances, signals
from assistant.turn import Command, Received, Rewrite, Turn
from tests.assistant.learning.histories import entries, entry
from tests.assistant.turns import turn

LIGHT = "light.kitchen_ceiling"
KITCHEN = {"interpretation": ("HassTurnOn", {"name": "kitchen light"})}


def on(entity: str = LIGHT, **changed: Any) -> Turn:
    """A light was switched on."""
    given = {**KITCHEN, "targets": (entity,), "commands": (Command(entity, "turn_on"),)}
    return turn("turn on the kitchen light", **{**given, "changes": {entity: {"state": "on"}}, **changed})


def playing(number: int = 1, **changed: Any) -> Turn:
    """Music plays."""
    command = Command("media_player.kitchen", "play_media", {"genre": "jazz"})
    wish = ("HassMediaSearchAndPlay", {"genre": "jazz"})
    return turn("play some jazz", number=number, interpretation=wish, commands=(command,), **changed)


def ending(after: float, service: str = "media_pause") -> Turn:
    """Somebody ends the music."""
    command = Command("media_player.kitchen", service)
    return turn("pause", number=2, after=after, interpretation=("HassMediaPause", {}), commands=(command,))


def said(text: str, intent: str | None, *, after: float = 8, number: int = 2, **changed: Any) -> Turn:
    """Something said next."""
    if intent is None:
        return turn(text, number=number, after=after, **changed)
    return turn(text, number=number, after=after, interpretation=(intent, {}), **changed)


def louder(number: int) -> Turn:
    """A step that may be wanted again."""
    return said("louder", "HassSetVolumeRelative", number=number, after=number * 3)


def evidence(*turns: Turn | Entry) -> dict[str, dict[str, Evidence]]:
    """By turn, the signals about it."""
    found: dict[str, dict[str, Evidence]] = {}
    for session in sessions(entries(turns)):
        for one in signals(session):
            found.setdefault(one.turn, {})[one.signal] = one
    return found


def about_first(*turns: Turn | Entry) -> set[str]:
    """The signals about the first turn."""
    return set(evidence(*turns).get("home-000001", {}))


OFF = turn(
    "turn off the kitchen light",
    number=2,
    after=15,
    interpretation=("HassTurnOff", {"name": "kitchen light"}),
    targets=(LIGHT,),
    commands=(Command(LIGHT, "turn_off"),),
    changes={LIGHT: {"state": "off"}},
)
AGAIN = {"number": 2, "after": 7.0}
WAKE = "wake"
MISHEARD = turn("turn on the kitten light", status="not_understood")
LIGHTS_AGAIN = entry(turn("lights", **AGAIN), rephrase=Rephrase("home-000001", 7.0, 1.0))
BATHROOM = turn("turn on the bathroom light", **AGAIN, interpretation=("HassTurnOn", {"name": "bathroom light"}))
USED = Rewrite("lights", "turn on the kitchen light", "personal", "r1", 0.9, "rewritten")
HELD = replace(USED, arm="holdout")
ASKED: dict[str, Any] = {"status": "asked", "question": True}
REPHRASED = entry(on(**AGAIN), rephrase=Rephrase("home-000001", 7.0, 0.9))


@pytest.mark.parametrize(
    ("signal", "turns"),
    [
        ("not_understood", [turn("mumble", status="not_understood")]),
        ("failed", [turn(status="failed")]),
        ("refused", [turn(status="refused")]),
        ("unsupported", [turn(status="unsupported")]),
        ("cut_off_early", [turn(received=Received(0.2, WAKE))]),
        ("cut_off_late", [turn(received=Received(0.6, WAKE))]),
        ("heard_enough", [turn(received=Received(0.9, WAKE))]),
        ("heard_out", [turn(received=Received(1.0))]),
        ("rephrased", [MISHEARD, REPHRASED]),
        ("said_again", [on(), turn("please turn the kitchen light on", **AGAIN, **KITCHEN)]),
        ("repeated", [on(), on(**AGAIN)]),
        ("repeated", [turn("louder", status="failed"), turn("louder", **AGAIN)]),
        ("tried_again", [MISHEARD, said("it is too dark", None, status="not_understood")]),
        ("complained", [on(), said("that's wrong", "Complain")]),
        ("complained", [on(), said("no", "Deny")]),
        ("taken_back", [on(), said("undo that", "Undo")]),
        ("reversed", [on(), OFF]),
        ("undone_by_hand", [entry(on(), by_hand=ByHand("undone", 9.0))]),
        ("done_by_hand", [entry(turn(status="failed"), by_hand=ByHand("instead", 9.0))]),
        ("beside_by_hand", [entry(on(), by_hand=ByHand("beside", 9.0))]),
        ("asked_later", [MISHEARD, on(number=2, after=900, session="s2")]),
        ("abandoned", [MISHEARD]),
        ("abandoned", [turn(received=Received(0.1, WAKE))]),
        ("unanswered", [turn(status="asked", question=True)]),
        ("in_vain", [on(rewrite=USED, changes={})]),
        ("denied", [turn(**ASKED, rewrite=USED), said("not at all", "Deny")]),
        ("otherwise", [on(rewrite=USED), BATHROOM]),
        ("otherwise", [on(rewrite=USED), said("turn on the thing over there", None, status="not_understood")]),
        ("went_on", [on(), said("what time is it", "HassGetCurrentTime", status="answered")]),
        ("played_on", [playing()]),
        ("played_on", [playing(), ending(600)]),
        ("stood", [on()]),
    ],
)
def test_a_signal_is_found(signal: str, turns: list[Turn | Entry]) -> None:
    assert signal in about_first(*turns)


@pytest.mark.parametrize(
    ("signal", "turns"),
    [
        # Steering what plays, and stopping what rings, is no barge-in.
        ("cut_off_early", [playing(received=Received(0.2, WAKE)), said("next", "HassMediaNext")]),
        ("cut_off_early", [turn("", initiator="assistant", received=Received(0.2, WAKE))]),
        ("rephrased", [turn("lights", status="failed"), LIGHTS_AGAIN]),
        # Words that were left alone say nothing of a rewrite.
        ("in_vain", [on(changes={})]),
        ("in_vain", [on(rewrite=HELD, changes={})]),
        ("denied", [turn(**ASKED), said("not at all", "Deny")]),
        ("otherwise", [on(), BATHROOM]),
        # What is counted as a rephrase counts once; another wish is none; after a rewrite it proves nothing either.
        ("otherwise", [on(rewrite=USED), on(**AGAIN)]),
        ("otherwise", [on(rewrite=USED), said("what time is it", "HassGetCurrentTime", status="answered")]),
        ("played_on", [playing(rewrite=USED)]),
        ("went_on", [on(rewrite=USED), said("what time is it", "HassGetCurrentTime", status="answered")]),
        # Another light is another wish, and so is the opposite.
        ("said_again", [on(), BATHROOM]),
        ("said_again", [on(), OFF]),
        ("said_again", [on(), said("what time is it", "HassGetCurrentTime")]),
        # "Louder" again says that it worked.
        ("repeated", [louder(1), louder(2)]),
        ("tried_again", [MISHEARD, said("what time is it", "HassGetCurrentTime", after=30)]),
        ("tried_again", [on(), said("it is too dark", None)]),
        ("complained", [turn(status="asked", question=True), said("no", "Deny")]),
        ("reversed", [on(), turn("lamp off", **AGAIN, commands=(Command("light.lamp", "turn_off"),))]),
        ("reversed", [playing(), ending(20)]),
        ("reversed", [on(), replace(OFF, session="s2", at=OFF.at + timedelta(seconds=60))]),
        ("repeated", [turn(status="asked", question=True), turn(**AGAIN)]),
        ("asked_later", [MISHEARD, REPHRASED, on(number=3, after=900, session="s2")]),
        ("asked_later", [MISHEARD, on(number=2, after=4000, session="s2")]),
        ("abandoned", [on()]),
        ("abandoned", [MISHEARD, on(number=2, after=900, session="s2")]),
        ("unanswered", [turn(status="asked", question=True), said("the left one", None)]),
        ("heard_out", [turn(status="failed", received=Received(1.0))]),
        ("went_on", [on(), said("that's wrong", "Complain")]),
        ("went_on", [on(), said("fat strong", None, status="not_understood")]),
        ("went_on", [on(), turn("please turn the kitchen light on", **AGAIN, **KITCHEN)]),
        ("played_on", [playing(), ending(20)]),
        ("played_on", [playing(), ending(20, "play_media")]),
        ("stood", [on(), OFF]),
        ("stood", [on(), said("undo that", "Undo")]),
        ("stood", [entry(on(), by_hand=ByHand("undone", 9.0))]),
        ("stood", [turn(status="answered")]),
    ],
)  # fmt: skip
def test_a_signal_is_not_found_in_what_only_looks_like_it(signal: str, turns: list[Turn | Entry]) -> None:
    assert signal not in about_first(*turns)


def test_what_the_assistant_begins_by_itself_is_no_evidence() -> None:
    assert evidence(turn("", initiator="assistant", received=Received(0.1, WAKE), status="done")) == {}


def test_a_note_says_what_was_seen() -> None:
    found = evidence(turn(received=Received(0.2, WAKE)), said("that's wrong", "Complain"))["home-000001"]
    assert found["cut_off_early"].note == "cut off by wake at 20%"
    assert found["complained"].note == "“that's wrong”"


def test_more_that_speaks_against_a_turn_makes_a_defect_likelier_and_less_makes_it_less() -> None:
    bad, good = Evidence("t", "complained", 2.8, ""), Evidence("t", "stood", -0.4, "")
    assert defect_chance([]) == pytest.approx(0.2)
    assert defect_chance([good]) < 0.2 < defect_chance([good, bad]) < defect_chance([bad]) < 1


def test_the_weights_are_those_of_the_table_in_log_odds() -> None:
    # Bayes by hand: odds of 1 to 4, and evidence e times as often in defects, give e to 4.
    assert defect_chance([Evidence("t", "refused", 1.0, "")]) == pytest.approx(2.718282 / 6.718282)
    found = evidence(turn(status="refused"))["home-000001"]["refused"]
    assert found.weight == SIGNALS["refused"].weight


def test_every_turn_of_a_resident_gets_a_chance_whatever_is_known_of_it() -> None:
    ringing = turn("", number=3, after=9, initiator="assistant")
    [session] = sessions(entries([on(), said("that's wrong", "Complain"), ringing]))
    chances = defect_chances(session)
    assert set(chances) == {"home-000001", "home-000002"}
    assert chances["home-000001"] > 0.5 > chances["home-000002"]


def test_a_signal_names_the_source_of_its_weight() -> None:
    assert all(sign.source for sign in SIGNALS.values())
