"""The watch on friction as noisy as a simulation's: good rules mostly stay, stale ones go soon."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from assistant.learning.watch import first
from simulator.draws import drawn
from simulator.watch_study import GOOD, MOST, RULE, STALE, grown, main, until_withdrawn

RIGHT = [0.1] * 120 + [0.14] * 76 + [0.25] * 3 + [0.7]
"""As loud as in a fortnight of 200 households: one right turn in a hundred and fifty speaks against itself."""
NOTICED = [0.1] * 40 + [0.14] * 20 + [0.4] * 15 + [0.7] * 25


def test_a_good_rule_mostly_lives_through_thirty_uses() -> None:
    rng = drawn("good")
    lives = [until_withdrawn(rng, RIGHT, NOTICED, GOOD, first(RULE)) for _ in range(200)]
    assert sum(uses <= 30 for uses in lives) / 200 < 0.15


def test_a_stale_one_is_gone_soon_though_most_friction_is_quiet() -> None:
    rng = drawn("stale")
    lives = [until_withdrawn(rng, RIGHT, NOTICED, STALE, grown(rng, RIGHT)) for _ in range(200)]
    assert median(lives) <= 8
    assert max(lives) < MOST


def test_a_folder_of_no_simulation_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
