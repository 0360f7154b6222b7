"""One turn, on one page: from what was heard to what is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from assistant.chimes import done_chime
from assistant.context import Context
from assistant.stages import Interpreter, Resolver, Responder, Rewriter, Voice
from assistant.turn import Heard, Speech, Transcript, Turn
from devices.protocol import Home, Value


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of a turn, after the ears."""

    rewriter: Rewriter
    interpreter: Interpreter
    resolver: Resolver
    responder: Responder
    voice: Voice


def take_turn(
    heard: Heard, context: Context, home: Home, stages: Stages, *, turn: str, session: str
) -> tuple[Turn, Speech]:
    """Takes one turn: understands, settles, acts, answers.

    `turn` and `session` are the ids it shall have. The home's commands are carried out; nothing is spoken yet and
    nothing logged: that is the caller's. Failure is in the turn's `status`, never raised.
    """
    watch = Watch(dict(heard.ms))
    rewrite = stages.rewriter.rewrite(heard.transcript, context, home)
    used = rewrite if rewrite is not None and rewrite.arm == "rewritten" else None
    transcript = heard.transcript if used is None else Transcript(used.text, used.score)
    watch.lap("rewrite")
    sure = heard.transcript.confidence
    context = replace(context, words=transcript.text, heard=sure, rewritten=used is not None, rewrite=used)
    interpretations = stages.interpreter.interpret(transcript, context)
    guesses = () if interpretations else stages.interpreter.guesses(transcript, context)
    watch.lap("nlu")
    resolution = stages.resolver.resolve(interpretations, home, context)
    watch.lap("resolve")
    outcomes = tuple(home.execute(command) for command in resolution.commands)
    watch.lap("execute")
    reply = stages.responder.respond(resolution, outcomes, home, context)
    watch.lap("respond")
    speech = done_chime() if reply.brief else stages.voice.speak(reply.text)
    watch.lap("tts")
    changes: dict[str, dict[str, Value]] = {}
    for outcome in outcomes:
        for entity, change in outcome.changes.items():
            changes[entity] = {**changes.get(entity, {}), **change}
    first = resolution.acts[0] if resolution.acts else None
    taken = Turn(
        turn=turn,
        session=session,
        at=context.now,
        assistant=context.assistant,
        area=context.area,
        transcript=heard.transcript,
        detection=heard.detection,
        resident=context.resident,
        rewrite=rewrite,
        interpretations=interpretations,
        intent=first.intent if first else None,
        slots=first.slots if first else {},
        acts=len(resolution.acts),
        targets=tuple(dict.fromkeys(target for act in resolution.acts for target in act.targets)),
        commands=resolution.commands,
        changes=changes,
        reply=reply.text,
        question=reply.question,
        status=reply.status,
        ms=watch.ms,
        resolution=resolution,
        outcomes=outcomes,
        guesses=guesses,
    )
    return taken, speech


class Watch:
    """Times the stages of a turn; the figures are evidence and decide nothing."""

    def __init__(self, ms: dict[str, float]) -> None:
        self.ms, self._since = ms, perf_counter()

    def lap(self, stage: str) -> None:
        """Books the time since the last lap, in milliseconds."""
        now = perf_counter()
        self.ms[stage] = round((now - self._since) * 1000, 3)
        self._since = now
