"""A resident pursues a goal: they say it, hear what comes, react, and say it again or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import simpy

from assistant.assistant import Assistant, Taken
from assistant.nlu.text import normalise
from assistant.turn import Act, Belief, Question, Received, Turn
from devices.home import Home
from simulator.channels import WAIT_SECONDS, WAKE_SECONDS, spoken_seconds
from simulator.draws import drawn
from simulator.households import reactions
from simulator.households.by_hand import can_do, do_by_hand
from simulator.households.language import answers
from simulator.households.language.wording import Wording
from simulator.households.reactions import Came, Outcome, Reacted, Seen
from simulator.households.values import Goal, Household, Resident, Spoken, Want
from simulator.judge.meeting import option_meets
from simulator.judge.values import Truth, Verdict
from simulator.judge.witness import Gold, Where, Witness
from simulator.speech.channel import SpeechChannel

Steps = Generator[Any, Any, Any]

PHRASE = "alexa"
SILENCE = 2.0
"""Seconds after which somebody who hears nothing takes it that nobody listens. Assumed."""
FAR = 6.0
"""Decibels lost where they speak to a satellite in another room. Assumed."""
WRONG_PERSON = 0.04
"""How often the assistant takes one resident for another. Assumed."""


@dataclass(slots=True)
class Progress:
    """How far a goal has been pursued."""

    goal: Goal
    resident: Resident
    attempts: int = 0
    reached: bool = False
    rows: list[Truth] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing said, and what came of it; no turn where nothing woke."""

    spoken: Spoken
    turn: Turn | None
    verdict: Verdict
    seconds: float
    """The reply's length."""


