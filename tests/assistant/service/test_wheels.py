"""A Raspberry Pi compiles nothing: all that is installed there has a wheel for it in the package registry.

pip resolves for another machine, without downloading what it finds. It judges the conditions of requirements
(`platform_machine == …`, `python_version < …`) by the machine that it runs on, so those are judged here once more, for
the board: nothing that they ask for there may be missing from what pip chose.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]

EXTRAS = ("piper", "whisper")
"""What a board may have beside the base."""

SYSTEMS = {"3.11": 36, "3.13": 41}
"""The Python of Debian 12 and of Debian 13, on which Raspberry Pi OS stands, with the second number of its glibc."""

SOURCE_ONLY = ("srt",)
"""What vosk needs is pure Python, and published as source alone."""

UNREACHABLE = re.compile("NewConnectionError|ConnectTimeout|NameResolutionError|Network is unreachable")


def pip(*arguments: str) -> str:
    """What pip prints; without a registry the test is skipped, but not in CI, which is there to ask it."""
    command = [sys.executable, "-m", "pip", *arguments, "-qq", "--disable-pip-version-check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode and UNREACHABLE.search(ran.stderr) and not os.environ.get("CI"):
        pytest.skip("the package registry cannot be reached")
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


@pytest.fixture(scope="module")
def pure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of wheels made from what is published as source alone."""
    folder = tmp_path_factory.mktemp("pure")
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), *SOURCE_ONLY)
    return folder


def declared() -> list[str]:
    """The requirements of a board, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [
        *project["dependencies"],
        *(name for extra in EXTRAS for name in extras[extra]),
    ]


def resolved(python: str, glibc: int, pure: Path) -> list[dict[str, Any]]:
    """What pip would install on a board, as its report has it."""
    platforms = [f"--platform=manylinux_2_{minor}_aarch64" for minor in range(glibc, 16, -1)]
    platforms.append("--platform=manylinux2014_aarch64")
    target = ["--target", str(pure / "nowhere"), "--implementation", "cp", "--python-version", python, *platforms]
    wheels = ["--only-binary=:all:", "--find-links", str(pure)]
    report = pip("install", "--dry-run", "--ignore-installed", "--report", "-", *target, *wheels, *declared())
    found: list[dict[str, Any]] = json.loads(report)["install"]
    return found


def asked_for(item: dict[str, Any], environment: dict[str, str]) -> set[str]:
    """The packages that one package asks for on the board, as it is installed with its extras."""
    extras = ["", *item.get("requested_extras", [])]
    requirements = [Requirement(text) for text in item["metadata"].get("requires_dist", [])]
    return {
        canonicalize_name(needed.name)
        for needed in requirements
        if needed.marker is None or any(needed.marker.evaluate({**environment, "extra": extra}) for extra in extras)
    }


@pytest.mark.slow
@pytest.mark.parametrize(("python", "glibc"), SYSTEMS.items())
def test_every_dependency_has_a_wheel_for_a_raspberry_pi(python: str, glibc: int, pure: Path) -> None:
    items = resolved(python, glibc, pure)
    names = {canonicalize_name(item["metadata"]["name"]) for item in items}
    assert {"numpy", "spacy", "vosk", "onnxruntime", "pocketsphinx", "livekit", "sounddevice"} <= names
    board = {**default_environment(), "platform_machine": "aarch64", "python_version": python}
    board["python_full_version"] = f"{python}.0"
    missing = {item["metadata"]["name"]: asked_for(item, board) - names for item in items}
    assert {name: needed for name, needed in missing.items() if needed} == {}


@pytest.mark.slow
def test_what_is_published_as_source_alone_needs_no_compiler(pure: Path) -> None:
    wheels = sorted(path.name for path in pure.glob("*.whl"))
    assert [name.partition("-")[0] for name in wheels] == list(SOURCE_ONLY)
    assert all(name.endswith("-none-any.whl") for name in wheels)
