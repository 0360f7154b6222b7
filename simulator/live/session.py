"""A live session: one home on the wall's clock, one conversation in it, in a thread of its own.

The thread does all that hears, understands, acts and speaks, one frame after another; the terminal's thread draws and
reads keys. They share two queues: what the terminal wants done, and what the session tells.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from zoneinfo import ZoneInfo

from assistant.assistant import Assistant
from assistant.chimes import listening_chime
from assistant.config import Config, build_conversation, build_recogniser, build_stages, configured
from assistant.files import InputError
from assistant.learnt_file import load_learnt
from assistant.live.card import SoundCard
from assistant.live.conversation import Conversation, TalkSettings
from assistant.live.happenings import Answered
from assistant.live.patient_log import PatientLog
from assistant.live.playback import Playback
from assistant.live.typed import TypedConversation
from assistant.log import FILE
from assistant.service.notify import supervisor
from assistant.settings import Settings
from assistant.turn import Belief
from devices.catalogue import shipped
from devices.declaration import to_registry
from devices.home import Home
from simulator.live.clock import HomeClock
from simulator.live.events import Change, event
from simulator.live.learnt import learnt
from simulator.live.messages import HomeSeen, Learnt, Message, Muted, Note, Ready, Strain, Trouble
from simulator.living import keep, resume
from simulator.setting import find_resident, find_satellite, load_home, load_sentences, make_assistant, make_home

LOOK = 0.5
"""Seconds between two looks at the home for the screen."""

GREETING = "Hello. I'm ready."

REST = 0.08
"""Seconds between two looks at the keyboard in a session without sound."""


class Session:
    """One session. `start` begins it, `wanted` has something done in it, `told` gives what it tells."""

    def __init__(self, settings: Settings, *, data: Path, sound: bool = True) -> None:
        self.settings, self.data, self.sound = settings, data, sound
        self.told: SimpleQueue[Message] = SimpleQueue()
        self.failed: InputError | None = None
        """Why it ended, if not because it was asked to."""
        self._wanted: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._over = Event()
        self._thread = Thread(target=self._run, name="conversation", daemon=True)
        self._due: list[tuple[datetime, Change]] = []
        self._seen: object = None
        self._next_look = 0.0

    def start(self) -> None:
        """Begins it; loading takes some seconds, and `Ready` is told after it."""
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Ends it and waits until the log is closed."""
        self._over.set()
        self._thread.join()

    def typed(self, words: str) -> None:
        """A request by keyboard."""
        self._wanted.put(lambda: self.conversation.typed(words))

    def listen(self) -> None:
        """Listens now, with no wake word."""
        self._wanted.put(self._listen)

    def mute(self) -> None:
        """Deaf, or no longer."""
        self._wanted.put(self._mute)

    def happen(self, kind: str) -> None:
        """Lets something of `events.KINDS` happen in the home."""
        self._wanted.put(partial(self._happen, kind))

    def faster(self) -> None:
        """Has the home's clock run faster."""
        self._wanted.put(lambda: self.clock.faster())

    def slower(self) -> None:
        """Has the home's clock run slower."""
        self._wanted.put(lambda: self.clock.slower())

    def becomes(self, resident: str) -> None:
        """Somebody else speaks from now on."""
        self._wanted.put(partial(self._becomes, resident))

    def _run(self) -> None:
        service = supervisor(os.environ, process=os.getpid())
        try:
            self._open()
            service.ready()
            try:
                while not self._over.is_set():
                    self._step()
                    service.alive(monotonic())
                self._step()  # what was asked for last is still done
            finally:
                service.stopping()
                self._close()
        except InputError as wrong:
            self.failed = wrong

    def _open(self) -> None:
        settings = self.settings
        declaration = load_home(settings.home)
        registry = to_registry(declaration)
        custom = load_sentences(settings.sentences)
        config = self._config()
        start = datetime.now(ZoneInfo(registry.settings.time_zone))
        self.home: Home = make_home(declaration, start=start, seed=0)
        resume(self.home, self.data)
        self.clock = HomeClock(self.home.now, monotonic)
        self.log = PatientLog(self.data / FILE, self._trouble)
        stages = build_stages(config, registry, custom=custom)
        replies = settings.replies if self.sound else "full"
        self.assistant: Assistant = make_assistant(
            self.home, stages, self.log, replies=replies, learnt=load_learnt(self.data)
        )
        self.card: SoundCard | None = None
        self.conversation: Conversation | TypedConversation
        satellite = find_satellite(registry, settings.assistant)
        recogniser = ""
        if self.sound:
            heard_by = build_recogniser(config, registry, custom=custom)
            recogniser = type(heard_by).__name__.removesuffix("Recogniser")
            self.card = SoundCard(Playback(), self._trouble, settings.microphone, settings.speaker)
            self.conversation = build_conversation(
                config,
                self.assistant,
                heard_by,
                satellite=satellite,
                playback=self.card.playback,
                chime=listening_chime().samples,
                settings=TalkSettings(follow_up=settings.follow_up),
            )
            self.card.open()
            self.conversation.greet(GREETING)
        else:
            self.conversation = TypedConversation(self.assistant, satellite=satellite)
        person = find_resident(registry, settings.resident) if settings.resident else None
        self._becomes(person.id if person else "")
        self._introduce(recogniser, person.name if person else "")

    def _config(self) -> Config:
        titles = [item.title for item in shipped().items]
        config = configured(self.settings, data=self.data, titles=titles)
        return config if self.sound else replace(config, voice="silent")

    def _introduce(self, recogniser: str, resident: str) -> None:
        words = [Path(word).stem.replace("_", " ") for word in self.settings.wake] if self.sound else []
        microphone, speaker = self.card.names if self.card else ("", "")
        satellite = self.conversation.satellite
        self.told.put(
            Ready(" or ".join(words), recogniser, self.settings.voice, microphone, speaker, satellite, resident)
        )
        self._tell_learnt()
        self._look()

    def _tell_learnt(self) -> None:
        context = self.assistant.context
        self.told.put(Learnt(learnt(context), context.knowledge.learnt))

    def _trouble(self, text: str) -> None:
        self.told.put(Trouble(text))

    def _step(self) -> None:
        self._carry_out()
        self._live_on()
        if self.card is not None and isinstance(self.conversation, Conversation):
            frame, reference, there = self.card.frame(busy=self.conversation.busy)
            if not there:
                self.conversation.ears.cancel()
            told = self.conversation.feed(frame, reference)
        else:
            self._over.wait(REST)
            assert isinstance(self.conversation, TypedConversation)
            told = self.conversation.rest()
        for happening in told:
            self.told.put(happening)
        if any(isinstance(happening, Answered) for happening in told):
            self._keep()
        if monotonic() >= self._next_look:
            self._look()

    def _carry_out(self) -> None:
        while True:
            try:
                self._wanted.get_nowait()()
            except Empty:
                return

    def _live_on(self) -> None:
        """The home lives up to now; what was simulated falls back at its time."""
        now = self.clock.now
        while self._due and self._due[0][0] <= now:
            at, change = self._due.pop(0)
            self.home.advance(at)
            self.home.set_state(change.entity, change.state)
        self.home.advance(now)

    def _settle(self) -> None:
        """What was simulated and has not fallen back yet does so before the home is left."""
        for _, change in self._due:
            self.home.set_state(change.entity, change.state)
        if self._due:
            self._keep()

    def _keep(self) -> None:
        self.log.catch_up()
        try:
            keep(self.home, self.data)
        except InputError as wrong:
            self.told.put(Trouble(str(wrong)))
        self._tell_learnt()
        self._look()

    def _look(self) -> None:
        self._next_look = monotonic() + LOOK
        self.told.put(HomeSeen(self.home.now, self.clock.speed, dict(self.home.states), self.home.registry))
        if self.card is not None:
            self.told.put(Strain(self.card.behind, self.card.lost))

    def _close(self) -> None:
        if self.card is not None and isinstance(self.conversation, Conversation):
            self.conversation.close()
            self.card.close()
        self._settle()
        self.log.catch_up()
        waiting = self.log.waiting
        self.log.close()
        if waiting and self.failed is None:
            self.failed = InputError(
                self.log.path, f"{waiting} entries could not be written; free some space next time"
            )

    def _listen(self) -> None:
        if isinstance(self.conversation, Conversation):
            self.conversation.listen()

    def _mute(self) -> None:
        if isinstance(self.conversation, Conversation):
            self.conversation.mute(not self.conversation.muted)
            self.told.put(Muted(self.conversation.muted))

    def _happen(self, kind: str) -> None:
        who = next((one.name for one in self.home.registry.residents.values()), "somebody")
        found = event(kind, self.home.registry, who=who)
        if found is None:
            self.told.put(Note(f"nothing in this home would notice it: {kind}"))
            return
        self.told.put(Note(found.said))
        now = self.clock.now  # later than the home's: what happens now is news
        due = [(now + timedelta(seconds=change.after), change) for change in found.changes]
        self._due = sorted([*self._due, *due], key=lambda one: one[0])

    def _becomes(self, resident: str) -> None:
        self.conversation.resident = Belief(resident, 1.0) if resident else None
