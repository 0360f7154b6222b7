"""What leaves the log is whole, and other programs can read it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assistant.export import export
from assistant.files import InputError
from assistant.friction import Rephrase
from assistant.log import InteractionLog
from assistant.serial import from_json
from tests.assistant.turns import turn


@pytest.fixture
def log(tmp_path: Path) -> Iterator[InteractionLog]:
    with InteractionLog(tmp_path / "log.sqlite") as opened:
        opened.append(turn("turn on the kit chin light", status="not_understood"))
        opened.append(turn(number=2, after=6, resident="ana"), rephrase=Rephrase("home-000001", 6.0, 0.9))
        yield opened


def test_each_json_line_is_a_turn_with_what_the_log_knows(log: InteractionLog, tmp_path: Path) -> None:
    assert export(log, tmp_path / "turns.jsonl", kind="jsonl") == 2
    lines = (tmp_path / "turns.jsonl").read_text().splitlines()
    assert [from_json(line) for line in lines] == list(log.turns())
    assert json.loads(lines[1])["log"] == {
        "household": "home",
        "state": "?|turn on the light",
        "gap_s": 6.0,
        "rephrase_of": "home-000001",
        "rephrase_gap_s": 6.0,
        "similarity": 0.9,
        "by_hand": None,
        "by_hand_s": None,
    }


def test_parquet_holds_every_column_and_the_whole_turn(log: InteractionLog, tmp_path: Path) -> None:
    assert export(log, tmp_path / "turns.parquet", kind="parquet") == 2
    table = pq.read_table(tmp_path / "turns.parquet")
    assert table.column_names == list(log.columns())
    rows = table.to_pylist()
    assert rows == list(log.rows())
    assert [from_json(row["json"]) for row in rows] == list(log.turns())
    assert (rows[0]["resident"], rows[1]["resident"], rows[1]["gap_s"]) == (None, "ana", 6.0)


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_an_empty_log_gives_an_empty_file(tmp_path: Path, kind: str) -> None:
    with InteractionLog(tmp_path / "log.sqlite") as log:
        assert export(log, tmp_path / f"turns.{kind}", kind=kind) == 0
    assert (tmp_path / f"turns.{kind}").exists()


def test_a_place_that_cannot_be_written_is_told_in_one_line(log: InteractionLog, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: No such file"):
        export(log, tmp_path / "nowhere" / "turns.jsonl", kind="jsonl")


def test_an_export_that_fails_leaves_no_half_file_and_the_old_one_whole(log: InteractionLog, tmp_path: Path) -> None:
    path = tmp_path / "turns.jsonl"
    export(log, path, kind="jsonl")
    before = path.read_text()
    log._database.execute("UPDATE turns SET json = '{}' WHERE number = 2")
    with pytest.raises(InputError, match="turn home-000002 cannot be read"):
        export(log, path, kind="jsonl")
    assert path.read_text() == before
    assert sorted(found.name for found in tmp_path.glob("turns*")) == ["turns.jsonl"]


def test_without_pyarrow_the_extra_is_named(
    log: InteractionLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r'pip install "ambient-home\[parquet\]"'):
        export(log, tmp_path / "turns.parquet", kind="parquet")
