"""`python -m simulator.interruptions`: what being interrupted is worth, measured in a simulated room.

The reply comes back into the microphone as loud as a resident speaks, with the wake word in it. Three things are
counted: residents who call the assistant while it speaks, and how soon it is silent; replies with nobody near, which
must not wake it; and sounds that are no request, after which the reply has to go on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.signal import lfilter

from assistant.assistant import Taken
from assistant.audio import read_audio
from assistant.config import build_conversation, build_recogniser, build_stages
from assistant.live.happenings import Listening, ReplyEnded, Voice
from assistant.pipeline import Stages
from assistant.stages import FRAME, RATE, Recogniser
from assistant.turn import Heard, Samples, Transcript
from devices.declaration import to_registry
from simulator.duplex import LATE, DuplexRoom, Moment
from simulator.equipment import audio_config
from simulator.levels import FULL, SPEECH, at_level
from simulator.scenario import VoiceSpec
from simulator.setting import data_folder, load_home, make_assistant, make_home
from simulator.voices import ResidentVoice

START = datetime(2026, 3, 2, 18, 0)  # noqa: DTZ001 - the home's own time

REPLIES = (
    "Alexa is what you call me, and the kitchen light is on now.",
    "The oven is at three hundred and fifty degrees. Say Alexa, and I'll stop talking about it.",
    "I have added milk, eggs and bread to your shopping list. Alexa, turn off the hall light, is what you may say.",
    "It is partly cloudy in Seattle with a high of fifty four degrees, and a low of forty. Alexa wishes you well.",
    "You have three timers. The pasta timer has ten minutes left. Alexa, stop, is what ends it when it rings.",
)
"""Replies with the wake word in them, and requests."""

REQUESTS = ("", "turn on the hall light", "what time is it", "stop", "open the living room blinds")
"""What residents say after the wake word into a reply."""

NOISES = ("mhm", "uh huh", "cough", "clap", "chair")
"""What is no request."""

AUDIBLE = 60
"""A sample over this (of 32,768) is not silence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One trial: whether it went as it should, and the figure in seconds that it came to."""

    right: bool
    seconds: float
    said: str


class Trials:
    """One assistant in one room, trial after trial."""

    def __init__(self, stages: Stages, recogniser: Recogniser, data: Path, *, seed: int = 0) -> None:
        declaration = load_home()
        assistant = make_assistant(make_home(declaration, start=START, seed=0), stages, None)
        self.stages, self.seed = stages, seed
        config = audio_config(data, None)
        self.conversation = build_conversation(config, assistant, recogniser, satellite="kitchen_display")
        self.room = DuplexRoom(self.conversation, np.random.default_rng(seed))
        self.rest(1.0)

    def interrupted(self, number: int) -> Outcome:
        """A resident calls it while it speaks: seconds from the end of the wake word to silence in the room."""
        rng = np.random.default_rng([self.seed, number])
        voice = ResidentVoice("ana", VoiceSpec(pitch=rng.uniform(0, 2.5)))
        request = REQUESTS[number % len(REQUESTS)]
        called = voice.say("", phrase="alexa", rng=np.random.default_rng([self.seed, number, 1]))
        said = voice.say(request, phrase="alexa", rng=np.random.default_rng([self.seed, number, 1]))
        self.speak(REPLIES[number % len(REPLIES)])
        after = float(rng.uniform(0.6, 2.0))
        ends = self.room.at + after + (np.flatnonzero(np.abs(called) > FULL // 100)[-1] / RATE)
        self.room.say(said, after=after)
        silent = next(self.silences(6.0), None)
        self.rest(5.0)
        took = float("inf") if silent is None else silent - ends
        return Outcome(took <= 0.2, took, request)

    def silences(self, seconds: float) -> Iterator[float]:
        """When the room fell silent for good, once the reply has been ended by somebody."""
        last = self.room.at
        for moment in self.room.run(seconds):
            loud = np.flatnonzero(np.abs(moment.played) > AUDIBLE)
            if len(loud):
                last = moment.at - (FRAME - loud[-1]) / RATE + LATE
            if any(isinstance(one, ReplyEnded) and one.received.by for one in moment.happenings):
                yield last

    def own(self, number: int) -> Outcome:
        """Nobody is near: a wake or a turn would be its own doing."""
        self.speak(REPLIES[number % len(REPLIES)])
        false = [one for moment in self.heard_out() for one in moment.happenings if isinstance(one, Listening)]
        return Outcome(not false, 0.0, ", ".join(one.by for one in false))

    def undisturbed(self, number: int, sounds: Sequence[tuple[str, Samples]]) -> Outcome:
        """A sound that is no request: seconds from its end until the reply is at its full voice again."""
        rng = np.random.default_rng([self.seed, number, 2])
        name, sound = sounds[number % len(sounds)]
        self.speak(REPLIES[number % len(REPLIES)])
        after = float(rng.uniform(0.6, 1.5))
        ends = self.room.say(sound, after=after)
        state, on, ended = "on", 0.0, ""
        for moment in self.heard_out():
            for one in moment.happenings:
                if isinstance(one, Voice):
                    state, on = one.how, max(0.0, moment.at - ends)
                if isinstance(one, ReplyEnded) and one.received.by:
                    ended = one.received.by
        return Outcome(state == "on" and not ended and on <= 2.0, on, f"{name} {ended}".strip())

    def speak(self, text: str) -> None:
        """The assistant says something, as the reply to a request by keyboard."""
        taken = self.conversation.assistant.hear(Heard(Transcript("what time is it", 1.0)), assistant="kitchen_display")
        self.conversation.speak(Taken(replace(taken.turn, reply=text), self.stages.voice.speak(text)))

    def heard_out(self) -> Iterator[Moment]:
        """The room until a second after the reply's end."""
        while self.conversation.busy:
            yield self.room.step()
        yield from self.room.run(1.5)

    def rest(self, seconds: float) -> None:
        """Time passes, and what is under way ends."""
        for _ in self.room.run(seconds):
            pass
        for _ in self.heard_out():
            pass


