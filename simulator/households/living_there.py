"""One household in one arm of an experiment, from its first day to its last."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.assistant import Assistant
from assistant.learnt import Learnt
from assistant.log import FILE, InteractionLog
from devices.home import Home
from devices.protocol import Area, Entity, Registry
from simulator.draws import drawn
from simulator.experiments.learnt_rules import KNEW, write_known
from simulator.experiments.span import Stay
from simulator.experiments.unwatched import Unwatched
from simulator.households.colluding import collude
from simulator.households.draw import draw_household
from simulator.households.flipping import SetWords, follow, habit_of, with_habit
from simulator.households.language.bank import Bank, shipped
from simulator.households.language.wording import Wording
from simulator.households.language.words import Words
from simulator.households.life import Life
from simulator.households.talking import Talk
from simulator.households.values import Household
from simulator.judge.faults import PlantedFaults
from simulator.judge.oracle import Oracle
from simulator.judge.values import Truth, Verdict
from simulator.judge.witness import Witness
from simulator.setting import text_stages
from simulator.speech.channel import SpeechChannel
from simulator.speech.profile import load_profile

if TYPE_CHECKING:
    from simulator.experiments.spec import Arm, Experiment

NIGHT = 4
"""The hour at which an assistant learns."""

CANARY = "zanzibarquux"
"""A word that nobody says: where an experiment asks for it, it stands in every truth and must be found nowhere else."""


@dataclass(frozen=True, slots=True)
class Lived:
    """What is known of a household's life in one arm; its log lies in the folder given."""

    truths: tuple[Truth, ...]
    verdicts: tuple[Verdict, ...]


def live_household(number: int, experiment: Experiment, arm: Arm, folder: Path, stay: Stay) -> Lived:
    """A household lives through some days in an arm of an experiment; the interaction log is written into the folder,
    after what stands in it of earlier days.

    Everything is drawn from the experiment's seed and the household's number; the same household in another arm has
    the same people, goals and noise.
    """
    household = draw_household(experiment.seed, number)
    bank = bank_of(experiment)
    with InteractionLog(folder / FILE) as log:
        life = settled(household, experiment, arm, log, bank, stay)
        life.run(stay.days)
        write_known(life.talk.assistant.context.knowledge.learnt, folder / KNEW)
    return Lived(tuple(life.talk.truths), tuple(life.talk.verdicts))


def names_of(registry: Registry) -> tuple[str, ...]:
    """What a recogniser that knows the home expects to hear: the names of its things and rooms."""
    named: list[Entity | Area] = [*registry.entities.values(), *registry.areas.values()]
    return tuple(name.lower() for one in named for name in (one.name, *one.aliases))


def bank_of(experiment: Experiment) -> Bank:
    """The phrase bank of an experiment: the shipped one, under one from outside where that is given."""
    return _from_outside(experiment.phrases) if experiment.phrases else shipped()


@cache
def _from_outside(path: Path) -> Bank:
    """A bank from outside over the shipped one; read once for all households of a worker."""
    return Bank.from_lines(path).over(shipped())


def settled(
    household: Household, experiment: Experiment, arm: Arm, log: InteractionLog, bank: Bank, stay: Stay | None = None
) -> Life:
    """The household in its home, with its assistant, before its first day: the test's, where no stay is given."""
    stay = stay or Stay(experiment.test_start, experiment.days, flip=experiment.flip_date)
    habit = habit_of(household) if stay.flip is not None else None
    wording: Words = Wording(bank)
    if habit is not None:
        household, wording = with_habit(household, habit), SetWords(Wording(bank), habit, household.seed)
    start = datetime.combine(stay.start, time())
    declared = household.home
    if arm.confirm is not None:
        declared = declared.model_copy(update={"home": declared.home.model_copy(update={"confirm": arm.confirm})})
    home = Home(declared, start=start, rng=drawn(household.seed, "home"))
    faults = (
        PlantedFaults({str(stage): rate for stage, rate in arm.faults.items()}, household.seed) if arm.faults else None
    )
    stages = text_stages(declared, holdout=arm.holdout, seed=household.seed)
    if not arm.watched:
        stages = replace(stages, rewriter=Unwatched(stages.rewriter))
    witness = Witness(stages, home, faults=faults)
    if arm.rewriter == "oracle":
        witness.oracle = Oracle(witness, declared)
    assistant = Assistant(witness.home, witness.stages, log, household=household.id, replies=arm.replies)
    if stay.layer is not None:
        assistant.learn(Learnt(shared=stay.layer, withdrawn=stay.layer.withdrawn))
    channel = SpeechChannel(load_profile(arm.asr or experiment.asr), errors=arm.errors, names=names_of(home.registry))
    talk = Talk(household, home, assistant, witness, channel, wording, noise=arm.noise)
    if arm.personal:
        home.env.process(_nights(home, assistant))
    if stay.colludes:
        home.env.process(collude(talk))
    life = Life(household, home, talk, canary=CANARY if experiment.canary else "", flip=stay.flip)
    if habit is not None:
        home.env.process(follow(habit, talk, lambda: life.household))
    return life


def _nights(home: Home, assistant: Assistant) -> Generator[Any, Any, None]:
    """Every night the assistant learns from what was said to it."""
    while True:
        night = home.now.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
        night += timedelta(days=home.now >= night)
        yield home.env.timeout((night - home.now).total_seconds())
        assistant.sleep()
