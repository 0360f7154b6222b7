"""Nothing of the truth reaches the assistant: not by what it keeps, not by what is imported."""

from __future__ import annotations

import subprocess
import sys

from assistant.serial import to_json
from simulator.households.living_there import CANARY
from tests.simulator.conftest import ROOT
from tests.simulator.households.living import Seen


def test_the_canary_stands_in_every_truth(life: Seen) -> None:
    meant = [truth for truth in life.truths if truth.goal]
    assert meant
    assert all(CANARY in truth.goal and CANARY in truth.need and CANARY in truth.caption for truth in meant)


def test_the_canary_is_nowhere_in_the_logs_bytes(life: Seen) -> None:
    files = [file for file in life.folder.rglob("*") if file.is_file()]
    held = b"".join(file.read_bytes() for file in files)
    assert life.turns[0].turn.encode() in held
    assert CANARY.encode() not in held


def test_the_canary_is_nowhere_in_what_the_assistant_knows(life: Seen) -> None:
    context = life.assistant.context
    assert context.recent
    assert CANARY not in repr(context)
    assert CANARY not in repr(context.habits)
    assert CANARY not in repr(context.knowledge)


def test_the_canary_is_nowhere_in_turns_and_features(life: Seen) -> None:
    assert any(turn.resolution and turn.resolution.candidates for turn in life.turns)
    assert not [turn for turn in life.turns if CANARY in repr(turn) or CANARY in str(to_json(turn))]


LOADED = """
import sys
from importlib import import_module
from pathlib import Path

from simulator.cli import parser

parser()
live = [f"simulator.live.{path.stem}" for path in Path("simulator/live").glob("[a-z]*.py")]
for name in (*live, "simulator.display", "simulator.explaining", "simulator.replay"):
    import_module(name)
assert "simulator.live.session" in sys.modules
print(*(name for name in sys.modules if name.startswith(("simulator.households", "simulator.judge"))))
"""


def test_the_command_line_the_live_session_and_the_screens_load_none_who_know_the_truth() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
