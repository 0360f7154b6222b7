"""A big log holds what was planted in it, and mining finds that and no more of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.learning import mining, tally
from assistant.learning.cycle import LearnSettings, learn
from assistant.learning.mining import METHODS
from assistant.learnt import Layer
from assistant.log import InteractionLog
from simulator.big_log import Planted, write_big_log
from simulator.mining_bench import Mined, growth, mine

TURNS = 20_000


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planted]:
    path = tmp_path_factory.mktemp("big") / "log.sqlite"
    return path, write_big_log(path, turns=TURNS, seed=1)


def mined(path: Path, *, workers: int = 1) -> Layer:
    with InteractionLog(path) as log:
        return learn(log, source="global", settings=LearnSettings(near=False), workers=workers)


def test_all_that_was_planted_is_found_and_no_decoy(big: tuple[Path, Planted]) -> None:
    path, planted = big
    found = {rule.heard: rule.text for rule in mined(path).rules}
    assert found.items() >= planted.rewrites.items()
    assert not found.keys() & set(planted.decoys)


def test_two_processes_find_what_one_finds(big: tuple[Path, Planted], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "SMALL", 0)
    assert mined(big[0], workers=2) == mined(big[0])


@pytest.mark.parametrize("method", METHODS)
def test_leaving_out_what_is_said_once_changes_nothing(big: tuple[Path, Planted], method: str) -> None:
    with InteractionLog(big[0]) as log:
        kept, all_kept = (tally.tally(log, again=again) for again in (True, False))
    assert len(kept.said) < len(all_kept.said) / 2
    rules = mining.mined(kept, source="global", method=method, households=2, sessions=2)
    assert rules == mining.mined(all_kept, source="global", method=method, households=2, sessions=2)
    assert rules


def test_the_same_seed_gives_the_same_turns_which_can_be_read(tmp_path: Path) -> None:
    rows = []
    for name in ("a", "b"):
        write_big_log(tmp_path / name, turns=300, seed=7)
        with InteractionLog(tmp_path / name) as log:
            rows.append(list(log.rows()))
            assert [turn.transcript.text for turn in log.turns()] == [row["text"] for row in rows[-1]]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 300


def test_mining_is_timed(big: tuple[Path, Planted]) -> None:
    found = mine(big[0], workers=1)
    assert found.turns == TURNS
    assert found.rules == len(mined(big[0]).rules)
    assert found.processor > 0


def test_growth_as_n_log_n_is_one() -> None:
    assert growth([Mined(100, 0, 1.0, 0, 0), Mined(10_000, 0, 200.0, 0, 0)]) == [1.0, 1.0]
