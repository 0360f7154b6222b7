"""A request that fails is rewritten to what got the same wish done, where enough households show it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.learning.cycle import LearnSettings
from assistant.learning.mining import METHODS, mined, rule_id
from assistant.learning.often import Often
from assistant.learning.seen import CAPPED, seen
from assistant.learning.walks import Walk
from assistant.learnt import Rule
from tests.assistant.learning.wishes import homes, wish

SETTINGS = LearnSettings()
CATTLE = ("turn on the cattle", "?|turn on the cattle")
KETTLE = ("turn on the kettle", "HassTurnOn|name:kettle")


def rules(walks: Sequence[Walk], method: str = "chain") -> list[tuple[str, str]]:
    return [(rule.heard, rule.text) for rule in learnt(walks, method)]


def learnt(walks: Sequence[Walk], method: str = "chain") -> tuple[Rule, ...]:
    wanted = SETTINGS.households, SETTINGS.sessions
    counted = seen(walks, leads=METHODS[method].leads)
    return mined(counted, source="global", method=method, households=wanted[0], sessions=wanted[1])


def many(*steps: tuple[str, str], count: int = 6, times: int = 1) -> list[Walk]:
    """The same wish in so many households, each so many times."""
    return [wish(*steps, home=home) for home in homes(count) for _ in range(times)]


def test_six_households_make_a_rule_and_its_evidence_is_told() -> None:
    (rule,) = learnt(many(CATTLE, KETTLE))
    assert (rule.heard, rule.text, rule.households, rule.sessions) == (CATTLE[0], KETTLE[0], 6, 6)
    assert rule.chance == pytest.approx(0.9)
    assert rule.kept == 0


def test_five_who_collude_make_none_however_loud_they_are() -> None:
    assert rules(many(CATTLE, KETTLE, count=5, times=100)) == []


def test_nobody_shouts_down_the_others() -> None:
    fan = ("turn on the fan", "HassTurnOn|name:fan")
    loud = [wish(CATTLE, fan, home="loud") for _ in range(CAPPED)]
    louder = [wish(CATTLE, fan, home="loud") for _ in range(100)]
    honest = many(CATTLE, KETTLE, times=2)
    assert seen(louder).led == seen(loud).led
    assert (CATTLE[0], fan[0]) not in rules([*honest, *louder])
    assert rules([*honest, *loud]) == [(CATTLE[0], KETTLE[0])]


def test_where_successes_go_apart_nothing_is_clear() -> None:
    others = [many(CATTLE, (f"turn on the {thing}", f"HassTurnOn|name:{thing}")) for thing in ("fan", "tv")]
    assert rules([*many(CATTLE, KETTLE), *others[0], *others[1]]) == []


@pytest.mark.parametrize(("stood", "made"), [(1, True), (6, False)])
def test_the_target_must_be_far_likelier_to_succeed_than_the_words_as_they_stand(stood: int, made: bool) -> None:
    jars = ("play jars", "HassMediaSearchAndPlay|search_query:jars")
    jazz = ("play jazz", "HassMediaSearchAndPlay|search_query:jazz")
    assert bool(rules([*many(jars, jazz), *many(jars, count=stood)])) is made


@pytest.mark.parametrize(
    "target",
    [
        ("unlock the front door", "HassUnlock|name:front door"),
        ("turn on the garage", "HassTurnOn|name:garage"),
        ("let us in", "HassTurnOff|domain:lock"),
        ("run lock up", "RoutineRun|name:night"),
        ("order a pizza", "Unsupported"),
        ("hm hm", "?|hm hm"),
    ],
)
def test_nothing_is_rewritten_into_what_is_critical_or_not_understood(target: tuple[str, str]) -> None:
    assert rules(many(CATTLE, target, times=3)) == []


def test_a_text_that_goes_well_is_not_rewritten_with_its_state() -> None:
    state = "HassTurnOn|name:tea"
    bad, well = ("turn on the tea grower", state), ("turn on the tea", state)
    walks = [*many(bad, KETTLE, times=2), *many(well, count=1), *many(well, KETTLE, count=1)]
    assert rules(walks) == [(bad[0], KETTLE[0])]


def test_a_rule_in_use_is_learnt_again_from_a_log_in_which_it_worked() -> None:
    worked = many((CATTLE[0], f"rewritten|{KETTLE[1]}"), times=3)
    assert learnt([*many(CATTLE, KETTLE), *worked]) == learnt(many(CATTLE, KETTLE))


def test_what_was_heard_once_is_not_rewritten() -> None:
    walks = [wish((f"turn on the {home}", "HassTurnOn"), KETTLE, home=home) for home in homes(9)]
    assert rules(walks) == []


@pytest.mark.parametrize("end", ["?|hm {}", "rewritten|Play|search_query:{}"])
def test_what_comes_once_speaks_for_what_it_comes_after_alone(end: str) -> None:
    """Whether or not it is kept: what failed once after one request says nothing of what worked once after another."""
    jars = ("play jars", "?|play jars")
    worked = [wish(CATTLE, (f"play {at}", f"Play|search_query:{at}"), home=f"home-{at}") for at in range(10)]
    failed = [wish(jars, (f"hm {at}", end.format(at)), home=f"home-{at}", accepted=False) for at in range(100)]
    walks = [*many(CATTLE, KETTLE), *worked, *failed]
    often = Often(1000)
    often.note(name for walk in walks for step in walk.steps for name in (step.text, step.state))
    found, all_found = (mined(seen(walks, kept), source="global", households=6, sessions=6) for kept in (often, None))
    assert found == all_found == ()


def test_the_same_rule_has_the_same_name_whatever_else_is_learnt() -> None:
    again = [*many(("play jars", "?|play jars"), ("play jazz", "Play")), *many(CATTLE, KETTLE, count=9)]
    named = {rule.id for rule in learnt(again)}
    assert len(named) == 2
    assert rule_id("global", CATTLE[0], KETTLE[0]) in named
    assert rule_id("personal", CATTLE[0], KETTLE[0]) not in named


def test_the_chain_sees_through_a_request_between_and_one_step_does_not() -> None:
    again = ("turn on the metal", "?|turn on the metal")
    walks = many(CATTLE, again, KETTLE)
    assert (CATTLE[0], KETTLE[0]) in rules(walks, "chain")
    assert (CATTLE[0], KETTLE[0]) not in rules(walks, "one_step")


def test_what_is_said_next_is_taken_for_a_repair_by_who_sees_no_success() -> None:
    jazz = ("play jazz", "Play|search_query:jazz")
    fan = ("turn on the fan", "HassTurnOn|name:fan")
    walks = [*many(jazz, fan), *many(jazz, count=2), *(wish(fan, home="sad", accepted=False) for _ in range(90))]
    assert {method: bool(rules(walks, method)) for method in METHODS} == {
        "chain": False,
        "one_step": False,
        "next_request": True,
    }
