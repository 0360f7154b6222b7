"""What was learnt before a test, as a file: worked out once, given to every household of an arm."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from assistant.learnt import Layer

FILE = "layer.json"
"""Its name in a household's data folder."""

_LAYER = TypeAdapter(Layer)


def write_layer(layer: Layer, path: Path) -> None:
    """Writes a layer; the file appears when it is whole."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(_LAYER.dump_json(layer, indent=1) + b"\n")
    part.replace(path)


def read_layer(folder: Path) -> Layer | None:
    """The layer in a data folder; none where nothing was learnt for it."""
    path = folder / FILE
    return _LAYER.validate_json(path.read_bytes()) if path.is_file() else None
