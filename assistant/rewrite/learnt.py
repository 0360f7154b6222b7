"""Repairs requests from what was learnt: an exact look-up first, then near matches, under a trigger.

Near matches are looked for only where the request as heard would fail: it was not understood, or as something that
nobody here does. The answer to a question is never touched. Not handled: requests that are understood wrongly, but for
those that a rule knows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.context import Context
from assistant.intents import UNSUPPORTED
from assistant.learnt import NEAR, Layer, Learnt, Source
from assistant.nlu.text import normalise
from assistant.rewrite.near import NearIndex, candidates, score
from assistant.rewrite.patterns import Match, Patterns
from assistant.rewrite.precedence import chosen, suffices
from assistant.stages import Interpreter
from assistant.turn import Interpretation, Rewrite, Transcript
from devices.protocol import Area, Entity, Registry

SURE = 0.5
"""The least confidence of words that a rule puts there: it has been shown to be better than what was heard. Assumed."""


class LearntRewriter:
    """See `stages.Rewriter`. What was learnt arrives with the context, so that it holds from the next turn on.

    `holdout` is the share of requests with a known rewrite that are left as they are, to see whether it helps; the
    choice is drawn from `seed` and the turn's time, so that the same turn is always treated alike.
    """

    def __init__(self, interpreter: Interpreter, registry: Registry, *, holdout: float = 0.0, seed: str = "") -> None:
        self._interpreter = interpreter
        self._names = names_of(registry)
        self._holdout, self._seed = holdout, seed
        self._made: dict[Source, tuple[Layer, Patterns]] = {}
        self._own: dict[Source, _Made] = {}

    def rewrite(self, transcript: Transcript, context: Context) -> Rewrite | None:
        """None where nothing better is known."""
        learnt, heard = context.knowledge.learnt, normalise(transcript.text)
        empty = not (learnt.own.rules or learnt.shared.rules or learnt.shared.wordings)
        if empty or not heard or context.question is not None:
            return None
        found = self._by_rule(transcript.text, heard, learnt) or self._by_nearness(transcript, context, learnt)
        if found is None or normalise(found.text) == heard:
            return None
        held = found.source == "global" and self._held_back(context)
        return replace(found, arm="holdout") if held else found

    def _by_rule(self, original: str, heard: str, learnt: Learnt) -> Rewrite | None:
        own, everyone = (self._match(layer, heard, learnt) for layer in (learnt.own, learnt.shared))
        served = next((wording for wording in learnt.own.wordings if wording.text == heard), None)
        rule = chosen(own.rule if own else None, everyone.rule if everyone else None, served)
        match = own if own is not None and rule is own.rule else everyone
        if rule is None or match is None:
            return None
        return Rewrite(original, match.text, rule.source, rule.id, max(rule.chance, SURE), "rewritten")

    def _match(self, layer: Layer, heard: str, learnt: Learnt) -> Match | None:
        found = self._patterns(layer).find(heard)
        return next((one for one in found if one.rule.id not in learnt.withdrawn and _telling(one)), None)

    def _by_nearness(self, transcript: Transcript, context: Context, learnt: Learnt) -> Rewrite | None:
        ranking = learnt.shared.ranking
        if ranking is None:
            return None
        served = next((one for one in learnt.own.wordings if one.text == normalise(transcript.text)), None)
        if served is not None and suffices(served):
            return None
        interpretations = self._interpreter.interpret(transcript, context)
        if not _fails(interpretations):
            return None
        found = candidates(
            transcript,
            [_index(learnt.own, self._own), _index(learnt.shared, _made)],
            unsupported=bool(interpretations),
        )
        scored = [(score(one.features, ranking), one.wording.text, bool(one.features["own"])) for one in found]
        chance, text, own = max(scored, default=(0.0, "", False))
        # What was withdrawn or refused is not made up for by the next best.
        if chance < ranking.least or near_id(text) in learnt.withdrawn:
            return None
        return Rewrite(
            transcript.text, text, "personal" if own else "global", near_id(text), round(chance, 3), "rewritten"
        )

    def _patterns(self, layer: Layer) -> Patterns:
        made = self._made.get(layer.source)
        if made is None or made[0] is not layer:
            made = self._made[layer.source] = (layer, Patterns(layer.rules, self._names))
        return made[1]

    def _held_back(self, context: Context) -> bool:
        """Whether this turn is one of those that show how it goes without."""
        drawn = hashlib.sha256(f"{self._seed}/{context.now.isoformat()}/holdout".encode()).digest()
        return int.from_bytes(drawn[:4], "big") < self._holdout * 2**32


def names_of(registry: Registry) -> frozenset[str]:
    """The names of a home's things and rooms, as normalised words."""
    named: list[Entity | Area] = [*registry.entities.values(), *registry.areas.values()]
    return frozenset(normalise(name) for one in named for name in (one.name, *one.aliases))


def near_id(text: str) -> str:
    """The name of the rewrite to a wording, whatever was heard.

    >>> near_id("what's the time")
    'near-what-s-the-time'
    """
    return f"{NEAR}{'-'.join(text.replace(chr(39), ' ').split())}"


def _fails(interpretations: Sequence[Interpretation]) -> bool:
    return not interpretations or interpretations[0].intent == UNSUPPORTED


def _telling(match: Match) -> bool:
    """Whether enough of the words are the rule's own; one word and a value may be anything."""
    return match.literal >= 2 or match.text == match.rule.text


@dataclass(slots=True)
class _Made:
    """What is made of a layer, once."""

    layer: Layer
    index: NearIndex


_made: dict[Source, _Made] = {}
"""Of the layers used last: what everybody shares is made once, not once a household."""


def _index(layer: Layer, made: dict[Source, _Made]) -> NearIndex:
    found = made.get(layer.source)
    if found is None or found.layer is not layer:
        found = made[layer.source] = _Made(layer, NearIndex(layer))
    return found.index
