"""An assistant that learns at night, from its own household's log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.learning import cycle
from assistant.learning.cycle import PERSONAL
from assistant.learnt import Layer, Learnt, Rule
from assistant.log import FILE, InteractionLog
from simulator.setting import load_home, make_home
from tests.simulator.judge.wishes import stages

SHARED = Rule(id="s1", heard="the usual", text="turn on the kettle", source="global", chance=0.9)
OWN = Rule(id="o1", heard="coffee", text="start the coffee maker", source="personal", chance=0.9)


def test_what_it_learns_overnight_stands_beside_what_all_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def learn(log: InteractionLog, **how: Any) -> Layer:
        asked.append(how)
        return Layer("personal", (OWN,))

    monkeypatch.setattr(cycle, "learn", learn)
    home = make_home(load_home(), start=datetime(2026, 3, 3, 4), seed=1)  # noqa: DTZ001
    with InteractionLog(tmp_path / FILE) as log:
        assistant = Assistant(home, stages(), log, household="h1")
        assistant.learn(Learnt(shared=Layer("global", (SHARED,)), withdrawn={"s1": "used 5 times, failed 4"}))
        assistant.sleep()
    learnt = assistant.context.knowledge.learnt
    assert asked == [{"source": "personal", "settings": PERSONAL, "household": "h1"}]
    assert (learnt.shared.rules, learnt.own.rules) == ((SHARED,), (OWN,))
    assert list(learnt.withdrawn) == ["s1"]


def test_without_a_log_it_sleeps_and_learns_nothing() -> None:
    home = make_home(load_home(), start=datetime(2026, 3, 3, 4), seed=1)  # noqa: DTZ001
    assistant = Assistant(home, stages(), None)
    before = assistant.context.knowledge
    assistant.sleep()
    assert assistant.context.knowledge == before
