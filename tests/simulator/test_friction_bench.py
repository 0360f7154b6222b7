"""The bench counts rightly how well signals tell defects."""

from __future__ import annotations

import json
from math import log
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.log import InteractionLog
from assistant.turn import Received
from simulator.friction_bench import auc, friction_table, main, measured
from tests.assistant.turns import turn

Rows = tuple[list[dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture
def lived(tmp_path: Path) -> Rows:
    """Ten turns a quarter of an hour apart: three cut off early, of which two were wrong, one wrong and heard out."""
    with InteractionLog(tmp_path / "log.sqlite") as opened:
        for number in range(10):
            received = Received(0.2, "wake") if number < 3 else Received(1.0)
            taken = turn(f"wish {number}", number=number, after=number * 900, session=f"s{number}", received=received)
            opened.append(taken, household="h00001")
        turns = [{**row, "arm": "plain"} for row in opened.rows()]
    verdicts = [{"arm": "plain", "turn": row["turn"], "right": n not in (0, 1, 9)} for n, row in enumerate(turns)]
    missed = {"arm": "plain", "turn": "", "right": False}
    return turns, [*verdicts, missed]


def row(table: list[dict[str, Any]], signal: str) -> dict[str, Any]:
    return next(one for one in table if one["signal"] == signal)


def test_precision_and_recall_are_those_of_the_signal(lived: Rows) -> None:
    found = row(friction_table(*lived), "cut_off_early")
    assert (found["fired"], found["hits"], found["turns"], found["defects"]) == (3, 2, 10, 3)
    assert (found["precision"], found["recall"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    # Wilson's interval of 2 of 3, by hand.
    assert found["precision_low"] == pytest.approx(0.208, abs=1e-3)
    assert found["precision_high"] == pytest.approx(0.939, abs=1e-3)


def test_a_signal_of_satisfaction_is_held_against_the_turns_that_were_right(lived: Rows) -> None:
    found = row(friction_table(*lived), "heard_out")
    assert (found["speaks_for"], found["fired"], found["hits"]) == ("right", 7, 6)
    assert found["recall"] == pytest.approx(6 / 7)


def test_a_signal_that_never_fired_has_no_precision(lived: Rows) -> None:
    found = row(friction_table(*lived), "complained")
    assert (found["precision"], found["measured"], found["recall"]) == (None, None, 0.0)


def test_the_score_of_all_is_measured_by_its_order(lived: Rows) -> None:
    # Of 21 pairs of a defect and a right turn, 12 are in order, 1 is reversed and 8 are equal.
    assert row(friction_table(*lived), "all")["auc"] == pytest.approx((12 + 8 / 2) / 21, abs=1e-4)


def test_the_same_household_in_two_arms_is_two(lived: Rows) -> None:
    turns, verdicts = lived
    both = friction_table(
        [*turns, *({**one, "arm": "other"} for one in turns)],
        [*verdicts, *({**one, "arm": "other", "right": True} for one in verdicts)],
    )
    found = row(both, "cut_off_early")
    assert (found["fired"], found["hits"], found["turns"]) == (6, 2, 20)


def test_what_its_weight_should_be_is_the_log_of_how_much_likelier_it_is_in_a_defect() -> None:
    fired, wrong = [True, True, False, True], [True, True, False, False]
    assert measured(fired, wrong) == pytest.approx(log((2.5 / 3) / (1.5 / 3)), abs=1e-3)
    assert measured([False] * 4, wrong) is None


def test_scores_in_perfect_order_have_an_area_of_one() -> None:
    assert auc([0.9, 0.8, 0.3, 0.1], [True, True, False, False]) == 1.0
    assert auc([0.1, 0.1], [True, False]) == 0.5
    assert auc([0.1], [True]) is None


def test_it_reads_what_a_simulation_wrote(lived: Rows, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, rows in zip(("turns", "verdicts"), lived, strict=True):
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / f"{name}.parquet")
    assert main([str(tmp_path), "--arm", "plain", "--json", str(tmp_path / "table.json")]) == 0
    assert "10 turns, 3 of them defects" in capsys.readouterr().out
    assert json.loads((tmp_path / "table.json").read_text()) == friction_table(*lived)


def test_what_is_no_simulation_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{tmp_path}/verdicts.parquet: is not there; ")
    assert said.count("\n") == 1
    pq.write_table(pa.table({"turn": ["a"]}), tmp_path / "verdicts.parquet")
    assert main([str(tmp_path)]) == 2
    assert "has no column right" in capsys.readouterr().err


def test_turns_that_nobody_judged_are_told_in_one_line(
    lived: Rows, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, rows in zip(("turns", "verdicts"), lived, strict=True):
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / f"{name}.parquet")
    assert main([str(tmp_path), "--arm", "other"]) == 2
    assert "no turn in it was judged" in capsys.readouterr().err
