"""`python -m simulator.screen_cost`: the processor time of the screen alone, at the pace of a session's messages.

The messages are those of a quiet minute (the level twelve times a second, the home twice) and of a busy one (words come
in, turns are taken). What is drawn goes nowhere; only the wait for the next message is left out.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from select import select
from time import process_time
from types import SimpleNamespace
from typing import Any, cast

from rich.console import Console
from rich.table import Table

from assistant.live.happenings import Answered, Level, Listening, ReplyEnded, Words
from assistant.turn import Belief, Detection, Heard, Received, Transcript
from devices.home import Home
from simulator.live.messages import HomeSeen, Message, Ready, Strain
from simulator.live.modes import write
from simulator.live.on_screen import TICK, ScreenSession
from simulator.live.paper import Paper
from simulator.live.session import Session
from simulator.live.view import View
from simulator.setting import load_home, make_assistant, make_home, text_stages

START = datetime(2026, 3, 2, 18, 0)  # noqa: DTZ001 - the home's own time

SIZES = ((80, 24), (100, 30), (200, 50))

REQUEST = "turn on the kitchen light and the reading lamp"

LOOK, FRAME = 10, 1.6
"""Ticks between two looks at the home; ticks a frame of sound."""


@dataclass(slots=True)
class Minute:
    """A minute's messages, tick by tick; a request every six seconds in a busy one."""

    home: Home
    busy: bool
    seconds: int = 60

    def ticks(self) -> Iterator[list[Message]]:
        """What comes in each tick."""
        rng = random.Random(0)
        assistant = make_assistant(self.home, text_stages(load_home()), None)
        began = self.home.now
        yield [Ready("alexa", "Vosk", "pyttsx3", "", "", "kitchen_display", "ana")]
        for tick in range(round(self.seconds / TICK)):
            told: list[Message] = []
            if int(tick / FRAME) != int((tick - 1) / FRAME):
                told.append(Level(-42 + rng.gauss(0, 2.0), False))
            if tick % LOOK == 0:
                self.home.advance(began + timedelta(seconds=tick * TICK))
                told += [HomeSeen(self.home.now, 1.0, dict(self.home.states), self.home.registry), Strain(0.0, 0.0)]
            if self.busy:
                told += self._talk(tick % round(6 / TICK), tick, assistant)
            yield told

    def _talk(self, step: int, tick: int, assistant: Any) -> Iterator[Message]:
        words = REQUEST.split()
        if step == 0:
            yield Listening("wake", "alexa")
        elif step % 6 == 0 and step // 6 <= len(words):
            yield Words(" ".join(words[: step // 6]))
        elif step == 65:
            on = "on" if tick // 120 % 2 else "off"
            heard = Heard(Transcript(REQUEST.replace("on", on, 1), 0.9), Detection("alexa", 0.98))
            yield Answered(assistant.hear(heard, assistant="kitchen_display", resident=Belief("ana", 1.0)))
        elif step == 100:
            yield ReplyEnded(assistant.context.recent[-1].turn, Received(1.0))


def share(minute: Minute, size: tuple[int, int]) -> tuple[float, int]:
    """The part of one core that the screen takes, and the bytes that it writes a second."""
    told: SimpleQueue[Message] = SimpleQueue()
    session = cast(Session, SimpleNamespace(told=told))
    screen = ScreenSession(session, View(sound=True), Paper("standard"), size=lambda: size)
    nothing, silent = os.open(os.devnull, os.O_WRONLY), os.pipe()[0]
    used, written = 0.0, 0
    for number, messages in enumerate(minute.ticks()):
        for message in messages:
            told.put(message)
        began = process_time()
        select([silent], [], [], 0)
        screen.view.passes(number * TICK)
        screen.take()
        text = screen.frame(number * TICK)
        if text:
            write(nothing, text)
        used, written = used + process_time() - began, written + len(text)
    return used / minute.seconds, written // minute.seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m simulator.screen_cost", description=__doc__)
    parser.add_argument("--home", type=Path, metavar="FILE", help="the home (default: the demo home)")
    options = parser.parse_args(arguments)
    shown = Table(title="The screen's processor time", title_justify="left")
    for heading in ("size", "quiet", "busy", "bytes/s quiet", "busy"):
        shown.add_column(heading, justify="right")
    for size in SIZES:
        homes = [make_home(load_home(options.home), start=START, seed=0) for _ in range(2)]
        quiet, quiet_bytes = share(Minute(homes[0], busy=False), size)
        busy, busy_bytes = share(Minute(homes[1], busy=True), size)
        shown.add_row(f"{size[0]} x {size[1]}", f"{quiet:.2%}", f"{busy:.2%}", f"{quiet_bytes:,}", f"{busy_bytes:,}")
    Console().print(shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
