"""A rewriter that knows the truth: it shows how many defects any rewrite could mend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.context import Context
from assistant.nlu.text import normalise
from assistant.resolve.kinds import SECURED
from assistant.turn import Rewrite, Transcript
from devices.declaration import HomeDeclaration
from devices.protocol import Home
from simulator.judge.seen import Gold
from simulator.judge.witness import Witness

MOST = 12
"""Wordings that are tried."""

RISKY = ("lock.", "alarm_control_panel.")
"""Things for which nothing is rewritten, by the beginnings of their ids; nor for garage and outer doors."""


@dataclass(frozen=True, slots=True)
class Oracle:
    """See `stages.Rewriter`. Where what was heard would go wrong, the first of the right words and of the plainest
    wordings of the goal that would go right; what is critical for safety is left alone, as a learner must."""

    witness: Witness
    declared: HomeDeclaration

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """None where it goes right as it is, and where no words would help."""
        gold = self.witness.gold
        if gold is None or self._critical(gold):
            return None
        context = replace(context, heard=transcript.confidence)
        if self.witness.stands_right(transcript, context):
            return None
        found = next((text for text in _wordings(gold) if self.witness.goes_right(text, context)), None)
        return Rewrite(transcript.text, found, "global", "oracle", 1.0, "rewritten") if found is not None else None

    def _critical(self, gold: Gold) -> bool:
        things = {*gold.want.targets, *gold.want.states, *gold.want.rises}
        return any(one.startswith(RISKY) or self._class(one) in SECURED for one in things)

    def _class(self, entity: str) -> str | None:
        declared = self.declared.entities.get(entity)
        return declared.device_class if declared is not None and entity.startswith("cover.") else None


def _wordings(gold: Gold) -> Iterator[str]:
    yield normalise(gold.spoken.text)
    for text in gold.plainest()[: MOST - 1]:
        yield normalise(text)
