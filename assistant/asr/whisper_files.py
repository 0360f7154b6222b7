"""The files of a Whisper model in CTranslate2's form: whether they are all there, and joining those that came in parts.

Nothing is loaded and nothing is fetched here.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from assistant.files import InputError

WEIGHTS = "model.bin"
NEEDED = ("config.json", "tokenizer.json")
VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
"""One of these."""

CHUNK = 1 << 20
"""Bytes copied at a time."""


def is_whisper(folder: Path) -> bool:
    """Whether a folder is a Whisper model, whole or damaged: it has weights, and a list of words beside them."""
    return (folder / WEIGHTS).is_file() and any((folder / name).is_file() for name in VOCABULARIES)


def check(folder: Path) -> None:
    """Raises `InputError` where a file of the model is missing or empty."""
    if not folder.is_dir():
        raise InputError(folder, "no such folder; a Whisper model is a folder with a model.bin in CTranslate2's form")
    for names in ((WEIGHTS,), *((name,) for name in NEEDED), VOCABULARIES):
        found = next((folder / name for name in names if (folder / name).is_file()), None)
        if found is None:
            raise InputError(folder, f"is not a whole Whisper model: it has no {names[0]}; fetch it again")
        if found.stat().st_size == 0:
            raise InputError(found, "is empty, so this Whisper model is damaged; fetch it again")


def parts_of(folder: Path) -> list[Path]:
    """The parts of the weights in a folder, in order: `model.bin.part1`, `model.bin.part2`, …"""
    return sorted(folder.glob(f"{WEIGHTS}.part*"))


def joined(folders: Iterable[Path], into: Path) -> Path:
    """A model that came in parts as one folder, `into`: made where it is not there yet, whole or not at all.

    Raises `InputError` where parts are missing or it cannot be written.
    """
    folders = tuple(folders)
    parts = [part for folder in folders for part in parts_of(folder)]
    size = sum(part.stat().st_size for part in parts)
    if (into / WEIGHTS).is_file() and (into / WEIGHTS).stat().st_size == size:
        return into
    if not parts:
        raise InputError(folders[0] if folders else into, f"holds no part of a {WEIGHTS}; install it again")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=f".{into.name}-") as work:
            _write(new := Path(work) / "new", folders, parts)
            shutil.rmtree(into, ignore_errors=True)
            new.rename(into)
    except OSError as wrong:
        if (into / WEIGHTS).is_file():  # another process was quicker
            return into
        raise InputError(into, f"the model cannot be put together here: {wrong.strerror or wrong}") from None
    return into


def _write(new: Path, folders: Iterable[Path], parts: Iterable[Path]) -> None:
    new.mkdir()
    with (new / WEIGHTS).open("wb") as weights:
        for part in parts:
            with part.open("rb") as file:
                shutil.copyfileobj(file, weights, CHUNK)
    for folder in folders:
        for path in folder.iterdir():
            if path.is_file() and path.suffix in (".json", ".txt"):
                shutil.copyfile(path, new / path.name)
