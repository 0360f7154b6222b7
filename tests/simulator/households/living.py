"""One household that lives for some days, in arms of one experiment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.assistant import Assistant
from assistant.log import FILE, InteractionLog
from assistant.turn import Turn
from simulator.experiments.spec import Arm, Experiment
from simulator.households.draw import draw_household
from simulator.households.language.bank import shipped
from simulator.households.life import Life
from simulator.households.living_there import settled
from simulator.households.values import Household
from simulator.judge.values import Truth, Verdict

NUMBER = 2
"""A household with several residents, grown-ups and children."""

ARMS = {"plain": Arm(), "again": Arm(), "faulty": Arm(faults={"nlu": 0.3})}
EXPERIMENT = Experiment(experiment="Four days", households=1, days=4, start=date(2026, 3, 3), canary=True, arms=ARMS)


@dataclass(frozen=True, slots=True)
class Seen:
    """A life, looked at from outside."""

    household: Household
    life: Life
    turns: Sequence[Turn]
    folder: Path

    @property
    def truths(self) -> list[Truth]:
        return self.life.talk.truths

    @property
    def verdicts(self) -> list[Verdict]:
        return self.life.talk.verdicts

    @property
    def assistant(self) -> Assistant:
        return self.life.talk.assistant


def live(arm: str, folder: Path) -> Seen:
    """The household's life in an arm; its log lies in the folder."""
    household = draw_household(EXPERIMENT.seed, NUMBER)
    with InteractionLog(folder / FILE) as log:
        life = settled(household, EXPERIMENT, ARMS[arm], log, shipped())
        life.run(EXPERIMENT.days)
        turns = tuple(log.turns(household=household.id))
    return Seen(household, life, turns, folder)
