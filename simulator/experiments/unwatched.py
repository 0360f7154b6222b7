"""A rewriter that goes on using what the watch withdrew: to see what the watch is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.context import Context
from assistant.stages import Rewriter
from assistant.turn import Rewrite, Transcript
from devices.protocol import Home

REFUSED = "refused"
"""Why a rule is withdrawn that a resident refused: that holds without a watch too."""


@dataclass(frozen=True, slots=True)
class Unwatched:
    """See `stages.Rewriter`."""

    rewriter: Rewriter

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """As the rewriter has it, had nothing been withdrawn but by residents themselves."""
        learnt = context.knowledge.learnt
        refused = {rule: why for rule, why in learnt.withdrawn.items() if why == REFUSED}
        known = replace(context.knowledge, learnt=replace(learnt, withdrawn=refused))
        return self.rewriter.rewrite(transcript, replace(context, knowledge=known), home)
