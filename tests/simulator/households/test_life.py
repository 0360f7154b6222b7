"""Households live: when people speak, what is written down of it, and what is the same in every arm."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from assistant.serial import to_json
from assistant.turn import Turn
from simulator.households.days import plan
from simulator.households.draw import draw_guests, draw_household
from simulator.households.values import Household, Resident
from simulator.judge.values import Truth
from tests.simulator.households.living import EXPERIMENT, NUMBER, Seen

TUESDAY = date(2026, 3, 3)


def household() -> Household:
    return draw_household(EXPERIMENT.seed, NUMBER)


def goals(seen: Seen) -> dict[str, list[Truth]]:
    """What was said for each goal, in order."""
    found: defaultdict[str, list[Truth]] = defaultdict(list)
    for truth in seen.truths:
        if truth.goal:
            found[truth.goal].append(truth)
    return found


def timeless(turn: Turn) -> object:
    return to_json(replace(turn, ms={}))


# What is written down


def test_there_is_one_verdict_for_each_thing_said(life: Seen) -> None:
    truths = [(truth.household, truth.goal, truth.attempt, truth.turn) for truth in life.truths]
    assert truths == [(one.household, one.goal, one.attempt, one.turn) for one in life.verdicts]
    assert len([truth for truth in life.truths if truth.goal]) == len({truth[:3] for truth in truths if truth[1]})


def test_every_turn_that_somebody_spoke_for_has_its_truth(life: Seen) -> None:
    spoken = [turn.turn for turn in life.turns if turn.initiator == "resident"]
    assert sorted(spoken) == sorted(truth.turn for truth in life.truths if truth.turn)
    assert len(spoken) > 100


def test_attempts_count_up_and_the_last_is_marked(life: Seen) -> None:
    for said in goals(life).values():
        assert [truth.attempt for truth in said] == list(range(1, len(said) + 1))
        assert [truth.last for truth in said] == [False] * (len(said) - 1) + [True]


def test_a_satisfied_goal_is_said_no_more(life: Seen) -> None:
    ended = {truth.goal: truth for truth in life.truths if truth.reaction in ("satisfied", "abandons", "unnoticed")}
    assert all(truth.last for truth in ended.values())
    assert Counter(truth.reaction for truth in ended.values())["satisfied"] > 30


def test_a_goal_that_nothing_woke_for_is_said_again(life: Seen) -> None:
    missed = [truth for truth in life.truths if truth.goal and not truth.turn and truth.reaction == "rephrases"]
    again = [goals(life)[truth.goal][truth.attempt] for truth in missed]
    assert missed
    assert all(truth.strategy in ("clearer", "other_words", "less_specific") for truth in again)


# Who speaks, and when


def test_nobody_speaks_who_is_away_or_asleep(life: Seen) -> None:
    people = {resident.id: resident for resident in life.household.residents}
    for truth in life.truths:
        if truth.resident in people and not truth.goal.split("/")[3].startswith("alarm"):
            assert not is_out(people[truth.resident], truth), truth


def is_out(resident: Resident, truth: Truth) -> bool:
    """Whether somebody is surely away or asleep: half an hour after they should be, and before they are back."""
    day = date.fromisoformat(truth.goal.split("/")[1])
    at = truth.at.hour + truth.at.minute / 60 + truth.at.second / 3600 + (24 if truth.at.date() > day else 0)
    hours: dict[str, float] = {}
    for moment in plan(household(), resident, day):
        hours[moment.name] = moment.hour
    away = hours.get("leaves", 0.0) + 0.5 < at < hours.get("comes home", 0.0)
    return at < hours["wakes"] or at > hours["goes to bed"] + 1.0 or away


def test_one_speaks_at_a_time(life: Seen) -> None:
    times = [truth.at for truth in life.truths]
    assert times == sorted(times)
    assert all(later > earlier for earlier, later in pairwise(times))


def test_guests_come_when_they_are_drawn_and_only_sit_down() -> None:
    home = household()
    days = [TUESDAY + timedelta(days=count) for count in range(40)]
    day, guest = next((day, guest) for day in days for guest in draw_guests(home, day))
    names = [moment.name for moment in plan(home, guest, day)]
    assert (names[0], names[-1]) == ("arrives", "goes home")
    assert {"wakes", "breakfast", "cooks", "goes to bed"}.isdisjoint(names)


@pytest.mark.parametrize(
    ("rings", "who"),
    [("alarm", "whose it is"), ("timer", "somebody")],
)
def test_what_rings_is_told_to_somebody_at_home(life: Seen, rings: str, who: str) -> None:
    calls = [turn for turn in life.turns if turn.initiator == "assistant" and turn.targets[0].startswith(rings)]
    assert calls, who
    heard = [turn.received.heard for turn in calls if turn.received is not None]
    assert max(heard) > 0


def test_alarms_are_stopped_by_those_who_had_them_set(life: Seen) -> None:
    said = goals(life)
    setters = {truth.resident for truth in life.truths if truth.kind == "alarm_set"}
    stoppers = {each[0].resident for each in said.values() if each[0].kind == "ringing_stop"}
    assert stoppers
    assert stoppers <= setters


def test_helpers_that_are_over_leave_the_home(life: Seen) -> None:
    there = [one for one in life.life.home.registry.entities if one.startswith(("timer.", "alarm.", "reminder."))]
    made = [truth for truth in life.truths if truth.kind in ("timer_set", "alarm_set", "reminder_set")]
    assert len(there) < len(made) / 3
    assert len(life.assistant.context.recent) < 50


# What the arms share


def test_an_arm_that_changes_nothing_gives_the_same_life(lives: dict[str, Seen]) -> None:
    plain, again = lives["plain"], lives["again"]
    assert again.truths == plain.truths
    assert again.verdicts == plain.verdicts
    assert [timeless(turn) for turn in again.turns] == [timeless(turn) for turn in plain.turns]


def test_planted_faults_leave_other_goals_and_their_first_words_as_they_are(lives: dict[str, Seen]) -> None:
    """As long as what went wrong in the home leaves them their need."""
    plain, faulty = goals(lives["plain"]), goals(lives["faulty"])
    both = sorted(plain.keys() & faulty.keys())
    assert lives["plain"].truths != lives["faulty"].truths
    assert len(both) > 0.8 * max(len(plain), len(faulty))
    wanted = [goal for goal in both if plain[goal][0].want == faulty[goal][0].want]
    assert len(wanted) > 0.9 * len(both)
    assert [plain[goal][0].said for goal in wanted] == [faulty[goal][0].said for goal in wanted]


def test_what_is_heard_of_the_same_words_is_the_same_in_every_arm(lives: dict[str, Seen]) -> None:
    plain, faulty = heard(lives["plain"]), heard(lives["faulty"])
    both = plain.keys() & faulty.keys()
    assert len(both) > 50
    assert sum(plain[words] == faulty[words] for words in both) > 0.95 * len(both)


def heard(seen: Seen) -> dict[tuple[str, str], str]:
    """What was heard of the first words for each goal; music that plays in only one arm makes for some differences."""
    turns = {turn.turn: turn.transcript.text for turn in seen.turns}
    return {(truth.goal, truth.said): turns.get(truth.turn, "") for truth in seen.truths if truth.attempt == 1}
