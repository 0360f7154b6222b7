"""What a simulated home's devices were left as, from one session to the next: a real home keeps that by itself.

One small JSON file in the data folder, by household. It is written anew after each turn, whole or not at all. Timers,
alarms and lists are not in it: the log keeps those.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.files import InputError
from devices.home import Home
from simulator.setting import household_of

FILE = "home.json"
"""The file's name in the data folder."""


def resume(home: Home, data: Path) -> None:
    """The home goes on as it was left; as declared, where nothing was kept. Raises `InputError` for a damaged file."""
    home.resume(_read(data / FILE).get(household_of(home.registry), {}))


def keep(home: Home, data: Path) -> None:
    """Writes down what the home's devices are now. Raises `InputError` where that cannot be written."""
    path = data / FILE
    kept = _read(path)
    lived = home.lived()
    if kept.get(household_of(home.registry), {}) == lived:
        return
    new = path.with_suffix(".new")
    try:
        new.write_text(json.dumps({**kept, household_of(home.registry): lived}, ensure_ascii=False), "utf-8")
        new.replace(path)
    except OSError as wrong:
        new.unlink(missing_ok=True)
        raise InputError(path, f"cannot be written: {wrong.strerror or wrong}") from None


def forget(data: Path) -> None:
    """Leaves no trace: what plays, or is shown, may be somebody's words. The home begins again as declared."""
    (data / FILE).unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_text("utf-8"))
    except OSError as wrong:
        raise InputError(path, f"cannot be read: {wrong.strerror or wrong}") from None
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        raise InputError(path, "is damaged; remove it, and the home begins again as declared")
    return kept
