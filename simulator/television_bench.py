"""Requests in a room where a television talks, and a television that nobody speaks over.

`python -m simulator.television_bench` says when listening ends and whether what was asked for is done, with the
television at several levels; then how many sentences of a television are taken for a request after a false wake and
without a wake word, and how many requests of residents are not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.addressed import judge
from assistant.config import Config, build_ears, build_recogniser, build_stages
from assistant.context import Context
from assistant.ears import Ears
from assistant.pipeline import Stages
from assistant.stages import FRAME, RATE, Recogniser
from assistant.turn import Detection, Heard, Samples, Transcript, Turn
from assistant.vad import SileroVoiceActivity
from devices.declaration import HomeDeclaration, to_registry
from simulator.benchmark import REQUESTS, START
from simulator.equipment import audio_config
from simulator.levels import FULL, SPEECH, active_level
from simulator.room import Room
from simulator.scenario import NoiseSpec, VoiceSpec
from simulator.setting import data_folder, load_home, make_assistant, make_home
from simulator.television import lines, spoken
from simulator.voices import ResidentVoice

MORE_REQUESTS = (
    "turn off the kitchen light",
    "what is the temperature outside",
    "close the garage door",
    "play some classical music",
    "set a timer for five minutes",
    "is the garage door open",
    "turn on all the lights in the kitchen",
    "will it rain tomorrow",
    "turn off the oven",
    "add bread to the shopping list",
    "open the living room blinds",
    "make it warmer",
    "set an alarm for six thirty",
    "turn the volume up",
    "make the bedroom light brighter",
    "cancel the timer",
    "stop the vacuum",
    "what is on the shopping list",
    "turn on the fan",
    "pause the music",
)

Engine = Literal["auto", "piper", "espeak"]

STEP = FRAME / RATE
"""Seconds a frame."""

LEVELS = (15.0, 10.0, 5.0)
"""Decibels of the television below the resident, active level to active level."""

PEOPLE = ("ana", "ben", "carla", "dora", "emil", "fred")
"""Whose voices ask, in turn."""

AT = 4.0
"""When they begin to speak: the television has been on before."""

AFTER = 17.0
"""Seconds that the room goes on after them; nothing is listened to for longer."""

LATE = 1.5
"""Seconds after the end of a request in which listening should have ended."""

EARLY = 0.25
"""Seconds before its end that a request counts as cut."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, and what became of it."""

    request: str
    heard: Heard | None
    """None where the wake word was not heard."""
    wait: float
    """Seconds from the end of the request to the end of listening; infinite where it was not heard."""
    right: bool
    """Whether the same was done as for the request's own words."""

    @property
    def ended(self) -> bool:
        """Whether listening ended with the request: not before, and not long after."""
        return -EARLY <= self.wait <= LATE


@dataclass(frozen=True, slots=True)
class Overheard:
    """An utterance that the assistant listened to, and what it made of it."""

    words: str
    heard: Heard
    meant: bool
    """Whether it was taken for the assistant's."""
    turn: Turn
    """What would be done, were it taken."""


class Bench:
    """One home's assistant, with rooms to try it in."""

    def __init__(self, config: Config) -> None:
        self.declaration: HomeDeclaration = load_home()
        registry = to_registry(self.declaration)
        self.stages: Stages = build_stages(replace(config, voice="silent"), registry)
        self._recogniser: Recogniser = build_recogniser(config, registry)
        self._ears = build_ears(config, self._recogniser)

    def ask(self, *, decibels: float, seeds: Iterable[int] = (0,), engine: Engine = "auto") -> Iterator[Asked]:
        """Every request once a seed, in a room with a television so many decibels below the resident."""
        for seed in seeds:
            for index, request in enumerate((*REQUESTS, *MORE_REQUESTS)):
                rng = np.random.default_rng([seed, index])
                said = _voice(index + seed, engine).say(request, phrase="alexa", rng=rng)
                yield self._asked(request, said, decibels, rng)

    def requests_without_wake(self, *, seed: int = 0) -> Iterator[Overheard]:
        """Every request in a quiet room, the ears open for it."""
        for index, request in enumerate((*REQUESTS, *MORE_REQUESTS)):
            said = _voice(index + seed, "auto").say(request, rng=np.random.default_rng([seed, index]))
            yield self._overheard(request, said, wakes=False, room=_quiet(seed))

    def television_without_wake(self, *, seed: int = 0, count: int = 40) -> Iterator[Overheard]:
        """Sentences of a television as near as a resident, in a room that was quiet before, the ears open for them."""
        for index in _some(count, seed):
            yield self._overheard(lines()[index], _broadcast(index), wakes=False, room=_quiet(seed))

    def false_wakes(self, *, seed: int = 0, count: int = 40) -> Iterator[Overheard]:
        """A television that is on, and a wake word heard in it that nobody said."""
        for index in range(count):
            room = Room(noise=NoiseSpec(kind="television", snr=0), rng=np.random.default_rng([seed, index]))
            yield self._overheard("", np.zeros(0, np.int16), wakes=True, room=room)

    def _asked(self, request: str, said: Samples, decibels: float, rng: np.random.Generator) -> Asked:
        louder = 20 * np.log10(active_level(said) / FULL / SPEECH)
        room = Room(noise=NoiseSpec(kind="television", snr=decibels - louder), rng=rng)
        room.say(said, at=AT)
        end = AT + len(said) / RATE
        heard = _first(self._ears, room, until=end + AFTER)
        if heard is None or heard.times is None:
            return Asked(request, None, np.inf, right=False)
        right = _same(self.take(heard), self.take(Heard(Transcript(request, 1.0))))
        return Asked(request, heard, heard.times.endpoint - end, right=right)

    def _overheard(self, words: str, said: Samples, *, wakes: bool, room: Room) -> Overheard:
        wake = Struck(round(AT / STEP)) if wakes else None
        ears = Ears(wake=wake, activity=SileroVoiceActivity(), recogniser=self._recogniser)
        room.say(said, at=AT + 0.3)
        heard = _first(ears, room, until=AT + len(said) / RATE + AFTER, opened=not wakes) or Heard(Transcript("", 0.0))
        context = Context(now=START)
        verdict = judge(heard, self.stages.interpreter.interpret(heard.transcript, context), context)
        return Overheard(words, heard, verdict.meant, self.take(heard))

    def take(self, heard: Heard) -> Turn:
        """The turn of an utterance in the home as declared."""
        assistant = make_assistant(make_home(self.declaration, start=START, seed=0), self.stages, None)
        return assistant.hear(heard, assistant="kitchen_display").turn


