"""A second run of a stage, on what it would have been given if everything before it had been right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.context import Context
from assistant.nlu.text import normalise
from assistant.pipeline import Stages
from assistant.turn import Act, Interpretation, Resolution, Rewrite, Transcript
from devices.protocol import Command, Home
from simulator.households.values import Spoken
from simulator.judge.faults import PlantedFaults
from simulator.judge.sameness import folded


@dataclass(frozen=True, slots=True)
class Again:
    """The stages of one assistant, to be run on what was `spoken`, in the turn's context.

    Planted faults strike again, as they would have; the stages are pure, so nothing is left behind.
    """

    stages: Stages
    faults: PlantedFaults | None
    spoken: Spoken
    context: Context

    def rewritten(self, home: Home) -> Rewrite | None:
        """What the rewriter makes of the right words."""
        words = Transcript(normalise(self.spoken.text), 1.0)
        found = self.stages.rewriter.rewrite(words, self.context, home)
        if self.faults is None:
            return found
        with self.faults.again():
            return self.faults.rewriting(found, words)

    def interpreted(self) -> tuple[Interpretation, ...]:
        """What the interpreter makes of the right words."""
        context = self._given()
        found = self.stages.interpreter.interpret(Transcript(context.words, 1.0), context)
        if self.faults is None:
            return found
        with self.faults.again():
            return self.faults.interpreting(found)

    def resolved(self, home: Home) -> Resolution:
        """What the resolver makes of the right interpretation."""
        right = Interpretation(self.spoken.intents[0], self.spoken.slots, 1.0, 0, normalise(self.spoken.text))
        return self.resolved_from((right,), home)

    def resolved_from(self, interpretations: Sequence[Interpretation], home: Home) -> Resolution:
        """What the resolver makes of these interpretations of the right words."""
        found = self.stages.resolver.resolve(interpretations, home, self._given())
        if self.faults is None:
            return found
        with self.faults.again():
            return self.faults.resolving(found, home)

    def _given(self) -> Context:
        """The context of a request that was heard surely and not rewritten."""
        return replace(self.context, words=normalise(self.spoken.text), heard=1.0, rewritten=False)


def meaning(found: Sequence[Interpretation]) -> tuple[Any, ...]:
    """What the first interpretation of each request means, to compare two outputs."""
    firsts: dict[int, Interpretation] = {}
    for one in found:
        firsts.setdefault(one.act, one)
    return tuple(
        (one.intent, tuple(sorted((name, folded(value)) for name, value in one.slots.items())))
        for one in firsts.values()
    )


def _told(act: Act) -> str:
    """What is told of an act; of what failed only that it did, whatever the words were."""
    return repr(sorted(act.facts.items())) if act.status in ("done", "answered") else ""


def doing(resolution: Resolution | None) -> tuple[Any, ...]:
    """What a resolution does, to compare two outputs."""
    if resolution is None:
        return ()
    acts = tuple((act.intent, act.targets, act.status, act.reason, _told(act)) for act in resolution.acts)
    question = resolution.question
    options = [(act.intent, act.targets, _commanded(act.commands)) for act in question.options] if question else []
    return acts, _commanded(resolution.commands), question and question.kind, options


def _commanded(commands: Sequence[Command]) -> list[tuple[str, str, str]]:
    return [(one.entity, one.service, repr(sorted(one.data.items()))) for one in commands]