class Talk:
    """Everything that is said in one household in one arm."""

    def __init__(
        self,
        household: Household,
        home: Home,
        assistant: Assistant,
        witness: Witness,
        channel: SpeechChannel,
        wording: Wording,
    ) -> None:
        self.household, self.home, self.assistant = household, home, assistant
        self.truths: list[Truth] = []
        self.verdicts: list[Verdict] = []
        self.on_call: Callable[[Taken], None] = lambda taken: None
        """Who is told when the assistant says something by itself."""
        self._witness, self._channel, self._wording = witness, channel, wording
        self._floor = simpy.Resource(home.env)
        """One speaks at a time."""

    def pursue(self, goal: Goal, resident: Resident) -> Steps:
        """A resident pursues a goal to its end; whether it was reached."""
        progress = Progress(goal, resident)
        with self._floor.request() as mine:
            yield mine
            later = yield from self._attempts(progress, self._first(progress))
        while later:
            wait = self._rng(progress, "later").uniform(*reactions.pair("asks_later_minutes"))
            yield self.home.env.timeout(wait * 60)
            with self._floor.request() as mine:
                yield mine
                spoken = replace(self._first(progress), strategy="again_later")
                later = yield from self._attempts(progress, spoken)
        self._book(progress)
        return progress.reached

    def notice(self) -> None:
        """Lets the assistant see what happened in the home; what it says of it by itself goes to `on_call`."""
        for taken in self.assistant.notice():
            self.on_call(taken)

    def overhears(self, area: str, satellite: str, key: tuple[date, int], seconds: float) -> Steps:
        """Talk that nobody meant for it wakes the assistant, or not."""
        rng = drawn(self.household.seed, *key, "television")
        if not self._channel.wakes_by_mistake(seconds, rng):
            return
        with self._floor.request() as mine:
            yield mine
            words = rng.choice(talk())
            heard = self._channel.overhear(words, snr=self.household.snr - FAR, rng=rng)
            yield self.home.env.timeout(spoken_seconds(words) + WAIT_SECONDS)
            self._witness.expect(None, Where(self.household.id))
            at = self.home.now
            turn = self.assistant.hear(heard, assistant=satellite, area=area).turn
            verdict = self._witness.verdict(turn)
            self.verdicts.append(verdict)
            self.truths.append(overheard(self.household.id, at, area, satellite, words, turn.turn))
            yield self.home.env.timeout(spoken_seconds(turn.reply))
            self.assistant.received(turn.turn, Received(1.0))

    def _first(self, progress: Progress) -> Spoken:
        rng = self._rng(progress, "words")
        return self._wording.first(progress.goal, progress.resident, rng)

    def _attempts(self, progress: Progress, spoken: Spoken | None) -> Steps:
        """Says it until it is reached, given up or put off; whether it was put off."""
        wake, into = True, 0.0
        while spoken is not None:
            progress.attempts += 1
            exchange = yield from self._say(progress, spoken, wake=wake, into=into)
            if wanted_of(progress.goal, spoken) is progress.goal.want:
                progress.reached = progress.reached or exchange.verdict.reached
            reacted = self._reaction(progress, exchange)
            self._note(progress, exchange, reacted)
            into = yield from self._hear_reply(exchange, reacted)
            if reacted.reaction == "asks_later":
                return True
            wake = reacted.reaction != "answers"
            spoken = yield from self._next(progress, exchange, reacted)
        return False

    def _say(self, progress: Progress, spoken: Spoken, *, wake: bool, into: float) -> Steps:
        """Says something; what came of it."""
        goal, resident = progress.goal, progress.resident
        yield self.home.env.timeout((WAKE_SECONDS if wake else 0.0) + spoken_seconds(spoken.text))
        heard = self._channel.hear(
            spoken.text,
            accent=resident.accent,
            snr=self._snr(progress),
            care=spoken.care,
            wake=PHRASE if wake else None,
            rng=self._rng(progress, "speech"),
        )
        if wake and self._witness.misses(goal.id, progress.attempts):
            heard = None
        gold = Gold(spoken, wanted_of(goal, spoken))
        where = Where(self.household.id, goal.id, progress.attempts)
        if heard is None:
            yield self.home.env.timeout(SILENCE)
            return Exchange(spoken, None, self._witness.missed(gold, where), 0.0)
        yield self.home.env.timeout(WAIT_SECONDS)
        self._witness.expect(gold, where)
        heard = replace(heard, transcript=self._witness.heard(heard.transcript))
        taken = self.assistant.hear(heard, assistant=goal.satellite, area=goal.area, resident=self._belief(progress))
        verdict = self._witness.verdict(taken.turn)
        return Exchange(spoken, taken.turn, verdict, taken.speech.seconds or spoken_seconds(taken.turn.reply))

    def _reaction(self, progress: Progress, exchange: Exchange) -> Reacted:
        """What the resident does next."""
        turn, verdict = exchange.turn, exchange.verdict
        rng = self._rng(progress, "reaction")
        if exchange.spoken.strategy == "stop":
            return Reacted("satisfied")
        if turn is not None and turn.question and turn.status == "asked":
            return _answering(verdict.right, rng.random())
        outcome: Outcome = outcome_of(exchange, progress.goal)
        if wanted_of(progress.goal, exchange.spoken) is not progress.goal.want:
            # A complaint, or a no: however it was taken, what they want is still to come, or has been had.
            outcome = "right" if progress.reached else "nothing"
        came = Came(
            outcome=outcome,
            seen=None if outcome in ("right", "unsupported") else seen(turn, progress.goal, self.home),
            seconds=exchange.seconds,
            by_hand=can_do(progress.goal.want, self.home),
            attempts=progress.attempts,
        )
        return reactions.react(came, progress.resident, rng)

    def _hear_reply(self, exchange: Exchange, reacted: Reacted) -> Steps:
        """The reply is heard, to its end or until somebody speaks into it."""
        if exchange.turn is None:
            return
        yield self.home.env.timeout(exchange.seconds * reacted.fraction)
        by = "wake" if reacted.reaction == "barges_in" else None
        self.assistant.received(exchange.turn.turn, Received(reacted.fraction, by))
        if by is None:
            yield self.home.env.timeout(self._rng_of(exchange).uniform(0.4, 2.5))

    def _next(self, progress: Progress, exchange: Exchange, reacted: Reacted) -> Steps:
        """What is said next, if anything; what is done by hand is done."""
        goal, resident, before = progress.goal, progress.resident, exchange.spoken
        rng = self._rng(progress, "next")
        if reacted.reaction == "answers":
            question = _question(exchange.turn)
            return (
                answers.answer(question, goal, resident, _meant(question, goal.want, self.home), rng, said=before)
                if question
                else None
            )
        if reacted.reaction == "corrects_by_hand":
            yield self.home.env.timeout(rng.uniform(10.0, 40.0))
            do_by_hand(goal.want, exchange.turn, self.home)
            self.notice()
            return None
        if reacted.reaction == "barges_in" and reacted.because != "wrong":
            return answers.enough(resident, rng)
        if reacted.reaction == "complains" and before.strategy != "complain":
            return self._complaint(exchange, goal, resident, rng)
        if reacted.reaction in ("rephrases", "barges_in", "complains"):
            outcome = outcome_of(exchange, goal)
            strategy = reactions.strategy(outcome, self._wording.possible(goal, before), rng)
            return self._wording.again(goal, resident, before, strategy, rng)
        return None

    def _complaint(self, exchange: Exchange, goal: Goal, resident: Resident, rng: Random) -> Spoken:
        changed = exchange.turn is not None and bool(exchange.turn.changes)
        if changed and rng.random() < reactions.chance("undoes"):
            return answers.undo(resident, rng)
        return answers.complaint(goal, resident, rng)

    def _note(self, progress: Progress, exchange: Exchange, reacted: Reacted) -> None:
        """Writes down what was said and how the resident took it."""
        goal, spoken, turn = progress.goal, exchange.spoken, exchange.turn
        want = wanted_of(goal, spoken)
        self.verdicts.append(exchange.verdict)
        row = Truth(
            household=self.household.id,
            goal=goal.id,
            attempt=progress.attempts,
            resident=progress.resident.id,
            at=self.home.now,
            area=goal.area,
            satellite=goal.satellite,
            kind=goal.kind,
            need=goal.need,
            caption=goal.caption,
            strategy=spoken.strategy,
            said=spoken.text,
            intent=spoken.intents[0],
            slots=json.dumps(dict(spoken.slots), ensure_ascii=False),
            want=want_as_json(want),
            supported=want.supported,
            turn=turn.turn if turn else "",
            reaction=reacted.reaction,
            because=reacted.because,
            noticed=reacted.noticed,
            reached=progress.reached,
            last=False,
        )
        progress.rows.append(row)

    def _book(self, progress: Progress) -> None:
        """The goal is pursued no further."""
        self.truths += progress.rows[:-1]
        self.truths.append(replace(progress.rows[-1], last=True))

    def _belief(self, progress: Progress) -> Belief | None:
        """Whom the assistant takes the speaker for: the right one as a rule; guests it does not know."""
        rng = self._rng(progress, "who")
        people = [one.id for one in self.household.residents]
        if progress.resident.guest:
            return Belief(rng.choice(people), round(rng.uniform(0.1, 0.45), 2)) if rng.random() < 0.5 else None
        wrong = [one for one in people if one != progress.resident.id]
        who = rng.choice(wrong) if wrong and rng.random() < WRONG_PERSON else progress.resident.id
        return Belief(who, round(rng.uniform(0.6, 0.97), 2))

    def _snr(self, progress: Progress) -> float:
        """How much louder than the room they speak, in decibels."""
        goal = progress.goal
        hour = self.home.now.hour + self.home.now.minute / 60
        loud = any(start <= hour < end for start, end in self.household.television) and "living" in goal.area
        satellite = self.home.registry.satellites[goal.satellite]
        far = satellite.area is not None and satellite.area != goal.area
        playing = any(
            self.home.states[thing.id].state == "playing"
            for thing in self.home.registry.entities.values()
            if thing.domain == "media_player" and thing.area == goal.area
        )
        lost = (5.0 if loud else 0.0) + (FAR if far else 0.0) + (4.0 if playing else 0.0)
        return self.household.snr - lost + self._rng(progress, "snr").gauss(0.0, 2.0)

    def _rng(self, progress: Progress, stage: str) -> Random:
        return drawn(self.household.seed, progress.goal.id, progress.attempts, stage)

    def _rng_of(self, exchange: Exchange) -> Random:
        return drawn(self.household.seed, exchange.verdict.goal, exchange.verdict.attempt, "pause")