class Struck:
    """A wake word's detector that fires at one frame, whatever is heard."""

    def __init__(self, frame: int) -> None:
        self._frame, self._count = frame, 0

    def detect(self, frame: Samples) -> Detection | None:
        """See `stages.WakeWord`."""
        self._count += 1
        return Detection("alexa", 0.5, self._count * STEP) if self._count == self._frame else None

    def reset(self) -> None:
        """Counts from the start again."""
        self._count = 0


def _voice(number: int, engine: Engine) -> ResidentVoice:
    return ResidentVoice(PEOPLE[number % len(PEOPLE)], VoiceSpec(engine=engine))


def _quiet(seed: int) -> Room:
    return Room(noise=NoiseSpec(), rng=np.random.default_rng(seed))


def _some(count: int, seed: int) -> list[int]:
    """Which lines of the script are broadcast."""
    return [int(index) for index in np.random.default_rng(seed).permutation(len(lines()))[:count]]


def _broadcast(index: int) -> Samples:
    sound = spoken(lines()[index], index) * SPEECH * FULL
    return np.clip(sound, -FULL, FULL - 1).astype(np.int16)


def _first(ears: Ears, room: Room, *, until: float, opened: bool = False) -> Heard | None:
    """The first utterance that ends after `AT`: what the television says before is its own affair."""
    ears.reset()
    for number in range(round(until / STEP)):
        if opened and number == round(AT / STEP):
            ears.open()
        heard = ears.feed(room.frame(number * STEP))
        if heard is not None and heard.times is not None and heard.times.endpoint > AT:
            return heard
    return None


def _same(turn: Turn, wanted: Turn) -> bool:
    """Whether two turns did the same."""
    return (turn.intent, turn.commands, turn.targets, turn.status) == (
        wanted.intent,
        wanted.commands,
        wanted.targets,
        wanted.status,
    )


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m simulator.television_bench", description=__doc__)
    parser.add_argument("--asr", metavar="NAME", help="recogniser (default: the best installed)")
    parser.add_argument("--seeds", type=int, default=1, metavar="N", help="times each request is said (default: 1)")
    parser.add_argument("--engine", choices=("auto", "piper", "espeak"), default="auto", help="the residents' voices")
    parser.add_argument("--data", type=Path, metavar="DIR", help="models and caches (default: a temporary folder)")
    options = parser.parse_args()
    with data_folder(options.data) as folder:
        bench = Bench(audio_config(folder, options.asr))
        for decibels in LEVELS:
            _row(decibels, list(bench.ask(decibels=decibels, seeds=range(options.seeds), engine=options.engine)))
        _others(bench)
    return 0


def _row(decibels: float, asked: list[Asked]) -> None:
    woken = [one for one in asked if one.heard is not None]
    table = Table("television", "woke", "ended in time", "cut", "carried out", "median wait", title_justify="left")
    wait = f"{np.median([one.wait for one in woken]):.2f} s" if woken else "-"
    ended, right = sum(one.ended for one in woken), sum(one.right for one in woken)
    cut = sum(one.wait < -EARLY for one in woken)
    of = len(woken)
    table.add_row(
        f"{decibels:g} dB below", f"{of} of {len(asked)}", f"{ended} of {of}", f"{cut}", f"{right} of {of}", wait
    )
    Console().print(table)


def _others(bench: Bench) -> None:
    table = Table("what was listened to", "taken for ours", "would act", "taken, and acts")
    rows = (
        ("a television after a false wake", bench.false_wakes()),
        ("a television, no wake word, as near as a resident", bench.television_without_wake()),
        ("requests, no wake word", bench.requests_without_wake()),
    )
    for name, found in rows:
        all_ = list(found)
        acts = [one for one in all_ if one.turn.commands]
        taken = sum(one.meant for one in all_)
        both = sum(one.meant for one in acts)
        table.add_row(name, f"{taken} of {len(all_)}", f"{len(acts)}", f"{both}")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
