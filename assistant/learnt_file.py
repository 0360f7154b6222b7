"""What was learnt of rewrites as files: `learnt/personal.json` and `learnt/global.json` in a data folder.

Each is JSON with one rule or wording a line, and has a twin beside it that a person can read (`learnt_twin`). A file
appears whole or not at all, and the same layer gives the same bytes. All of it follows from the fields of `learnt`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.files import InputError
from assistant.learnt import Layer, Learnt, Source

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FOLDER = "learnt"
"""The folder's name in the data folder."""

VERSION = 1
"""The version of the files that this program reads and writes."""

MEND = "remove it, and ambient learn makes it anew"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file's content."""

    version: int
    layer: Layer
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """By the id of a rule that is used no more, why."""


def path_of(data: Path, source: Source) -> Path:
    """The file of a data folder that holds what a household (`personal`) or many (`global`) have learnt."""
    return data / FOLDER / f"{source}.json"


def twin_of(path: Path) -> Path:
    """The file beside it that a person can read."""
    return path.with_suffix(".md")


def load_learnt(data: Path | None) -> Learnt:
    """Both layers of a data folder; what is not there is empty. Raises `InputError` for a file that does not fit."""
    if data is None:
        return Learnt()
    shared, own = (load(path_of(data, source), source) for source in ("global", "personal"))
    return Learnt(shared.layer, own.layer, {**shared.withdrawn, **own.withdrawn})


def load(path: Path, source: Source) -> Kept:
    """A file's content, an empty layer where there is no file.

    Raises `InputError` with what to do for one that is damaged, of another version or of the other source.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Kept(VERSION, Layer(source))
    except OSError as wrong:
        raise InputError(path, f"cannot be read: {wrong.strerror or wrong}") from None
    kept = _parsed(path, text)
    if kept.layer.source != source:
        raise InputError(path, f"holds what is {kept.layer.source}, not {source}; move it to {kept.layer.source}.json")
    return kept


def save(layer: Layer, data: Path, *, withdrawn: Mapping[str, str] | None = None) -> Path:
    """Writes a layer with its twin into a data folder; the file's path. Raises `InputError` where that cannot be."""
    from assistant.learnt_twin import twin

    path = path_of(data, layer.source)
    kept = Kept(VERSION, layer, dict(sorted((withdrawn or {}).items())))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(twin_of(path), twin(layer, kept.withdrawn))
        _replace(path, _text(kept))
    except OSError as wrong:
        raise InputError(path, f"cannot be written: {wrong.strerror or wrong}") from None
    return path


def forget(data: Path, source: Source) -> bool:
    """Deletes a layer, its twin and what an interrupted writing left; whether there was one."""
    path = path_of(data, source)
    found = path.exists()
    for one in (path, twin_of(path), _part(path), _part(twin_of(path))):
        try:
            one.unlink(missing_ok=True)
        except OSError as wrong:
            raise InputError(one, f"cannot be deleted: {wrong.strerror or wrong}; delete it by hand") from None
    return found


def _adapter() -> TypeAdapter[Kept]:
    from pydantic import TypeAdapter  # on use: `ambient --help` needs none of it

    return TypeAdapter(Kept)


def _parsed(path: Path, text: bytes) -> Kept:
    from pydantic import ValidationError

    try:
        version = json.loads(text)["version"]
    except json.JSONDecodeError as wrong:
        raise InputError(path, f"is damaged ({wrong.msg}); {MEND}", line=wrong.lineno) from None
    except (UnicodeDecodeError, RecursionError, TypeError, KeyError):
        raise InputError(path, f"is not what ambient learn writes; {MEND}") from None
    if version != VERSION:
        raise InputError(path, f"is of version {version!r}, this program reads {VERSION}; {MEND}")
    try:
        return _adapter().validate_json(text, strict=True, extra="forbid")
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(path, f"does not fit at {where}: {first['msg']}; {MEND}") from None


def _text(kept: Kept) -> str:
    """The file: one rule or wording a line, so that two of them can be compared."""
    values: dict[str, Any] = _adapter().dump_python(kept, mode="json", warnings="error")
    layer = values.pop("layer")
    parts = [f'"{name}": {_lines(value)}' for name, value in layer.items()]
    head = [f'"{name}": {_line(value)}' for name, value in values.items()]
    return "{" + ",\n".join((*head, '"layer": {' + ",\n".join(parts) + "}")) + "}\n"


def _lines(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)


def _replace(path: Path, text: str) -> None:
    part = _part(path)
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")
