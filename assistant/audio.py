"""Sound in and out of files: anything soundfile reads becomes 16 kHz mono, 16 bits a sample."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from assistant.files import InputError
from assistant.stages import RATE
from assistant.turn import Samples

LONGEST = 3_600
"""Seconds of the longest recording read: an hour is 115 MB."""

RATES = (4_000, 384_000)
"""Samples a second of the recordings that are read; anything else is a damaged header."""

FULL = 32_768
"""What 1.0 is in 16 bits, as soundfile has it."""


def read_audio(path: str | Path) -> Samples:
    """A recording as 16 kHz mono; channels are averaged, other rates resampled.

    A WAV file that ends before its header says is heard as far as it goes, and a warning logged. Raises `InputError`,
    one line, for a file that is missing, not a recording, damaged beyond reading, or without a sample of sound.
    """
    path = Path(path)
    try:
        with path.open("rb") as file, soundfile.SoundFile(file) as sound:
            _refuse(path, sound.frames, sound.samplerate)
            samples, rate = sound.read(dtype="float32", always_2d=True), sound.samplerate
    except OSError as wrong:
        raise InputError(path, f"cannot be read: {wrong.strerror or wrong}") from None
    except soundfile.LibsndfileError as wrong:
        raise InputError(path, f"is not a recording that can be read: {_reason(path, wrong)}") from None
    if len(samples) == 0:
        raise InputError(path, "holds no sound; record it again")
    if not np.isfinite(samples).all():
        raise InputError(path, "is damaged: it holds samples that are not numbers")
    _warn_if_cut(path)
    return resample(as_int16(samples.mean(axis=1)), rate, RATE)


def write_wav(path: str | Path, samples: Samples, rate: int = RATE) -> None:
    """Writes mono, 16 bits a sample; raises `InputError` where the file cannot be written."""
    try:
        soundfile.write(Path(path), samples, rate, subtype="PCM_16", format="WAV")
    except (OSError, soundfile.LibsndfileError) as wrong:
        raise InputError(path, f"cannot be written: {wrong}") from None


def resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """The same sound at another rate, band-limited; the same samples where the rates are alike."""
    if from_rate == to_rate or len(samples) == 0:
        return samples
    return as_int16(soxr.resample(samples.astype(np.float32) / FULL, from_rate, to_rate))


def as_int16(samples: NDArray[np.floating]) -> Samples:
    """Samples from -1 to 1 as 16 bits; what is louder is clipped."""
    return np.clip(np.round(samples * FULL), -FULL, FULL - 1).astype(np.int16)


def _refuse(path: Path, frames: int, rate: int) -> None:
    lowest, highest = RATES
    if not lowest <= rate <= highest:
        raise InputError(path, f"says that it has {rate} samples a second; {lowest} to {highest} are read")
    if frames / rate > LONGEST:
        raise InputError(path, f"is longer than {LONGEST // 60} minutes; cut it into parts")


def _warn_if_cut(path: Path) -> None:
    """libsndfile mends a WAV header that announces more than there is, and says nothing."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] != b"RIFF" or head[8:] != b"WAVE":
            return
        while len(chunk := file.read(8)) == 8:
            size = int.from_bytes(chunk[4:], "little")
            if chunk[:4] == b"data":
                break
            file.seek(size + size % 2, 1)
        else:
            return
        missing = size - (path.stat().st_size - file.tell())
    # A recorder that writes to a pipe cannot know the length and announces the most there can be.
    if missing > 0 and size < 2**31 - 1:
        logging.getLogger(__name__).warning("%s: is cut short by %d bytes; heard as far as it goes", path, missing)


def _reason(path: Path, wrong: soundfile.LibsndfileError) -> str:
    if path.stat().st_size == 0:
        return "it is empty"
    return str(wrong.error_string).rstrip(".")
