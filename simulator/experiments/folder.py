"""The folder of results: whose it is, what is done in it, what is missing."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from assistant.files import InputError
from simulator.experiments.lived import PART, folder_name
from simulator.experiments.spec import Experiment

SHEET = "experiment.json"
HOUSEHOLDS = "households"

ROOT = Path(__file__).parent.parent.parent

PACKAGES = ("assistant", "devices", "simulator")

FIGURES = (
    "asked_before",
    "learnt_rules",
    "mending",
    "report/",
    "rewrites_counted",
    "rewriting",
    "shares",
    "shown",
    "staleness",
    "summary",
)

OUTSIDE = ("simulator/commands/", "simulator/live/", *(f"simulator/experiments/{name}" for name in FIGURES))
"""What changes no life: the same lives can be shown anew after a change there."""


def sheet(experiment: Experiment, numbers: Sequence[int], *, keep_log: bool) -> dict[str, Any]:
    """What is run, all of it: two runs with the same sheet give the same results."""
    said = experiment.model_dump(mode="json", exclude={"experiment", "arms", "phrases", "households"})
    phrases = hashlib.sha256(experiment.phrases.read_bytes()).hexdigest()[:16] if experiment.phrases else None
    arms = {name: arm.model_dump(mode="json") for name, arm in experiment.arms.items()}
    return {
        "experiment": experiment.experiment,
        "households": len(numbers),
        "first": min(numbers),
        "others": experiment.households,
        **said,
        "phrases": phrases,
        "keep_log": keep_log,
        "arms": arms,
        "code": code_fingerprint(),
    }


@cache
def code_fingerprint() -> str:
    """Of the program's own files, models and word lists included, as far as they decide what happens."""
    total = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and "__pycache__" not in name and not name.startswith(OUTSIDE):
                total.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def claim(out: Path, sheet: dict[str, Any], *, fresh: bool) -> None:
    """Makes the folder this run's. Raises `InputError` where it holds something else, unless `fresh` clears it."""
    if out.exists() and not out.is_dir():
        raise InputError(out, "is a file; the results need a folder, choose one with --out")
    held = (out / SHEET).is_file()
    if not held and out.exists() and any(out.iterdir()):
        raise InputError(out, "is not empty and holds no experiment; choose another folder with --out")
    if held and fresh:
        _clear(out)
    elif held:
        _refuse_other(out, sheet)
    (out / HOUSEHOLDS).mkdir(parents=True, exist_ok=True)
    sweep(out)
    write_json(out / SHEET, sheet)


def missing(out: Path, numbers: Sequence[int]) -> list[int]:
    """The households that have not lived yet."""
    return [number for number in numbers if not (out / HOUSEHOLDS / folder_name(number)).is_dir()]


def sweep(out: Path) -> None:
    """Removes what was left half done."""
    for path in (out / HOUSEHOLDS).glob(f"*{PART}"):
        shutil.rmtree(path, ignore_errors=True)
    for path in out.glob(f"*{PART}"):
        path.unlink(missing_ok=True)


def write_json(path: Path, value: object) -> None:
    """Writes a file, which appears when it is whole."""
    part = path.with_name(f"{path.name}{PART}")
    part.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
    part.replace(path)


def _clear(out: Path) -> None:
    for name in (HOUSEHOLDS, "logs", "learnt"):
        shutil.rmtree(out / name, ignore_errors=True)
    for name in ("turns.parquet", "truths.parquet", "verdicts.parquet", "summary.json", "report.html", "errors.txt"):
        (out / name).unlink(missing_ok=True)


def _refuse_other(out: Path, sheet: dict[str, Any]) -> None:
    try:
        held = json.loads((out / SHEET).read_text("utf-8"))
    except ValueError:
        held = {}
    differing = [name for name in sheet if sheet[name] != held.get(name)]
    if differing:
        names = "program" if differing == ["code"] else ", ".join(name for name in differing if name != "code")
        message = f"holds results of another run (differing: {names}); choose another --out, or --fresh to begin again"
        raise InputError(out, message)
