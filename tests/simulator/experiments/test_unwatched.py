"""An arm that goes on using what the watch withdrew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from assistant.context import Context
from assistant.knowledge import Knowledge
from assistant.learnt import Layer, Learnt, Rule
from assistant.turn import Transcript
from simulator.experiments.unwatched import Unwatched
from tests.simulator.judge.wishes import WISHES, home_for, stages

RULE = Rule(id="r1", heard="the usual", text="turn on the kettle", source="global", chance=0.9)
CONTEXT = Context(now=datetime(2026, 3, 2, 19), knowledge=Knowledge(learnt=Learnt(Layer("global", (RULE,)))))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("withdrawn", "watched", "unwatched"),
    [({}, True, True), ({"r1": "used 5 times, failed 4"}, False, True), ({"r1": "refused"}, False, False)],
)
def test_only_what_residents_refused_is_withdrawn(withdrawn: dict[str, str], watched: bool, unwatched: bool) -> None:
    learnt = replace(CONTEXT.knowledge.learnt, withdrawn=withdrawn)
    context = replace(CONTEXT, knowledge=replace(CONTEXT.knowledge, learnt=learnt))
    home, rewriter, heard = home_for(WISHES["kettle"]), stages().rewriter, Transcript("the usual", 0.9)
    assert (rewriter.rewrite(heard, context, home) is not None) == watched
    assert (Unwatched(rewriter).rewrite(heard, context, home) is not None) == unwatched
