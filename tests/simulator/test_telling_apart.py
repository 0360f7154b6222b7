"""How well voices are told apart is counted rightly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.audio import write_wav
from simulator.telling_apart import main, right
from tests.assistant.sounds import say


def test_those_who_are_always_nearest_to_themselves_are_always_told_apart() -> None:
    rng = np.random.default_rng(0)
    assert right(np.eye(9, dtype=np.float32), 4, rng=rng) == 1.0


def test_voices_that_are_all_alike_but_for_chance_are_told_apart_by_chance() -> None:
    rng = np.random.default_rng(0)
    alike = rng.normal(size=(60, 60)).astype(np.float32)
    assert right(alike, 2, rng=rng) == pytest.approx(0.5, abs=0.1)


def test_recordings_are_read_and_the_shares_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "turn on the kitchen light and then tell me what the weather will be like tomorrow morning please"
    for voice in ("en-us+f2", "en-us+m3", "en-us+m7", "en-us+f4"):
        write_wav(tmp_path / f"{voice}.wav", say(text, voice=voice))
    main([str(tmp_path)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["of 2 people, the right one", "of 4 people, the right one"]
    assert "4 recordings; by chance 25%" in lines[1]
