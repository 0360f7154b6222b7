"""`ambient learn` as a person and as a program uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.learning import cycle
from assistant.learnt import Layer, Rule, Wording
from assistant.learnt_file import load_learnt, path_of, save
from assistant.log import FILE, InteractionLog
from simulator.commands import learn as command
from simulator.commands import log as log_command
from tests.assistant.turns import turn
from tests.simulator.commands import Run, runner

ambient = runner(command)
ambient_log = runner(log_command)

WORD = "zanzibarquux"
"""A word that only one resident says."""


def learn(log: InteractionLog, *, source: Any, settings: Any, household: str | None = None, workers: int = 1) -> Layer:
    """Learns every text of the log."""
    texts = [one.transcript.text for one in log.turns(household=household)]
    rules = tuple(Rule(f"r{at}", text, "turn on", source, "a", "b", 1, 3, 0.6, 0.2) for at, text in enumerate(texts))
    return Layer(source, rules, tuple(Wording(text, "s", 1, 1.0) for text in texts))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cycle, "learn", learn)
    with InteractionLog(tmp_path / FILE) as log:
        log.append(turn(f"play [{WORD}]", resident="ana"))
        log.append(turn("lights please", number=2, after=600, session="s2", resident="bo"))
    return tmp_path


def test_what_is_learnt_is_shown_with_what_it_rests_on_and_kept(ambient: Run, data: Path) -> None:
    code, shown, _ = ambient("learn", "--data", data)
    assert code == 0
    for part in ("2 rewrites for this household", f"play [{WORD}]", "→ turn on", "20% → 60%", "×6.0", "personal.md"):
        assert part in shown
    assert [rule.heard for rule in load_learnt(data).own.rules] == [f"play [{WORD}]", "lights please"]


def test_a_dry_run_writes_nothing(ambient: Run, data: Path) -> None:
    code, shown, _ = ambient("learn", "--dry-run", "--data", data)
    assert code == 0
    assert "Nothing was written." in shown
    assert not (data / "learnt").exists()


def test_what_is_known_is_shown_with_what_was_withdrawn(ambient: Run, data: Path) -> None:
    assert "Nothing was learnt" in ambient("learn", "--show", "--data", data)[1]
    rules = (Rule("r1", "one", "two", "personal"), Rule("r2", "three", "four", "personal"))
    save(Layer("personal", rules), data, withdrawn={"r2": "refused"})
    _, shown, _ = ambient("learn", "--show", "--data", data)
    assert shown.index("one") < shown.index("Withdrawn") < shown.index("three") < shown.index("a resident refused it")


def test_with_json_there_is_one_object(ambient: Run, data: Path) -> None:
    told = json.loads(ambient("learn", "--json", "--data", data)[1])
    assert (told["source"], told["wordings"], told["file"]) == ("personal", 2, str(path_of(data, "personal")))
    assert (told["rules"][0]["heard"], told["rules"][0]["odds"]) == ("lights please", 6.0)


def test_no_log_a_foreign_file_and_a_place_that_takes_no_file_are_one_line(ambient: Run, data: Path) -> None:
    assert ambient("learn", "--data", data / "none")[::2] == (
        2, f"ambient: {data / 'none' / FILE}: is not there; talk to the assistant first, or name another folder with "
        "--data\n",
    )  # fmt: skip
    (data / "learnt").write_text("a file where a folder should be")
    code, _, told = ambient("learn", "--data", data)
    assert (code, told.count("\n")) == (2, 1)
    (data / FILE).write_text("no log at all, but a text of a good many words")
    code, _, told = ambient("learn", "--data", data)
    assert (code, told.count("\n")) == (2, 1)


def test_a_forgotten_residents_words_are_in_no_file(ambient: Run, ambient_log: Run, data: Path) -> None:
    ambient("learn", "--data", data)
    assert any(WORD.encode() in one.read_bytes() for one in (data / "learnt").iterdir())
    _, shown, _ = ambient_log("log", "forget", "ana", "--data", data)
    assert "learnt again from what is left" in " ".join(shown.split())
    files = [one for one in data.rglob("*") if one.is_file()]
    assert [one.name for one in files if WORD.encode() in one.read_bytes()] == []
    assert [rule.heard for rule in load_learnt(data).own.rules] == ["lights please"]


def test_when_all_is_forgotten_nothing_is_known(ambient: Run, ambient_log: Run, data: Path) -> None:
    ambient("learn", "--data", data)
    ambient_log("log", "forget", "all", "--data", data)
    assert list((data / "learnt").iterdir()) == []
