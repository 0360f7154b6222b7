"""The failure point from rights and wrongs alone."""

from __future__ import annotations

import pytest

from simulator.judge.failure import failure_point
from simulator.judge.values import STAGES, FailurePoint


@pytest.mark.parametrize(
    ("wrong", "same", "point"),
    [
        pytest.param("result", "", "result", id="only the last"),
        pytest.param("asr nlu resolve result", "", "asr", id="from the first on"),
        pytest.param("asr resolve result", "", "resolve", id="the run is broken by a right reading"),
        pytest.param("asr nlu resolve result", "nlu", "nlu", id="as wrong with the right words"),
        pytest.param("asr nlu resolve result", "nlu resolve result", "result", id="nothing made a difference"),
        pytest.param("asr nlu resolve result", "resolve", "asr", id="only the next stage is asked"),
        pytest.param("rewrite nlu resolve result", "", "rewrite", id="a right request rewritten"),
    ],
)
def test_the_failure_point(wrong: str, same: str, point: FailurePoint) -> None:
    ran = [stage for stage in STAGES if stage != "rewrite" or "rewrite" in wrong]
    rights = {stage: stage not in wrong.split() for stage in ran}
    assert failure_point(rights, lambda stage: stage in same.split()) == point
