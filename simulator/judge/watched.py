"""The stages and the home as the assistant sees them while a witness watches: all pass through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from assistant.context import Context
from assistant.pipeline import Stages
from assistant.stages import Voice
from assistant.turn import Interpretation, Reply, Resolution, Rewrite, Transcript
from devices.protocol import Command, Event, Home, Outcome, Registry, Value, World
from simulator.judge.faults import PlantedFaults


class Watcher(Protocol):
    """Who calls the stages."""

    def rewritten(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        """The rewriter's turn."""

    def interpreted(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """The interpreter's."""

    def guessed(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        """The interpreter's, where it understood nothing."""

    def resolved(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        """The resolver's."""

    def responded(self, resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> Reply:
        """The responder's."""


def watched(watcher: Watcher, voice: Voice) -> Stages:
    """Stages that ask the watcher for everything but the voice."""
    return Stages(
        rewriter=_Rewriter(watcher),
        interpreter=_Interpreter(watcher),
        resolver=_Resolver(watcher),
        responder=_Responder(watcher),
        voice=voice,
    )


@dataclass(frozen=True, slots=True)
class _Rewriter:
    watcher: Watcher

    def rewrite(self, transcript: Transcript, context: Context, home: Home) -> Rewrite | None:
        return self.watcher.rewritten(transcript, context, home)


@dataclass(frozen=True, slots=True)
class _Interpreter:
    watcher: Watcher

    def interpret(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        return self.watcher.interpreted(transcript, context)

    def guesses(self, transcript: Transcript, context: Context) -> tuple[Interpretation, ...]:
        return self.watcher.guessed(transcript, context)


@dataclass(frozen=True, slots=True)
class _Resolver:
    watcher: Watcher

    def resolve(self, interpretations: Sequence[Interpretation], home: Home, context: Context) -> Resolution:
        return self.watcher.resolved(interpretations, home, context)


@dataclass(frozen=True, slots=True)
class _Responder:
    watcher: Watcher

    def respond(self, resolution: Resolution, outcomes: Sequence[Outcome], home: Home, context: Context) -> Reply:
        return self.watcher.responded(resolution, outcomes, home, context)


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
