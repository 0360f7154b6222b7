"""The live session fits a board with 1 GB of memory beside its system."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.memory_cost import STATUS

MOST = 350
"""MB. A board with 1 GB has some 800 left beside its system; a first start, which builds the language model, needs the
most."""


@pytest.mark.slow
@pytest.mark.skipif(not STATUS.exists(), reason="memory is read from Linux's /proc")
def test_the_lite_session_leaves_most_of_a_small_boards_memory_free(tmp_path: Path) -> None:
    # In a process of its own: this one has loaded much that a session never does.
    command = [sys.executable, "-m", "simulator.memory_cost", "--lite", "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env={"AMBIENT_DATA": str(tmp_path)})
    parts = [json.loads(line) for line in ran.stdout.splitlines()]
    assert parts[-1]["part"].startswith("after 10 requests")
    assert parts[-1]["mb"] < MOST
    assert all(part["added"] > -5 for part in parts)
