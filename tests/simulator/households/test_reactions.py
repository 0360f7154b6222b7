"""Residents react as the tables say, each by their own ways and as far as their patience goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from simulator.households import reactions
from simulator.households.reactions import QUESTIONS, TABLES, Came, Outcome, react, strategy
from simulator.households.values import REPHRASINGS, Day, Resident, Tastes

DAY = Day(7.0, 8.5, 17.0, 22.5)
MEAN = Resident("ana", "Ana", "adult", DAY, DAY, Tastes(), patience=5)
DRAWS = 4000
WRONG = Came("wrong", "wrong_seen", 2.0, by_hand=True, attempts=1)
CAMES: Mapping[str, Came] = {
    "right": Came("right", None, 2.0, by_hand=True, attempts=1),
    "wrong": WRONG,
    "nothing": Came("nothing", "nothing", 2.0, by_hand=True, attempts=1),
    "silence": Came("silence", "silence", 0.0, by_hand=True, attempts=1),
    "unsupported": Came("unsupported", None, 2.0, by_hand=False, attempts=1),
    "waved_off": Came("waved_off", None, 2.0, by_hand=True, attempts=1),
}


def shares(came: Came, resident: Resident = MEAN) -> Mapping[str, float]:
    """How often each reaction is drawn."""
    rng = Random(7)
    counts = Counter(react(came, resident, rng).reaction for _ in range(DRAWS))
    return {name: count / DRAWS for name, count in counts.items()}


@pytest.mark.parametrize("outcome", CAMES)
def test_the_rates_of_the_table_are_kept(outcome: Outcome) -> None:
    came = CAMES[outcome]
    table: dict[str, float] = dict(reactions.tables()["outcomes"][outcome])
    if not came.by_hand:
        table.pop("corrects_by_hand", None)
    noticed = 1.0 if came.seen is None else reactions.tables()["notices"][came.seen]
    found = shares(came)
    expected = {name: noticed * weight / sum(table.values()) for name, weight in table.items()}
    for name, share in {**expected, "unnoticed": 1 - noticed}.items():
        assert found.get(name, 0.0) == pytest.approx(share, abs=0.025), name
    assert found.keys() <= {*expected, "unnoticed"}


@pytest.mark.parametrize("way", ["rephrases", "complains", "by_hand", "interrupts"])
def test_a_residents_ways_multiply_the_mean_rates(way: str) -> None:
    reaction = {"by_hand": "corrects_by_hand", "interrupts": "barges_in"}.get(way, way)
    mean = shares(WRONG)[reaction]
    assert shares(WRONG, replace(MEAN, **{way: 2.5})).get(reaction, 0) > 1.3 * mean  # type: ignore[arg-type]
    assert shares(WRONG, replace(MEAN, **{way: 0.0})).get(reaction, 0) == 0  # type: ignore[arg-type]


def test_long_replies_are_interrupted_more() -> None:
    right = CAMES["right"]
    assert shares(replace(right, seconds=9.0))["barges_in"] > 2 * shares(right)["barges_in"]


def test_some_wrong_answers_pass() -> None:
    passed = shares(replace(WRONG, seen="wrong_answer"))["unnoticed"]
    assert passed > 10 * shares(replace(WRONG, seen="nothing"), MEAN).get("unnoticed", 0.0)
    assert passed == pytest.approx(0.45, abs=0.03)


@pytest.mark.parametrize("outcome", ["wrong", "nothing", "silence", "waved_off"])
def test_patience_ends_it(outcome: str) -> None:
    late = replace(CAMES[outcome], attempts=MEAN.patience)
    assert shares(late).keys() <= {"corrects_by_hand", "abandons", "unnoticed"}
    assert shares(replace(late, by_hand=False)).keys() <= {"abandons", "unnoticed"}
    assert "rephrases" in shares(replace(late, attempts=MEAN.patience - 1))


def test_what_cannot_wait_is_not_put_off() -> None:
    assert "asks_later" in shares(WRONG)
    assert "asks_later" not in shares(replace(WRONG, can_wait=False))


def test_questions_are_answered_but_not_for_ever() -> None:
    assert shares(replace(WRONG, asked=1))["answers"] == pytest.approx(0.94, abs=0.02)
    assert shares(replace(WRONG, asked=QUESTIONS)) == {"abandons": 1.0}


def test_who_only_told_it_to_stop_is_satisfied() -> None:
    assert shares(replace(WRONG, enough=True)) == {"satisfied": 1.0}


@pytest.mark.parametrize("came", [*CAMES.values(), replace(WRONG, asked=1), replace(WRONG, enough=True)])
def test_whatever_comes_takes_the_same_draws(came: Came) -> None:
    """So that another outcome in another arm shifts no later draw."""
    rng, other = Random(3), Random(3)
    react(came, MEAN, rng)
    react(replace(WRONG, attempts=9), MEAN, other)
    assert rng.random() == other.random()


def test_interruptions_say_why_and_where() -> None:
    rng = Random(5)
    found = [react(CAMES["right"], replace(MEAN, interrupts=50.0), rng) for _ in range(500)]
    barged = [each for each in found if each.reaction == "barges_in"]
    assert {each.because for each in barged} == {"too_long", "heard_enough"}
    assert all(0 < each.fraction < 1 for each in barged)
    assert all(each.fraction == 1 for each in found if each.reaction != "barges_in")
    wrong = [each.fraction for each in (react(WRONG, MEAN, rng) for _ in range(2000)) if each.reaction == "barges_in"]
    assert sum(wrong) / len(wrong) < sum(each.fraction for each in barged) / len(barged)


def test_only_possible_ways_of_saying_it_again_are_drawn() -> None:
    rng = Random(2)
    assert {strategy("nothing", ("other_words", "half"), rng) for _ in range(300)} == {"other_words", "half"}
    assert strategy("silence", ("half",), rng) == "clearer"
    assert {strategy("wrong", REPHRASINGS, rng) for _ in range(2000)} == set(REPHRASINGS)


def says_whence(line: str) -> bool:
    return "assumed" in line or "after Myers" in line or "Oviatt" in line


def test_every_table_says_where_it_comes_from() -> None:
    """Each number has a source, or says that it is assumed: on its own line, or where its table begins."""
    said: dict[int, bool] = {}
    for line in TABLES.read_text("utf-8").splitlines():
        words, _, comment = line.partition("#")
        if not words.strip():
            continue
        indent = len(words) - len(words.lstrip())
        above = any(found for depth, found in said.items() if depth < indent)
        said = {depth: found for depth, found in said.items() if depth < indent} | {indent: says_whence(comment)}
        holds = any(letter.isdigit() for letter in words)
        assert above or says_whence(comment) or not holds, line
