"""Context pairs are read as they were meant, each side a scene of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from simulator.display import rights_by_kind
from simulator.pairs import SideOf
from simulator.scene import Result, scenes_of
from tests.simulator.conftest import Ran

PAIRS = """\
context: device state
start: 2026-03-02 17:30
pairs:
  - name: on or off
    say: is the hall light on
    sides:
      - when: it was switched on
        to: hall_speaker
        first:
          - happens: {light.hall: {state: on}}
        expect: {reply: {contains: "yes"}}
      - when: nobody did anything
        start: 2026-03-02 07:00
        to: hall_speaker
        expect: {reply: {contains: "no"}}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "pairs.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_side_is_a_scene(tmp_path: Path) -> None:
    first, second = scenes_of(written(tmp_path, PAIRS))
    assert first.side == second.side == SideOf("device state", "on or off")
    assert [step.say for step in first.scenario.script] == [None, "is the hall light on"]
    assert second.scenario.start == datetime(2026, 3, 2, 7)  # noqa: DTZ001 - the home's own time


def test_pairs_are_played_and_counted(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    ran = ambient("replay", written(tmp_path, PAIRS), "--quiet")
    assert ran.code == 0, ran.out
    assert "device state" in ran.out
    assert "100.0%" in ran.out


def test_a_pair_is_right_only_when_both_sides_are() -> None:
    good, bad = SideOf("sensors", "one"), SideOf("sensors", "two")
    results = [Result("", 0, side, checks=1, held=held) for side, held in ((good, 1), (good, 1), (bad, 1), (bad, 0))]
    assert rights_by_kind(results) == {"sensors": [True, False]}


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("say: is", "sya: is"), 5, "'sya' is not a key"),
        (("hall_speaker\n        first", "attic\n        first"), 8, "no assistant 'attic'"),
        (("light.hall: {state: on}", "light.attic: {state: on}"), 10, "no device 'light.attic'"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(
    ambient: Callable[..., Ran], tmp_path: Path, change: tuple[str, str], line: int, words: str
) -> None:
    path = written(tmp_path, PAIRS.replace(*change))
    ran = ambient("replay", path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert words in ran.err
    assert f"{path}:{line}: " in ran.err
