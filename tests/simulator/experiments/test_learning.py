"""The days before a test: lived once, learnt from, and given to the arms."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from assistant.files import InputError
from assistant.learning import cycle
from assistant.learning.cycle import LearnSettings
from assistant.learnt import Layer, Rule
from assistant.log import FILE, InteractionLog
from simulator.experiments.folder import claim, sheet
from simulator.experiments.layers import load_layer
from simulator.experiments.learning import lived_name
from simulator.experiments.lived import Done
from simulator.experiments.run import Plan, run, todo
from simulator.experiments.span import Span
from simulator.experiments.span import test_span as span_of_test
from simulator.experiments.spec import Arm, Experiment, Learn, read_experiment
from tests.simulator.experiments import tiny_life

ARMS = {"off": Arm(), "chain": Arm(rewriter="chain")}
EXPERIMENT = Experiment(
    experiment="Tiny", households=2, days=1, learn=Learn(households=2, days=1, watch=1), same=1, arms=ARMS
)
WATCHED = "plain-chain-holdout_0.05"


def learn_by_count(log: InteractionLog, *, source: Any, settings: LearnSettings, household: str | None = None) -> Layer:
    """A rule for each turn, so that one sees from how many was learnt."""
    rules = [Rule(id=entry.turn.turn, heard="a", text="b", source=source) for entry in log.entries(household=household)]
    return Layer(source, tuple(rules))


def go(
    out: Path,
    *,
    workers: int = 1,
    experiment: Experiment = EXPERIMENT,
    seen: Callable[[Done], None] = lambda done: None,
) -> dict[str, Any]:
    plan = Plan(experiment, out, tuple(experiment.tested))
    live = tiny_life.tiny_life
    return run(plan, live=live, workers=workers, seen=seen, report=lambda out: None)


def kept(out: Path) -> dict[str, bytes]:
    """All results; logs hold measured times, which differ."""
    paths = [path for path in sorted(out.rglob("*")) if path.suffix in (".parquet", ".json")]
    return {str(path.relative_to(out)): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("learning") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cycle, "learn", learn_by_count, raising=False)
        go(out)
    return out


def test_two_workers_write_the_same_bytes_as_one(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cycle, "learn", learn_by_count, raising=False)
    go(tmp_path / "out", workers=2)
    assert kept(tmp_path / "out") == kept(once)


def test_it_is_learnt_from_all_learning_households_and_again_after_the_watch(once: Path) -> None:
    counts = {path.parent.name: len(load_layer(path).rules) for path in (once / "learnt").rglob("layer.json")}
    assert counts["plain-chain"] == 2 * 3
    assert counts[WATCHED] == 2 * 6
    with InteractionLog(once / "learnt" / WATCHED / FILE) as log:
        assert [entry.household for entry in log.entries()] == ["h00002"] * 6 + ["h00003"] * 6


def test_an_arm_lives_with_what_was_learnt_for_it(once: Path) -> None:
    rows = pq.read_table(once / "verdicts.parquet").to_pylist()
    assert {row["arm"]: row["note"] for row in rows} == {"off": "", "chain": "12 rules"}


def test_those_who_live_on_go_on_from_their_logs_which_stand_in_no_table(once: Path) -> None:
    rows = pq.read_table(once / "turns.parquet").to_pylist()
    same = {(row["arm"], row["turn"]) for row in rows if row["group"] == "same"}
    once_before, twice_before = ({f"h00002-{at + count}" for count in range(3)} for at in (3, 6))
    assert same == {("off", turn) for turn in once_before} | {("chain", turn) for turn in twice_before}


def test_only_so_many_learning_households_collude_and_nobody_in_the_test() -> None:
    arms = {"poisoned": Arm(colluders=1)}
    span = Span(date(2026, 3, 2), 1, arms, learning=True)
    assert [span.stay(EXPERIMENT, number, "poisoned").colludes for number in EXPERIMENT.learning] == [True, False]
    assert not replace(span, learning=False).stay(EXPERIMENT, 2, "poisoned").colludes


def test_what_was_learnt_is_learnt_again_where_it_is_gone_but_nothing_is_lived_again(
    once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cycle, "learn", learn_by_count, raising=False)
    out, told = tmp_path / "out", list[Done]()
    shutil.copytree(once, out)
    (out / "learnt" / WATCHED / "layer.json").unlink()
    go(out, seen=told.append)
    assert not told
    assert kept(out) == kept(once)


def test_lives_are_counted_before_they_are_lived(once: Path, tmp_path: Path) -> None:
    numbers = tuple(EXPERIMENT.tested)
    assert todo(Plan(EXPERIMENT, tmp_path, numbers)) == 3 + 3 * 2
    assert todo(Plan(EXPERIMENT, once, numbers)) == 0
    assert todo(Plan(EXPERIMENT, once, numbers), fresh=True) == 3 + 3 * 2


def test_an_arm_that_nobody_taught_does_not_pass_for_one_without_rewrites(tmp_path: Path) -> None:
    untaught = EXPERIMENT.model_copy(update={"learn": None})
    with pytest.raises(InputError, match="arm chain: its rewriter 'chain' needs households"):
        go(tmp_path / "out", experiment=untaught)
    with pytest.raises(InputError, match="arm chain: nothing was learnt"):
        span_of_test(EXPERIMENT).stay(EXPERIMENT, 0, "chain")
    (tmp_path / "one.yaml").write_text("experiment: One\narms:\n  off: {}\n  chain: {rewriter: chain}\n")
    with pytest.raises(InputError, match=r"one\.yaml:4: .*learn:"):
        read_experiment(tmp_path / "one.yaml")


def test_other_lessons_are_another_run_and_fresh_clears_them(once: Path, tmp_path: Path) -> None:
    other = EXPERIMENT.model_copy(update={"learn": Learn(households=3)})
    with pytest.raises(InputError, match="differing: learn"):
        go(once, experiment=other)
    out = tmp_path / "out"
    first = sheet(EXPERIMENT, EXPERIMENT.tested, keep_log=False)
    claim(out, first, fresh=False)
    (out / "learnt" / "plain").mkdir(parents=True)
    claim(out, first, fresh=True)
    assert not (out / "learnt").exists()


@pytest.mark.parametrize(
    ("arm", "name"),
    [
        (Arm(rewriter="retrieval", personal=True, holdout=0.1), "plain"),
        (Arm(errors=2.0, noise=0.1), "errors_2.0-noise_0.1"),
        (Arm(asr="pocketsphinx", faults={"nlu": 0.2}), "asr_pocketsphinx-faults_nlu_0.2"),
    ],
)
def test_arms_share_their_learning_days_where_they_hear_and_react_alike(arm: Arm, name: str) -> None:
    assert lived_name(arm) == name


def test_the_test_comes_after_the_learning_and_the_watch() -> None:
    found = EXPERIMENT.model_copy(update={"flip": 3})
    assert (found.test_start, found.flip_date) == (date(2026, 3, 4), date(2026, 3, 6))
