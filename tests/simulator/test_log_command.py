"""`ambient log` as a person and as a program uses it."""

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import soundfile

from assistant.friction import Rephrase
from assistant.log import FILE, InteractionLog
from assistant.serial import from_json
from assistant.turn import Received
from simulator.commands import log as command
from tests.assistant.turns import turn
from tests.simulator.commands import Run, runner

ambient = runner(command)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with InteractionLog(tmp_path / FILE) as log:
        log.append(turn("turn on the [kit] chin light", status="not_understood", reply="Sorry?"))
        log.received("home-000001", Received(0.4, "wake"))
        log.append(turn(number=2, after=6, resident="ana"), rephrase=Rephrase("home-000001", 6.0, 0.9))
    return tmp_path


@pytest.mark.parametrize("words", [["log"], ["log", "list"]])
def test_the_last_turns_are_listed_with_their_friction(ambient: Run, data: Path, words: list[str]) -> None:
    code, shown, _ = ambient(*words, "--data", data)
    assert code == 0
    text = " ".join(shown.split())
    for part in ("home-000001", "[kit]", "ana", "cut off", "40%", "not_understood"):
        assert part in text


def test_with_json_each_line_is_a_turn(ambient: Run, data: Path) -> None:
    _, shown, _ = ambient("log", "list", "--json", "-n", 1, "--data", data)
    (line,) = shown.splitlines()
    assert from_json(line).turn == "home-000002"
    assert json.loads(line)["log"]["rephrase_of"] == "home-000001"


def test_an_empty_log_says_so(ambient: Run, tmp_path: Path) -> None:
    assert ambient("log", "--data", tmp_path)[1].startswith("Nothing is logged")
    assert ambient("log", "--json", "--data", tmp_path)[:2] == (0, "")


def test_it_is_exported_by_the_files_ending(ambient: Run, data: Path) -> None:
    assert ambient("log", "export", data / "out.parquet", "--data", data)[0] == 0
    assert pq.read_table(data / "out.parquet").num_rows == 2
    assert ambient("log", "export", data / "out.jsonl", "--json", "--data", data)[1] == (
        json.dumps({"file": str(data / "out.jsonl"), "turns": 2}) + "\n"
    )
    assert len((data / "out.jsonl").read_text().splitlines()) == 2
    assert ambient("log", "export", "-", "--data", data)[1] == (data / "out.jsonl").read_text()


def test_the_sound_that_was_kept_is_written_beside_it(ambient: Run, data: Path) -> None:
    sound = np.arange(1600, dtype=np.int16)
    with InteractionLog(data / FILE) as log:
        log.append(turn(number=3, after=9), sound=sound)
    _, shown, _ = ambient("log", "export", data / "out.jsonl", "--audio", data / "heard", "--data", data)
    assert "The sound of 1 of them" in " ".join(shown.split())
    [path] = (data / "heard").iterdir()
    assert path.name == "home-000003.flac"
    assert (soundfile.read(path, dtype="int16")[0] == sound).all()


def test_another_ending_is_refused(ambient: Run, data: Path) -> None:
    code, _, told = ambient("log", "export", data / "out.xlsx", "--data", data)
    assert code == 2
    assert "should end in .jsonl or .parquet" in told


def test_a_resident_is_forgotten(ambient: Run, data: Path) -> None:
    assert "2 turns deleted" in ambient("log", "forget", "ana", "--data", data)[1]
    assert ambient("log", "forget", "ana", "--data", data)[1] == "No turn of 'ana' is in the log.\n"
    assert json.loads(ambient("log", "forget", "all", "--json", "--data", data)[1]) == {"resident": "all", "turns": 0}


def test_a_file_that_is_no_log_ends_with_one_line_and_code_2(ambient: Run, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("not a log, just some words about a log" * 9)
    code, shown, told = ambient("log", "--data", tmp_path)
    assert (code, shown) == (2, "")
    assert told.count("\n") == 1
    assert "not an interaction log" in told
