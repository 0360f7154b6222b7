"""Recordings heard by an assistant: frames from a file in place of a microphone."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from assistant.audio import read_audio
from assistant.config import Config, build_ears, build_recogniser, build_stages
from assistant.serial import to_dict
from assistant.stages import FRAME, RATE
from assistant.turn import Detection, Heard, Samples, Turn
from devices.catalogue import shipped
from devices.declaration import to_registry
from simulator.setting import find_satellite, load_home, load_sentences, make_assistant, make_home

MARGIN = 1.0
"""Seconds of silence put before and after a recording: a room was there before it began and goes on after it."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was heard in one file."""

    file: str
    seconds: float
    detections: tuple[Detection, ...]
    turns: tuple[Turn, ...]

    def as_json(self) -> dict[str, Any]:
        """The contract of `hear --json`."""
        detections = [asdict(detection) for detection in self.detections]
        turns = [to_dict(turn) for turn in self.turns]
        return {"file": self.file, "seconds": self.seconds, "detections": detections, "turns": turns}


class Listener:
    """One home's assistant, hearing one file after another; each file finds the home as declared."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.declaration = load_home(options.home)
        registry = to_registry(self.declaration)
        self.satellite = find_satellite(registry, options.assistant)
        self.zone = ZoneInfo(registry.settings.time_zone)
        custom = load_sentences(options.sentences)
        config = Config(
            wake_words=tuple(options.wake or ("alexa",)),
            threshold=options.threshold,
            asr=options.asr,
            asr_model=options.asr_model,
            voice="silent",
            models=(options.data / "models",),
            cache=options.data / "cache",
            titles=tuple(item.title for item in shipped().items),
        )
        self.wakes = not options.no_wake
        self.stages = build_stages(config, registry, custom=custom)
        recogniser = build_recogniser(config, registry, custom=custom)
        self.ears = build_ears(config, recogniser, wakes=self.wakes)

    def hear(self, path: Path) -> Recording:
        """Everything that a file makes the assistant do; raises `InputError` for a file that is no sound."""
        samples = read_audio(path)
        home = make_home(self.declaration, start=datetime.now(self.zone), seed=0)
        assistant = make_assistant(home, self.stages, None)
        detections: list[Detection] = []
        turns: list[Turn] = []
        for heard in self.utterances(samples):
            if heard.detection:
                detections.append(heard.detection)
            turns.append(assistant.hear(heard, assistant=self.satellite).turn)
        return Recording(str(path), round(len(samples) / RATE, 3), tuple(detections), tuple(turns))

    def utterances(self, samples: Samples) -> Iterator[Heard]:
        """The utterances in a recording. Without a wake word, it holds one request and the ears are open for it."""
        self.ears.reset()
        if not self.wakes:
            self.ears.open(whole=True)
        for frame in frames(samples, margin=MARGIN):
            heard = self.ears.feed(frame)
            if heard is not None:
                yield heard
                if not self.wakes:
                    return
        last = self.ears.close()
        if last is not None:
            yield last


def frames(samples: Samples, *, margin: float) -> Iterator[Samples]:
    """A recording as frames of 80 ms, with silence around it; the last one is filled up with silence."""
    silence = np.zeros(int(margin * RATE), dtype=np.int16)
    stream = np.concatenate([silence, samples, silence])
    stream = np.pad(stream, (0, -len(stream) % FRAME))
    for start in range(0, len(stream), FRAME):
        yield stream[start : start + FRAME]
