"""What the screen knows: built from the session's messages, with no terminal in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from assistant.learnt import Learnt as Rewrites
from assistant.live.happenings import Answered, Dropped, Level, Listening, ReplyEnded, Voice, Words
from assistant.turn import Turn
from devices.protocol import Registry
from simulator.live.devices_seen import HomeView, HomeWatch
from simulator.live.messages import HomeSeen, Learnt, Message, Muted, Note, Ready, Strain, Trouble

PASSING = 8.0
"""Seconds for which something said in passing stays."""

MENDED = 15.0
"""Seconds for which a trouble that is over stays."""

METER = 0.2
"""Seconds between two moves of the level meter."""

LONGEST = 20.0
"""Seconds after which listening is over for the screen, whatever became of it: the ears give up after 15."""

KEPT = 200
"""Turns kept for the screen."""

QUIETEST, LOUDEST = -60, 0
"""dBFS that the meter shows."""

ABOUT = {
    "microphone": ("the microphone ", "no microphone ", "microphone: "),
    "speaker": ("the speaker ", "no speaker ", "speaker: "),
    "log": ("the log ", "log.sqlite: "),
}
"""Words by which a line of trouble tells what it is about, of the things that can be right again."""

State = Literal["loading", "muted", "held", "lowered", "listening", "thinking", "speaking", "waiting"]

Panel = Literal["", "help", "why"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said in passing."""

    text: str
    kind: Literal["note", "dropped"]
    until: float


@dataclass(frozen=True, slots=True)
class Wrong:
    """A trouble, or the end of one."""

    text: str
    over: bool
    until: float | None
    """When it goes; none as long as the trouble lasts."""


