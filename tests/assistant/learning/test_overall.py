"""What serves many goes live and says so, what harms in several homes leaves for all; one home decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.learning.cycle import LearnSettings, learn
from assistant.learning.keeping import keep, learn_from
from assistant.learning.overall import CAPPED, Use, over_all
from assistant.learnt import Layer, Rule, Wording
from assistant.learnt_file import load_learnt, twin_of
from assistant.log import InteractionLog
from assistant.turn import Received, Rewrite
from tests.assistant.turns import turn

RULE = Rule("r1", "set it going", "turn it on", "global", households=8, sessions=9, chance=0.8, kept=0.1)
WORDINGS = tuple(Wording(text, "HassTurnOn|name:fan", 4, 3.0, 3) for text in ("turn on the {name}", "fan on"))
GOOD, BAD = 0.1, 0.9


def uses(defects: Iterable[float], *, rule: str = "r1", text: str = "turn it on", used: bool = True) -> list[Use]:
    """A use, or a holdout, in one household after another."""
    state = "rewritten|HassTurnOn|name:fan"
    return [Use(f"h{number}", rule, text, state, used, defect) for number, defect in enumerate(defects)]


def watched(*found: Use, rule: Rule = RULE, proves: bool = True) -> Layer:
    return over_all(Layer("global", (rule,), WORDINGS), found, proves=proves)


@pytest.mark.parametrize(
    ("rule", "live"),
    [
        (RULE, True),
        (replace(RULE, sessions=2, kept=0.3), False),  # too few to tell
        (replace(RULE, chance=0.4, kept=0.3), False),  # hardly better
        (replace(RULE, chance=0.25, kept=0.03), True),  # seldom does any of it go well, but so much oftener
    ],
)
def test_a_rule_that_nobody_has_used_goes_live_on_the_sessions_it_was_learnt_from(rule: Rule, live: bool) -> None:
    layer = watched(rule=rule)
    assert (rule.id not in layer.withdrawn) is live
    if not live:
        assert layer.withdrawn["r1"].startswith("not live yet: better than no rewrite with a chance of ")
    assert not watched(rule=rule, proves=False).withdrawn


def test_a_rule_that_does_better_than_the_words_alone_says_so() -> None:
    layer = watched(*uses([GOOD] * 12), *uses([BAD] * 3, used=False))
    (rule,) = layer.rules
    assert (rule.uses, rule.held) == (12, 3)
    assert rule.better is not None
    assert rule.better > 0.95
    assert layer.withdrawn == {}


def test_a_rule_leaves_where_the_words_alone_do_better() -> None:
    layer = watched(*uses([GOOD] * 10 + [BAD] * 3), *uses([GOOD] * 20, used=False))
    reason = "used 13 times in 20 households, failed 3; left alone 20 times, which went better: withdrawn"
    assert layer.withdrawn == {"r1": reason}


def test_a_rule_leaves_that_fails_in_several_homes() -> None:
    assert watched(*uses([BAD, GOOD, BAD, BAD])).withdrawn == {
        "r1": "used 4 times in 4 households, failed 3: withdrawn"
    }


def test_one_home_whose_habit_has_changed_takes_it_from_nobody() -> None:
    angry = [replace(use, household="h0") for use in uses([BAD] * 20)]
    layer = watched(*uses([GOOD] * 5), *angry)
    assert layer.withdrawn == {}
    assert layer.rules[0].uses <= 5 + CAPPED


def test_near_matches_go_by_their_wording_with_values_and_without() -> None:
    found = uses([BAD] * 4, rule="near-turn-on-the-fan", text="turn on the fan")
    layer = watched(*found, *uses([GOOD] * 4, rule="near-fan-on", text="fan on"))
    assert layer.withdrawn == {"near-turn-on-the-{name}": "used 4 times in 4 households, failed 4: withdrawn"}
    assert [one.text for one in layer.wordings] == ["fan on"]


def live(log: InteractionLog, homes: int, rewrite: Rewrite | None = None) -> None:
    """Homes in which a request fails and is said otherwise; or in which it is rewritten, and cut off at once."""
    for number in range(homes):
        day = 86400.0 * (20 if rewrite else number % 3)
        about: dict[str, Any] = {"session": f"s{number}-{day}", "interpretation": ("HassTurnOn", {"name": "fan"})}
        ids = [f"h{number}-{at + 10 * bool(rewrite):06d}" for at in (1, 2)]
        said = "make the fan earn its keep"
        first = turn(said, turn=ids[0], after=day, session=about["session"], status="not_understood")
        then = turn("turn on the fan", turn=ids[1], after=day + 8, received=Received(1.0), **about)
        if rewrite:
            first = turn(said, turn=ids[0], after=day, rewrite=rewrite, received=Received(0.1, "wake"), **about)
            then = turn("that is wrong", turn=ids[1], after=day + 8, session=about["session"], intent="Complain")
        log.append(first, household=f"h{number}")
        log.append(then, household=f"h{number}")


def test_what_a_pooled_log_shows_of_its_use_stands_in_the_file_and_is_used_no_more(tmp_path: Path) -> None:
    with InteractionLog(tmp_path / "log.sqlite") as log:
        live(log, 8)
        (rule,) = learn(log, source="global", settings=LearnSettings()).rules
        live(log, 6, Rewrite("make the fan earn its keep", "turn on the fan", "global", rule.id, 0.9, "rewritten"))
        path = keep(learn_from(log, "global"), tmp_path)
    learnt = load_learnt(tmp_path)
    assert learnt.withdrawn == {rule.id: "used 6 times in 6 households, failed 6: withdrawn"}
    assert "failed 6: withdrawn" in twin_of(path).read_text("utf-8")
