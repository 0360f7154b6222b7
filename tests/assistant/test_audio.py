from __future__ import annotations

import logging
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile

from assistant.audio import read_audio, resample, write_wav
from assistant.files import InputError
from assistant.stages import RATE
from assistant.turn import Samples


def tone(rate: int = RATE, *, seconds: float = 1.0) -> Samples:
    return np.round(8_000 * np.sin(2 * np.pi * 440 * np.arange(int(rate * seconds)) / rate)).astype(np.int16)


def test_what_is_written_is_read_sample_by_sample(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone())
    assert np.array_equal(read_audio(tmp_path / "a.wav"), tone())


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"])
@pytest.mark.parametrize("rate", [8_000, 22_050, 48_000])
def test_any_width_and_rate_is_heard_as_the_same_tone(tmp_path: Path, subtype: str, rate: int) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(rate) / 32_768, rate, subtype=subtype)
    heard = read_audio(path)
    assert heard.dtype == np.int16
    assert len(heard) == pytest.approx(RATE, abs=2)
    assert np.argmax(np.abs(np.fft.rfft(heard))) == pytest.approx(440, abs=1)
    assert np.abs(heard).max() == pytest.approx(8_000, rel=0.05)


def test_flac_is_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", tone(), RATE)
    assert np.array_equal(read_audio(tmp_path / "a.flac"), tone())


def test_stereo_is_mixed(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.stack([tone(), np.zeros(RATE, np.int16)], axis=1), RATE)
    assert np.abs(read_audio(tmp_path / "a.wav")).max() == pytest.approx(4_000, abs=2)


def wav(tmp_path: Path) -> tuple[Path, bytes]:
    write_wav(tmp_path / "a.wav", tone())
    return tmp_path / "a.wav", (tmp_path / "a.wav").read_bytes()


@pytest.mark.parametrize("kept", [0, 3, 20, 40, 44], ids="{} bytes".format)
def test_a_header_cut_short_is_an_error_of_one_line(tmp_path: Path, kept: int) -> None:
    path, data = wav(tmp_path)
    path.write_bytes(data[:kept])
    with pytest.raises(InputError) as wrong:
        read_audio(path)
    assert str(wrong.value).startswith(str(path))
    assert "\n" not in str(wrong.value)


def test_sound_cut_short_is_heard_as_far_as_it_goes_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, data = wav(tmp_path)
    path.write_bytes(data[: 44 + 2 * 5_000])
    with caplog.at_level(logging.WARNING):
        assert np.array_equal(read_audio(path), tone()[:5_000])
    assert "cut short by 22000 bytes" in caplog.text


def test_a_recorder_that_could_not_know_the_length_is_no_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, data = wav(tmp_path)
    path.write_bytes(data[:40] + struct.pack("<I", 0xFFFFFFFF) + data[44:])
    assert len(read_audio(path)) == RATE
    assert not caplog.records


@pytest.mark.parametrize("rate", [0, 1, 2**31 - 1])
def test_a_mad_rate_is_an_error(tmp_path: Path, rate: int) -> None:
    path, data = wav(tmp_path)
    path.write_bytes(data[:24] + struct.pack("<I", rate) + data[28:])
    with pytest.raises(InputError):
        read_audio(path)


@pytest.mark.parametrize("content", [b"turn on the light\n" * 50, bytes(4_000)], ids=["text", "zeros"])
def test_what_is_no_recording_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(InputError, match="is not a recording"):
        read_audio(tmp_path / "a.wav")


def test_samples_that_are_no_numbers_are_an_error(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.full(100, np.nan), RATE, subtype="FLOAT")
    with pytest.raises(InputError, match="damaged"):
        read_audio(tmp_path / "a.wav")


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_audio(tmp_path / "none.wav")
    with pytest.raises(InputError, match="directory"):
        read_audio(tmp_path)


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_wav(tmp_path / "none" / "a.wav", tone())


def test_resampling_there_and_back_keeps_the_sound() -> None:
    back = resample(resample(tone(), RATE, 22_050), 22_050, RATE)
    assert len(back) == pytest.approx(RATE, abs=2)
    middle = slice(1_000, 15_000)
    assert np.abs(back[middle].astype(int) - tone()[middle]).max() < 100
