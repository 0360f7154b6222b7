"""The flags of commands that listen and speak: one for each setting, with the words of its own meaning."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from assistant.settings import FILE, Settings, flag, load_settings, meanings


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Adds `--config`, and a flag for every setting; what is not given stays none."""
    group = parser.add_argument_group("settings", "each goes before what the config file says")
    group.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help=f"the config file (default: {FILE} in the data folder, if it is there)",
    )
    kinds = get_type_hints(Settings)
    for name, says in meanings().items():
        meaning = f"{says[0].lower()}{says[1:].rstrip('.')}".replace("%", "%%")
        group.add_argument(flag(name), default=None, help=meaning, **_taken(kinds[name]))


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings of a command: its flags before its config file. Raises `InputError` for what does not fit."""
    given = {name: getattr(options, name) for name in meanings()}
    return load_settings(options.config, data=options.data, flags=given)


def _taken(kind: Any) -> dict[str, Any]:
    """How a flag of a type is read."""
    if kind is bool:
        return {"action": argparse.BooleanOptionalAction}
    if get_origin(kind) is tuple:
        return {"action": "append", "metavar": "NAME"}
    if get_origin(kind) is Literal:
        return {"choices": get_args(kind)}
    kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if Path in kinds:
        return {"type": Path, "metavar": "PATH"}
    if int in kinds:
        return {"type": _device, "metavar": "DEVICE"}
    return {"type": float, "metavar": "NUMBER"} if float in kinds else {"metavar": "NAME"}


def _device(words: str) -> str | int:
    """A device's number, or a part of its name."""
    return int(words) if words.isdecimal() else words
