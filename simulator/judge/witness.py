"""A witness of one assistant's stages, who knows what was meant: changes nothing, unless a fault is planted.

The stages are wrapped: each does its work, and what it was given and gave is kept. Where an output is wrong, the next
stage is given the right input and run again for real while the home is still as it was; the stages are pure, so that a
second run leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from rapidfuzz.distance import Levenshtein

from assistant.context import Context
from assistant.nlu.text import normalise
from assistant.pipeline import Stages
from assistant.turn import Interpretation, Reply, Resolution, Rewrite, Transcript, Turn
from devices.protocol import UNAVAILABLE, Command, Event, Home, Outcome, Registry, State, Value, World
from simulator.households.values import Spoken, Want
from simulator.judge.failure import failure_point
from simulator.judge.faults import PlantedFaults
from simulator.judge.meeting import asks_rightly, meets, reached
from simulator.judge.sameness import folded, means_the_same, says_the_same
from simulator.judge.values import FailurePoint, Verdict


@dataclass(frozen=True, slots=True)
class Gold:
    """What was said, and what is wanted of it."""

    spoken: Spoken
    want: Want


@dataclass(frozen=True, slots=True)
class Where:
    """Which utterance it is."""

    household: str
    goal: str = ""
    attempt: int = 1


@dataclass(slots=True)
class Seen:
    """What the stages were given and gave in one turn."""

    gold: Gold | None
    where: Where
    context: Context | None = None
    transcript: Transcript | None = None
    rewrite: Rewrite | None = None
    interpretations: tuple[Interpretation, ...] = ()
    resolution: Resolution | None = None
    right_resolution: bool = False
    again: Resolution | None = None
    """What the resolver makes of the right interpretation."""
    before: dict[str, State] = field(default_factory=dict)


class Witness:
    """Watches one assistant: build it with this `stages` and `home`, say what is `expect`ed, take the `verdict`."""

    def __init__(self, stages: Stages, home: Home, *, faults: PlantedFaults | None = None) -> None:
        self._stages, self._faults = stages, faults
        self._seen = Seen(None, Where(""))
        self.home: Home = FaultyHome(home, faults) if faults else home
        self.stages = Stages(
            rewriter=_Rewriter(self),
            interpreter=_Interpreter(self),
            resolver=_Resolver(self),
            responder=_Responder(self),
            voice=stages.voice,
        )

    def expect(self, gold: Gold | None, where: Where) -> None:
        """The next utterance says this; none where nobody speaks to it."""
        self._seen = Seen(gold, where)
        if self._faults is not None:
            self._faults.begin(where.goal, where.attempt)

    def missed(self, gold: Gold, where: Where) -> Verdict:
        """Nothing woke."""
        seen = Seen(gold, where)
        return _verdict(seen, "", "missed_wake", right=False, met=False, note="nothing woke")

    def verdict(self, turn: Turn) -> Verdict:
        """What is to be said of the turn that was just taken."""
        seen, planted = self._seen, "+".join(self._faults.planted) if self._faults else ""
        if seen.gold is None:
            note = f"woken by nobody; heard '{turn.transcript.text}'"
            return _verdict(seen, turn.turn, "false_wake", right=False, met=False, note=note, planted=planted)
        rights = self._rights(turn)
        met = self._met(turn)
        right = rights["result"]
        point: FailurePoint = "correct" if right else failure_point(rights, self._same_again)
        note = "" if right else _note(point, seen, turn)
        return _verdict(seen, turn.turn, point, right=right, met=met, note=note, planted=planted, rights=rights)

    def rewritten(self, transcript: Transcript, context: Context) -> Rewrite | None:
        """The rewriter's turn; with it, what was heard may be planted."""
        found = self._stages.rewriter.rewrite(transcript, context)
        if self._faults is not None:
            found = self._faults.rewriting(found, transcript)
        self._seen.transcript, self._seen.rewrite = transcript, found
        return found

    def interpreted(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """The interpreter's turn."""
        found = self._stages.interpreter.interpret(transcript, context)
        if self._faults is not None:
            found = self._faults.interpreting(found)
        self._seen.context, self._seen.interpretations = context, found
        return found

    def resolved(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        """The resolver's turn, and its second one with the right interpretation where something is wrong."""
        found = self._stages.resolver.resolve(interpretations, home, context)
        if self._faults is not None:
            found = self._faults.resolving(found, home)
        seen = self._seen
        seen.resolution = found
        if seen.gold is not None:
            want, states = seen.gold.want, home.states
            seen.before = {one: states[one] for one in want.rises if one in states}
            seen.right_resolution = meets(found, want, states) or asks_rightly(found, want, states)
            if not seen.right_resolution:
                again = self._stages.resolver.resolve(*_golden(seen.gold.spoken, home, context))
                seen.again = self._faults.resolving(again, home) if self._faults else again
        return found

    def responded(self, resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> Reply:
        """The responder's turn."""
        reply = self._stages.responder.respond(resolution, outcomes, home, context)
        return self._faults.answering(reply, resolution) if self._faults else reply

    def heard(self, transcript: Transcript) -> Transcript:
        """What is heard, with a fault if one is planted there: for whoever carries the words to the assistant."""
        return self._faults.hearing(transcript) if self._faults else transcript

    def misses(self, goal: str, attempt: int) -> bool:
        """Whether a missed wake word is planted."""
        return self._faults is not None and self._faults.misses(goal, attempt)

    def _met(self, turn: Turn) -> bool:
        seen = self._seen
        if seen.gold is None:
            return False
        return reached(turn, seen.gold.want, self.home, seen.before)

    def _rights(self, turn: Turn) -> dict[FailurePoint, bool]:
        """Of each stage that ran, whether its output was right."""
        seen = self._seen
        assert seen.gold is not None
        assert seen.transcript is not None
        spoken, want = seen.gold.spoken, seen.gold.want
        heard = says_the_same(seen.transcript.text, spoken.text)
        rights: dict[FailurePoint, bool] = {"asr": heard}
        if seen.rewrite is not None:
            rights["rewrite"] = says_the_same(seen.rewrite.text, spoken.text) or means_the_same(
                seen.interpretations, spoken
            )
        rights["nlu"] = means_the_same(seen.interpretations, spoken)
        rights["resolve"] = seen.right_resolution
        asked = turn.question and seen.right_resolution
        refused = not want.supported and seen.right_resolution and turn.status not in ("done", "answered")
        rights["result"] = asked or refused or self._met(turn)
        return rights

    def _same_again(self, stage: FailurePoint) -> bool:
        """Whether a stage, given the right input, gives the same wrong output."""
        seen = self._seen
        assert seen.gold is not None
        assert seen.transcript is not None
        assert seen.context is not None
        spoken = seen.gold.spoken
        if stage == "rewrite":
            again = self._stages.rewriter.rewrite(Transcript(spoken.text, 1.0), seen.context)
            again = self._faults.rewriting(again, seen.transcript) if self._faults else again
            return again is not None and seen.rewrite is not None and again.text == seen.rewrite.text
        if stage == "nlu":
            words = normalise(spoken.text)
            context = replace(seen.context, words=words, heard=1.0, rewritten=False)
            found = self._stages.interpreter.interpret(Transcript(words, 1.0), context)
            found = self._faults.interpreting(found) if self._faults else found
            return _meaning(found) == _meaning(seen.interpretations)
        if stage == "resolve":
            return seen.again is not None and _doing(seen.again) == _doing(seen.resolution)
        things = {*seen.gold.want.targets, *seen.gold.want.states, *seen.gold.want.rises}
        broken = any(self.home.states[one].state == UNAVAILABLE for one in things if one in self.home.states)
        return broken or (self._faults is not None and "result" in self._faults.planted)


def _golden(spoken: Spoken, home: Home, context: Context) -> tuple[Sequence[Interpretation], Home, Context]:
    """What the resolver would be given if everything before it were right."""
    right = Interpretation(spoken.intents[0], spoken.slots, 1.0, 0, spoken.text)
    return (right,), home, replace(context, words=normalise(spoken.text), heard=1.0, rewritten=False)


def _meaning(found: Sequence[Interpretation]) -> tuple[Any, ...]:
    """What the first interpretation of each request means, to compare two outputs."""
    firsts: dict[int, Interpretation] = {}
    for one in found:
        firsts.setdefault(one.act, one)
    return tuple(
        (one.intent, tuple(sorted((name, folded(value)) for name, value in one.slots.items())))
        for one in firsts.values()
    )


def _doing(resolution: Resolution | None) -> tuple[Any, ...]:
    """What a resolution does, to compare two outputs."""
    if resolution is None:
        return ()
    acts = tuple((act.intent, act.targets, act.status, act.reason) for act in resolution.acts)
    commands = tuple((one.entity, one.service, repr(sorted(one.data.items()))) for one in resolution.commands)
    return acts, commands, resolution.question is not None


def _note(point: FailurePoint, seen: Seen, turn: Turn) -> str:
    """What the failing stage made of it, in one line."""
    assert seen.gold is not None
    spoken = seen.gold.spoken
    if point == "asr":
        return f"said '{spoken.text}', heard '{turn.transcript.text}'"
    if point == "rewrite" and seen.rewrite is not None:
        return f"rewritten to '{seen.rewrite.text}'"
    if point == "nlu":
        found = seen.interpretations[0] if seen.interpretations else None
        made = f"{found.intent} {_slots(found.slots)}" if found else "nothing"
        return f"meant {spoken.intents[0]} {_slots(spoken.slots)}, understood {made}"
    if point == "resolve":
        done = ", ".join(f"{one.service} {one.entity}" for one in turn.commands) or turn.status
        return f"wanted {', '.join(sorted(seen.gold.want.targets)) or 'something else'}, got {done}"
    failed = [f"{one.command.entity}: {one.failure}" for one in turn.outcomes if one.failure]
    return ", ".join(failed) or f"answered '{turn.reply}'"


def _slots(slots: Any) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in sorted(slots.items())) + "}"


def _verdict(
    seen: Seen,
    turn: str,
    point: FailurePoint,
    *,
    right: bool,
    met: bool,
    note: str,
    planted: str = "",
    rights: dict[FailurePoint, bool] | None = None,
) -> Verdict:
    found = rights or {}
    said = seen.gold.spoken.text.split() if seen.gold else []
    heard = seen.transcript.text.split() if seen.transcript and turn else said
    kinds = [edit.tag for edit in Levenshtein.editops(said, heard)] if said else []
    return Verdict(
        household=seen.where.household,
        turn=turn,
        goal=seen.where.goal,
        attempt=seen.where.attempt,
        failure=point,
        right=right,
        reached=met,
        wake_right=point not in ("false_wake", "missed_wake"),
        asr_right=found.get("asr", False),
        rewrite_right=found.get("rewrite", found.get("asr", False)),
        nlu_right=found.get("nlu", False),
        resolve_right=found.get("resolve", False),
        result_right=found.get("result", False),
        planted=planted,
        words=len(said) if turn else 0,
        substituted=kinds.count("replace"),
        deleted=kinds.count("delete"),
        inserted=kinds.count("insert"),
        note=note,
    )


@dataclass(frozen=True, slots=True)
class _Rewriter:
    witness: Witness

    def rewrite(self, transcript: Transcript, context: Context) -> Rewrite | None:
        return self.witness.rewritten(transcript, context)


@dataclass(frozen=True, slots=True)
class _Interpreter:
    witness: Witness

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        return self.witness.interpreted(transcript, context)


@dataclass(frozen=True, slots=True)
class _Resolver:
    witness: Witness

    def resolve(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        return self.witness.resolved(interpretations, home, context)


@dataclass(frozen=True, slots=True)
class _Responder:
    witness: Witness

    def respond(self, resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> Reply:
        return self.witness.responded(resolution, outcomes, home, context)


class FaultyHome:
    """A home in which planted faults make devices refuse; all else is the home's own."""

    def __init__(self, home: Home, faults: PlantedFaults) -> None:
        self._home, self._faults = home, faults

    @property
    def registry(self) -> Registry:
        """See `Home`."""
        return self._home.registry

    @property
    def now(self) -> datetime:
        """See `Home`."""
        return self._home.now

    @property
    def states(self) -> Any:
        """See `Home`."""
        return self._home.states

    @property
    def world(self) -> World:
        """See `Home`."""
        return self._home.world

    def history(self, *, since: datetime) -> Sequence[Event]:
        """See `Home`."""
        return self._home.history(since=since)

    def execute(self, command: Command) -> Outcome:
        """See `Home`; refuses where a fault is planted."""
        return self._faults.carrying_out(command) or self._home.execute(command)

    def keep(self) -> list[dict[str, Value]]:
        """See `Home`."""
        return self._home.keep()

    def restore(self, kept: list[dict[str, Value]]) -> None:
        """See `Home`."""
        self._home.restore(kept)
