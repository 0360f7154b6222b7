"""What each stage costs in processor time on this machine, and an estimate of what it would on a Raspberry Pi.

`python -m simulator.stage_cost` measures; `--mips N` adds the estimates, where N is this machine's own figure from
`7z b -mmt1` (the column R/U of the line Tot). An estimate is a range: what the code of a stage is like, we don't know,
so that the lower end takes it for whole-number code and memory (7-Zip on one core), the upper one for sums of long rows
of numbers (matrix products on one core). Both are published for the boards; a Raspberry Pi was never here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np

from assistant.backends import RECOGNISERS, VOICES
from assistant.config import build_recogniser, build_stages, build_voice
from assistant.files import InputError
from assistant.live.echo import WebRtcEchoCanceller
from assistant.stages import FRAME, RATE, Recogniser
from assistant.turn import Heard, Samples, Transcript
from assistant.vad import SileroVoiceActivity
from assistant.wake.openwakeword import OpenWakeWord
from devices.declaration import to_registry
from simulator.benchmark import REQUESTS, START
from simulator.cli import data_folder
from simulator.equipment import audio_config, text_config
from simulator.scenario import VoiceSpec
from simulator.setting import load_home, make_assistant, make_home
from simulator.voices import ResidentVoice

SOUND, TURN = "ms a second of sound", "ms a turn"

SIZE = 1500
"""Rows of the matrices whose product is timed."""


@dataclass(frozen=True, slots=True)
class Board:
    """A board and what others have measured on one of its cores."""

    name: str
    mips: float
    """7-Zip on one thread: sbc-bench's sorted results, 64-bit Debian."""
    gflops: float
    """A quarter of what four cores reach in HPL: top500-benchmark's results, 2023 and 2024."""


BOARDS = (Board("Pi 5, 2.4 GHz", 3305.0, 30.249 / 4), Board("Pi 4, 1.8 GHz", 1769.0, 11.889 / 4))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one stage costs: processor time of all threads."""

    stage: str
    ms: float
    unit: str


def costs(data: Path) -> Iterator[Cost]:
    """Every stage that is installed here, one after another; models and caches are those of the data folder."""
    speech = spoken(REQUESTS)
    sound = np.concatenate(speech)
    echo = WebRtcEchoCanceller()
    listening: dict[str, Callable[[Samples], object]] = {
        "wake word": OpenWakeWord().detect,
        "voice activity": SileroVoiceActivity().speech,
        "echo canceller": lambda frame: echo.cancel(frame, frame),
    }
    for name, take in listening.items():
        yield Cost(name, per_second(sound, take), SOUND)
    for name in RECOGNISERS:
        yield from recogniser_cost(name, data, speech)
    yield Cost("understanding, resolving, acting, wording", turn_cost(), TURN)
    for name in VOICES:
        yield from voice_cost(name)


def spoken(texts: Sequence[str]) -> list[Samples]:
    """Requests in a resident's voice, half a second of silence after each."""
    voice = ResidentVoice("ana", VoiceSpec())
    rng = np.random.default_rng(0)
    rest = np.zeros(RATE // 2, np.int16)
    return [np.concatenate((voice.say(text, rng=rng), rest)) for text in texts]


def fed(take: Callable[[Samples], object], sound: Samples) -> None:
    """The sound, frame by frame."""
    for start in range(0, len(sound) - FRAME + 1, FRAME):
        take(sound[start : start + FRAME])


def per_second(sound: Samples, take: Callable[[Samples], object]) -> float:
    """Milliseconds of processor time that each second of the sound takes."""
    began = process_time()
    fed(take, sound)
    return (process_time() - began) * 1000 * RATE / len(sound)


def recogniser_cost(name: str, data: Path, speech: Sequence[Samples]) -> Iterator[Cost]:
    """A recogniser on whole requests, finishing included; none where its package or its model is missing."""
    try:
        recogniser = build_recogniser(audio_config(data, name), to_registry(load_home()))
    except InputError:
        return
    recognise(recogniser, speech[0])  # what is loaded on first use is not counted
    began = process_time()
    for sound in speech:
        recognise(recogniser, sound)
    yield Cost(name, (process_time() - began) * 1000 * RATE / sum(map(len, speech)), SOUND)


def recognise(recogniser: Recogniser, sound: Samples) -> None:
    """One request from its first sample to its words."""
    transcription = recogniser.transcribe()
    fed(transcription.feed, sound)
    transcription.finish()


def turn_cost() -> float:
    """Milliseconds a turn, each request new, replies unspoken."""
    declaration = load_home()
    stages = build_stages(text_config(), to_registry(declaration))
    assistant = make_assistant(make_home(declaration, start=START, seed=0), stages, None)
    began = process_time()
    for text in REQUESTS:
        assistant.hear(Heard(Transcript(text, 1.0)), assistant="kitchen_display")
    return (process_time() - began) * 1000 / len(REQUESTS)


def voice_cost(name: str) -> Iterator[Cost]:
    """A voice on whole sentences; none where its package is missing, or it says nothing."""
    try:
        voice = build_voice(name)
    except InputError:
        return
    voice.speak("ready")
    began = process_time()
    seconds = sum(voice.speak(f"{text[0].upper()}{text[1:]}.").seconds for text in REQUESTS)
    if seconds:
        yield Cost(f"voice {name}", (process_time() - began) * 1000 / seconds, SOUND)


def gflops() -> float:
    """Billions of sums a second in a product of matrices on one core; the best of five."""
    one = np.random.default_rng(0).random((SIZE, SIZE))
    times = []
    for _ in range(5):
        began = process_time()
        _ = one @ one
        times.append(process_time() - began)
    return 2 * SIZE**3 / min(times) / 1e9


def estimate(ms: float, board: Board, *, mips: float, gflops: float) -> tuple[float, float]:
    """The least and the most milliseconds that the same work may take on a board."""
    slower = sorted((mips / board.mips, gflops / board.gflops))
    return ms * slower[0], ms * slower[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m simulator.stage_cost", description="Processor time a stage.")
    parser.add_argument("--mips", type=float, metavar="N", help="this machine's figure from `7z b -mmt1`: R/U of Tot")
    parser.add_argument("--json", action="store_true", help="one JSON object a stage")
    options = parser.parse_args(arguments)
    speed = gflops() if options.mips else 0.0
    if options.mips and not options.json:
        print(f"one core of this machine: {options.mips:.0f} MIPS in 7-Zip, {speed:.1f} Gflops")
    for cost in costs(data_folder()):
        boards = {
            board.name: estimate(cost.ms, board, mips=options.mips, gflops=speed) for board in BOARDS if options.mips
        }
        if options.json:
            print(json.dumps({"stage": cost.stage, "ms": cost.ms, "unit": cost.unit, "estimates": boards}))
        else:
            shown = "".join(f"  {name} {low:.0f}–{high:.0f}" for name, (low, high) in boards.items())
            print(f"{cost.stage:<42} {cost.ms:7.1f} {cost.unit}{shown}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
