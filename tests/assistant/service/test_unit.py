"""systemd itself reads the unit: it finds nothing wrong, and rates how well the service is shut in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[3] / "assistant" / "service"

ANALYSE = shutil.which("systemd-analyze")

needs_systemd = pytest.mark.skipif(ANALYSE is None, reason="systemd-analyze is not installed here")


def analyse(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(ANALYSE), *arguments], capture_output=True, text=True, check=False)


def settings(name: str) -> dict[str, list[str]]:
    """The values of every key of a unit, in their order."""
    found: dict[str, list[str]] = {}
    for line in (SERVICE / name).read_text("utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program that is here: where `ambient` will be installed, nothing is yet."""
    text = (SERVICE / "ambient.service").read_text("utf-8")
    path = tmp_path / "ambient.service"
    path.write_text(text.replace("/opt/ambient/venv/bin/ambient", sys.executable), "utf-8")
    return path


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_unit(unit: Path) -> None:
    ran = analyse("verify", "--man=no", "--recursive-errors=no", str(unit))
    assert (ran.returncode, ran.stderr) == (0, "")


@needs_systemd
def test_systemd_rates_the_service_as_safely_shut_in(unit: Path) -> None:
    ran = analyse("security", "--offline=true", "--no-pager", "--threshold=15", str(unit))
    if "unrecognized option" in ran.stderr:
        pytest.skip("this systemd-analyze is too old to rate a file")
    assert ran.returncode == 0, ran.stdout[-300:] + ran.stderr


def test_the_service_comes_back_by_itself_and_is_watched() -> None:
    unit = settings("ambient.service")
    assert unit["Type"] == ["notify"]
    assert unit["Restart"] == ["always"]
    assert int(unit["WatchdogSec"][0]) >= 10
    assert unit["After"] == unit["Wants"] == ["sound.target"]


def test_the_service_gets_sound_and_no_network() -> None:
    unit = settings("ambient.service")
    assert unit["DeviceAllow"] == ["char-alsa rw"]
    assert unit["SupplementaryGroups"] == ["audio"]
    assert unit["PrivateNetwork"] == ["yes"]
    # The callbacks of PortAudio are made at run time: under this option no sound comes in.
    assert "MemoryDenyWriteExecute" not in unit


def test_what_people_said_never_reaches_the_card_through_the_journal() -> None:
    assert settings("ambient.service")["LogNamespace"] == ["ambient"]
    assert settings("journald@ambient.conf")["Storage"] == ["volatile"]
