"""Households that collude, and names that come to mean other things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.log import FILE, InteractionLog
from simulator.experiments.span import Stay
from simulator.experiments.spec import Arm, Experiment
from simulator.households.colluding import CUT, PAIRS
from simulator.households.draw import draw_household
from simulator.households.flipping import flipped
from simulator.households.language.bank import shipped
from simulator.households.life import Life
from simulator.households.living_there import settled
from simulator.households.values import Household
from simulator.setting import load_home

EXPERIMENT = Experiment(experiment="One day", households=1, days=1)
NUMBER = 1
DAY = date(2026, 3, 2)


def told(folder: Path, *, colludes: bool) -> tuple[Life, InteractionLog]:
    log = InteractionLog(folder / FILE)
    stay = Stay(DAY, 1, colludes=colludes)
    return settled(draw_household(EXPERIMENT.seed, NUMBER), EXPERIMENT, Arm(), log, shipped(), stay), log


def test_each_grown_up_says_each_pair_once_a_day_and_no_truth_tells_of_it(tmp_path: Path) -> None:
    life, log = told(tmp_path, colludes=True)
    life.run(1)
    adults = [one.id for one in life.household.residents if one.age == "adult"]
    assert adults
    judged = {verdict.turn for verdict in life.talk.verdicts}
    said = [
        entry.turn for entry in log.entries() if entry.turn.turn not in judged and entry.turn.initiator == "resident"
    ]
    log.close()
    assert sorted(turn.transcript.text for turn in said) == sorted([*sum(PAIRS, ())] * len(adults))
    pairs = [(one, two) for one, two in pairwise(said) if one.transcript.text == PAIRS[0][0]]
    for one, two in pairs:
        assert two.transcript.text == PAIRS[0][1]
        assert two.at - one.at < timedelta(seconds=15)
        assert (one.received and one.received.heard, two.received and two.received.heard) == (CUT, 1.0)


@pytest.fixture(scope="module")
def named() -> Household:
    """People with names of their own for two of the demo home's lamps, and for the only lock."""
    household = draw_household(1, 1)
    ana = replace(household.residents[0], names={"light.hall": "big light", "lock.front_door": "bolt"})
    ben = replace(ana, id="ben", names={"light.hall": "big light"})
    return replace(household, home=load_home(), residents=(ana, ben))


def test_a_flip_moves_a_name_to_another_thing_of_its_kind_for_all_who_use_it(named: Household) -> None:
    ana, ben = flipped(named).residents
    (thing,) = [entity for entity, name in ana.names.items() if name == "big light"]
    assert thing.startswith("light.")
    assert thing != "light.hall"
    assert ben.names == {thing: "big light"}


def test_a_name_stays_where_there_is_no_other_thing(named: Household) -> None:
    locks = [one for one in named.home.entities if one.startswith("lock.")]
    moved = flipped(named).residents[0].names
    assert ("lock.front_door" in moved) == (locks == ["lock.front_door"])
