"""Turns with two faults, recovered slips, unsupported requests, false wakes and questions, against verdicts by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.assistant import Assistant
from assistant.context import Context
from assistant.pipeline import Stages
from assistant.turn import Act, Interpretation, Resolution, Transcript
from devices.protocol import Command, Home
from simulator.judge.witness import Where, Witness
from tests.simulator.judge.wishes import WISHES, FixedRewriter, home_for, say, stages

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("by_hand.yaml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Misreading:
    """An interpreter that reads some words in a way of its own."""

    reads: Mapping[str, Sequence[Any]]

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """As the shipped one, but for those words."""
        known = self.reads.get(transcript.text)
        if known is None:
            return stages().interpreter.interpret(transcript, context)
        intent, slots, confidence = known if len(known) == 3 else (*known, 0.97)
        return (Interpretation(intent, slots, confidence, 0, transcript.text),)

    def guesses(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """The shipped one's."""
        return stages().interpreter.guesses(transcript, context)


@dataclass(frozen=True, slots=True)
class Mistaking:
    """A resolver that takes some things for others."""

    mistakes: Mapping[str, str]

    def resolve(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        """As the shipped one, of other things."""
        found = stages().resolver.resolve(interpretations, home, context)
        return replace(found, acts=tuple(self._taken(act) for act in found.acts))

    def _taken(self, act: Act) -> Act:
        commands = tuple(Command(self._for(one.entity), one.service, one.data) for one in act.commands)
        return replace(act, targets=tuple(self._for(target) for target in act.targets), commands=commands)

    def _for(self, entity: str) -> str:
        return self.mistakes.get(entity, entity)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_verdict_is_the_one_worked_by_hand(case: Mapping[str, Any]) -> None:
    wish = WISHES[case["wish"]]
    home = home_for(wish)
    for entity, fault in case.get("broken", {}).items():
        home.fault(entity, fault)
    slipping = Stages(
        FixedRewriter(case.get("rewrites", {})),
        Misreading(case.get("reads", {})),
        Mistaking(case.get("mistakes", {})),
        stages().responder,
        stages().voice,
    )
    witness = Witness(slipping, home)
    assistant = Assistant(witness.home, witness.stages, None)
    if "after" in case:
        witness.expect(None, Where("h1"))
        say(assistant, case["after"], wish)
    witness.expect(None if case.get("nobody") else wish.gold, Where("h1", "goal"))
    verdict = witness.verdict(say(assistant, case.get("heard", wish.text), wish))
    assert verdict.failure == case["verdict"], f"{case['because']}; but {verdict.note}"
    assert verdict.right == (case["verdict"] == "correct")


def test_enough_turns_were_worked_by_hand() -> None:
    assert len(CASES) >= 30
