"""`python -m simulator.soak`: hours of a session's sound, as fast as the machine can, and what they cost in the end.

Silence, noise, talk that is not meant for the assistant, and requests, in a random order from a seed; replies come back
into the microphone. Once an hour of sound it prints the memory held, the threads and the open files: all three should
be the same at the end as after the first hour. With `--recordings`, people's speech and noises are mixed in.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import numpy as np
from rich.console import Console

from assistant.assistant import Assistant
from assistant.audio import read_audio
from assistant.config import build_conversation, build_recogniser, build_stages
from assistant.live.conversation import Conversation
from assistant.live.happenings import Answered, Dropped
from assistant.live.patient_log import PatientLog
from assistant.log import FILE
from assistant.stages import FRAME, RATE
from assistant.turn import Samples
from devices.declaration import to_registry
from devices.home import Home
from simulator.equipment import audio_config
from simulator.interruptions import START
from simulator.levels import FULL, SPEECH, at_level
from simulator.scenario import VoiceSpec
from simulator.setting import data_folder, load_home, make_assistant, make_home
from simulator.voices import ResidentVoice

REQUESTS = (
    "turn on the kitchen light",
    "turn off the kitchen light",
    "what is the temperature",
    "set a timer for ten minutes",
    "cancel the timer",
    "is the front door locked",
    "what time is it",
    "stop",
)
"""What is asked; what one of them makes, another ends, so that the home stays as full as it is."""

TALK = ("I was at the market this morning and the tomatoes looked wonderful", "he never writes back when it matters")
"""What is said to somebody else."""

PAUSE = 40.0
"""Seconds between two sounds, in the mean."""

ECHO = 0.3
"""What comes back of the loudspeaker, late by one frame."""


@dataclass(frozen=True, slots=True)
class Hour:
    """What is held after so many hours of sound."""

    hours: float
    megabytes: float
    threads: int
    files: int
    turns: int
    dropped: int
    seconds: float
    """What it took to hear, since the start."""

    @property
    def line(self) -> str:
        """For a person."""
        return (
            f"{self.hours:5.1f} h  {self.megabytes:6.1f} MB  {self.threads} threads  {self.files} files  "
            f"{self.turns} turns  {self.dropped} dropped  {self.seconds:7.0f} s"
        )


def soak(
    data: Path, *, hours: float, every: float = 1.0, seed: int = 0, recordings: Path | None = None
) -> Iterator[Hour]:
    """Hears so many hours of sound, and tells `every` so many of them what is held."""
    home, assistant, conversation = _session(data)
    rng = np.random.default_rng(seed)
    clips = _clips(rng, recordings)
    echo: np.ndarray = np.zeros(FRAME)
    began, turns, dropped = perf_counter(), 0, 0
    tells = round(every * 3_600 * RATE / FRAME)
    for number, frame in enumerate(_frames(rng, clips, round(hours * 3_600 * RATE / FRAME)), start=1):
        home.advance(START.replace(tzinfo=home.now.tzinfo) + timedelta(seconds=number * FRAME / RATE))
        played = conversation.playback.pull(FRAME)
        reference = conversation.playback.reference.read(FRAME)
        assert reference is not None
        told = conversation.feed(np.clip(frame + echo, -FULL, FULL - 1).astype(np.int16), reference)
        echo = played * ECHO
        turns += sum(isinstance(one, Answered) for one in told)
        dropped += sum(isinstance(one, Dropped) for one in told)
        if number % tells == 0:
            yield Hour(number * FRAME / RATE / 3_600, *_held(), turns, dropped, perf_counter() - began)
    conversation.close()
    assert assistant.log is not None
    assistant.log.close()


def _session(data: Path) -> tuple[Home, Assistant, Conversation]:
    declaration = load_home()
    registry, config = to_registry(declaration), audio_config(data, "pocketsphinx")
    home = make_home(declaration, start=START, seed=0)
    log = PatientLog(data / FILE, lambda text: print(text, file=sys.stderr))
    assistant = make_assistant(home, build_stages(config, registry), log)
    recogniser = build_recogniser(config, registry)
    conversation = build_conversation(config, assistant, recogniser, satellite="kitchen_display")
    return home, assistant, conversation


def _clips(rng: np.random.Generator, recordings: Path | None) -> list[Samples]:
    """Requests, talk, and recordings, each as loud as speech in a room."""
    voices = [ResidentVoice(name, VoiceSpec()) for name in ("ana", "bo", "cy")]
    made = [voice.say(text, phrase="alexa", rng=rng) for voice in voices for text in REQUESTS]
    made += [voice.say(text, rng=rng) for voice in voices for text in TALK]
    files = sorted(recordings.rglob("*.wav"))[:400] if recordings else []
    return [at_level(sound, SPEECH) for sound in (*made, *(read_audio(path)[: 20 * RATE] for path in files))]


def _frames(rng: np.random.Generator, clips: Sequence[Samples], count: int) -> Iterator[np.ndarray]:
    """So many frames of a room: clips, with some seconds of its own noise between them. Nothing long is kept: what is
    measured is the session's memory."""
    given = 0
    while given < count:
        clip = clips[int(rng.integers(len(clips)))]
        frames = -(-len(clip) // FRAME) + round(float(rng.exponential(PAUSE)) * RATE / FRAME)
        for number in range(min(frames, count - given)):
            part = clip[number * FRAME : (number + 1) * FRAME]
            frame = rng.normal(size=FRAME) * 25.0
            frame[: len(part)] += part
            yield frame
        given += frames


def _held() -> tuple[float, int, int]:
    """Megabytes, threads and open files of this process, now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    files = len(list(Path("/proc/self/fd").iterdir()))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, threading.active_count(), files


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line an hour, and the change of memory from the first to the last."""
    parser = argparse.ArgumentParser(prog="python -m simulator.soak", description=__doc__)
    parser.add_argument("--hours", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--recordings", type=Path, metavar="DIR", help="a folder of WAV files to mix in")
    options = parser.parse_args(arguments)
    console, seen = Console(highlight=False), []
    with data_folder(None) as data:
        for hour in soak(data, hours=options.hours, seed=options.seed, recordings=options.recordings):
            seen.append(hour)
            console.print(hour.line)
    change = seen[-1].megabytes / seen[0].megabytes - 1
    console.print(f"memory from the first hour to the last: {change:+.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
