"""What was learnt before a test, as a file: worked out once, given to every household of an arm."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.files import InputError
from assistant.learnt import Layer

FILE = "layer.json"
"""Its name in its folder."""

_LAYER = TypeAdapter(Layer)


def write_layer(layer: Layer, path: Path) -> None:
    """Writes a layer; the file appears when it is whole."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(_LAYER.dump_json(layer, indent=1) + b"\n")
    part.replace(path)


def load_layer(path: Path) -> Layer:
    """A layer's file. Raises `InputError` where there is none, or it is damaged."""
    try:
        return _LAYER.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        message = "is missing or damaged; delete its folder, and the same command learns it again"
        raise InputError(path, message) from None
