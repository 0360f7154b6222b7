"""The command line itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli import COMMANDS
from tests.simulator.conftest import ROOT, Ran

HEAVY = ("spacy", "onnxruntime", "numpy", "pydantic", "openwakeword", "pocketsphinx", "scipy", "simpy")


def test_help_names_every_command(ambient: Callable[..., Ran]) -> None:
    ran = ambient("--help")
    assert ran.code == 0
    assert [name for name in COMMANDS if name not in ran.out] == []


def test_help_loads_nothing_heavy() -> None:
    program = "import sys\nfrom simulator.cli import parser\nparser()\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert [name for name in HEAVY if name in loaded.stdout.split()] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(ambient: Callable[..., Ran], name: str) -> None:
    ran = ambient(name, "--help")
    assert ran.code == 0
    assert f"| `{name}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments", [["fly"], ["replay"], ["replay", "x.yaml", "--channel", "smell"], ["replay", "--seed", "one", "x"]]
)
def test_a_wrong_command_line_is_told_in_one_line(ambient: Callable[..., Ran], arguments: list[str]) -> None:
    ran = ambient(*arguments)
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_python_m_simulator_is_the_same_program() -> None:
    ran = subprocess.run([sys.executable, "-m", "simulator", "--help"], capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0
    assert ran.stdout.startswith("usage: ambient")


SCENE = """\
scenario: A scene
start: 2026-03-02 17:30
script:
  - say: turn on the light
    by: ana
    to: kitchen_display
"""
HOME = "home: {name: A}\nareas: {hall: {name: Hall}}\nassistants: {hall: {area: hall}}\nentities:\n"


def bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (SCENE.replace("by:", "bye:").encode(), 5, "'bye' is not a key"),
        (SCENE.partition("script:")[0].encode() + b"script: 3\n", 3, "list"),
        (SCENE.replace("17:30", "half past five").encode(), 2, "a time looks like"),
        (SCENE.replace("kitchen_display", "attic_display").encode(), 6, "no assistant 'attic_display'"),
        (SCENE.encode() + b"  - happens: {lamp.nowhere: on}\n", 7, "no device 'lamp.nowhere'"),
        (SCENE.encode() + b"    expect: {states: {light.nope: on}}\n", 7, "no device 'light.nope'"),
        (SCENE.encode() + b"home: nowhere.yaml\n", 7, "is not there"),
        (SCENE.encode() + b"home: /etc/passwd\n", 7, "must stay inside"),
        (bomb().encode(), None, "unfolds to more than"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", None, "is not text"),
        (b"", 1, "is not a scenario"),
    ],
)
def test_a_bad_scenario_is_told_in_one_line(
    ambient: Callable[..., Ran], tmp_path: Path, content: bytes, line: int | None, words: str
) -> None:
    path = tmp_path / "scene.yaml"
    path.write_bytes(content)
    ran = ambient("replay", path)
    assert ran.code == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert f"{path}:{line}: " in ran.err if line else str(path) in ran.err


def test_a_home_with_two_entities_of_one_id_is_refused(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "home.yaml"
    path.write_text(HOME + "  light.a: {name: A, area: hall}\n  light.b: {name: B}\n  light.a: {name: C}\n")
    ran = ambient("ask", "hello", "--home", path, "--fresh")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"{path}:7: 'light.a' is given twice (first in line 5)" in ran.err


def test_a_home_whose_device_is_in_no_area_of_it_is_refused(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    path = tmp_path / "home.yaml"
    path.write_text(HOME + "  light.a: {name: A, area: attic}\n")
    ran = ambient("ask", "hello", "--home", path, "--fresh")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"{path}:5: " in ran.err
    assert "attic" in ran.err


def test_a_missing_file_is_told_in_one_line(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ambient("replay", tmp_path / "none.yaml")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "cannot be read" in ran.err
