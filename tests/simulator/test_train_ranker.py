"""The ranker's weights can be learnt anew, and the shipped ones are what training gives."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.resolve.features import FEATURES
from assistant.resolve.rank import MODEL, WEIGHTS
from simulator.choices import choices
from simulator.train_ranker import PRIOR, Weighing, fit, main, score


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    assert set(PRIOR) == set(FEATURES) == set(json.loads(MODEL.read_text("utf-8"))["weights"])
    assert set(WEIGHTS) == set(FEATURES)


def test_the_same_seed_gives_the_same_choices() -> None:
    one, other = (list(choices(30, seed=3)) for _ in range(2))
    assert one == other
    assert one != list(choices(30, seed=4))


def test_a_clue_that_decides_every_choice_gains_weight() -> None:
    names = ["same_area", "hour"]
    told = Weighing("x", np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([True, False]))
    before = np.array([PRIOR[name] for name in names])
    after = fit([told] * 60, names)
    assert after[1] > before[1]
    assert after[0] < before[0]
    assert score([told], after)["all"] == 1.0


def test_the_shipped_weights_win_more_choices_than_those_set_by_hand() -> None:
    report = json.loads(MODEL.read_text("utf-8"))["report"]
    assert report["after"]["all"] > report["before"]["all"]
    assert report["after"]["all"] >= 0.95


@pytest.mark.slow
def test_training_again_gives_the_shipped_weights(tmp_path: Path) -> None:
    main(["--out", str(tmp_path / "rank.json")])
    shipped, again = (json.loads(path.read_text("utf-8")) for path in (MODEL, tmp_path / "rank.json"))
    assert again["weights"] == pytest.approx(shipped["weights"], abs=0.02)
    assert again["report"]["after"] == pytest.approx(shipped["report"]["after"], abs=0.01)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        main(["--choices", "280", "--out", str(tmp_path / name)])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
