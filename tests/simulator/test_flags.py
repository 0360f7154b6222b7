"""Every setting has a flag."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from assistant.files import InputError
from assistant.settings import FILE, Settings, meanings
from simulator.flags import add_flags, settings_of


def given(data: Path, words: str = "") -> Settings:
    parser = argparse.ArgumentParser()
    add_flags(parser)
    options = parser.parse_args(words.split())
    options.data = data
    return settings_of(options)


def test_nothing_given_is_everything_left_as_it_is(tmp_path: Path) -> None:
    assert given(tmp_path) == Settings()


def test_flags_of_every_kind_are_taken(tmp_path: Path) -> None:
    words = (
        "--wake alexa --wake hey_jarvis --threshold 0.6 --microphone 3 --speaker usb --replies full "
        "--no-echo-cancellation --lite --asr-model models/mine --resident ana"
    )
    assert given(tmp_path, words) == Settings(
        wake=("alexa", "hey_jarvis"),
        threshold=0.6,
        microphone=3,
        speaker="usb",
        replies="full",
        echo_cancellation=False,
        lite=True,
        asr_model=Path("models/mine"),
        resident="ana",
    )


def test_flags_go_before_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("lite: true\nvoice_speed: 1.5\n")
    found = given(tmp_path, "--no-lite")
    assert (found.lite, found.voice_speed) == (False, 1.5)
    (tmp_path / "mine.yaml").write_text("voice_speed: 0.8\n")
    assert given(tmp_path, f"--config {tmp_path / 'mine.yaml'}").voice_speed == 0.8


def test_a_number_out_of_range_is_told_by_its_flag(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"--voice-speed: .*less than or equal to 2"):
        given(tmp_path, "--voice-speed 9")


def test_every_setting_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_flags(parser)
    parser.print_help()
    shown = capsys.readouterr().out
    assert all(f"--{name.replace('_', '-')}" in shown for name in meanings())
