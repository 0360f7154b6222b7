"""Sound for tests: espeak-ng's voices, silence, frames, and recordings of people where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.audio import resample
from assistant.ears import Ears
from assistant.espeak import synthesise
from assistant.stages import FRAME, RATE
from assistant.turn import Heard, Samples

SHARED = Path(__file__).parents[3] / "shared" / "data"
VOICE = "en-us+m7"
"""A voice of espeak-ng in which the wake word model knows its name."""


def say(text: str, *, voice: str = VOICE, rate: int = 175) -> Samples:
    speech = synthesise(text, voice=voice, rate=rate)
    return resample(speech.samples, speech.rate, RATE)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.int16)


def frames(*parts: Samples) -> Iterator[Samples]:
    stream = np.concatenate(parts)
    stream = np.pad(stream, (0, -len(stream) % FRAME))
    for start in range(0, len(stream), FRAME):
        yield stream[start : start + FRAME]


def hear(ears: Ears, *parts: Samples) -> list[Heard]:
    """Everything that is heard in a stream of these parts."""
    heard = [utterance for frame in frames(*parts) if (utterance := ears.feed(frame)) is not None]
    last = ears.close()
    return [*heard, last] if last is not None else heard


def recordings(folder: str) -> list[Path]:
    """Recordings of people; skips the test where there are none."""
    if not (SHARED / "audio.jsonl").is_file():
        pytest.skip("the recordings beside the checkout are missing")
    rows = [json.loads(line) for line in (SHARED / "audio.jsonl").read_text("utf-8").splitlines()]
    return [SHARED / row["wav"] for row in rows if row["wav"].startswith(f"audio/{folder}/")]
