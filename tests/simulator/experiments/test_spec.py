"""Experiments as people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.files import InputError
from simulator.experiments.spec import Arm, Experiment, changed, read_experiment
from tests.simulator.conftest import SCENES

WHOLE = """\
experiment: A week at home
households: 20
days: 3
start: 2026-03-02
seed: 5
asr: whisper
phrases: bank.jsonl
canary: true
arms:
  plain:
  broken: {faults: {nlu: 0.02}, errors: 2.0, asr: vosk}
  brief: {replies: brief, confirm: always}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "week.yaml"
    path.write_text(text)
    (folder / "bank.jsonl").write_text("")
    return path


def test_all_that_can_be_said_is_read(tmp_path: Path) -> None:
    found = read_experiment(written(tmp_path, WHOLE))
    assert (found.households, found.days, found.start, found.seed) == (20, 3, date(2026, 3, 2), 5)
    assert found.phrases == (tmp_path / "bank.jsonl").resolve()
    assert found.arms == {
        "plain": Arm(),
        "broken": Arm(faults={"nlu": 0.02}, errors=2.0, asr="vosk"),
        "brief": Arm(replies="brief", confirm="always"),
    }


def test_a_name_is_enough(tmp_path: Path) -> None:
    found = read_experiment(written(tmp_path, "experiment: Small\n"))
    assert found == Experiment(experiment="Small", arms={"plain": Arm()})


def test_the_command_line_goes_before_the_file() -> None:
    found = changed(Experiment(experiment="Small"), households=3, days=None, seed=9)
    assert (found.households, found.days, found.seed) == (3, 7, 9)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("households: 20", "houses: 20", 2, "'houses' is not a key"),
        ("households: 20", "households: 0", 2, "greater than or equal to 1"),
        ("start: 2026-03-02", "start: Monday", 4, "a date looks like 2026-03-02"),
        ("bank.jsonl", "none.jsonl", 7, "is not there"),
        ("bank.jsonl", "../bank.jsonl", 7, "must stay inside"),
        ("nlu: 0.02", "tts: 0.02", 11, "'wake'"),
        ("nlu: 0.02", "nlu: 2", 11, "less than or equal to 1"),
        ("errors: 2.0", "error: 2.0", 11, "'error' is not a key"),
        ("replies: brief", "replies: rude", 12, "'brief'"),
        ("  brief:", "  Brief & short:", 12, "pattern"),
        ("experiment: A week at home", "scenario: A week at home", 1, "is not an experiment"),
    ],
)
def test_what_does_not_fit_is_told_by_file_and_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    path = written(tmp_path, WHOLE.replace(old, new))
    with pytest.raises(InputError) as wrong:
        read_experiment(path)
    assert (wrong.value.path, wrong.value.line) == (str(path), line)
    assert words in wrong.value.message


def test_no_arm_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="at least one arm"):
        read_experiment(written(tmp_path, "experiment: None\narms: {}\n"))


@pytest.mark.parametrize("path", sorted((SCENES / "experiments").glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_experiments_can_be_read(path: Path) -> None:
    assert read_experiment(path).arms
