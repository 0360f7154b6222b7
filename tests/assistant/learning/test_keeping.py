"""What a log has taught is learnt for whom it can be, and goes with the turns that it was learnt from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.files import InputError
from assistant.learning import cycle
from assistant.learning.keeping import Lesson, drop, keep, known, learn_again, learn_from
from assistant.learnt import Layer, Rule
from assistant.log import FILE, InteractionLog
from assistant.turn import Act, Resolution
from tests.assistant.turns import turn


@pytest.fixture
def log(tmp_path: Path) -> Iterator[InteractionLog]:
    with InteractionLog(tmp_path / FILE) as log:
        yield log


@pytest.fixture(autouse=True)
def learner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learns each text of the log as a rule: what the real one learns is tested with it."""

    def learn(
        log: InteractionLog, *, source: Any, settings: Any, household: str | None = None, workers: int = 1
    ) -> Layer:
        texts = [one.transcript.text for one in log.turns(household=household)]
        return Layer(source, tuple(Rule(f"r{at}", text, settings.method, source) for at, text in enumerate(texts)))

    monkeypatch.setattr(cycle, "learn", learn)


def said(log: InteractionLog, *texts: str, household: str = "home", **changed: Any) -> None:
    for text in texts:
        number = sum(map(log.taken, log.households())) + 1
        log.append(turn(text, number=number, after=number * 100, session=f"s{number}", **changed), household=household)


def test_a_household_learns_from_its_log(log: InteractionLog) -> None:
    said(log, "one", "two")
    lesson = learn_from(log, "personal", method="one_step")
    assert [(rule.heard, rule.text) for rule in lesson.layer.rules] == [("one", "one_step"), ("two", "one_step")]


def test_one_of_many_households_is_named(log: InteractionLog) -> None:
    said(log, "one", household="a")
    said(log, "two", household="b")
    assert [rule.heard for rule in learn_from(log, "personal", household="b").layer.rules] == ["two"]
    assert [rule.heard for rule in learn_from(log, "global").layer.rules] == ["one", "two"]
    with pytest.raises(InputError, match="holds 2 households; name one with --household"):
        learn_from(log, "personal")
    with pytest.raises(InputError, match="no household 'c'"):
        learn_from(log, "personal", household="c")


def test_an_empty_log_and_one_household_for_everybody_are_refused(log: InteractionLog) -> None:
    with pytest.raises(InputError, match="holds no turns yet"):
        learn_from(log, "personal")
    said(log, "one")
    with pytest.raises(InputError, match="holds one household"):
        learn_from(log, "global")


def test_what_was_refused_stays_refused(log: InteractionLog) -> None:
    refusal = Act("Complain", {"what": "rewrite"}, (), (), "done", facts={"refused": ["r0"]})
    said(log, "one")
    keep(Lesson(Layer("personal"), {"r9": "it harmed"}), log.path.parent)
    said(log, "no i meant what i said", intent="Complain", resolution=Resolution((refusal,)))
    assert known(log).withdrawn == {"r9": "it harmed", "r0": "refused"}
    assert learn_from(log, "personal").withdrawn == {"r9": "it harmed", "r0": "refused"}


def test_a_homes_own_layer_goes_and_what_came_from_elsewhere_stays(log: InteractionLog) -> None:
    said(log, "one")
    keep(learn_from(log, "personal"), log.path.parent)
    keep(Lesson(Layer("global", (Rule("g", "a", "b", "global"),)), {}), log.path.parent)
    assert drop(log) == ["personal"]
    assert known(log).shared.rules
    assert learn_again(log, ["personal"]) == ["personal"]
    assert [rule.heard for rule in known(log).own.rules] == ["one"]


def test_in_a_pooled_log_both_go(log: InteractionLog) -> None:
    said(log, "one", household="a")
    said(log, "two", household="b")
    keep(learn_from(log, "global"), log.path.parent)
    assert drop(log) == ["global"]
    assert not known(log).shared.rules
