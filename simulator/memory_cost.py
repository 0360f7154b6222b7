"""How much memory the live session takes, part by part: `python -m simulator.memory_cost [--lite]`, on Linux.

Each line is what this process holds once the part is there (resident memory, as Linux counts it), and what the part has
added. The parts are those of `ambient talk`; a person's requests are spoken by espeak-ng, whose library the assistant's
own voice has loaded anyway, so that nothing of what speaks to it counts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli import THREADS, data_folder

if TYPE_CHECKING:
    from assistant.live.conversation import Conversation

STATUS = Path("/proc/self/status")

START = datetime(2026, 3, 2, 18, 0)  # noqa: DTZ001 - the home's own time

REQUESTS = (
    "turn on the hall light",
    "what is the temperature",
    "play some jazz",
    "set a timer for ten minutes",
    "is the front door locked",
    "what is the weather like",
    "add milk to the shopping list",
    "close the living room blinds",
    "what time is it",
    "turn off all the lights",
)
"""What is said to it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds, in MB, once a part is there."""

    part: str
    mb: float


def resident() -> float:
    """MB of this process that lie in memory now."""
    found = re.search(r"VmRSS:\s+(\d+) kB", STATUS.read_text("ascii"))
    return int(found[1]) / 1024 if found else float("nan")


def held(data: Path, *, lite: bool, asr: str | None, voice: str) -> Iterator[Held]:
    """The parts in the order in which a session makes them. Imports are here, so that they count."""
    yield Held("Python", resident())
    import sounddevice  # noqa: F401

    import simulator.live.session  # noqa: F401
    from assistant.config import build_conversation, build_recogniser, build_stages, configured
    from assistant.settings import Settings
    from devices.catalogue import shipped
    from devices.declaration import to_registry
    from simulator.setting import load_home, make_assistant, make_home

    yield Held("libraries", resident())
    declaration = load_home()
    registry = to_registry(declaration)
    settings = Settings(asr=asr, voice="piper" if voice == "piper" else "pyttsx3", lite=lite)
    config = configured(settings, data=data, titles=[item.title for item in shipped().items])
    stages = build_stages(config, registry)
    yield Held(f"understanding, and the voice {config.voice}", resident())
    recogniser = build_recogniser(config, registry)
    yield Held(f"recogniser {type(recogniser).__name__}", resident())
    assistant = make_assistant(make_home(declaration, start=START, seed=0), stages, None)
    conversation = build_conversation(config, assistant, recogniser, satellite="kitchen_display")
    yield Held("ears, echo canceller, barge-in", resident())
    answered = sum(converse(conversation, text) for text in REQUESTS)
    yield Held(f"after {len(REQUESTS)} requests, {answered} of them answered", resident())


def converse(conversation: Conversation, text: str) -> bool:
    """Says a request and plays the reply to its end; whether there was one."""
    import numpy as np

    from assistant.live.happenings import Answered
    from assistant.stages import FRAME, RATE
    from simulator.scenario import VoiceSpec
    from simulator.voices import ResidentVoice

    voice = ResidentVoice("ana", VoiceSpec(engine="espeak"))
    said = voice.say(text, rng=np.random.default_rng(0))
    sound = np.concatenate((said, np.zeros(10 * RATE, np.int16)))
    conversation.listen()
    told = []
    for start in range(0, len(sound) - FRAME + 1, FRAME):
        told += conversation.feed(sound[start : start + FRAME], conversation.playback.pull(FRAME))
    return any(isinstance(happening, Answered) for happening in told)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m simulator.memory_cost", description="Memory of the live session.")
    parser.add_argument("--lite", action="store_true", help="the profile for boards of 1 GB")
    parser.add_argument("--asr", metavar="NAME", help="recogniser (default: the best that is here)")
    parser.add_argument("--voice", default="pyttsx3", metavar="NAME", help="pyttsx3 or piper")
    parser.add_argument("--json", action="store_true", help="one JSON object a part")
    options = parser.parse_args(arguments)
    if not STATUS.exists():
        parser.exit(2, "memory is read from Linux's /proc, which is not here\n")
    before = 0.0
    for one in held(data_folder(), lite=options.lite, asr=options.asr, voice=options.voice):
        if options.json:
            print(json.dumps({"part": one.part, "mb": round(one.mb, 1), "added": round(one.mb - before, 1)}))
        else:
            print(f"{one.part:<48} {one.mb - before:+7.0f} {one.mb:7.0f} MB", flush=True)
        before = one.mb
    return 0


if __name__ == "__main__":
    for name in THREADS:
        os.environ.setdefault(name, "1")
    raise SystemExit(main())
