"""How fast this machine recognises: measured once, kept in the data folder, and read when a recogniser is chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from pydantic import TypeAdapter, ValidationError

from assistant.audio import resample
from assistant.espeak import synthesise
from assistant.files import InputError
from assistant.stages import FRAME, RATE, Recogniser
from assistant.turn import Samples

FILE = "machine.json"
"""In the data folder: `{"speeds": {"whisper": 0.6, "pocketsphinx": 0.1}}`, seconds for a request."""

REQUEST = "set the living room lights to twenty percent in ten minutes"
"""A request of ordinary length, about 3.5 s when spoken."""


def seconds_a_request(recogniser: Recogniser, *, runs: int = 3, clock: Callable[[], float] = perf_counter) -> float:
    """Seconds from the end of a synthesised request to its transcript: the least of `runs`, after one to warm up.

    What is done while a person speaks is not counted, unless it takes longer than speaking does.
    """
    speech = synthesise(REQUEST, voice="en-us", rate=165)
    samples = resample(speech.samples, speech.rate, RATE)
    _once(recogniser, samples, clock)
    return min(_once(recogniser, samples, clock) for _ in range(runs))


def load_speeds(data: Path) -> dict[str, float]:
    """Seconds for a request, by recogniser, as measured on this machine; empty where nothing was measured.

    Raises `InputError` for a file that is damaged.
    """
    path = data / FILE
    if not path.is_file():
        return {}
    try:
        return TypeAdapter(dict[str, float]).validate_python(_read(path).get("speeds", {}))
    except (OSError, ValueError, ValidationError):
        raise InputError(path, "cannot be read; remove it, and run ambient doctor to measure this machine") from None


def save_speeds(data: Path, speeds: Mapping[str, float]) -> Path:
    """Keeps speeds beside those that are there; the file is replaced in one step.

    Raises `InputError` where it cannot be written.
    """
    path = data / FILE
    try:
        data.mkdir(parents=True, exist_ok=True)
        known = _read(path) if path.is_file() else {}
    except (OSError, ValueError):
        known = {}
    kept = {**known, "speeds": {**known.get("speeds", {}), **{name: round(s, 3) for name, s in speeds.items()}}}
    try:
        (new := path.with_suffix(".new")).write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
        new.replace(path)
    except OSError as wrong:
        raise InputError(path, f"cannot be written: {wrong.strerror or wrong}") from None
    return path


def _read(path: Path) -> dict[str, dict[str, float]]:
    found = json.loads(path.read_text("utf-8"))
    if not isinstance(found, dict):
        raise ValueError("holds no object")
    return found


def _once(recogniser: Recogniser, samples: Samples, clock: Callable[[], float]) -> float:
    transcription = recogniser.transcribe()
    began = clock()
    for start in range(0, len(samples), FRAME):
        transcription.feed(samples[start : start + FRAME])
    spoken = clock()
    transcription.finish()
    return clock() - spoken + max(0.0, spoken - began - len(samples) / RATE)