def sounds(rng: np.random.Generator, recordings: Sequence[Path] = ()) -> list[tuple[str, Samples]]:
    """Sounds that are no request, as loud as speech; recordings in their first second and a half."""
    voice = ResidentVoice("bo", VoiceSpec())
    made = {"cough": _cough(rng), "clap": _clap(rng), "chair": _chair(rng)}
    found = [(name, made[name] if name in made else voice.say(name, rng=rng)) for name in NOISES]
    found += [(path.stem[-8:], read_audio(path)[: RATE * 3 // 2]) for path in recordings]
    return [(name, at_level(sound, SPEECH)) for name, sound in found]


def _cough(rng: np.random.Generator) -> Samples:
    """Two bursts of breath through a throat's resonances."""
    time = np.arange(round(0.25 * RATE)) / RATE
    burst = rng.normal(size=len(time)) * np.exp(-time / 0.07) * np.minimum(1, time / 0.008)
    for pitch in (600, 1_300):
        pole = 0.97 * np.exp(2j * np.pi * pitch / RATE)
        burst = burst + 2 * lfilter([0.06], [1, -2 * pole.real, abs(pole) ** 2], burst)
    return _sound(np.concatenate((burst, np.zeros(RATE // 10), 0.7 * burst)))


def _clap(rng: np.random.Generator) -> Samples:
    time = np.arange(round(0.15 * RATE)) / RATE
    return _sound(rng.normal(size=len(time)) * np.exp(-time / 0.02))


def _chair(rng: np.random.Generator) -> Samples:
    """A leg that stutters over the floor."""
    time = np.arange(round(0.5 * RATE)) / RATE
    grain = np.sign(np.sin(2 * np.pi * (90 + 40 * time) * time))
    return _sound(grain * (0.5 + 0.5 * rng.random(len(time))) * np.hanning(len(time)))


def _sound(wave: np.ndarray) -> Samples:
    scaled: Samples = (wave / np.abs(wave).max() * FULL / 3).astype(np.int16)
    return scaled


def table(rows: dict[str, list[Outcome]]) -> Table:
    """One row a kind of trial."""
    shown = Table(title="Interruptions", title_justify="left")
    for heading in ("", "right", "median s", "95 % s", "not right"):
        shown.add_column(heading, justify="left" if heading in ("", "not right") else "right")
    for name, outcomes in rows.items():
        seconds = [one.seconds for one in outcomes]
        wrong = ", ".join(f"{one.said or 'bare'} {one.seconds:.2f}" for one in outcomes if not one.right)
        right = f"{sum(one.right for one in outcomes)} of {len(outcomes)}"
        shown.add_row(name, right, f"{np.median(seconds):.2f}", f"{np.percentile(seconds, 95):.2f}", wrong)
    return shown


def trials(data: Path, *, voice: str, seed: int = 0) -> Trials:
    """An assistant in a room, with the embedded recogniser."""
    registry = to_registry(load_home())
    config = replace(audio_config(data, "pocketsphinx"), voice=voice)
    return Trials(build_stages(config, registry), build_recogniser(config, registry), data, seed=seed)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m simulator.interruptions", description=__doc__)
    parser.add_argument("--voice", default="pyttsx3", help="the assistant's voice")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--noises", type=Path, help="a folder of recorded noises beside those made here")
    options = parser.parse_args(arguments)
    recordings = sorted(options.noises.glob("*.wav")) if options.noises else []
    made = sounds(np.random.default_rng(options.seed), recordings)
    with data_folder(None) as data:
        each = trials(data, voice=options.voice, seed=options.seed)
        rows = {
            "called: silent within 0.2 s of the wake word": [each.interrupted(number) for number in range(20)],
            "own voice, wake word in it: nothing woken": [each.own(number) for number in range(50)],
            "no request: goes on within 2 s": [each.undisturbed(number, made) for number in range(max(20, len(made)))],
        }
    Console().print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
