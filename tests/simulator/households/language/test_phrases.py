"""The residents' phrasings: enough of them, well formed, and drawn the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.files import InputError
from simulator.households.kinds import KINDS
from simulator.households.language.joining import mended
from simulator.households.language.phrases import phrases
from simulator.households.values import Filler

SPOKEN_OF = tuple(kind for kind in KINDS if kind in phrases())


@pytest.mark.parametrize("kind", SPOKEN_OF)
def test_each_kind_is_said_in_many_ways(kind: str) -> None:
    assert len(phrases()[kind]) >= 15


def test_what_nobody_here_does_is_asked_in_very_many_ways() -> None:
    assert len(phrases()["unsupported"]) >= 150


@pytest.mark.parametrize("kind", SPOKEN_OF)
def test_phrasings_hold_only_what_their_kind_fills(kind: str) -> None:
    held = {name for phrase in phrases()[kind] for name in phrase.placeholders}
    assert held <= set(KINDS[kind].placeholders)


def test_words_are_lower_case_and_without_punctuation() -> None:
    letters = {letter for each in phrases().values() for one in each for letter in one.text}
    assert letters <= set("abcdefghijklmnopqrstuvwxyz' {}_")


def test_alternatives_share_their_phrasing_s_weight(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("@time *0.5\n(tell|give) me the time [please]\n")
    each = phrases(tmp_path)["time"]
    assert [one.text for one in each] == [
        "tell me the time", "tell me the time please", "give me the time", "give me the time please",
    ]  # fmt: skip
    assert sum(one.weight for one in each) == 0.5


def test_a_phrasing_may_carry_slots_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("@what_plays | what=artist\nwho sings\nwhat is it called | what=title\n")
    assert [one.slots for one in phrases(tmp_path)["what_plays"]] == [{"what": "artist"}, {"what": "title"}]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("@timer_sat\ntimer {duration}\n", "'timer_sat' is no kind of goal"),
        ("@timer_set\nset a timer\n", "'set a timer' lacks duration"),
        ("@time *often\nthe time\n", "a weight is a number"),
    ],
)
def test_a_line_that_does_not_fit_is_named(lines: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(lines)
    with pytest.raises(InputError, match=problem):
        phrases(tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("set a ten minutes timer", "set a ten minute timer"),
        ("set a half an hour timer", "set a half an hour timer"),
        ("start a one minute timer", "start a minute timer"),
        ("add another one hour", "add another hour"),
        ("set a an hour and a half timer", "set an hour and a half timer"),
        ("set a one and a half minutes timer", "set a one and a half minute timer"),
        ("find us a indian place", "find us an indian place"),
        ("how about a bit of the beatles", "how about the beatles"),
    ],
)
def test_fillers_fit_the_words_about_them(words: str, said: str) -> None:
    assert mended(words) == said


def test_fillers_stand_in_their_places() -> None:
    phrase = next(one for one in phrases()["timer_more"] if one.text == "still raw another {duration} please")
    assert phrase.filled({"duration": Filler("two minutes", {"minutes": 2})}) == "still raw another two minutes please"
