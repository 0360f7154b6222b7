"""Replaying a scenario: the script's lines are said, the home lives on between them, expectations are checked.

`play` is the whole of it. What is said and expected is known here and to the channel; the assistant hears only what
its ears hear, and reads only its home.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from assistant.assistant import CALLS, Assistant, Taken
from assistant.serial import to_dict
from assistant.turn import Belief, Received, Turn
from devices.home import Home
from simulator.channels import Channel, Line
from simulator.expect import Check, checks
from simulator.scenario import Expect, FaultSpec, HandState, ResidentSpec, Scenario, Step

PAUSE = 1.2
"""Seconds between the end of a reply and the next line, unless the line says otherwise."""

POLL = timedelta(seconds=1)
"""How often `within` looks at the home."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one step came to: the turns taken in it, and what was checked."""

    index: int
    step: Step
    at: datetime
    turns: tuple[Turn, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every expectation of the step held."""
        return all(check.holds for check in self.checks)


@dataclass(slots=True)
class Player:
    """One scenario being played: the home, the assistant, the channel, and where the script has got to."""

    scenario: Scenario
    home: Home
    assistant: Assistant
    channel: Channel
    speaking: Taken | None = None
    """The turn whose reply is being spoken."""
    turns: list[Turn] = field(default_factory=list)
    by: str = ""
    to: str = ""

    def play(self) -> Iterator[Record]:
        """Plays the script; one record a step, as soon as it is known how its replies were received."""
        waiting: Record | None = None
        for index, step in enumerate(self.scenario.script):
            record = self.step(index, step)
            if waiting is not None:
                yield self.latest(waiting)
            waiting = record
        self.hear_out()
        if waiting is not None:
            yield self.latest(waiting)

    def live_before(self) -> None:
        """The days before the scene, in which habits form; nothing of them is shown."""
        if self.scenario.before is None:
            return
        for _ in range(self.scenario.before.days):
            midnight = self.home.now.replace(hour=0, minute=0, second=0) + timedelta(days=1)
            for index, step in enumerate(self.scenario.before.script):
                self.step(index, step)
            self.hear_out()
            self.pass_until(midnight)

    def latest(self, record: Record) -> Record:
        """A record with its turns as they stand now: how they were received is known later."""
        known = {turn.turn: turn for turn in self.turns}
        return dataclasses.replace(record, turns=tuple(known[turn.turn] for turn in record.turns))

    def step(self, index: int, step: Step) -> Record:
        """Plays one step and checks what was expected of it."""
        before = len(self.turns)
        began = self.home.now
        if step.say is not None:
            self.say(step)
        else:
            self.between(step)
        checked: list[Check] = []
        for expect in step.expectations:
            checked.extend(self.check(expect, before))
        return Record(index, step, began, tuple(self.turns[before:]), tuple(checked))

    def say(self, step: Step) -> None:
        """A resident speaks; each utterance that the assistant hears becomes a turn."""
        if step.interrupts is None:
            self.hear_out()
            self.pass_until(self.when(step))
        self.by = step.by or self.by
        self.to = step.to or self.to or next(iter(self.home.registry.satellites), "")
        said = self.channel.say(self.line(step))
        if self.speaking is not None:
            fraction = 1.0 if said.cut is None else said.cut
            self.end_reply(Received(round(fraction, 3), "wake" if said.cut is not None else None))
        self.live(self.home.now + timedelta(seconds=said.seconds))
        for heard in said.heard:
            taken = self.assistant.hear(heard, assistant=self.to, area=step.area, resident=self.belief(self.by))
            self.took(taken)

    def between(self, step: Step) -> None:
        """Something happens, or time passes."""
        self.hear_out()
        self.pass_until(self.when(step, pause=0.0))
        for entity, hand in (step.happens or {}).items():
            state = hand if isinstance(hand, HandState) else HandState(state=hand)
            self.home.set_state(entity, state.state, state.model_extra or {})
        for entity, fault in (step.fault or {}).items():
            break_device(self.home, entity, fault)
        for entity in step.mend or []:
            self.home.mend(entity)
        if step.wait:
            self.pass_until(self.home.now + timedelta(seconds=step.wait))

    def check(self, expect: Expect, before: int) -> list[Check]:
        """Checks an expectation on the last turn of the step and on the home, waiting for the home if it says so."""
        deadline = self.home.now + timedelta(seconds=expect.within)
        while True:
            made = self.compare(expect, before)
            if all(check.holds for check in made) or self.home.now >= deadline:
                return made
            self.hear_out()
            self.pass_until(min(deadline, self.home.now + POLL), quietly=True)

    def compare(self, expect: Expect, before: int) -> list[Check]:
        """One look at everything that an expectation names."""
        turn = self.turns[-1] if len(self.turns) > before else None
        made = []
        if expect.turn is not None:
            found = "present" if turn else "absent"
            made.append(Check("turn", expect.turn, found, found == expect.turn))
        fields = {**(expect.model_extra or {}), **(expect.audio if self.channel.name == "audio" else expect.text)}
        made += checks(fields, to_dict(turn) if turn else None)
        if expect.previous:
            earlier = self.turns[-2] if len(self.turns) > 1 else None
            made += checks(expect.previous, to_dict(earlier) if earlier else None, where="previous.")
        if expect.friction:
            made += checks(expect.friction, self.friction(turn), where="friction.")
        for entity, wanted in expect.states.items():
            wanted = {"state": wanted} if not isinstance(wanted, dict) else wanted
            made += checks(wanted, self.seen(entity), where=f"{entity}.")
        return made

    def seen(self, entity: str) -> dict[str, Any]:
        """A device's state and attributes as one mapping."""
        state = self.home.states[entity]
        return {**state.attributes, "state": state.state}

    def friction(self, turn: Turn | None) -> dict[str, Any]:
        """What the log holds of how a turn was received; as what it rephrases, `previous` is the turn before it."""
        entry = self.assistant.log.find(turn.turn) if turn and self.assistant.log else None
        if entry is None or entry.rephrase is None:
            return {}
        earlier = self.turns[-2].turn if len(self.turns) > 1 else None
        of = "previous" if entry.rephrase.of == earlier else entry.rephrase.of
        return {"rephrase_of": of, "gap_s": entry.rephrase.gap_seconds, "similarity": entry.rephrase.similarity}

    def when(self, step: Step, *, pause: float = PAUSE) -> datetime:
        """When a step begins: `at`, or `after` the last reply, or after a short pause."""
        if step.at is not None:
            return upcoming(step.at, self.home.now)
        return self.home.now + timedelta(seconds=pause if step.after is None else step.after)

    def line(self, step: Step) -> Line:
        """A step as the channel needs it."""
        spec = self.scenario.residents.get(self.by, ResidentSpec())
        return Line(
            words=step.say or "",
            phrase=self.scenario.wake if step.wake else None,
            heard=(step.heard,) if isinstance(step.heard, str) else tuple(step.heard or ()),
            confidence=step.confidence,
            interrupts=step.interrupts,
            resident=self.by,
            voice=step.voice or spec.voice,
            noise=step.noise or self.scenario.noise,
            satellite=self.to,
        )

    def belief(self, resident: str) -> Belief | None:
        """Whom the assistant takes the speaker for."""
        if not resident:
            return None
        spec = self.scenario.residents.get(resident, ResidentSpec())
        return Belief(spec.recognised or resident, spec.confidence)

    def took(self, taken: Taken) -> None:
        """A turn was taken: its reply is now being spoken."""
        self.turns.append(taken.turn)
        self.speaking = taken
        self.channel.play(taken)

    def hear_out(self) -> None:
        """The reply that is being spoken is heard to its end."""
        if self.speaking is not None:
            self.live(self.home.now + timedelta(seconds=self.channel.rest()))
            self.end_reply(Received(1.0))
            self.mishear()

    def end_reply(self, received: Received) -> None:
        """Books how the reply that was being spoken was received."""
        if self.speaking is not None:
            turn = self.speaking.turn
            self.assistant.received(turn.turn, received)
            index = next(i for i, one in enumerate(self.turns) if one.turn == turn.turn)
            self.turns[index] = dataclasses.replace(turn, received=received)
            self.speaking = None

    def pass_until(self, until: datetime, *, quietly: bool = False) -> None:
        """Time passes and nobody speaks; what the home calls out meanwhile is spoken."""
        if until > self.home.now:
            if not quietly:
                self.channel.skip((until - self.home.now).total_seconds())
            self.live(until)
            self.mishear()

    def mishear(self) -> None:
        """A false wake is a turn too: the assistant cannot know better."""
        for heard in self.channel.overheard():
            self.took(self.assistant.hear(heard, assistant=self.to))

    def live(self, until: datetime) -> None:
        """The home lives on; a timer or an alarm that is due on the way becomes a turn at its own time."""
        while self.home.now < until:
            self.home.advance(until, stop_at=CALLS)
            for taken in self.assistant.notice():
                self.hear_out()
                self.took(taken)


def upcoming(at: time | datetime, now: datetime) -> datetime:
    """The next moment with that time of day, or the moment itself."""
    if isinstance(at, datetime):
        return at.replace(tzinfo=now.tzinfo) if at.tzinfo is None else at
    today = now.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0)
    return today if today >= now else today + timedelta(days=1)


def break_device(home: Home, entity: str, fault: FaultSpec) -> None:
    """Plants a fault."""
    home.fault(entity, fault.kind, seconds=fault.seconds, reason=fault.reason)
