"""A resident pursues a goal: they say it, hear what comes, react, and say it again or not."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

import simpy

from assistant.assistant import Assistant, Taken
from assistant.nlu.text import normalise
from assistant.turn import Received
from devices.home import Home
from simulator import television
from simulator.channels import WAIT_SECONDS, WAKE_SECONDS, spoken_seconds
from simulator.draws import drawn
from simulator.households import reactions
from simulator.households.by_hand import can_do, do_by_hand
from simulator.households.carrying import FAR, loudness, taken_for
from simulator.households.language import answers
from simulator.households.language.words import Words
from simulator.households.needs import URGENT
from simulator.households.perceiving import (
    Exchange,
    is_settled,
    meant_option,
    opposite,
    outcome_of,
    reached_after,
    seen,
    wanted_of,
)
from simulator.households.reactions import Came, Reacted
from simulator.households.told import overheard, truth_of
from simulator.households.values import Goal, Household, Resident, Spoken
from simulator.judge.values import Truth, Verdict
from simulator.judge.witness import Gold, Where, Witness
from simulator.speech.channel import SpeechChannel

Steps = Generator[Any, Any, Any]

PHRASE = "alexa"
SILENCE = 2.0
"""Seconds after which somebody who hears nothing takes it that nobody listens. Assumed."""
PAUSE = (0.4, 2.5)
"""Seconds from a reply's end to what is said next. Assumed."""
BY_HAND = (10.0, 40.0)
"""Seconds that it takes to do it by hand. Assumed."""


@dataclass(slots=True)
class Progress:
    """How far a goal has been pursued."""

    goal: Goal
    resident: Resident
    attempts: int = 0
    """Things said for it, answers included."""
    tries: int = 0
    """Requests among them."""
    asked: int = 0
    """Questions of the assistant since the last request."""
    reached: bool = False
    put_off: bool = False
    """Whether it shall be said again later."""
    made: tuple[str, ...] = ()
    """What the turn that reached it changed."""
    row: int | None = None
    """Where the row of what was said last stands."""


