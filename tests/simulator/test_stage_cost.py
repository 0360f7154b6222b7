"""Processor time is measured stage by stage; an estimate for a board is a range that says what it rests on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator import stage_cost
from simulator.benchmark import REQUESTS
from simulator.stage_cost import Board, Cost, costs, estimate, recogniser_cost, spoken

BOARD = Board("half as fast with whole numbers, a fifth with rows of numbers", 1000.0, 4.0)


def test_an_estimate_lies_between_the_two_published_ratios() -> None:
    assert estimate(10.0, BOARD, mips=2000.0, gflops=20.0) == (20.0, 50.0)


def test_an_estimate_is_a_range_upwards_whichever_ratio_is_the_larger() -> None:
    assert estimate(10.0, BOARD, mips=9000.0, gflops=8.0) == (20.0, 90.0)


def test_a_recogniser_without_a_model_is_left_out(tmp_path: Path) -> None:
    assert list(recogniser_cost("vosk", tmp_path, [])) == []


@pytest.fixture
def one_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_cost, "costs", lambda _: iter([Cost("wake word", 20.0, stage_cost.SOUND)]))
    monkeypatch.setattr(stage_cost, "gflops", lambda: 40.0)


@pytest.mark.usefixtures("one_stage")
def test_without_this_machines_own_figure_nothing_is_estimated(capsys: pytest.CaptureFixture[str]) -> None:
    assert stage_cost.main([]) == 0
    out = capsys.readouterr().out
    assert "wake word" in out
    assert "Pi" not in out


@pytest.mark.usefixtures("one_stage")
def test_the_estimates_are_told_as_numbers_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert stage_cost.main(["--mips", "3538", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ms"] == 20.0
    low, high = told["estimates"]["Pi 4, 1.8 GHz"]
    assert low == pytest.approx(40.0)
    assert high > low


@pytest.mark.slow
def test_every_stage_that_is_here_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_cost, "REQUESTS", REQUESTS[:2])
    found = {cost.stage: cost for cost in costs(tmp_path)}
    assert {"wake word", "voice activity", "echo canceller", "pocketsphinx", "voice pyttsx3"} <= found.keys()
    assert all(cost.ms > 0 for cost in found.values())
    assert "voice silent" not in found


def test_what_is_measured_with_is_speech_with_a_rest_after_it() -> None:
    (sound,) = spoken(["turn on the light"])
    assert abs(sound[:-8000]).max() > 1000
    assert abs(sound[-8000:]).max() == 0
