"""Rules that fail go, those that serve stay through a few unlucky frictions, what went comes back on new evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scipy.stats import beta

from assistant.learning.watch import first, goes_live, overnight, tracks, weighed, withdrawn
from assistant.learnt import Layer, Learnt, Rule
from assistant.track import Track

RULE = Rule("r1", "set the oven going", "turn on the oven", "personal", sessions=4, chance=0.9, kept=0.1)


def lived(*defects: float, track: Track | None = None, used: bool = True) -> Track:
    track = track or first(RULE)
    for defect in defects:
        track = track.after(used, defect)
    return track


@pytest.mark.parametrize(
    ("sums", "expected"), [((3, 1, 1, 3), 113 / 126), ((0, 0, 0, 0), 0.5), ((30, 10, 30, 10), 0.5)]
)
def test_the_chance_that_rewriting_is_better_is_that_of_two_beta_draws(
    sums: tuple[float, float, float, float], expected: float
) -> None:
    # The first by the closed sum for whole numbers: 1 less the sum over i < 2 of B(4+i, 6) / ((4+i) B(1+i, 4) B(4, 2)).
    assert Track(*sums).better() == pytest.approx(expected, abs=1e-4)


def test_it_agrees_with_draws() -> None:
    track = Track(good=20.5, bad=4.5, held_good=3.2, held_bad=2.8)
    one = beta(1 + 20.5, 1 + 4.5).rvs(200_000, random_state=1)
    other = beta(1 + 3.2, 1 + 2.8).rvs(200_000, random_state=2)
    assert track.better() == pytest.approx((one > other).mean(), abs=0.005)


def test_a_rule_goes_live_on_clear_evidence_only() -> None:
    assert goes_live(lived(*[0.1] * 8, track=lived(0.8, 0.7, 0.9, used=False)))
    assert not goes_live(Track())


def test_a_stale_rule_is_withdrawn_within_five_failures_and_a_person_can_read_why() -> None:
    track = lived(*[0.1] * 9, *[0.8] * 4)
    assert withdrawn([RULE], {"r1": track}) == {"r1": "used 13 times, failed 4, most of them lately: withdrawn"}


@pytest.mark.parametrize("defects", [(0.1, 0.7, 0.1, 0.1, 0.1, 0.1, 0.7, 0.1), (0.7, 0.1), (0.2, 0.25) * 20])
def test_a_few_unlucky_frictions_lose_no_good_rule(defects: tuple[float, ...]) -> None:
    track = first(RULE)
    for defect in defects:
        track = track.after(True, defect)
        assert withdrawn([RULE], {"r1": track}) == {}


def test_where_the_words_do_as_well_alone_the_rule_goes() -> None:
    held = lived(*[0.1] * 12, used=False, track=Track())
    track = lived(0.1, 0.1, 0.6, 0.1, 0.1, 0.6, 0.1, 0.1, 0.1, track=held)
    reason = withdrawn([RULE], {"r1": track})["r1"]
    assert reason == "used 9 times, failed 2; left alone 12 times, which went better: withdrawn"


def test_tracks_are_read_from_a_log_and_turns_that_nobody_weighed_are_left_out() -> None:
    rows: list[dict[str, Any]] = [
        {"rule": "r1", "arm": "rewritten", "defect": 0.1},
        {"rule": None, "arm": None, "defect": 0.9},
        {"rule": "r1", "arm": "holdout", "defect": 0.8},
        {"rule": "r1", "arm": "rewritten", "defect": None},
        {"rule": "r1", "arm": "rewritten", "defect": 0.9},
    ]
    assert tracks(rows, [RULE])["r1"] == first(RULE).after(True, 0.1).after(False, 0.8).after(True, 0.9)


def test_a_rule_refused_by_voice_keeps_that_reason() -> None:
    learnt = Learnt(own=Layer("personal", (RULE,)), withdrawn={"r1": "refused"})
    assert weighed(learnt, [("r1", "rewritten", 1.0)] * 5).withdrawn == {"r1": "refused"}


def gone(reason: str = "used 13 times, failed 4: withdrawn") -> Learnt:
    return Learnt(own=Layer("personal", (RULE,)), withdrawn={"r1": reason}, tracks={"r1": lived(*[0.9] * 5)})


def mined(sessions: int) -> Learnt:
    return Learnt(own=Layer("personal", (replace(RULE, sessions=sessions),)))


def test_a_rule_that_went_stays_away_on_the_evidence_it_had() -> None:
    night = overnight(gone(), mined(6), now=100.0)
    assert "r1" in night.withdrawn
    # Another night, with one more session: still counted from when it went.
    assert "r1" not in overnight(night, mined(7), now=200.0).withdrawn


def test_it_comes_back_on_new_evidence_with_a_fresh_track() -> None:
    night = overnight(gone(), mined(7), now=100.0)
    assert night.withdrawn == {}
    assert night.tracks == {}
    assert night.anew == {"r1": 100.0}


def test_a_rule_in_other_words_for_the_same_is_the_same_rule() -> None:
    other = replace(RULE, id="r2", text="oven on", sessions=6)
    night = overnight(gone(), Learnt(own=Layer("personal", (other,))), now=100.0)
    assert set(night.withdrawn) == {"r2"}
    assert night.tracks["r2"].uses == 5
    elsewhere = replace(other, to="HassTurnOff|name:oven")
    assert "r2" not in overnight(gone(), Learnt(own=Layer("personal", (elsewhere,))), now=100.0).withdrawn


def test_what_was_refused_by_voice_never_comes_back_by_itself() -> None:
    assert overnight(gone("refused"), mined(50), now=100.0).withdrawn == {"r1": "refused"}


def test_a_near_match_has_little_to_show_for_itself_and_goes_when_it_fails() -> None:
    learnt = weighed(Learnt(), [("near-turn-on-the-fan", "rewritten", 0.1)] * 3)
    night = overnight(learnt, Learnt(), now=100.0)
    again = weighed(night, [("near-turn-on-the-fan", "rewritten", 0.9), ("near-off", "rewritten", 0.9)])
    assert again.withdrawn == {"near-off": "used once, failed 1: withdrawn"}


def test_rules_learnt_no_more_are_watched_no_more() -> None:
    assert weighed(Learnt(), [("r1", "rewritten", 0.9)] * 9) == Learnt()
