"""What `ambient bench` measures: the real chain on synthesised requests, in this process, one after another."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter, process_time

import numpy as np

from assistant.assistant import Assistant
from assistant.config import Config, build_ears, build_recogniser, build_stages
from assistant.ears import Ears
from assistant.stages import FRAME, RATE
from assistant.turn import Heard, Samples
from devices.declaration import to_registry
from simulator.room import Room
from simulator.scenario import NoiseSpec, VoiceSpec
from simulator.setting import load_home, make_assistant, make_home
from simulator.voices import ResidentVoice

REQUESTS = (
    "turn on the hall light",
    "what is the temperature",
    "open the garage door",
    "play some jazz",
    "set a timer for ten minutes",
    "is the front door locked",
    "turn off all the lights",
    "what is the weather like",
    "preheat the oven to four hundred degrees",
    "add milk to the shopping list",
    "close the living room blinds",
    "set the thermostat to seventy degrees",
    "wake me up at seven tomorrow",
    "turn the volume down",
    "dim the bedroom light",
    "how long is left on the timer",
    "start the vacuum",
    "make me a coffee",
    "lock the front door",
    "what time is it",
)
"""What is said. Nothing is said twice: the second time would be answered from memory."""

PAUSE = "[pause 0.5]"
"""People think while they speak: this stands in the middle of each request once more."""

JOINTS = frozenset({"the", "a", "for", "to", "at", "on", "some", "all"})
"""Words before which people stop and think."""

IDLE = 30.0
"""Seconds of a room in which nobody speaks."""

START = datetime(2026, 3, 2, 18, 0)  # noqa: DTZ001 - the home's own time


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured."""

    name: str
    unit: str
    values: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """The value under which `share` percent of them lie."""
        return float(np.percentile(self.values, share)) if self.values else float("nan")

    def as_json(self) -> dict[str, float | str | int]:
        """Median, 95th percentile, unit and count."""
        return {
            "median": round(self.percentile(50), 4),
            "p95": round(self.percentile(95), 4),
            "unit": self.unit,
            "count": len(self.values),
        }


def paused(text: str) -> str:
    """A request with a pause before its last words: before "the", "for", … where there is one, else in the middle."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if at > 1 and word in JOINTS), len(words) // 2)
    return " ".join([*words[:at], PAUSE, *words[at:]])


def measure(config: Config, *, runs: int) -> list[Figure]:
    """All figures, with the recogniser that the configuration says."""
    declaration = load_home()
    registry = to_registry(declaration)
    began = perf_counter()
    stages = build_stages(config, registry)
    ears = build_ears(config, build_recogniser(config, registry))
    loaded = perf_counter() - began
    assistant = make_assistant(make_home(declaration, start=START, seed=0), stages, None)
    idle = idle_share(ears)
    spoken = list(conversations(ears, REQUESTS, runs))
    chain = memory()
    turns = [reply_time(assistant, heard) for _, heard in spoken]
    waits = [heard.times.endpoint - heard.times.speech_end for _, heard in spoken if heard.times]
    cut = [float(was_cut(said, heard)) for said, heard in conversations(ears, tuple(map(paused, REQUESTS)), runs)]
    return [
        Figure("load everything", "s", (loaded,)),
        Figure("idle listening, share of one core", "", (idle,)),
        Figure(f"requests heard, of {len(REQUESTS) * runs}", "", (len(spoken),)),
        Figure("end of speech to the reply's first sample, endpointer's wait not counted", "ms", tuple(turns)),
        Figure("endpointer's wait", "s", tuple(waits)),
        Figure(f"requests with a pause of 0.5 s inside that were cut, of {len(cut)}", "", (sum(cut),)),
        Figure("recognition left after the endpoint", "ms", tuple(heard.ms["asr"] for _, heard in spoken)),
        Figure("memory of the audio chain, highest", "MB", (chain,)),
    ]


def idle_share(ears: Ears) -> float:
    """Processor time over time, while nobody speaks in a quiet room."""
    room = Room(noise=NoiseSpec(), rng=np.random.default_rng(0))
    frames = [room.frame(start * FRAME / RATE) for start in range(int(IDLE * RATE / FRAME))]
    ears.reset()
    began = process_time()
    for frame in frames:
        ears.feed(frame)
    return (process_time() - began) / IDLE


def conversations(ears: Ears, texts: tuple[str, ...], runs: int) -> Iterator[tuple[Samples, Heard]]:
    """Every request said `runs` times; those that did not wake the ears are left out."""
    for run in range(runs):
        for index, text in enumerate(texts):
            rng = np.random.default_rng([run, index])
            voice = ResidentVoice("ana", VoiceSpec(pitch=rng.uniform(0, 2.5)))
            said = voice.say(text, phrase="alexa", rng=rng)
            room = Room(noise=NoiseSpec(), rng=rng)
            room.say(said, at=1.0)
            heard = first_heard(ears, room, until=1.0 + len(said) / RATE + 4.0)
            if heard is not None:
                yield said, heard


def first_heard(ears: Ears, room: Room, *, until: float) -> Heard | None:
    """The first utterance in a room, if any."""
    ears.reset()
    for frame in range(int(until * RATE / FRAME)):
        heard = ears.feed(room.frame(frame * FRAME / RATE))
        if heard is not None:
            return heard
    return None


def was_cut(said: Samples, heard: Heard) -> bool:
    """Whether the request was taken to be over more than a quarter of a second before its end."""
    return heard.times is not None and heard.times.speech_end < 1.0 + len(said) / RATE - 0.25


def reply_time(assistant: Assistant, heard: Heard) -> float:
    """Milliseconds from the endpoint to the reply's first sample: what recognition had left, and the turn."""
    began = perf_counter()
    assistant.hear(heard, assistant="kitchen_display")
    return heard.ms["asr"] + (perf_counter() - began) * 1000


def memory() -> float:
    """The most memory this process has had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 if sys.platform != "darwin" else most / 1024**2
