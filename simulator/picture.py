"""`python -m simulator.picture FILE`: the screen as a picture, of an evening that takes place while it is made.

A resident talks to the demo home in a simulated room: everything that hears, understands and speaks is real, and the
screen is drawn by what draws it in a terminal. Time is the room's own; the same seed gives the same evening.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import numpy as np
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from assistant.assistant import Assistant
from assistant.config import build_conversation, build_recogniser, build_stages
from assistant.live.happenings import Answered, ReplyEnded
from assistant.turn import Belief
from devices.home import Home
from simulator.duplex import DuplexRoom, Moment
from simulator.equipment import audio_config
from simulator.live.layout import Layout
from simulator.live.learnt import learnt
from simulator.live.messages import HomeSeen, Learnt, Ready
from simulator.live.paper import Paper
from simulator.live.view import View
from simulator.scenario import NoiseSpec, VoiceSpec
from simulator.setting import data_folder, load_home, make_assistant, make_home
from simulator.voices import ResidentVoice

START = datetime(2026, 3, 2, 17, 58)  # noqa: DTZ001 - the home's own time

SATELLITE, RESIDENT = "kitchen_display", "ana"

EVENING = (
    "play some jazz",
    "i like italian restaurants",
    "preheat the oven to four hundred degrees",
    "set a pasta timer for ten minutes",
    "wake me up at seven tomorrow",
    "what is the temperature",
)
"""What is said, one after another."""

LAST, INTO = "turn on the kitchen light", 1.0
"""What is said into the last reply, and how many seconds after it has begun."""

SHOWN = 0.6
"""Seconds into the very last reply at which the picture is taken."""

LOOK = 0.5
"""Seconds between two looks at the home."""

SIZE = (100, 30)

FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
"""What is there wherever it is looked at: nothing is fetched."""

THEME = TerminalTheme(
    (22, 25, 31),
    (214, 219, 228),
    [
        (40, 44, 52),
        (240, 113, 120),
        (145, 207, 140),
        (240, 198, 116),
        (122, 162, 247),
        (199, 146, 234),
        (115, 204, 216),
        (214, 219, 228),
    ],
)


class Evening:
    """One evening in a room, as its screen sees it."""

    def __init__(self, data: Path, *, seed: int = 0) -> None:
        declaration = load_home()
        self.home: Home = make_home(declaration, start=START, seed=seed)
        self._began = self.home.now
        config = audio_config(data, "pocketsphinx")
        self.assistant: Assistant = make_assistant(self.home, build_stages(config, self.home.registry), None)
        recogniser = build_recogniser(config, self.home.registry)
        conversation = build_conversation(config, self.assistant, recogniser, satellite=SATELLITE)
        conversation.resident = Belief(RESIDENT, 1.0)
        self.room = DuplexRoom(conversation, np.random.default_rng(seed), noise=NoiseSpec(kind="kitchen", snr=25))
        self.view = View(sound=True)
        self.view.take(Ready("alexa", "PocketSphinx", config.voice, "", "", SATELLITE, "Ana"))
        self._voice, self._rng = ResidentVoice(RESIDENT, VoiceSpec()), np.random.default_rng(seed)
        self._looked = -LOOK

    def live(self) -> None:
        """Lives it up to the moment of the picture."""
        self.pass_time(1.0)
        for words in EVENING[:-1]:
            self.say(words)
            self.until(ReplyEnded)
            self.pass_time(1.0)
        self.say(EVENING[-1])
        self.until(Answered)
        self.pass_time(INTO)
        self.say(LAST)
        self.until(Answered)
        self.pass_time(SHOWN)

    def say(self, words: str) -> None:
        """The resident says something, with the wake word before it."""
        self.room.say(self._voice.say(words, phrase="alexa", rng=self._rng))

    def until(self, kind: type[Answered | ReplyEnded], *, patience: float = 15.0) -> None:
        """Lets time pass until something has happened."""
        ends = self.room.at + patience
        while self.room.at < ends:
            if any(isinstance(one, kind) for one in self.step().happenings):
                return

    def pass_time(self, seconds: float) -> None:
        """Lets time pass."""
        ends = self.room.at + seconds
        while self.room.at < ends:
            self.step()

    def step(self) -> Moment:
        """The next frame of the room, and what the screen sees of it."""
        self.home.advance(self._began + timedelta(seconds=self.room.at))
        moment = self.room.step()
        self.view.passes(moment.at)
        answered = any(isinstance(one, Answered) for one in moment.happenings)
        for happening in moment.happenings:
            self.view.take(happening)
        if answered or moment.at - self._looked >= LOOK:
            self._looked = moment.at
            self.view.take(HomeSeen(self.home.now, 1.0, dict(self.home.states), self.home.registry))
            self.view.take(Learnt(learnt(self.assistant.context)))
        return moment


def svg(view: View, size: tuple[int, int] = SIZE) -> str:
    """The screen as an SVG picture."""
    rows = Layout(Paper("standard")).rows(view, *size)
    console = Console(record=True, width=size[0], file=StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi("\n".join(rows)), no_wrap=True, overflow="crop", crop=True)
    plain = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    plain = plain.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")
    return console.export_svg(title="ambient talk", theme=THEME, code_format=plain, unique_id="screen")


def main(arguments: Sequence[str] | None = None) -> int:
    """Lives the evening and writes the picture."""
    parser = argparse.ArgumentParser(prog="python -m simulator.picture", description=__doc__)
    parser.add_argument("file", type=Path, help="the SVG file to write")
    parser.add_argument("--seed", type=int, default=1, help="of the voice and the room")
    options = parser.parse_args(arguments)
    with data_folder(None) as data:
        evening = Evening(data, seed=options.seed)
        evening.live()
    options.file.write_text(svg(evening.view), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
