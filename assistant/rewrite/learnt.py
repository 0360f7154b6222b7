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
from assistant.learnt import Layer, Learnt, Source
from assistant.nlu.text import normalise
from assistant.rewrite.near import NearIndex, candidates, score
from assistant.rewrite.patterns import Match, Patterns
from assistant.stages import Interpreter
from assistant.turn import Interpretation, Rewrite, Transcript
from devices.protocol import Area, Entity, Registry

WELL = 0.5
"""The share of a household's own uses that went well, from which on its words are never rewritten. Assumed."""


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
        if empty or not heard or context.question is not None or _goes_well(learnt.own, heard):
            return None
        found = self._by_rule(transcript.text, heard, learnt) or self._by_nearness(transcript, context, learnt)
        if found is None or normalise(found.text) == heard:
            return None
        held = found.source == "global" and self._held_back(context)
        return replace(found, arm="holdout") if held else found

    def _by_rule(self, original: str, heard: str, learnt: Learnt) -> Rewrite | None:
        for layer in (learnt.own, learnt.shared):
            for match in self._patterns(layer).find(heard):
                if match.rule.id not in learnt.withdrawn and _telling(match):
                    rule = match.rule
                    return Rewrite(original, match.text, rule.source, rule.id, max(rule.chance, WELL), "rewritten")
        return None

    def _by_nearness(self, transcript: Transcript, context: Context, learnt: Learnt) -> Rewrite | None:
        ranking = learnt.shared.ranking
        if ranking is None:
            return None
        interpretations = self._interpreter.interpret(transcript, context)
        if not _fails(interpretations):
            return None
        found = candidates(
            transcript,
            [_index(learnt.own, self._own), _index(learnt.shared, _made)],
            unsupported=bool(interpretations),
        )
        ranked = sorted(((score(one.features, ranking), one.wording.text) for one in found), key=_best_first)
        for chance, text in ranked:
            own = any(one.text == text for one in learnt.own.wordings)
            rule = near_id(text)
            if chance < ranking.least:
                return None
            if rule not in learnt.withdrawn:
                source: Source = "personal" if own else "global"
                return Rewrite(transcript.text, text, source, rule, round(chance, 3), "rewritten")
        return None

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
    return f"near-{'-'.join(text.replace(chr(39), ' ').split())}"


def _best_first(pair: tuple[float, str]) -> tuple[float, str]:
    return -pair[0], pair[1]


def _fails(interpretations: Sequence[Interpretation]) -> bool:
    return not interpretations or interpretations[0].intent == UNSUPPORTED


def _telling(match: Match) -> bool:
    """Whether enough of the words are the rule's own; one word and a value may be anything."""
    return match.literal >= 2 or match.text == match.rule.text


def _goes_well(own: Layer, heard: str) -> bool:
    return any(one.text == heard and one.good >= WELL * one.count for one in own.wordings)


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
