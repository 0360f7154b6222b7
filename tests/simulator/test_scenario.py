"""A scenario file is read as it was meant, and a wrong one is refused with one line that names the mend."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest

from assistant.files import InputError
from simulator.scenario import Scenario, find, parse

GOOD = """\
scenario: A scene
start: 2026-03-02 17:30
script:
  - say: turn on the light
    by: ana
    at: "18:02"
    expect: {status: done, within: 1 min 30 s}
  - wait: 1.5 h
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "scene.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_times_and_durations_are_read_as_people_write_them(tmp_path: Path) -> None:
    scenario = parse(written(tmp_path, GOOD)).check(Scenario)
    first, second = scenario.script
    assert scenario.start == datetime(2026, 3, 2, 17, 30)  # noqa: DTZ001 - the home's own time
    assert first.at == time(18, 2)
    assert first.expectations[0].within == 90
    assert second.wait == 5400


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("say:", "sya:"), 4, "'sya' is not a key"),
        (("scenario: A scene", "scenario: [A]"), 1, "string"),
        (("2026-03-02 17:30", "2026-13-02 17:30"), 2, "a time looks like"),
        (('"18:02"', '"25:02"'), 6, "a time looks like"),
        (("1.5 h", "1.5 fortnights"), 8, "no unit of time"),
        (("1.5 h", "-3"), 8, "greater than or equal to 0"),
        (("status: done", "stauts: done"), 7, "'stauts' is no field of a turn"),
        (("- wait: 1.5 h", "- {wait: 3, say: hello}"), 8, "does one thing"),
        (("- wait: 1.5 h", "- by: ana"), 8, "a step needs"),
        (("    by: ana", "    by: ana\n    by: bo"), 6, "given twice"),
        (("script:", "script: [\n"), None, "not valid YAML"),
    ],
)
def test_a_wrong_scenario_is_refused_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int | None, words: str
) -> None:
    path = written(tmp_path, GOOD.replace(*change))
    with pytest.raises(InputError) as wrong:
        parse(path).check(Scenario)
    assert words in str(wrong.value)
    assert "\n" not in str(wrong.value)
    if line is not None:
        assert str(wrong.value).startswith(f"{path}:{line}: ")


def test_a_folder_stands_for_its_scenarios_and_not_for_its_homes(tmp_path: Path) -> None:
    scene = written(tmp_path, GOOD)
    (tmp_path / "home.yaml").write_text("home: {name: A}\n")
    assert find([tmp_path]) == [scene]


def test_a_folder_without_scenarios_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no scenario"):
        find([tmp_path])
