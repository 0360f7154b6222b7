"""What a scenario says was learnt before it, as the assistant knows it."""

from __future__ import annotations

from assistant.learnt import Layer, Learnt, Rule, Source, Wording
from assistant.nlu.text import normalise
from simulator.scenario import LearntSpec, RuleSpec

CHANCE, KEPT = 0.9, 0.1
"""The chances of success of every such rule, with it and without. Assumed: they decide nothing in a scene."""


def learnt_before(spec: LearntSpec) -> Learnt:
    """The rules and wordings that the scenario names."""
    shared = Layer("global", tuple(_rule(one, "global") for one in spec.everyone))
    wordings = tuple(Wording(normalise(words), "", count, float(count)) for words, count in spec.served.items())
    return Learnt(shared=shared, own=Layer("personal", tuple(_rule(one, "personal") for one in spec.own), wordings))


def _rule(spec: RuleSpec, source: Source) -> Rule:
    heard, text = normalise(spec.heard), normalise(spec.text)
    return Rule(
        id=f"{source}: {heard} -> {text}",
        heard=heard,
        text=text,
        source=source,
        households=spec.households,
        sessions=spec.sessions,
        chance=CHANCE,
        kept=KEPT,
    )