def outcome_of(exchange: Exchange, goal: Goal) -> Outcome:
    """What came of it, as it is."""
    turn, verdict = exchange.turn, exchange.verdict
    if turn is None:
        return "silence"
    if verdict.right:
        return "right" if goal.want.supported else "unsupported"
    return "wrong" if turn.status in ("done", "answered") else "nothing"


def seen(turn: Turn | None, goal: Goal, home: Home) -> Seen:
    """How a bad end can be perceived from where the resident is."""
    if turn is None:
        return "silence"
    if turn.status not in ("done", "answered"):
        return "nothing"
    if turn.status == "answered" and not goal.want.states:
        return "wrong_answer"
    entities = home.registry.entities
    near = {entity for entity in (*turn.changes, *goal.want.states, *goal.want.targets) if entity in entities}
    if any(entities[entity].area == goal.area for entity in near):
        return "wrong_seen"
    return "wrong_told" if set(turn.targets) != goal.want.targets else "wrong_elsewhere"


def wanted_of(goal: Goal, spoken: Spoken) -> Want:
    """What is wanted of these words: the goal's, but of a complaint or a "stop" what such words want."""
    if spoken.strategy in ("complain", "stop") or spoken.intents[0] in ("Deny", "HassNevermind"):
        return Want(spoken.intents)
    return goal.want


