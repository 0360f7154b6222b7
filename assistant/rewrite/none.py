"""The rewriter of an assistant that has learnt no repairs yet: every request stands as it is."""

from __future__ import annotations

from assistant.context import Context
from assistant.turn import Rewrite, Transcript
from devices.protocol import Home


class NoRewriter:
    """Leaves every request alone."""

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """Always none."""
        return None
