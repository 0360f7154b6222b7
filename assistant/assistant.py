"""The assistant: the only holder of state. It keeps the log, the context and the knowledge, and takes turns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assistant.announce import announcement, is_danger
from assistant.by_hand import by_hand
from assistant.context import SESSION_GAP, Context
from assistant.friction import rephrase_of
from assistant.knowledge import Knowledge
from assistant.learning.watch import overnight
from assistant.learning.watching import settled, touched
from assistant.learnt import Learnt
from assistant.log import InteractionLog
from assistant.pipeline import Stages, take_turn
from assistant.turn import Belief, Heard, Received, Samples, Speech, Transcript, Turn
from devices.protocol import Event, Home

if TYPE_CHECKING:
    from assistant.settings import Replies

CALLS = ("finished", "ringing")
"""The home's events that the assistant speaks about by itself."""


REMEMBERED = timedelta(days=90)
"""How far back habits are counted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that was taken and logged, with its reply to be played."""

    turn: Turn
    speech: Speech


class Assistant:
    """One household's assistant.

    `learnt` is what it knows of rewrites; how they fare is counted anew from the log.
    """

    def __init__(
        self,
        home: Home,
        stages: Stages,
        log: InteractionLog | None,
        *,
        household: str = "home",
        replies: Replies = "full",
        learnt: Learnt | None = None,
    ) -> None:
        self.home, self.stages, self.log, self.household = home, stages, log, household
        knowledge = Knowledge(learnt=replace(learnt, tracks={}) if learnt else Learnt())
        self.context = Context(now=home.now, usual_replies=replies, knowledge=knowledge)
        self._noticed = self._watched = home.now
        self._count = 0
        if log is not None:
            self._remember(log)

    def hear(self, heard: Heard, *, assistant: str, area: str | None = None, resident: Belief | None = None) -> Taken:
        """Takes the turn of an utterance that ended now, in the home's time, at the satellite `assistant`."""
        self.watch()
        return self._take(heard, self._here(assistant, area, resident), initiator_is_resident=True)

    def context_at(self, assistant: str) -> Context:
        """What is known now at a satellite, before anybody has spoken there."""
        return self._here(assistant, None, None)

    def notice(self) -> list[Taken]:
        """Speaks of what rang, ran out or is a danger in the home since the last call, and carries out what was put
        off."""
        self.watch()
        events = [
            event
            for event in self.home.history(since=self._noticed)
            if event.kind in CALLS or is_danger(event, self.home)
        ]
        self._noticed = self.home.now
        return [self._call(event) for event in events]

    def watch(self) -> None:
        """Writes into the log what hands did soon after a turn; the home keeps it for some minutes only."""
        events = self.home.history(since=self._watched)
        self._watched = self.home.now
        for event in events:
            found = by_hand(event, self.context.recent, self.home.registry.entities)
            if found is not None:
                self.context = touched(self.context, *found)
                if self.log is not None:
                    self.log.mark_by_hand(*found)

    def received(self, turn: str, received: Received) -> None:
        """Adds how a reply was received."""
        recent = tuple(replace(t, received=received) if t.turn == turn else t for t in self.context.recent)
        self.context = replace(self.context, recent=recent)
        if self.log is not None:
            self.log.received(turn, received)

    def learn(self, learnt: Learnt) -> None:
        """What was learnt of rewrites replaces what was known of them, from the next turn on; what the watch withdrew
        and what residents refused stays so: see `learning.watch.overnight`."""
        known = self.context.knowledge
        learnt = overnight(known.learnt, learnt, now=self.home.now.timestamp())
        self.context = replace(self.context, knowledge=replace(known, learnt=learnt))

    def sleep(self) -> None:
        """Learns from the household's own log; what others' logs taught it stays as it was."""
        if self.log is None:
            return
        from assistant.learning import cycle  # what a turn needs none of

        own = cycle.learn(self.log, source="personal", settings=cycle.PERSONAL, household=self.household)
        self.learn(Learnt(shared=self.context.knowledge.learnt.shared, own=own))

    def _here(
        self, assistant: str, area: str | None, resident: Belief | None, *, at: datetime | None = None
    ) -> Context:
        satellite = self.home.registry.satellites.get(assistant)
        now = at or self.home.now
        self.context = settled(self.context, now)
        return replace(
            self.context,
            now=now,
            assistant=assistant,
            area=area or (satellite.area if satellite else None),
            screen=bool(satellite and satellite.screen),
            resident=resident,
        )

    def _take(self, heard: Heard, context: Context, *, initiator_is_resident: bool) -> Taken:
        turn, speech = take_turn(heard, context, self.home, self.stages, **self._ids(context.now))
        if not initiator_is_resident:
            turn = replace(turn, initiator="assistant")
        self._book(turn, context, sound=heard.sound)
        return Taken(turn, speech)

    def _call(self, event: Event) -> Taken:
        """A turn that the assistant starts: a timer has run out, an alarm rings, a command's time has come."""
        attributes = event.new.attributes
        context = self._here(str(attributes.get("assistant") or ""), attributes.get("area"), None, at=event.at)
        command = attributes.get("conversation_command")
        if command:
            heard = Heard(Transcript(str(command), 1.0))
            return self._take(heard, context, initiator_is_resident=False)
        turn = announcement(event, self.home, context, **self._ids(event.at))
        speech = self.stages.voice.speak(turn.reply)
        self._book(turn, context)
        return Taken(turn, speech)

    def _book(self, turn: Turn, context: Context, *, sound: Samples | None = None) -> None:
        rephrase = rephrase_of(turn, context.recent)
        self.context = context.after(turn)
        if self.log is not None:
            self.log.append(turn, household=self.household, rephrase=rephrase, kept=self.home.keep(), sound=sound)

    def _ids(self, at: datetime) -> dict[str, str]:
        """The next turn's id and its session's: a session goes on until nothing was said for `SESSION_GAP`."""
        self._count += 1
        recent = self.context.recent
        turn = f"{self.household}-{self._count:06d}"
        goes_on = bool(recent) and at - recent[-1].at <= SESSION_GAP
        return {"turn": turn, "session": recent[-1].session if goes_on else f"{turn}-s"}

    def _remember(self, log: InteractionLog) -> None:
        """Takes up where the log ends: context, habits, timers and alarms."""
        for entry in log.entries(household=self.household, since=self.home.now - REMEMBERED):
            self.context = settled(self.context, entry.turn.at).after(entry.turn)
            if entry.by_hand is not None:
                self.context = touched(self.context, entry.turn.turn, entry.by_hand)
        self._count = log.taken(self.household)
        self.home.restore(log.kept(self.household))
