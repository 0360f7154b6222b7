"""JSON lines for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.files import InputError

Write = Callable[[dict[str, Any]], None]


@contextmanager
def lines_to(path: Path | None) -> Iterator[Write]:
    """A function that writes one JSON line to a file, at once, so that a reader can follow; to nowhere without a path.

    Raises `InputError` where the file cannot be written.
    """
    if path is None:
        yield lambda value: None
        return
    try:
        with path.open("w", encoding="utf-8") as file:

            def write(value: dict[str, Any]) -> None:
                file.write(json.dumps(value, ensure_ascii=False) + "\n")
                file.flush()

            yield write
    except OSError as wrong:
        raise InputError(path, f"cannot be written: {wrong.strerror or wrong}") from None
