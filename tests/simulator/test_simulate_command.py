"""`ambient simulate` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.commands import simulate
from tests.simulator.conftest import SCENES, Ran
from tests.simulator.experiments import tiny_life

WEEK = SCENES / "experiments" / "week.yaml"
SAME = SCENES / "experiments" / "same.yaml"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Small lives, with the current folder a new one."""
    monkeypatch.setattr("simulator.households.living_there.live_household", tiny_life.tiny_life)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("small")
def test_json_stands_alone_and_results_lie_beside(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ambient("simulate", SAME, "--households", 2, "--days", 1, "--workers", 1, "--json")
    assert ran.code == 0
    assert [line["against"]["arms"]["again"]["differing_turns"] for line in ran.lines] == [0]
    assert "12 turns of 2 households" in ran.err
    out = tmp_path / "same-results"
    assert json.loads((out / "summary.json").read_text()) == ran.lines[0]
    assert (out / "report.html").stat().st_size > 0


@pytest.mark.usefixtures("small")
def test_people_get_a_table_and_the_way_to_the_report(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ambient("simulate", SAME, "--households", 1, "--out", tmp_path / "here")
    assert ran.code == 0
    assert "defects, of what was said" in ran.out
    assert "differing turns" in ran.out
    assert str(tmp_path / "here" / "report.html") in ran.out


def test_a_stopped_run_says_how_far_it_came(
    ambient: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simulator.experiments.run.run", stopped)
    ran = ambient("simulate", WEEK, "--households", 5, "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.startswith("stopped: 0 of 5 households are kept in ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "name an experiment"),
        ([SCENES / "keynote" / "1_oven.yaml"], "1_oven.yaml:1: is not an experiment"),
        ([WEEK, "--asr", "nobody"], "nobody"),
        ([WEEK, "--phrases", "nowhere.jsonl"], "nowhere.jsonl"),
        ([WEEK, "--days", "0"], "--days"),
    ],
)
def test_bad_input_is_told_in_one_line_before_any_work(
    ambient: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[object], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = ambient("simulate", *words)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert says in ran.err
    assert not list(tmp_path.iterdir())


def test_a_missing_package_names_its_extra(ambient: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "NEEDED", ("no_such_package",))
    ran = ambient("simulate", WEEK)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert 'pip install "ambient-home[parquet]"' in ran.err
