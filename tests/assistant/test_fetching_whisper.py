"""Whisper models are fetched by name and never unasked; without a network that is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("faster_whisper", reason="needs the extra `whisper`")

import faster_whisper.utils

from assistant.fetching_whisper import fetch_whisper, whisper_names
from assistant.files import InputError
from assistant.models import in_folder


def maker(folder: Path, **files: str) -> None:
    """What the downloader leaves: links into a cache."""
    (folder / "blobs").mkdir(parents=True)
    (folder / "snapshot").mkdir()
    for name, content in files.items():
        (folder / "blobs" / name).write_text(content)
        (folder / "snapshot" / name.replace("_", ".")).symlink_to(folder / "blobs" / name)


WHOLE = {"model_bin": "weights", "config_json": "{}", "tokenizer_json": "{}", "vocabulary_txt": "words"}


@pytest.fixture
def downloaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The library's downloader, with a maker on this disk behind it; the names that it was asked for."""
    asked: list[str] = []
    maker(tmp_path / "maker", **WHOLE)

    def download(name: str, *, cache_dir: str) -> str:
        asked.append(name)
        return str(tmp_path / "maker" / "snapshot")

    monkeypatch.setattr(faster_whisper.utils, "download_model", download)
    return asked


def test_a_model_is_fetched_as_a_plain_folder(downloaded: list[str], tmp_path: Path) -> None:
    folder = fetch_whisper("whisper-base.en", into=tmp_path / "models")
    assert downloaded == ["base.en"]
    assert (folder / "model.bin").read_text() == "weights"
    assert not any(path.is_symlink() for path in folder.iterdir())
    assert [model.name for model in in_folder(tmp_path / "models")] == ["whisper-base.en"]
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["whisper-base.en"]


def test_what_is_here_is_not_fetched_again(downloaded: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        fetch_whisper("whisper-base.en", into=tmp_path)
    assert downloaded == ["base.en"]


def test_half_a_model_is_not_kept(downloaded: list[str], tmp_path: Path) -> None:
    (tmp_path / "maker" / "snapshot" / "config.json").unlink()
    with pytest.raises(InputError, match=r"no config\.json"):
        fetch_whisper("whisper-base.en", into=tmp_path / "models")
    assert list(in_folder(tmp_path / "models")) == []


def test_no_network_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def download(name: str, *, cache_dir: str) -> str:
        raise ConnectionError("Name or service not known\nand much more")

    monkeypatch.setattr(faster_whisper.utils, "download_model", download)
    with pytest.raises(InputError, match="cannot be fetched") as wrong:
        fetch_whisper("whisper-base.en", into=tmp_path)
    assert "\n" not in str(wrong.value)


def test_a_name_that_nobody_offers_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"whisper-base\.en"):
        fetch_whisper("whisper-enormous", into=tmp_path)
    assert "whisper-base.en" in whisper_names()
