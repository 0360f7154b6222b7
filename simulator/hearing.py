"""Recordings heard by an assistant: frames from a file in place of a microphone."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

import numpy as np

from assistant.audio import read_audio
from assistant.config import build_ears, build_recogniser, build_stages
from assistant.learnt_file import load_learnt
from assistant.serial import to_dict
from assistant.stages import FRAME, RATE
from assistant.turn import Detection, Heard, Samples, Turn
from devices.declaration import to_registry
from simulator.equipment import audio_config
from simulator.levels import FULL, active_level
from simulator.noise import Floats, noise
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
        config = replace(
            audio_config(options.data, options.asr, options.asr_model),
            wake_words=tuple(options.wake or ("alexa",)),
            threshold=options.threshold,
            voice="silent",
        )
        self.wakes = not options.no_wake
        self.noise = Noise.of(options.noise, options.snr, options.seed) if options.noise else None
        self.learnt = load_learnt(options.data)
        self.stages = build_stages(config, registry, custom=custom)
        recogniser = build_recogniser(config, registry, custom=custom)
        self.ears = build_ears(config, recogniser, wakes=self.wakes)

    def hear(self, path: Path) -> Recording:
        """Everything that a file makes the assistant do; raises `InputError` for a file that is no sound."""
        samples = read_audio(path)
        home = make_home(self.declaration, start=datetime.now(self.zone), seed=0)
        assistant = make_assistant(home, self.stages, None, learnt=self.learnt)
        detections: list[Detection] = []
        turns: list[Turn] = []
        stream = with_margin(samples)
        if self.noise is not None:
            stream = self.noise.mixed(stream, speech=samples, name=path.name)
        for heard in self.utterances(stream):
            if heard.detection:
                detections.append(heard.detection)
            turns.append(assistant.hear(heard, assistant=self.satellite).turn)
        return Recording(str(path), round(len(samples) / RATE, 3), tuple(detections), tuple(turns))

    def utterances(self, stream: Samples) -> Iterator[Heard]:
        """The utterances in a stream. Without a wake word, it holds one request and the ears are open for it."""
        self.ears.reset()
        if not self.wakes:
            self.ears.open(whole=True)
        for frame in frames(stream):
            heard = self.ears.feed(frame)
            if heard is not None:
                yield heard
                if not self.wakes:
                    return
        last = self.ears.close()
        if last is not None:
            yield last


@dataclass(frozen=True, slots=True)
class Noise:
    """A noise to mix under recordings."""

    sound: Floats
    """Of RMS 1; it repeats."""
    snr: float
    """Decibels of the active speech over the noise."""
    seed: int

    @staticmethod
    def of(kind: str, snr: float, seed: int) -> Noise:
        """A noise by name or WAV file; raises `InputError` for none of them."""
        return Noise(noise(kind, np.random.default_rng(seed)), snr, seed)

    def mixed(self, stream: Samples, *, speech: Samples, name: str) -> Samples:
        """The stream with a part of the noise under it, from a place that the seed and the recording's name settle."""
        rng = np.random.default_rng([self.seed, crc32(name.encode())])
        places = (int(rng.integers(len(self.sound))) + np.arange(len(stream))) % len(self.sound)
        level = active_level(speech) * 10 ** (-self.snr / 20)
        return np.clip(stream + level * self.sound[places], -FULL, FULL - 1).astype(np.int16)


def with_margin(samples: Samples) -> Samples:
    """A recording with silence before and after it."""
    silence = np.zeros(int(MARGIN * RATE), dtype=np.int16)
    return np.concatenate([silence, samples, silence])


def frames(stream: Samples) -> Iterator[Samples]:
    """A stream as frames of 80 ms; the last one is filled up with silence."""
    stream = np.pad(stream, (0, -len(stream) % FRAME))
    for start in range(0, len(stream), FRAME):
        yield stream[start : start + FRAME]