class Talk:
    """Everything that is said in one household in one arm."""

    def __init__(
        self,
        household: Household,
        home: Home,
        assistant: Assistant,
        witness: Witness,
        channel: SpeechChannel,
        wording: Words,
        *,
        noise: float = 0.0,
    ) -> None:
        self.household, self.home, self.assistant = household, home, assistant
        self.truths: list[Truth] = []
        self.verdicts: list[Verdict] = []
        self.on_call: Callable[[Taken], None] = lambda taken: None
        """Who is told when the assistant says something by itself."""
        self.witness, self._channel, self._wording = witness, channel, wording
        self._noise = noise
        """The share of turns after which somebody reacts as to the opposite of what came."""
        self.floor = simpy.Resource(home.env)
        """One speaks at a time."""
        self._open: dict[str, Progress] = {}

    def pursue(self, goal: Goal, resident: Resident) -> Steps:
        """A resident pursues a goal to its end, or puts it off; how far they got."""
        progress = Progress(goal, resident)
        self._open[goal.id] = progress
        yield from self._on_the_floor(progress, self._first(progress))
        return progress

    def go_on(self, progress: Progress) -> Steps:
        """What was put off is said again, if it is still wanted."""
        progress.put_off = False
        spoken = replace(self._first(progress), strategy="again_later")
        yield from self._on_the_floor(progress, spoken)

    def wait(self, progress: Progress) -> float:
        """Seconds until what was put off is said again."""
        return self._rng(progress, "later").uniform(*reactions.pair("asks_later_minutes")) * 60

    def close(self, progress: Progress) -> None:
        """The goal is pursued no further."""
        self._open.pop(progress.goal.id, None)
        if progress.row is not None:
            self.truths[progress.row] = replace(self.truths[progress.row], last=True)

    def close_all(self) -> None:
        """The time is over: nothing is pursued further."""
        for progress in list(self._open.values()):
            self.close(progress)

    def notice(self) -> None:
        """Lets the assistant see what happened in the home; what it says of it by itself goes to `on_call`."""
        for taken in self.assistant.notice():
            self.on_call(taken)

    def overhears(self, area: str, satellite: str, key: tuple[date, float, int], seconds: float) -> Steps:
        """Talk that nobody meant for it wakes the assistant, or not."""
        rng = drawn(self.household.seed, *key, "television")
        if not self._channel.wakes_by_mistake(seconds, rng):
            return
        with self.floor.request() as mine:
            yield mine
            words = rng.choice(talk())
            heard = self._channel.overhear(words, snr=self.household.snr - FAR, rng=rng)
            yield self.home.env.timeout(spoken_seconds(words) + WAIT_SECONDS)
            self.witness.expect(None, Where(self.household.id))
            at = self.home.now
            turn = self.assistant.hear(heard, assistant=satellite, area=area).turn
            self.verdicts.append(self.witness.verdict(turn))
            self.truths.append(overheard(self.household.id, at, area, satellite, words, turn.turn))
            yield self.home.env.timeout(spoken_seconds(turn.reply))
            self.assistant.received(turn.turn, Received(1.0))

    def _on_the_floor(self, progress: Progress, spoken: Spoken) -> Steps:
        """Says it when nobody else speaks, unless it is done by then."""
        with self.floor.request() as mine:
            yield mine
            if not is_settled(progress.goal.want, self.home.states):
                yield from self._attempts(progress, spoken)
        if not progress.put_off:
            self.close(progress)

    def _first(self, progress: Progress) -> Spoken:
        return self._wording.first(progress.goal, progress.resident, self._rng(progress, "words"))

    def _attempts(self, progress: Progress, first: Spoken) -> Steps:
        """Says it until it is reached, given up or put off."""
        spoken: Spoken | None = first
        wake = True
        while spoken is not None:
            _count(progress, spoken)
            exchange = yield from self._say(progress, spoken, wake=wake)
            _weigh(progress, exchange)
            reacted = self._reaction(progress, exchange)
            self._note(progress, exchange, reacted)
            yield from self._hear_reply(progress, exchange, reacted)
            progress.put_off = reacted.reaction == "asks_later"
            wake = reacted.reaction != "answers"
            spoken = yield from self._next(progress, exchange, reacted)

    def _say(self, progress: Progress, spoken: Spoken, *, wake: bool) -> Steps:
        """Says something; what came of it."""
        goal, resident = progress.goal, progress.resident
        yield self.home.env.timeout((WAKE_SECONDS if wake else 0.0) + spoken_seconds(spoken.text))
        heard = self._channel.hear(
            spoken.text,
            accent=resident.accent,
            snr=loudness(goal, self.household, self.home, self._rng(progress, "snr")),
            care=spoken.care,
            wake=PHRASE if wake else None,
            rng=self._rng(progress, "speech"),
        )
        if wake and self.witness.misses(goal.id, progress.attempts):
            heard = None
        gold = Gold(spoken, wanted_of(goal, spoken), lambda: self._wording.plainest(goal))
        where = Where(self.household.id, goal.id, progress.attempts)
        if heard is None:
            yield self.home.env.timeout(SILENCE)
            return Exchange(spoken, None, self.witness.missed(gold, where), 0.0)
        yield self.home.env.timeout(WAIT_SECONDS)
        self.witness.expect(gold, where)
        heard = replace(heard, transcript=self.witness.heard(heard.transcript))
        who = taken_for(resident, self.household, self._rng(progress, "who"))
        taken = self.assistant.hear(heard, assistant=goal.satellite, area=goal.area, resident=who)
        verdict = self.witness.verdict(taken.turn)
        return Exchange(spoken, taken.turn, verdict, taken.speech.seconds or spoken_seconds(taken.turn.reply))

    def _reaction(self, progress: Progress, exchange: Exchange) -> Reacted:
        """What the resident does next."""
        goal, right = progress.goal, exchange.verdict.right
        outcome = outcome_of(exchange, goal, reached=progress.reached)
        if exchange.turn is not None and self._noise and self._rng(progress, "noise").random() < self._noise:
            outcome = opposite(outcome, exchange.turn.status)
            right = not right
        came = Came(
            outcome=outcome,
            seen=None if right else seen(exchange.turn, goal, self.home),
            seconds=exchange.seconds,
            by_hand=can_do(goal.want, self.home),
            attempts=progress.tries,
            asked=progress.asked if exchange.question else 0,
            can_wait=goal.kind not in URGENT,
            enough=exchange.spoken.strategy == "stop",
        )
        return reactions.react(came, progress.resident, self._rng(progress, "reaction"))

    def _hear_reply(self, progress: Progress, exchange: Exchange, reacted: Reacted) -> Steps:
        """The reply is heard, to its end or until somebody speaks into it."""
        if exchange.turn is None:
            return
        yield self.home.env.timeout(exchange.seconds * reacted.fraction)
        by = "wake" if reacted.reaction == "barges_in" else None
        self.assistant.received(exchange.turn.turn, Received(reacted.fraction, by))
        if by is None:
            yield self.home.env.timeout(self._rng(progress, "pause").uniform(*PAUSE))

    def _next(self, progress: Progress, exchange: Exchange, reacted: Reacted) -> Steps:
        """What is said next, if anything; what is done by hand is done."""
        goal, resident, before = progress.goal, progress.resident, exchange.spoken
        rng = self._rng(progress, "next")
        if reacted.reaction == "answers" and (question := exchange.question):
            right = meant_option(question, goal.want, self.home.states)
            names = {one.id: one.name for one in self.home.registry.entities.values()}
            return answers.answer(question, goal, resident, right, rng, said=before, names=names)
        if reacted.reaction == "corrects_by_hand":
            yield self.home.env.timeout(rng.uniform(*BY_HAND))
            do_by_hand(goal.want, exchange.turn, self.home)
            self.notice()
            return None
        if reacted.reaction == "barges_in" and reacted.because != "wrong":
            return answers.enough(resident, rng)
        if reacted.reaction == "complains" and before.strategy != "complain":
            return _complaint(exchange, goal, resident, rng)
        if reacted.reaction in ("rephrases", "barges_in", "complains"):
            outcome = outcome_of(exchange, goal, reached=progress.reached)
            strategy = reactions.strategy(outcome, self._wording.possible(goal, before), rng)
            return self._wording.again(goal, resident, before, strategy, rng)
        return None

    def _note(self, progress: Progress, exchange: Exchange, reacted: Reacted) -> None:
        """Writes down what was said and how the resident took it."""
        self.verdicts.append(exchange.verdict)
        progress.row = len(self.truths)
        row = truth_of(
            self.household, progress.goal, exchange, reacted,
            at=self.home.now, attempt=progress.attempts, reached=progress.reached,
        )  # fmt: skip
        self.truths.append(row)

    def _rng(self, progress: Progress, stage: str) -> Random:
        return drawn(self.household.seed, progress.goal.id, progress.attempts, stage)


def _count(progress: Progress, spoken: Spoken) -> None:
    """One more thing is said."""
    progress.attempts += 1
    if spoken.strategy != "answer":
        progress.asked = 0
        progress.tries += spoken.strategy not in ("complain", "stop")


def _weigh(progress: Progress, exchange: Exchange) -> None:
    """What came of it, for the goal."""
    before = progress.reached
    progress.reached = reached_after(exchange, progress.goal, before)
    if progress.reached and not before and exchange.turn is not None:
        progress.made = tuple(exchange.turn.changes)
    progress.asked += exchange.question is not None


def _complaint(exchange: Exchange, goal: Goal, resident: Resident, rng: Random) -> Spoken:
    """Something done wrongly is to be undone, or they say that it is wrong."""
    changed = exchange.turn is not None and bool(exchange.turn.changes)
    if changed and rng.random() < reactions.chance("undoes"):
        return answers.undo(resident, rng)
    return answers.complaint(goal, resident, rng)


@cache
def talk() -> tuple[str, ...]:
    """What a television says, as a recogniser would write it."""
    return tuple(normalise(line) for line in television.lines())
