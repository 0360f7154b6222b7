"""Models that come in parts are put together whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.asr.whisper_files import check, is_whisper, joined
from assistant.files import InputError
from assistant.models import in_folder


@pytest.fixture
def halves(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    (first / "model.bin.part1").write_bytes(b"one ")
    (second / "model.bin.part2").write_bytes(b"two")
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (first / name).write_text("{}")
    return first, second


def test_halves_become_one_model(halves: tuple[Path, Path], tmp_path: Path) -> None:
    folder = joined(halves, tmp_path / "cache" / "base")
    assert (folder / "model.bin").read_bytes() == b"one two"
    check(folder)
    assert is_whisper(folder)


def test_a_model_that_is_whole_already_is_left_alone(halves: tuple[Path, Path], tmp_path: Path) -> None:
    folder = joined(halves, tmp_path / "base")
    before = (folder / "model.bin").stat().st_mtime_ns
    assert joined(halves, tmp_path / "base") == folder
    assert (folder / "model.bin").stat().st_mtime_ns == before


def test_what_a_killed_process_left_is_replaced(halves: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "model.bin").write_bytes(b"on")
    assert (joined(halves, tmp_path / "base") / "model.bin").read_bytes() == b"one two"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_missing_parts_and_unwritable_places_are_told_in_one_line(halves: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no part"):
        joined((tmp_path,), tmp_path / "base")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="cannot be put together"):
        joined(halves, tmp_path / "file" / "base")


def test_a_folder_of_models_shows_whisper_among_them(halves: tuple[Path, Path], tmp_path: Path) -> None:
    joined(halves, tmp_path / "models" / "whisper-base.en")
    joined(halves, tmp_path / "models" / "whisper-small")
    found = [(model.name, model.backend, model.language) for model in in_folder(tmp_path / "models")]
    assert found == [("whisper-base.en", "whisper", "en"), ("whisper-small", "whisper", "")]
