"""A rewriter that goes on using what the watch withdrew: to see what the watch is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.context import Context
from assistant.learnt import REFUSED
from assistant.stages import Rewriter
from assistant.turn import Rewrite, Transcript
from devices.protocol import Home


@dataclass(frozen=True, slots=True)
class Unwatched:
    """See `stages.Rewriter`."""

    rewriter: Rewriter

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """As the rewriter has it, had nothing been withdrawn here but by residents themselves; what was withdrawn for
        all before stays so."""
        learnt = context.knowledge.learnt
        refused = {rule: why for rule, why in learnt.withdrawn.items() if why == REFUSED}
        known = replace(context.knowledge, learnt=replace(learnt, withdrawn={**learnt.shared.withdrawn, **refused}))
        return self.rewriter.rewrite(transcript, replace(context, knowledge=known), home)
