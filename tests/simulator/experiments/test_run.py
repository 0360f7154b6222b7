"""Runs by workers: the same bytes always, nothing lost, nothing half done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from assistant.by_hand import ByHand
from assistant.files import InputError
from assistant.log import InteractionLog
from simulator.experiments.folder import claim
from simulator.experiments.lived import Done
from simulator.experiments.pool import EndedError
from simulator.experiments.pooled import pool
from simulator.experiments.run import Plan, run
from simulator.experiments.spec import Arm, Experiment
from tests.assistant.turns import turn
from tests.simulator.conftest import ROOT
from tests.simulator.experiments import tiny_life

EXPERIMENT = Experiment(experiment="Tiny", days=1, arms={"plain": Arm(), "doubled": Arm(errors=2.0)})


def go(
    out: Path,
    live: Callable[..., Any] = tiny_life.tiny_life,
    *,
    households: int = 3,
    workers: int = 1,
    experiment: Experiment = EXPERIMENT,
    seen: Callable[[Done], None] = lambda done: None,
    **options: Any,
) -> dict[str, Any]:
    """Runs the tiny experiment."""
    keep_log = options.pop("keep_log", False)
    plan = Plan(experiment, out, tuple(range(households)), keep_log)
    return run(plan, live=live, workers=workers, seen=seen, report=lambda out: None, **options)


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@dataclass(frozen=True)
class Once:
    """What one run with one worker came to."""

    out: Path
    summary: dict[str, Any]
    told: list[Done]

    @property
    def contents(self) -> dict[str, bytes]:
        return contents(self.out)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    out, told = tmp_path_factory.mktemp("once") / "out", list[Done]()
    return Once(out, go(out, seen=told.append), told)


def test_two_workers_write_the_same_bytes_as_one(once: Once, tmp_path: Path) -> None:
    go(tmp_path / "out", workers=2)
    assert contents(tmp_path / "out") == once.contents


def test_rows_stand_in_the_order_of_households_and_arms(once: Once) -> None:
    table = pq.read_table(once.out / "turns.parquet").to_pydict()
    found = list(zip(table["household"], table["arm"], table["number"], strict=True))
    arms = ("plain", "doubled")
    assert found == [(f"h{house:05d}", arm, turn) for house in range(3) for arm in arms for turn in (1, 2, 3)]


def test_no_measured_time_stands_in_the_results(once: Once) -> None:
    table = pq.read_table(once.out / "turns.parquet")
    assert "ms" not in table.column_names
    assert all('"ms":{}' in text for text in table["json"].to_pylist())


def test_the_times_are_told_beside_the_results(once: Once) -> None:
    assert [done.turns for done in once.told] == [6, 6, 6]
    assert set(once.told[0].times.bins) == {"nlu", "all"}


def test_the_summary_is_written_as_it_is_given(once: Once) -> None:
    written = json.loads((once.out / "summary.json").read_text())
    assert written == once.summary
    assert written["arms"]["plain"]["turns"] == 9
    assert {row["turns"] for row in written["friction"]["doubled"]} == {9}


def test_what_is_done_is_not_done_again(once: Once, tmp_path: Path) -> None:
    out, told = tmp_path / "out", list[Done]()
    shutil.copytree(once.out, out)
    (out / "households" / "h00001" / "plain" / "turns.parquet").unlink()
    (out / "households" / "h00001").rename(out / "households" / "h00001.part")
    go(out, seen=told.append)
    assert [done.number for done in told] == [1]
    assert contents(out) == once.contents


def test_a_damaged_table_is_told_in_one_line(once: Once, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(once.out, out)
    (out / "households" / "h00001" / "plain" / "truths.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"h00001/plain/truths\.parquet: is damaged"):
        go(out)


def test_a_killed_workers_household_is_run_again(once: Once, tmp_path: Path) -> None:
    go(tmp_path / "out", tiny_life.killed_once)
    (tmp_path / "out" / "killed").unlink()
    assert contents(tmp_path / "out") == once.contents


def test_a_household_that_kills_every_worker_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(EndedError, match=r"h00001 ended its worker 3 times.*--only 1\. 1 of 3 households") as ended:
        go(tmp_path / "out", tiny_life.killed_always)
    assert ended.value.code == 1


def test_a_bug_names_household_and_arm_and_is_written_down(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(EndedError, match=r"household h00001, arm doubled: ZeroDivisionError.*--only 1") as ended:
        go(out, tiny_life.broken_life)
    assert ended.value.code == 1
    assert "tiny_life.py" in (out / "errors.txt").read_text()
    assert [path.name for path in (out / "households").iterdir()] == ["h00000"]


def test_a_full_disk_ends_the_run_in_one_line_and_keeps_what_is_done(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(EndedError, match=r"the disk is full.*1 of 3 households are kept") as ended:
        go(out, tiny_life.full_disk)
    assert (ended.value.code, ended.value.message.count("\n")) == (2, 0)
    assert [path.name for path in (out / "households").iterdir()] == ["h00000"]


def test_a_folder_of_other_settings_is_refused(once: Once) -> None:
    with pytest.raises(InputError, match=r"differing: seed"):
        go(once.out, experiment=EXPERIMENT.model_copy(update={"seed": 2}))


def test_fresh_clears_what_an_experiment_left(once: Once, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(once.out, out)
    claim(out, {"seed": 2}, fresh=True)
    assert list(contents(out)) == ["experiment.json"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(InputError, match="holds no experiment"):
        go(tmp_path, fresh=True)
    assert contents(tmp_path) == {"letters.txt": b"dear"}


def test_kept_logs_are_pooled_by_arm(tmp_path: Path) -> None:
    go(tmp_path / "out", keep_log=True)
    with InteractionLog(tmp_path / "out" / "logs" / "doubled" / "log.sqlite") as log:
        found = [(entry.household, entry.turn.turn) for entry in log.entries()]
        assert found == [(f"h{house:05d}", f"h{house:05d}-{turn}") for house in range(3) for turn in range(3)]
        assert log.taken("h00001") == 3


def test_a_pooled_log_knows_what_was_done_by_hand(tmp_path: Path) -> None:
    with InteractionLog(tmp_path / "one.sqlite") as log:
        log.append(turn(), household="h00001")
        log.mark_by_hand(turn().turn, ByHand("undone", 4.0))
    pool([tmp_path / "one.sqlite"], tmp_path / "all.sqlite")
    with InteractionLog(tmp_path / "all.sqlite") as log:
        assert [entry.by_hand for entry in log.entries()] == [ByHand("undone", 4.0)]


def test_the_logs_signals_are_held_against_the_truth(once: Once) -> None:
    assert list(once.summary["friction"]) == ["plain", "doubled"]
    score = next(row for row in once.summary["friction"]["doubled"] if row["signal"] == "all")
    verdicts = pq.read_table(once.out / "verdicts.parquet").to_pylist()
    judged = [row for row in verdicts if row["arm"] == "doubled" and row["turn"]]
    assert (score["turns"], score["defects"]) == (len(judged), sum(not row["right"] for row in judged))


PROGRAM = """
if __name__ == "__main__":
    import signal
    import sys
    from pathlib import Path
    from tests.simulator.experiments.test_run import go
    from tests.simulator.experiments.tiny_life import slow_life
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background is deaf to it
    go(Path(sys.argv[1]), slow_life, workers=2, seen=lambda done: print(done.number, flush=True))
"""


def test_ctrl_c_keeps_what_is_done_and_leaves_no_process(once: Once, tmp_path: Path) -> None:
    program, out = tmp_path / "program.py", tmp_path / "out"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program), str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0
    )
    assert running.stdout is not None
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: workers hear it too
    _, errors = running.communicate(timeout=20)
    assert errors.count("Traceback") == 1  # the parent's KeyboardInterrupt alone, which the command line takes
    deadline = time.monotonic() + 5
    while _alive(running.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(running.pid)
    kept = sorted(path.name for path in (out / "households").iterdir())
    assert 1 <= len(kept) < 3
    assert not [name for name in kept if name.endswith(".part")]
    go(out)
    assert contents(out) == once.contents


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
