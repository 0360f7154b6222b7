"""How fast this machine recognises is measured once and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asr.speed import FILE, load_speeds, save_speeds, seconds_a_request
from assistant.files import InputError
from assistant.turn import Samples, Transcript


class Slow:
    """A recogniser that needs `seconds` at the end, on a clock of its own."""

    def __init__(self, seconds: float, *, feeding: float = 0.0) -> None:
        self.now, self._seconds, self._feeding = 0.0, seconds, feeding

    def clock(self) -> float:
        return self.now

    def transcribe(self) -> Slow:
        return self

    def ends(self, text: str) -> float:
        return 1.0

    def feed(self, samples: Samples) -> None:
        self.now += self._feeding

    def partial(self) -> str:
        return ""

    def finish(self) -> Transcript:
        self.now += self._seconds
        return Transcript("", 0.0)


def test_the_time_after_the_end_of_speech_counts() -> None:
    slow = Slow(0.5, feeding=0.01)
    assert seconds_a_request(slow, clock=slow.clock) == pytest.approx(0.5)


def test_so_does_what_falls_behind_while_somebody_speaks() -> None:
    slow = Slow(0.5, feeding=0.16)
    assert seconds_a_request(slow, clock=slow.clock) > 2


def test_the_best_of_several_runs_counts() -> None:
    slow = Slow(0.5)
    times: Iterator[float] = iter([9.0, 3.0, 0.25, 1.0])
    slow.finish = lambda: _after(slow, next(times))  # type: ignore[method-assign]
    assert seconds_a_request(slow, runs=3, clock=slow.clock) == pytest.approx(0.25)


def _after(slow: Slow, seconds: float) -> Transcript:
    slow.now += seconds
    return Transcript("", 0.0)


def test_speeds_are_kept_beside_what_else_is_known(tmp_path: Path) -> None:
    assert load_speeds(tmp_path) == {}
    (tmp_path / FILE).write_text('{"microphone": {"level": 3}}')
    save_speeds(tmp_path, {"whisper": 0.61234})
    save_speeds(tmp_path, {"vosk": 0.2})
    assert load_speeds(tmp_path) == {"whisper": 0.612, "vosk": 0.2}
    assert json.loads((tmp_path / FILE).read_text())["microphone"] == {"level": 3}


@pytest.mark.parametrize("content", ["", "[]", '{"speeds": 3}', '{"speeds": {"whisper": "fast"}}'])
def test_a_damaged_file_is_told_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(InputError, match="remove it") as wrong:
        load_speeds(tmp_path)
    assert "\n" not in str(wrong.value)