@dataclass(slots=True)
class View:
    """One session as it is seen. `now` is in seconds of a clock that never runs back; `passes` moves it on."""

    sound: bool
    """Whether it hears; else it is typed to."""
    now: float = 0.0
    ready: Ready | None = None
    muted: bool = False
    by: str = ""
    """What it listens for now, as in `Listening`; empty while it does not listen."""
    phrase: str = ""
    words: str = ""
    """The words so far of the utterance under way."""
    voice: Literal["", "speaking", "lowered", "held"] = ""
    asked: str = ""
    """What was typed and has no answer yet."""
    turn: Turn | None = None
    turns: tuple[Turn, ...] = ()
    """The last ones, newest last."""
    taken: int = 0
    """How many turns there were."""
    resident: str = ""
    """Who speaks, by id; empty for nobody in particular."""
    at: datetime | None = None
    speed: float = 1.0
    registry: Registry = field(default_factory=Registry)
    home: HomeView = field(default_factory=HomeView)
    learnt: tuple[str, ...] = ()
    rewrites: Rewrites = field(default_factory=Rewrites)
    notice: Notice | None = None
    wrongs: tuple[Wrong, ...] = ()
    level: int = QUIETEST
    """dBFS of the microphone, as the meter shows it."""
    near: bool = False
    behind: float = 0.0
    lost: float = 0.0
    """Seconds of sound lost so far."""
    panel: Panel = ""
    page: int = 0
    explained: Turn | None = None
    """The turn that the panel explains."""
    _watch: HomeWatch = field(default_factory=HomeWatch)
    _since: float = 0.0
    _moved: float = 0.0
    _loudest: float = QUIETEST

    @property
    def state(self) -> State:
        """What it does now, the most telling first."""
        if self.ready is None:
            return "loading"
        if self.muted:
            return "muted"
        if self.voice in ("held", "lowered"):
            return self.voice
        if self.by:
            return "listening"
        if self.asked:
            return "thinking"
        return "speaking" if self.voice else "waiting"

    def opens(self, panel: Panel) -> None:
        """A panel is opened, or none. Explained is the last turn that was not itself about another."""
        self.panel, self.page = panel, 0
        told = (turn for turn in reversed(self.turns) if turn.intent not in ("Explain", "Complain"))
        self.explained = next(told, None) if panel == "why" else None

    def passes(self, now: float) -> None:
        """Time passes: what was said in passing goes."""
        self.now = now
        if self.notice is not None and now >= self.notice.until:
            self.notice = None
        if any(wrong.until is not None and now >= wrong.until for wrong in self.wrongs):
            self.wrongs = tuple(wrong for wrong in self.wrongs if wrong.until is None or now < wrong.until)
        if self.by and now - self._since > LONGEST:
            self._rests()

    def types(self, words: str) -> None:
        """Somebody sent words by keyboard."""
        self.asked, self.turn, self.words = words, None, ""

    def becomes(self) -> str:
        """The next resident speaks from now on, nobody in particular after the last; who that is."""
        known = ["", *self.registry.residents]
        self.resident = known[(known.index(self.resident) + 1) % len(known)] if self.resident in known else ""
        return self.resident

    def note(self, text: str) -> None:
        """Something is said in passing."""
        self.notice = Notice(text, "note", self.now + PASSING)

    def take(self, message: Message) -> None:
        """One message of the session."""
        match message:
            case Level():
                self._hears(message)
            case HomeSeen():
                self._looks(message)
            case Ready():
                self.ready, self.resident = message, message.resident
            case Listening():
                self._listens(message)
            case Words(text=text):
                self.words, self._since = text, self.now
            case Answered():
                self._answers(message.taken.turn)
            case ReplyEnded():
                self._ends(message)
            case Dropped():
                self._drops(message)
            case Voice(how=how):
                self._speaks(how)
            case Learnt(lines=lines, rewrites=rewrites):
                self.learnt, self.rewrites = lines, rewrites
            case Note(text=text):
                self.note(text)
            case Trouble(text=text):
                self.wrongs = troubles(self.wrongs, text, self.now)
            case Muted(muted=muted):
                self.muted = muted
                self._rests()
            case Strain(behind=behind, lost=lost):
                self.behind, self.lost = round(behind, 1), round(lost, 1)

    def _hears(self, level: Level) -> None:
        """The meter shows the loudest since it last moved."""
        self._loudest = max(self._loudest, level.db)
        if self.now - self._moved >= METER:
            self._moved = self.now
            self.level = max(QUIETEST, min(LOUDEST, round(self._loudest)))
            self.near, self._loudest = level.near, QUIETEST

    def _looks(self, seen: HomeSeen) -> None:
        self.at, self.speed, self.registry = seen.at, seen.speed, seen.registry
        named = (person.id for person in seen.registry.residents.values() if person.name == self.resident)
        self.resident = next(named, self.resident)
        self._watch.look(seen, self.now)
        self.home = self._watch.view

    def _listens(self, listening: Listening) -> None:
        self.by, self.phrase, self.words, self._since = listening.by, listening.phrase, "", self.now
        if listening.by != "speech":
            self.turn, self.voice = None, ""

    def _answers(self, turn: Turn) -> None:
        self.turn, self.turns, self.taken = turn, (*self.turns, turn)[-KEPT:], self.taken + 1
        self.asked = ""
        if self.notice is not None and self.notice.kind == "dropped":
            self.notice = None
        self._rests()
        self.voice = "speaking"

    def _ends(self, ended: ReplyEnded) -> None:
        self.turns = tuple(
            replace(turn, received=ended.received) if turn.turn == ended.turn else turn for turn in self.turns
        )
        if self.turn is not None and self.turn.turn == ended.turn:
            self.turn = self.turns[-1]
        self.voice = ""

    def _drops(self, dropped: Dropped) -> None:
        text = f"dropped “{dropped.words}”: {dropped.why}" if dropped.words else f"dropped: {dropped.why}"
        self.notice = Notice(text, "dropped", self.now + PASSING)
        self._rests()

    def _speaks(self, how: str) -> None:
        if how == "on":
            self.voice = "speaking"
            self._rests()
        elif how in ("lowered", "held"):
            self.voice = "lowered" if how == "lowered" else "held"

    def _rests(self) -> None:
        """It listens no longer; what is shown is the last turn again."""
        self.by, self.phrase, self.words = "", "", ""
        if self.turn is None and self.turns and not self.asked:
            self.turn = self.turns[-1]


def troubles(before: Sequence[Wrong], text: str, now: float) -> tuple[Wrong, ...]:
    """With one line more. A line that says that something is right again takes the trouble's place for a while."""
    about = _about(text)
    over = " is back: " in text or text.startswith("the log can be written again")
    rest = tuple(wrong for wrong in before if not about or _about(wrong.text) != about)
    lasts = not over and bool(about)
    return (*rest, Wrong(text, over, None if lasts else now + (MENDED if over else 4 * MENDED)))[-3:]


def _about(text: str) -> str:
    """What a line of trouble is about, of the things that can be right again."""
    return next((what for what, words in ABOUT.items() if any(word in text for word in words)), "")
