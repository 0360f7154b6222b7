"""Repairs requests from what was learnt: an exact look-up first, then near matches, under a trigger.

Near matches are looked for where the request as heard would come to nothing: it was not understood, or as something
that nobody here does, or with a name that nobody knows. Where it would do something, only what is surely meant instead
takes its place. The answer to a question is never touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.context import Context
from assistant.learning.safety import GUARDED, critical
from assistant.learnt import Layer, Learnt, Ranking, Source, Wording, near_id
from assistant.nlu.text import normalise
from assistant.rewrite.features import chance
from assistant.rewrite.habit import settled
from assistant.rewrite.near import NearIndex, candidates
from assistant.rewrite.outlook import Outlook, outlook_of, request_of
from assistant.rewrite.patterns import Match, Patterns
from assistant.rewrite.precedence import chosen, made_before, suffices
from assistant.stages import Interpreter, Resolver
from assistant.turn import Interpretation, Rewrite, Transcript
from devices.protocol import Area, Entity, Home, Registry

SURE = 0.5
"""The least confidence of words that a rule puts there: it has been shown to be better than what was heard. Assumed."""

SAID = 0.6
"""How much of a value must stand in what was heard for it to be put there: "iron man" is not "hunger games", however
alike the rest. Of other near matches with values one in fifteen was right, in simulations."""

TRIED = 3
"""Near matches that are read before nothing is taken. Assumed."""

FEWEST = 2
"""Words under which nothing is looked for nearby: "alright" into a reply is no request for all the lights. Assumed."""


class LearntRewriter:
    """See `stages.Rewriter`. What was learnt arrives with the context, so that it holds from the next turn on.

    `holdout` is the share of requests with a known rewrite that are left as they are, to see whether it helps; the
    choice is drawn from `seed` and the turn's time, so that the same turn is always treated alike.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        resolver: Resolver,
        registry: Registry,
        *,
        holdout: float = 0.0,
        seed: str = "",
    ) -> None:
        self._interpreter, self._resolver = interpreter, resolver
        self._slots, self._guards = names_of(registry), guards_of(registry)
        self._names = frozenset(self._slots)
        self._holdout, self._seed = holdout, seed
        self._made: dict[Source, tuple[Layer, Patterns]] = {}
        self._own: dict[Source, _Made] = {}

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """None where nothing better is known."""
        learnt, heard = context.knowledge.learnt, normalise(transcript.text)
        empty = not (learnt.own.rules or learnt.shared.rules or learnt.shared.wordings)
        if empty or not heard or context.question is not None:
            return None
        served = next((wording for wording in learnt.own.wordings if wording.text == heard), None)
        found = self._by_rule(transcript.text, heard, learnt, served)
        # What the household gets by these very words, and what is too short to mean anything nearby, stands.
        if found is None and len(heard.split()) >= FEWEST and not (served is not None and suffices(served)):
            found = self._by_nearness(transcript, context, learnt, home)
        if found is None or normalise(found.text) == heard or made_before(found, context):
            return None
        held = found.source == "global" and self._held_back(context)
        return replace(found, arm="holdout") if held else found

    def _by_rule(self, original: str, heard: str, learnt: Learnt, served: Wording | None) -> Rewrite | None:
        own, everyone = (self._match(layer, heard, learnt) for layer in (learnt.own, learnt.shared))
        rule = chosen(own.rule if own else None, everyone.rule if everyone else None, served)
        match = own if own is not None and rule is own.rule else everyone
        if rule is None or match is None:
            return None
        return Rewrite(original, match.text, rule.source, rule.id, max(rule.chance, SURE), "rewritten")

    def _match(self, layer: Layer, heard: str, learnt: Learnt) -> Match | None:
        found = self._patterns(layer).find(heard)
        return next((one for one in found if one.rule.id not in learnt.withdrawn and self._may(one)), None)

    def _may(self, match: Match) -> bool:
        # Values are those of this home: what a rule was learnt with was harmless, what it is filled with may not be.
        return _telling(match) and not self._guarded(match.rule.to, match.text)

    def _guarded(self, state: str, text: str) -> bool:
        """Whether this lets in or warns, by its words or by what is called so in this home."""
        return critical(state, text) or any(f" {name} " in f" {text} " for name in self._guards)

    def _by_nearness(self, transcript: Transcript, context: Context, learnt: Learnt, home: Home) -> Rewrite | None:
        ranking = learnt.shared.beside if settled(learnt.own.past) else learnt.shared.ranking
        if ranking is None:
            return None
        outlook, readings = self._outlook(transcript, context, home, rewrite=None)
        if not outlook.failing and not ranking.exchange:
            return None
        readings = readings or self._interpreter.guesses(transcript, context)
        found = candidates(
            request_of(transcript, outlook, context, readings),
            [_index(learnt.own, self._own), _index(learnt.shared, _made)],
            names=self._slots,
            past=learnt.own.past,
        )
        scored = [
            (chance(one.features, ranking, failing=outlook.failing), one.wording, bool(one.features["own"]))
            for one in found
            if one.wording.state != outlook.state
            and not self._guarded(one.wording.state, one.wording.text)
            and (one.features["values"] >= SAID or one.features["habit"])
        ]
        scored.sort(key=lambda one: (-one[0], one[1].text))
        least = _least(ranking, outlook)
        for likely, wording, own in scored[:TRIED]:
            # What was withdrawn or refused is not made up for by the next best.
            if likely < least or near_id(wording.text) in learnt.withdrawn:
                return None
            source: Source = "personal" if own else "global"
            ident = near_id(wording.text)
            rewrite = Rewrite(transcript.text, wording.text, source, ident, round(likely, 3), "rewritten")
            if self._comes_right(rewrite, wording, transcript, context, home):
                return rewrite
        return None

    def _comes_right(self, rewrite: Rewrite, wording: Wording, heard: Transcript, context: Context, home: Home) -> bool:
        """Whether the words, with the values of this request, do here and now what they were learnt for."""
        outlook, _ = self._outlook(Transcript(rewrite.text, heard.confidence), context, home, rewrite=rewrite)
        return not outlook.failing and outlook.intent == wording.state.split("|")[0]

    def _outlook(
        self, transcript: Transcript, context: Context, home: Home, *, rewrite: Rewrite | None
    ) -> tuple[Outlook, Sequence[Interpretation]]:
        """What would come of words, had they been heard, or put there by a rewrite; and how they are understood."""
        context = replace(
            context,
            words=transcript.text,
            heard=transcript.confidence,
            rewritten=rewrite is not None,
            rewrite=rewrite,
        )
        sure = transcript if rewrite is None else Transcript(rewrite.text, rewrite.score)
        interpretations = self._interpreter.interpret(sure, context)
        resolution = self._resolver.resolve(interpretations, home, context) if interpretations else None
        return outlook_of(interpretations, resolution, normalise(transcript.text)), interpretations

    def _patterns(self, layer: Layer) -> Patterns:
        made = self._made.get(layer.source)
        if made is None or made[0] is not layer:
            made = self._made[layer.source] = (layer, Patterns(layer.rules, self._names))
        return made[1]

    def _held_back(self, context: Context) -> bool:
        """Whether this turn is one of those that show how it goes without."""
        drawn = hashlib.sha256(f"{self._seed}/{context.now.isoformat()}/holdout".encode()).digest()
        return int.from_bytes(drawn[:4], "big") < self._holdout * 2**32


def _least(ranking: Ranking, outlook: Outlook) -> float:
    """The chance that a repair must have to be right."""
    if not outlook.failing:
        return ranking.surely
    return ranking.kept if outlook.end == "unsupported" else ranking.least


def names_of(registry: Registry) -> dict[str, str]:
    """The names of a home's things and rooms, as normalised words, each with its slot."""
    named: list[tuple[Entity | Area, str]] = [(one, "area") for one in registry.areas.values()]
    named += [(one, "name") for one in registry.entities.values()]
    return {normalise(name): slot for one, slot in named for name in (one.name, *one.aliases)}


def guards_of(registry: Registry) -> tuple[str, ...]:
    """The names of a home's things that let in or warn, as normalised words."""
    guards = (one for one in registry.entities.values() if one.id.partition(".")[0] in GUARDED)
    return tuple(normalise(name) for one in guards for name in (one.name, *one.aliases))


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
