"""The whole loop, thinnest: what went wrong in a log goes right in the next turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.learning import cycle
from assistant.learning.cycle import PERSONAL, LearnSettings, learn
from assistant.learnt import Layer, Learnt
from assistant.log import InteractionLog
from assistant.nlu.interpreter import SpacyInterpreter
from assistant.resolve.resolver import ContextResolver
from assistant.rewrite.learnt import LearntRewriter
from tests.assistant.homes import Household, a_home
from tests.assistant.learning.wishes import homes
from tests.assistant.turns import turn

THINGS = ("kettle", "fan", "coffee maker")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[InteractionLog]:
    with InteractionLog(tmp_path / "log.sqlite") as opened:
        yield opened


def live(log: InteractionLog, household: str, thing: str, day: int = 0) -> None:
    """Somebody asks in vain, and then so that it is understood."""
    after, session = 86400.0 * day, f"{household}-s{day}"
    ids = [f"{household}-{2 * day + more:06d}" for more in (1, 2)]
    said = f"make the {thing} earn its keep"
    failed = turn(said, after=after, session=session, status="not_understood", turn=ids[0])
    understood = ("HassTurnOn", {"name": thing})
    done = turn(f"turn on the {thing}", after=after + 8, session=session, interpretation=understood, turn=ids[1])
    log.append(failed, household=household)
    log.append(done, household=household)


def town(log: InteractionLog) -> None:
    for number, household in enumerate(homes(6)):
        for day in range(2):
            live(log, household, THINGS[number % 3], day)


def said_next(layer: Layer, text: str) -> tuple[str, str]:
    """How a turn goes in a home that knows a layer, and what its tea brewer does then."""
    household = Household(a_home())
    interpreter = SpacyInterpreter(household.home.registry)
    rewriter = LearntRewriter(interpreter, ContextResolver(), household.home.registry)
    household.stages = replace(household.stages, rewriter=rewriter, interpreter=interpreter)
    knowledge = household.context.knowledge
    household.context = replace(household.context, knowledge=replace(knowledge, learnt=Learnt(layer)))
    return household.say(text).status, household.state("switch.tea")


def test_what_households_said_again_is_done_at_once_for_a_thing_that_none_of_them_has(log: InteractionLog) -> None:
    town(log)
    layer = learn(log, source="global", settings=LearnSettings())
    assert [(rule.heard, rule.text, rule.households) for rule in layer.rules] == [
        ("make the {name} earn its keep", "turn on the {name}", 6)
    ]
    assert said_next(Layer("global"), "make the tea brewer earn its keep") == ("not_understood", "off")
    assert said_next(layer, "make the tea brewer earn its keep") == ("done", "on")


def test_the_same_log_teaches_the_same_whoever_reads_it_first(log: InteractionLog, tmp_path: Path) -> None:
    town(log)
    with InteractionLog(tmp_path / "other.sqlite") as other:
        town(other)
        first = learn(log, source="global", settings=LearnSettings())
        learn(other, source="personal", settings=PERSONAL, household="home-3")
        assert learn(other, source="global", settings=LearnSettings()) == first
    assert learn(log, source="global", settings=LearnSettings()) == first


def test_of_a_big_log_less_is_held_and_the_same_is_learnt(log: InteractionLog, monkeypatch: pytest.MonkeyPatch) -> None:
    town(log)
    first = learn(log, source="global", settings=LearnSettings())
    monkeypatch.setattr(cycle, "SMALL", 0)
    assert learn(log, source="global", settings=LearnSettings()) == first
    assert first.wordings


def test_a_household_learns_by_itself_from_what_it_said_twice(log: InteractionLog) -> None:
    town(log)
    layer = learn(log, source="personal", settings=PERSONAL, household="home-1")
    assert [(rule.source, rule.households, rule.sessions) for rule in layer.rules] == [("personal", 1, 2)]
    assert {wording.text for wording in layer.wordings} == {"turn on the fan", "turn on the {name}"}
    assert layer.ranking is None


def test_without_near_matches_words_stay_as_they_were_said(log: InteractionLog) -> None:
    town(log)
    assert learn(log, source="global", settings=LearnSettings(near=False)) == Layer("global")
    words = learn(log, source="global", settings=LearnSettings(near=False, households=2, sessions=4))
    assert [rule.heard for rule in words.rules] == [f"make the {thing} earn its keep" for thing in sorted(THINGS)]


def test_a_household_learns_what_it_calls_a_thing_in_whatever_words_that_came_to_work(log: InteractionLog) -> None:
    said = "take the cooking light off"
    for day, better in enumerate(("let's lose the hood light", "the hood light off", "let's lose the hood light")):
        for at, (text, name, status) in enumerate(((said, "cooking light", "failed"), (better, "hood light", "done"))):
            ids: dict[str, Any] = {
                "turn": f"home-{2 * day + at:06d}",
                "session": f"s{day}",
                "after": 86400.0 * day + 8 * at,
            }
            log.append(
                turn(text, interpretation=("HassTurnOff", {"name": name}), status=status, **ids), household="home"
            )
    rules = learn(log, source="personal", settings=PERSONAL, household="home").rules
    assert [(rule.heard, rule.text, rule.sessions) for rule in rules] == [(said, "let's lose the hood light", 3)]
