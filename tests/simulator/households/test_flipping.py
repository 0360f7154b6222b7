"""A habit is the same request day after day, until its name means something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.log import InteractionLog
from simulator.experiments.span import Stay
from simulator.experiments.spec import Arm, Experiment
from simulator.households.draw import draw_household
from simulator.households.flipping import Habit, flipped, habit_of, with_habit
from simulator.households.language.bank import shipped
from simulator.households.living_there import settled
from simulator.households.values import Household
from simulator.judge.values import Truth

SEED, FLIP = 91, date(2026, 3, 3)
EXPERIMENT = Experiment(experiment="A habit", days=2, seed=SEED, flip=2, arms={"plain": Arm(errors=0)})


@pytest.fixture(scope="module")
def household() -> Household:
    return draw_household(SEED, 2)


@pytest.fixture(scope="module")
def habit(household: Household) -> Habit:
    found = habit_of(household)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def truths(household: Household, tmp_path_factory: pytest.TempPathFactory) -> list[Truth]:
    arm = EXPERIMENT.arms["plain"]
    with InteractionLog(tmp_path_factory.mktemp("habit") / "log.sqlite") as log:
        life = settled(household, EXPERIMENT, arm, log, shipped(), Stay(date(2026, 3, 2), 2, flip=FLIP))
        life.run(2)
    return [truth for truth in life.talk.truths if "/habit/" in truth.goal]


def test_they_always_ask_in_the_same_words_by_a_name_of_their_own(habit: Habit, truths: list[Truth]) -> None:
    first = [truth for truth in truths if truth.strategy == "first" and truth.kind == "light_on"]
    assert {truth.at.date().day for truth in first} == {2, 3}
    assert len({truth.said for truth in first}) == 1
    assert f" {habit.name} " in f" {first[0].said} "


def test_where_that_fails_they_say_the_thing_by_its_own_name(habit: Habit, truths: list[Truth]) -> None:
    again = {truth.said for truth in truths if truth.strategy == "official_name"}
    assert again
    assert not any(habit.name in said for said in again)


def test_from_the_flip_on_they_mean_another_light(household: Household, habit: Habit, truths: list[Truth]) -> None:
    resident = next(one for one in flipped(with_habit(household, habit)).residents if one.id == habit.resident)
    meant = {truth.at.date(): truth.want for truth in truths}
    now = next(entity for entity, name in resident.names.items() if name == habit.name)
    assert habit.light in meant[date(2026, 3, 2)]
    assert now in meant[FLIP]
    assert habit.light not in meant[FLIP]


def test_nobody_has_such_a_habit_without_a_flip(household: Household, tmp_path: Path) -> None:
    plain = EXPERIMENT.model_copy(update={"flip": None})
    with InteractionLog(tmp_path / "log.sqlite") as log:
        life = settled(household, plain, plain.arms["plain"], log, shipped())
    assert life.household == household
