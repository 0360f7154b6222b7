"""The calibration from end to end, and a sample of it in sound, with the embedded recogniser."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.files import InputError
from devices.declaration import to_registry
from simulator.scenario import VoiceSpec
from simulator.setting import load_home
from simulator.speech.calibrate import calibrate, main, samples_file
from simulator.speech.collect import collect, read_samples
from simulator.speech.in_sound import SoundLine, replay_in_sound
from simulator.speech.profile import load_profile, read_profile
from simulator.voices import has_piper


@pytest.mark.slow
@pytest.mark.skipif(not has_piper(), reason="needs Piper's voice (the extra `piper`)")
def test_a_small_calibration_goes_on_where_it_was_and_ships_a_profile(tmp_path: Path) -> None:
    first: list[str] = []
    calibrate("pocketsphinx", tmp_path, out=tmp_path, words=4, report=first.append)
    samples = read_samples(samples_file(tmp_path, "pocketsphinx"))
    profile = read_profile(tmp_path / "pocketsphinx.json")
    assert len({one.cell for one in samples}) == 4
    assert all(figures.words >= 4 for figures in profile.figures.values())
    assert "<svg" in (tmp_path / "pocketsphinx.svg").read_text("utf-8")
    assert not list(collect("pocketsphinx", tmp_path, samples_file(tmp_path, "pocketsphinx"), words=4))
    line = SoundLine("turn on the light", "ana", 30.0, VoiceSpec(engine="piper"))
    replayed = replay_in_sound(
        [line], to_registry(load_home()), asr="pocketsphinx", data=tmp_path, seed=1, wav=tmp_path / "scene.wav"
    )
    assert replayed.heard[0] is not None
    assert (tmp_path / "scene.wav").stat().st_size > 50_000


def test_a_line_that_is_no_sample_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pocketsphinx.jsonl"
    file.write_text('{"number": 1}\n', "utf-8")
    with pytest.raises(InputError, match="1"):
        read_samples(file)


def test_a_calibration_without_a_place_for_what_was_heard_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--asr", "whisper"]) == 2
    assert "--data" in capsys.readouterr().err


def test_the_figures_of_the_recogniser_for_people_keep_the_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--asr", "whisper"]) == 0
    assert "the bar is kept" in capsys.readouterr().out
    assert all(figures.words >= 5_000 for figures in load_profile("whisper").figures.values())


def test_another_recogniser_has_no_figures() -> None:
    assert main(["--check", "--asr", "cassette"]) == 2
