"""Arrows run one way: simulator → assistant → devices.protocol, and simulator → devices."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("assistant", "devices", "simulator")


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module of ours that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.partition(".")[0] in OURS)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules("devices"), ids=named)
def test_devices_import_nothing_of_ours_but_devices(path: Path) -> None:
    assert [name for name in imported(path) if not name.startswith("devices.")] == []


@pytest.mark.parametrize("path", modules("assistant"), ids=named)
def test_the_assistant_knows_a_home_by_its_protocol_alone(path: Path) -> None:
    strangers = [n for n in imported(path) if not n.startswith(("assistant.", "devices.protocol."))]
    assert strangers == []


def test_no_module_imports_another_through_a_string_that_points_the_wrong_way() -> None:
    for path in modules("assistant"):
        text = path.read_text("utf-8")
        assert '"simulator.' not in text, path
        assert '"devices.' not in text.replace('"devices.protocol', ""), path


def test_simulated_choices_are_for_training_the_ranker_alone() -> None:
    users = [path for package in OURS for path in modules(package) if "simulator.choices" in path.read_text("utf-8")]
    assert [named(path) for path in users] == ["simulator/train_ranker.py"]


def test_what_makes_the_choices_knows_nothing_of_how_they_are_weighed() -> None:
    assert [name for name in imported(ROOT / "simulator" / "choices.py") if name.startswith("assistant")] == []
