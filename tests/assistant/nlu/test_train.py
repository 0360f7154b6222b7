"""The model can be rebuilt, and the one that is shipped scores what it says."""

import json
from pathlib import Path

import pytest

from assistant.nlu.component import SEMANTIC
from assistant.nlu.pipeline import MODEL, load_pipeline
from assistant.nlu.reliability import Bin, reliability_plot
from assistant.nlu.semantic import SemanticModel
from assistant.nlu.train import held_out_samples, main, score


def test_the_shipped_model_scores_what_its_report_says() -> None:
    report = json.loads((MODEL / "report.json").read_text())
    again = score(load_pipeline(MODEL), held_out_samples(0))
    for figure in ("intent", "intent_and_spans", "calibration_error"):
        assert again[figure] == pytest.approx(report[figure], abs=0.002)
    assert again["alone"] == pytest.approx(report["alone"], abs=0.002)


def test_the_three_models_understand_more_together_than_alone() -> None:
    report = json.loads((MODEL / "report.json").read_text())
    assert set(report["alone"]) == {"linear", "network", "semantic"}
    assert report["intent"] > max(report["alone"].values())


def test_the_plot_shows_the_reliability_that_the_report_tells() -> None:
    report = json.loads((MODEL / "report.json").read_text())
    bins = [Bin(**one) for one in report["reliability"]]
    assert sum(one.count for one in bins) == report["sentences"]
    assert (MODEL / "reliability.svg").read_text() == reliability_plot(bins)


def test_the_shipped_model_is_good_enough_and_honest() -> None:
    report = json.loads((MODEL / "report.json").read_text())
    assert report["intent"] > 0.8
    assert report["calibration_error"] <= 0.05


def test_all_shipped_files_are_small_and_none_is_a_pickle() -> None:
    files = [path for path in MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 10_000_000
    assert not [path for path in files if path.suffix in (".pkl", ".pickle") or path.read_bytes()[:2] == b"\x80\x04"]


@pytest.mark.slow
def test_a_small_rebuild_works_and_repeats(tmp_path: Path) -> None:
    for name in ("one", "two"):
        main(["--small", "--out", str(tmp_path / name)])
    reports = [json.loads((tmp_path / name / "report.json").read_text()) for name in ("one", "two")]
    assert reports[0] == reports[1]
    assert reports[0]["intent"] > 0.6
    models = [SemanticModel.load(tmp_path / name / "intents" / SEMANTIC) for name in ("one", "two")]
    assert (models[0].first == models[1].first).all()
