"""What the witness says of rewrites, and the rewriter that knows the truth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.context import Context
from assistant.turn import Rewrite, Transcript, Turn
from devices.protocol import Home
from simulator.judge.oracle import Oracle
from simulator.judge.values import Verdict
from simulator.judge.witness import Where, Witness
from tests.simulator.judge.wishes import WISHES, Wish, demo_home, home_for, say, stages

HALL, KETTLE, UNLOCK = WISHES["hall light on"], WISHES["kettle"], WISHES["unlock"]


class Planted:
    """Rewrites whatever is heard, or holds that back."""

    def __init__(self, text: str, arm: str) -> None:
        self.text, self.arm = text, arm

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        return Rewrite(transcript.text, self.text, "global", "planted", 0.9, self.arm)


def judged(wish: Wish, heard: str, *, rule: str = "", arm: str = "rewritten") -> tuple[Verdict, Turn]:
    """The verdict where a rule is planted; without one, the rewriter knows the truth."""
    home = home_for(wish)
    given = replace(stages(), rewriter=Planted(rule, arm)) if rule else stages()
    witness = Witness(given, home)
    if not rule:
        witness.oracle = Oracle(witness, demo_home())
    witness.expect(replace(wish.gold, plainest=lambda: [wish.text]), Where("h1", "goal"))
    turn = say(Assistant(witness.home, witness.stages, None), heard, wish)
    return witness.verdict(turn), turn


@pytest.mark.parametrize(
    ("heard", "rule", "arm", "right", "otherwise"),
    [
        pytest.param("turn on the whole night", HALL.text, "rewritten", True, False, id="a win"),
        pytest.param(HALL.text, "turn on the garage light", "rewritten", False, True, id="a loss"),
        pytest.param(HALL.text, "switch on the hall light", "rewritten", True, True, id="right both ways"),
        pytest.param("turn on the whole night", HALL.text, "holdout", False, True, id="held back, and missed"),
        pytest.param(HALL.text, "turn on the garage light", "holdout", True, False, id="held back, and rightly so"),
    ],
)
def test_a_rewrite_is_held_against_the_other_way(heard: str, rule: str, arm: str, right: bool, otherwise: bool) -> None:
    verdict, _ = judged(HALL, heard, rule=rule, arm=arm)
    assert (verdict.right, verdict.otherwise_right, verdict.rewrite_arm) == (right, otherwise, arm)


def test_the_oracle_mends_what_was_misheard() -> None:
    verdict, turn = judged(HALL, "turn on the whole night")
    assert turn.transcript.text == "turn on the whole night"
    assert (verdict.right, verdict.rewrite_rule) == (True, "oracle")


@pytest.mark.parametrize(("wish", "heard"), [(KETTLE, KETTLE.text), (UNLOCK, "unlock the front store")])
def test_the_oracle_leaves_alone_what_is_right_or_lets_somebody_in(wish: Wish, heard: str) -> None:
    _, turn = judged(wish, heard)
    assert turn.rewrite is None
