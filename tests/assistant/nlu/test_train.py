"""The model can be rebuilt, and the one that is shipped scores what it says."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.nlu.pipeline import MODEL, load_pipeline
from assistant.nlu.train import calibration_error, held_out_samples, main, score


def test_the_shipped_model_scores_what_its_report_says() -> None:
    report = json.loads((MODEL / "report.json").read_text())
    again = score(load_pipeline(MODEL), held_out_samples(0))
    assert again == pytest.approx(report, abs=0.002)


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


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    assert calibration_error(np.array([0.9, 0.9]), np.array([True, True])) == pytest.approx(0.1)
    assert calibration_error(np.array([0.5, 0.5]), np.array([True, False])) == pytest.approx(0.0)
