"""The keynote's scenes, replayed; and what a replay owes whoever kills it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.log import FILE, InteractionLog
from simulator.voices import has_piper
from tests.simulator.conftest import ROOT, SCENES, Ran

KEYNOTE = sorted((SCENES / "keynote").glob("*.yaml"))
LEARNING = sorted((SCENES / "learning").glob("*.yaml"))


def lines_of(path: Path) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for line in lines:
        line.pop("ms", None)
    return lines


@pytest.mark.parametrize("path", KEYNOTE + LEARNING, ids=lambda path: path.stem)
def test_a_scene_holds_as_text(ambient: Callable[..., Ran], path: Path) -> None:
    ran = ambient("replay", path)
    assert ran.code == 0, ran.out


def test_the_same_seed_gives_the_same_bytes(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    for output in (first, second):
        assert ambient("replay", SCENES / "keynote", "--json", output, "--quiet").code == 0
    assert lines_of(first) == lines_of(second)
    assert all("scenario" in line for line in lines_of(first))


def test_what_was_said_stands_beside_the_turn_and_not_in_it(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    output = tmp_path / "turns.jsonl"
    ambient("replay", SCENES / "keynote" / "6_garage.yaml", "--json", output)
    first = lines_of(output)[0]
    told = first.pop("scenario")
    assert told["said"] == "open the garage door"
    assert "open the garage door" not in json.dumps(first)


def test_an_expectation_that_fails_is_exit_code_1(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    scene = (SCENES / "keynote" / "7_interruption.yaml").read_text("utf-8")
    path = tmp_path / "scene.yaml"
    path.write_text(scene.replace("intent: HassGetWeather", "intent: CoffeeBrew"))
    ran = ambient("replay", path)
    assert ran.code == 1
    assert "expected CoffeeBrew, found HassGetWeather" in " ".join(ran.out.split())


def readme_home(path: Path) -> Path:
    """The home that the README shows, as a file."""
    text = (ROOT / "README.md").read_text("utf-8").partition("## Homes")[2]
    path.write_text(text.partition("```yaml\n")[2].partition("```")[0])
    return path


def test_a_home_of_ones_own_plays_the_scenes_that_fit_it(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    home, output = readme_home(tmp_path / "flat.yaml"), tmp_path / "turns.jsonl"
    ran = ambient("replay", SCENES / "keynote", "--home", home, "--json", output, "--quiet")
    assert ran.code == 0, ran.out
    assert {Path(line["scenario"]["file"]).stem for line in lines_of(output)} == {"1_oven"}
    assert "no device 'media_player.living_room_tv' in this home" in ran.err


def test_a_home_that_fits_no_scene_is_bad_input(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    home = readme_home(tmp_path / "flat.yaml")
    ran = ambient("replay", SCENES / "keynote" / "2_hunger_games.yaml", "--home", home)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


@pytest.mark.slow
@pytest.mark.skipif(not has_piper(), reason="needs Piper's voice (the extra `piper`)")
def test_the_scenes_hold_as_sound_and_twice_the_same(ambient: Callable[..., Ran], tmp_path: Path) -> None:
    outputs = []
    for name in ("1", "2"):
        output, sound = tmp_path / f"{name}.jsonl", tmp_path / f"{name}.wav"
        ran = ambient("replay", SCENES / "keynote", "--channel", "audio", "--json", output, "--wav", sound, "--quiet")
        assert ran.code == 0, ran.out
        outputs.append((lines_of(output), sound.read_bytes()))
    assert outputs[0] == outputs[1]


LIMITED = """
import resource, sys
from simulator.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
sys.exit(main(["replay", sys.argv[1], "--quiet", "--data", sys.argv[2]]))
"""
MUSIC = SCENES / "keynote" / "3_music.yaml"


def test_a_full_disk_is_told_in_one_line_and_costs_no_finished_turn(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", LIMITED, MUSIC, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr
    assert ran.stderr.startswith(f"ambient: {tmp_path}/{FILE}: the disk")
    with InteractionLog(tmp_path / FILE) as log:
        assert list(log.turns())


def test_a_folder_that_cannot_be_written_is_told_in_one_line(ambient: Callable[..., Ran]) -> None:
    ran = ambient("replay", MUSIC, "--data", "/proc/ambient")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "choose another folder with --data" in ran.err


@pytest.mark.slow
def test_a_replay_killed_at_any_instant_loses_no_finished_turn(tmp_path: Path) -> None:
    rng = random.Random(7)
    written = tmp_path / "turns.jsonl"
    command = [sys.executable, "-m", "simulator", "replay", str(SCENES / "keynote"), "--quiet"]
    command += ["--repeat", "1000", "--data", str(tmp_path), "--json", str(written)]
    kept = 0
    for _ in range(int(os.environ.get("AMBIENT_KILLS", "5"))):
        written.unlink(missing_ok=True)
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not written.exists() or not written.stat().st_size:
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(rng.uniform(0.0, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        whole = [line for line in written.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]
        told = [turn for turn in (json.loads(line)["turn"] for line in whole) if turn]
        with InteractionLog(tmp_path / FILE) as log:
            logged = [entry.turn.turn for entry in log.entries()]
        assert set(told) <= set(logged)
        assert len(logged) > kept
        kept = len(logged)
