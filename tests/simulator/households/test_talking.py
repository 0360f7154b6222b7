"""A resident pursues a goal: what they say, hear and do until it is reached or given up."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.log import InteractionLog
from assistant.turn import Detection, Heard, Transcript
from devices.declaration import HomeDeclaration
from devices.home import Home
from simulator.draws import drawn
from simulator.households import reactions
from simulator.households.goals import MAKERS
from simulator.households.goals.scene import Scene, marked
from simulator.households.language.wording import Wording
from simulator.households.reactions import Came, Reacted
from simulator.households.talking import Progress, Talk
from simulator.households.values import Day, Filler, Goal, Household, Resident, Tastes, Want
from simulator.judge.witness import Witness
from simulator.setting import load_home, make_home
from tests.simulator.judge.wishes import stages

DAY = Day(7.0, 8.5, 17.0, 22.5)
ANA = Resident("ana", "Ana", "adult", DAY, DAY, Tastes(), verbosity=0.3, politeness=0.2, patience=4)
DEMO = load_home()
ASKING = DEMO.model_copy(update={"home": DEMO.home.model_copy(update={"confirm": "always"})})
HOUSE = Household("h1", "seed", DEMO, (ANA,), 20.0)
HALL_LIGHT, PLAIN = "light.hall", "turn on the hall light"
UNLOCK = "unlock the front door"
SATISFIED = Reacted("satisfied")


class Channel:
    """Hears every word, but misses the wake word as often as told; `hears` are the first words heard."""

    def __init__(self, *, misses: int = 0, hears: str = "") -> None:
        self.misses, self.hears = misses, hears
        self.said: list[str] = []

    def hear(self, words: str, *, wake: str | None, **how: object) -> Heard | None:
        self.said.append(words)
        if wake and self.misses:
            self.misses -= 1
            return None
        words, self.hears = self.hears or words, ""
        return Heard(Transcript(words, 0.95), Detection(wake, 0.9) if wake else None)


@dataclass
class Told:
    """What became of a goal."""

    talk: Talk
    home: Home
    log: InteractionLog
    channel: Channel
    progress: list[Progress]
    came: list[Came]
    """What the resident reacted to."""

    @property
    def strategies(self) -> list[str]:
        return [truth.strategy for truth in self.talk.truths]

    @property
    def reached(self) -> list[bool]:
        return [truth.reached for truth in self.talk.truths]


Pursue = Callable[..., Told]


@pytest.fixture
def pursue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pursue]:
    """Lets Ana pursue a goal, reacting as told."""
    logs: list[InteractionLog] = []

    def run(
        goal: Goal, *script: Reacted, channel: Channel | None = None, home: Home | None = None, noise: float = 0.0
    ) -> Told:
        reacted, all_came = iter(script), list[Came]()
        real = reactions.react

        def react(came: Came, resident: Resident, rng: Random) -> Reacted:
            all_came.append(came)
            return next(reacted, None) or real(came, resident, rng)

        monkeypatch.setattr(reactions, "react", react)
        home = home or evening()
        log = InteractionLog(tmp_path / "log.sqlite")
        logs.append(log)
        witness = Witness(stages(), home)
        channel = channel or Channel(hears=PLAIN)
        assistant = Assistant(witness.home, witness.stages, log, household="h1")
        talk = Talk(HOUSE, home, assistant, witness, channel, Wording(), noise=noise)  # type: ignore[arg-type]
        told = Told(talk, home, log, channel, [], all_came)

        def life() -> Generator[Any, Any, None]:
            told.progress.append((yield from talk.pursue(goal, ANA)))

        home.env.process(life())
        home.advance(home.now + timedelta(minutes=5))
        return told

    yield run
    for log in logs:
        log.close()


def evening(declared: HomeDeclaration = DEMO) -> Home:
    return make_home(declared, start=datetime(2026, 3, 3, 20), seed="talk")  # noqa: DTZ001


def hall_light(home: Home | None = None) -> Goal:
    scene = Scene(HOUSE, ANA, home or evening(), "hall", "hall_speaker", "comes home", drawn("hall"))
    goal = MAKERS["light_on"](scene)
    assert goal is not None
    return marked(goal, 1, "")


def thing(kind: str, entity: str, state: str, name: str) -> Goal:
    """A thing shall be in a state."""
    want = Want(("HassTurnOn",), frozenset([entity]), {entity: {"state": (state,)}})
    return Goal(
        f"h1/2026-03-03/ana/x/{kind}/1", "ana", datetime(2026, 3, 3, 20), "a need", kind, "hall", "hall_speaker",  # noqa: DTZ001
        want, {"name": (Filler(name, {"name": name}, official=True),)}, "Ana wants it",
    )  # fmt: skip


@pytest.mark.parametrize(("noise", "outcome"), [(0.0, "right"), (1.0, "wrong")])
def test_with_noise_they_take_what_went_right_for_wrong(pursue: Pursue, noise: float, outcome: str) -> None:
    told = pursue(hall_light(), SATISFIED, noise=noise)
    assert told.came[0].outcome == outcome
    assert told.talk.verdicts[0].right


def test_with_noise_they_take_what_went_wrong_for_right(pursue: Pursue) -> None:
    told = pursue(hall_light(), SATISFIED, channel=Channel(hears="turn on the garage light"), noise=1.0)
    assert (told.came[0].outcome, told.came[0].seen) == ("right", None)
    assert not told.talk.verdicts[0].right


def test_a_goal_that_is_reached_is_said_once(pursue: Pursue) -> None:
    told = pursue(hall_light(), SATISFIED)
    assert told.home.states[HALL_LIGHT].state == "on"
    [truth], [verdict] = told.talk.truths, told.talk.verdicts
    assert (truth.attempt, truth.strategy, truth.reaction, truth.reached, truth.last) == (
        1,
        "first",
        "satisfied",
        True,
        True,
    )
    assert (verdict.turn, verdict.right, verdict.failure) == (truth.turn, True, "correct")
    assert told.progress[0].reached
    assert told.progress[0].made == (HALL_LIGHT,)


def test_a_missed_wake_word_is_no_turn_and_it_is_said_again(pursue: Pursue) -> None:
    told = pursue(hall_light(), Reacted("rephrases", "silence"), SATISFIED, channel=Channel(misses=1, hears=PLAIN))
    first, second = told.talk.truths
    assert (first.turn, first.last, told.talk.verdicts[0].failure) == ("", False, "missed_wake")
    assert (second.attempt, second.reached, second.last) == (2, True, True)
    assert len(list(told.log.turns())) == 1


def test_a_goal_given_up_is_not_reached_and_marked_last(pursue: Pursue) -> None:
    told = pursue(hall_light(), Reacted("rephrases", "wrong"), Reacted("abandons", "wrong"), channel=Channel(misses=2))
    assert [truth.last for truth in told.talk.truths] == [False, True]
    assert told.reached == [False, False]
    assert not told.progress[0].reached


def test_a_reply_that_is_interrupted_is_heard_so_far(pursue: Pursue) -> None:
    told = pursue(hall_light(), Reacted("barges_in", "heard_enough", fraction=0.4), SATISFIED)
    cut, stop = told.log.turns()
    assert cut.received is not None
    assert (cut.received.heard, cut.received.by) == (0.4, "wake")
    assert told.strategies == ["first", "stop"]
    assert stop.received is not None
    assert stop.received.by is None
    assert told.reached == [True, True]


def test_into_a_wrong_reply_they_say_what_they_meant(pursue: Pursue) -> None:
    channel = Channel(hears="turn on the garage light")
    told = pursue(hall_light(), Reacted("barges_in", "wrong", fraction=0.3), SATISFIED, channel=channel)
    assert told.strategies[1] not in ("stop", "answer", "complain")
    assert told.reached == [False, True]


def test_a_question_is_answered_without_the_wake_word(pursue: Pursue) -> None:
    goal = thing("door_unlock", "lock.front_door", "unlocked", "front door")
    told = pursue(goal, home=evening(ASKING), channel=Channel(hears=UNLOCK))
    assert told.strategies[:2] == ["first", "answer"]
    assert told.talk.truths[0].reaction == "answers"
    asked, answered = list(told.log.turns())[:2]
    assert asked.question
    assert answered.detection is None


def test_a_no_to_a_wrong_question_reaches_nothing(pursue: Pursue) -> None:
    goal = thing("door_unlock", "lock.front_door", "unlocked", "front door")
    channel = Channel(hears="open the garage door")
    told = pursue(goal, Reacted("answers", "wrong"), Reacted("abandons"), channel=channel, home=evening(ASKING))
    assert told.talk.truths[1].intent == "Deny"
    assert told.talk.verdicts[1].right
    assert told.reached == [False, False]
    assert told.home.states["cover.garage_door"].state == "closed"


def test_after_a_complaint_that_is_taken_the_goal_still_stands(pursue: Pursue) -> None:
    channel = Channel(hears="turn on the garage light")
    script = (Reacted("complains", "wrong"), Reacted("rephrases", "waved_off"), SATISFIED)
    told = pursue(hall_light(), *script, channel=channel)
    assert told.strategies[1] == "complain"
    assert told.reached == [False, False, True]


def test_what_is_set_right_by_hand_changes_the_home_and_the_log_sees_it(pursue: Pursue) -> None:
    channel = Channel(hears="turn on the garage light")
    told = pursue(hall_light(), Reacted("corrects_by_hand", "wrong"), channel=channel)
    assert told.home.states["light.garage"].state == "off"
    assert told.home.states[HALL_LIGHT].state == "on"
    [entry] = told.log.entries()
    assert entry.by_hand is not None
    assert entry.by_hand.way == "undone"
    assert not told.progress[0].reached


def test_what_is_put_off_waits_and_is_said_again(pursue: Pursue) -> None:
    told = pursue(hall_light(), Reacted("asks_later", "nothing"), SATISFIED, channel=Channel(misses=1, hears=PLAIN))
    [progress] = told.progress
    assert progress.put_off
    assert not told.talk.truths[-1].last
    assert 8 * 60 <= told.talk.wait(progress) <= 60 * 60
    told.home.env.process(told.talk.go_on(progress))
    told.home.advance(told.home.now + timedelta(minutes=2))
    assert told.strategies == ["first", "again_later"]
    assert [truth.attempt for truth in told.talk.truths] == [1, 2]
    assert told.talk.truths[-1].last
    assert progress.reached


def test_what_somebody_else_has_done_by_then_is_not_said(pursue: Pursue) -> None:
    home = evening()
    goal = hall_light(home)
    home.set_state(HALL_LIGHT, "on")
    told = pursue(goal, home=home)
    assert told.talk.truths == []
    assert not told.progress[0].put_off


def test_when_time_is_over_nothing_stays_open(pursue: Pursue) -> None:
    told = pursue(hall_light(), Reacted("asks_later", "nothing"), channel=Channel(misses=1, hears=PLAIN))
    told.talk.close_all()
    assert [truth.last for truth in told.talk.truths] == [True]


def test_talk_of_a_television_is_a_turn_that_nobody_meant(pursue: Pursue) -> None:
    told = pursue(hall_light(), SATISFIED)
    channel = told.channel
    channel.wakes_by_mistake = lambda seconds, rng: True  # type: ignore[attr-defined]
    channel.overhear = lambda words, **how: Heard(Transcript(words, 0.5), Detection("alexa", 0.6))  # type: ignore[attr-defined]
    key = (datetime(2026, 3, 3).date(), 19.0, 4)  # noqa: DTZ001
    told.home.env.process(told.talk.overhears("living_room", "living_room_tv", key, 120.0))
    told.home.advance(told.home.now + timedelta(minutes=1))
    truth, verdict = told.talk.truths[-1], told.talk.verdicts[-1]
    assert (truth.goal, truth.resident, truth.reaction, truth.last) == ("", "", "none", True)
    assert (verdict.turn, verdict.failure) == (truth.turn, "false_wake")