def overheard(household: str, at: datetime, area: str, satellite: str, words: str, turn: str) -> Truth:
    """The row of talk that nobody meant for the assistant."""
    return Truth(
        household=household, goal="", attempt=1, resident="", at=at, area=area, satellite=satellite, kind="", need="",
        caption="Nobody spoke to it: a television talks", strategy="", said=words, intent="", slots="{}", want="{}",
        supported=False, turn=turn, reaction="none", because="", noticed=False, reached=False, last=True,
    )  # fmt: skip


@cache
def talk() -> tuple[str, ...]:
    """What a television says."""
    lines = (Path(__file__).parent.parent / "data" / "television.txt").read_text("utf-8").splitlines()
    spoken = (line.partition(": ")[2] for line in lines if not line.startswith("#"))
    return tuple(normalise(line) for line in spoken if line)


def want_as_json(want: Want) -> str:
    """What is wanted, as JSON: only what is said of it."""
    parts: dict[str, Any] = {
        "intents": want.intents,
        "targets": sorted(want.targets),
        "states": want.states,
        "data": want.data,
        "rises": want.rises,
    }
    return json.dumps({name: part for name, part in parts.items() if part}, ensure_ascii=False)


def _answering(right: bool, draw: float) -> Reacted:
    """A question is answered, as a rule."""
    if draw < reactions.chance("answers", "not_at_all"):
        return Reacted("abandons", "asked back")
    return Reacted("answers", "" if right else "wrong")


def _question(turn: Turn | None) -> Question | None:
    return turn.resolution.question if turn and turn.resolution else None


def _meant(question: Question | None, want: Want, home: Home) -> Act | None:
    """Which of the things asked about is meant; none where none is."""
    options = question.options if question else ()
    return next((option for option in options if option_meets(option, want, home.states)), None)
