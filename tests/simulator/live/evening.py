"""A view of a session in the demo home, from real turns: what tests of the screen look at."""

from __future__ import annotations

from datetime import datetime, timedelta

from rich.cells import cell_len

from assistant.live.happenings import Answered, ReplyEnded
from assistant.turn import Belief, Detection, Heard, Received, Transcript, Turn
from devices.home import Home
from simulator.live.layout import Layout
from simulator.live.messages import HomeSeen, Message, Ready
from simulator.live.paper import Paper
from simulator.live.view import View
from simulator.setting import load_home, make_assistant, make_home, text_stages

START = datetime(2026, 3, 2, 17, 30)  # noqa: DTZ001 - the home's own time

HEARD_OUT = Received(1.0)


class Evening:
    """A session with its view; nothing is heard or drawn by itself."""

    def __init__(self, *, sound: bool = True) -> None:
        declaration = load_home()
        self.home: Home = make_home(declaration, start=START, seed=0)
        self.assistant = make_assistant(self.home, text_stages(declaration), None)
        self.view = View(sound=sound)
        self.sound = sound

    def begin(self) -> None:
        """Everything is loaded."""
        self.take(Ready("alexa" if self.sound else "", "Vosk", "pyttsx3", "USB", "USB", "kitchen_display", "Ana"))
        self.look()

    def take(self, *messages: Message) -> None:
        """Messages of the session."""
        for message in messages:
            self.view.take(message)

    def look(self) -> None:
        """A look at the home."""
        self.take(HomeSeen(self.home.now, 1.0, dict(self.home.states), self.home.registry))

    def passes(self, seconds: float) -> None:
        """Time passes, in the home and before the screen."""
        self.home.advance(self.home.now + timedelta(seconds=seconds))
        self.view.passes(self.view.now + seconds)
        self.look()

    def ask(self, words: str, *, confidence: float = 0.93, received: Received | None = HEARD_OUT) -> Turn:
        """A turn, taken for real; its reply is received unless told otherwise."""
        heard = Heard(Transcript(words, confidence), Detection("alexa", 0.98) if self.sound else None)
        taken = self.assistant.hear(heard, assistant="kitchen_display", resident=Belief("ana", 1.0))
        self.take(Answered(taken))
        if received is not None:
            self.take(ReplyEnded(taken.turn.turn, received))
        self.look()
        return taken.turn

    def rows(self, width: int = 80, height: int = 24) -> list[str]:
        """The screen as a person without colours sees it; every row fills the width."""
        rows = Layout(Paper()).rows(self.view, width, height)
        assert len(rows) == height
        assert {cell_len(row) for row in rows} == {width}
        return rows

    def shown(self, width: int = 80, height: int = 24) -> str:
        """The same as one text."""
        return "\n".join(row.rstrip() for row in self.rows(width, height))
