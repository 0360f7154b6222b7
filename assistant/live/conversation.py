"""A conversation at one satellite: sound in, replies out, interruptions, answers without a wake word.

It is as synchronous as all below it: `feed` takes 80 ms of the microphone and of what the loudspeaker played meanwhile,
and gives back what happened. Threads, devices and screens are around it. While a reply is spoken, whoever speaks near
the microphone lowers it at once and, speaking on, halts it. The wake word ends it, and so do words that are a request
or "stop"; after a cough or an "mhm" it goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.addressed import WELL_HEARD, judge
from assistant.assistant import Assistant, Taken
from assistant.audio import resample
from assistant.ears import Ears
from assistant.endpoint import STEP
from assistant.live.happenings import Answered, Dropped, Happening, Level, Listening, ReplyEnded, Voice, Words
from assistant.live.near import NearSpeech, OwnVoice, level
from assistant.live.playback import Playback
from assistant.stages import RATE
from assistant.turn import Belief, Heard, Received, Samples, Transcript, Turn

if TYPE_CHECKING:
    from assistant.live.echo import EchoCanceller


@dataclass(frozen=True, slots=True)
class TalkSettings:
    """Times are seconds."""

    answer: float = 6.0
    """How long an answer to a question may take to begin."""
    follow_up: float = 0.0
    """How long it goes on listening after a reply that asked nothing; 0 for not at all."""
    chime: float = 0.4
    """How long nobody may speak before a chime says that it listens. Who speaks on after the wake word knows; and a
    sound over the first words costs them."""
    settle: float = 0.25
    """Between the end of a reply and listening: the room is still full of it."""
    back: float = 0.4
    """What was said before somebody was noticed to speak."""
    hold: float = 0.32
    """Speech after which a reply is held."""
    give_up: float = 0.48
    """Silence after which whoever made a sound has said nothing."""
    stop: float = 0.24
    """How long "stop" has to stand as what was heard before it ends the reply: a recogniser guesses before it knows."""
    patience: int = 2
    """False interruptions of one reply after which only a wake word or "stop" ends it, and nothing halts it."""


STOPS = frozenset(
    {"stop", "stop it", "stop that", "be quiet", "quiet", "shut up", "enough", "that's enough", "okay stop"}
)
"""Words that end a reply the moment that they are heard."""


@dataclass(slots=True)
class _Reply:
    """The reply being spoken, and who speaks into it."""

    turn: Turn
    near: float = 0.0
    """Seconds of speech since it was lowered."""
    quiet: float = 0.0
    """Seconds since the last of it."""
    lowered: bool = False
    stop: float = 0.0
    """Seconds for which the words have been "stop" and no others."""
    false: int = 0
    """Interruptions that came to nothing."""


class Conversation:
    """One satellite's."""

    def __init__(
        self,
        assistant: Assistant,
        ears: Ears,
        playback: Playback,
        *,
        satellite: str,
        canceller: EchoCanceller,
        near: NearSpeech,
        own: OwnVoice,
        chime: Samples | None = None,
        settings: TalkSettings | None = None,
    ) -> None:
        self.assistant, self.ears, self.playback, self.satellite = assistant, ears, playback, satellite
        self.resident: Belief | None = None
        self.settings = settings or TalkSettings()
        self.muted = False
        self._canceller, self._near, self._own, self._chime = canceller, near, own, chime
        self._reply: _Reply | None = None
        self._sounding = 0.0
        self._listen_in: tuple[float, str, float] | None = None
        self._waiting: list[Taken] = []
        self._told: list[Happening] = []
        self._words = ""
        self._chime_in: float | None = None

    @property
    def busy(self) -> bool:
        """Whether somebody is listened to or spoken to."""
        return self.ears.listening or self.playback.speaking

    def feed(self, frame: Samples, reference: Samples) -> list[Happening]:
        """Takes the next 80 ms of the microphone, and what the loudspeaker was given in as much time."""
        cleaned = self._cleaned(frame, reference)
        self._finish()
        heard = None if self.muted else self._hear(cleaned)
        near = self._reply is not None and not self.muted and self._interrupted(cleaned)
        if heard is not None:
            self._judge(heard)
        self._open_later()
        self._ring()
        self._call()
        self._told.append(Level(level(frame), near))
        told, self._told = self._told, []
        return told

    def listen(self, by: str = "key") -> None:
        """Listens now, with no wake word."""
        self._end_reply(by)
        self.ears.open()
        self._begun(by)

    def greet(self, words: str) -> None:
        """Says something that is no reply. The canceller gets to know the room from it, before anybody interrupts."""
        speech = self.assistant.stages.voice.speak(words)
        self._own.says(words)
        self.playback.say(resample(speech.samples, speech.rate, RATE))

    def typed(self, words: str) -> Taken:
        """A request by keyboard."""
        self._end_reply("keys")
        self.ears.cancel()
        return self._take(Heard(Transcript(words, 1.0)))

    def mute(self, muted: bool) -> None:
        """Deaf, or no longer."""
        self.muted = muted
        self.ears.reset()

    def close(self) -> None:
        """The session ends: a reply under way was heard as far as it went."""
        self._end_reply("end")

    def _cleaned(self, frame: Samples, reference: Samples) -> Samples:
        """Without the loudspeaker's sound, as long as there is any in the room."""
        self._sounding = 1.5 if reference.any() or self.playback.speaking else max(0.0, self._sounding - STEP)
        if not self._sounding:
            if not self.ears.listening:
                self._near.rest(frame)
            return frame
        self._own.take(reference)
        cleaned = self._canceller.cancel(frame, reference)
        self._near.learn(cleaned, frame, reference)
        return cleaned

    def _finish(self) -> None:
        """A reply that has been played to its end was heard out."""
        if self._reply is None or self.playback.speaking:
            return
        self._receive(Received(1.0))

    def _hear(self, cleaned: Samples) -> Heard | None:
        before = self.ears.detection
        heard = self.ears.feed(cleaned, aloud=self._sounding > 0)
        detection = self.ears.detection
        if detection is not None and detection is not before:
            if self._is_own():
                self.ears.cancel()
                self._told.append(Dropped(detection.phrase, "its own voice"))
            else:
                self._end_reply("wake")
                self._begun("wake", detection.phrase)
        if self.ears.listening and self.ears.speech and (words := self.ears.partial) != self._words:
            self._words = words
            self._told.append(Words(words))
        return heard

    def _is_own(self) -> bool:
        """The wake word is in the reply itself just now, and nobody near has spoken."""
        return self._own.said_wake_word and (self._reply is None or self._reply.near < self.settings.hold)

    def _interrupted(self, cleaned: Samples) -> bool:
        reply = self._reply
        assert reply is not None
        near = self._near.take(cleaned)
        if near:
            reply.near, reply.quiet = reply.near + STEP, 0.0
            self._give_way(reply)
        elif reply.lowered:
            reply.quiet += STEP
            if not self.ears.listening or (not self.ears.speech and reply.quiet >= self.settings.give_up):
                self._go_on(reply)
        reply.stop = reply.stop + STEP if reply.lowered and self._words in STOPS else 0.0
        if reply.stop >= self.settings.stop:
            self._end_reply("stop")
        return near

    def _give_way(self, reply: _Reply) -> None:
        if not reply.lowered:
            reply.lowered = True
            self.playback.lower()
            self._told.append(Voice("lowered"))
            if not self.ears.listening:
                self.ears.open(patience=self.settings.give_up, back=self.settings.back)
                self._begun("speech")
        if reply.near >= self.settings.hold and not self.playback.held and reply.false < self.settings.patience:
            self.playback.hold()
            self._told.append(Voice("held"))

    def _go_on(self, reply: _Reply) -> None:
        """It was nothing: the reply goes on."""
        self.ears.cancel()
        reply.near = reply.quiet = 0.0
        reply.lowered, reply.false = False, reply.false + 1
        self.playback.go_on()
        self._told.append(Voice("on"))

    def _judge(self, heard: Heard) -> None:
        """Takes what was meant for it, drops the rest."""
        words = heard.transcript.text
        why = self._not_meant(heard)
        if why:
            self._told.append(Dropped(words, why))
            if self._reply is not None and self._reply.lowered:
                self._go_on(self._reply)
            return
        self._end_reply("stop" if words in STOPS else "request")
        self._take(heard)

    def _not_meant(self, heard: Heard) -> str:
        """Why words are not for it; empty where they are."""
        words = heard.transcript.text
        if self._reply is not None:
            if self._own.said(words):
                return "its own words"
            if words in STOPS and heard.transcript.confidence >= WELL_HEARD:
                return ""
            if heard.detection is None and len(words.split()) == 1:
                return "a word into a reply"
        context = self.assistant.context_at(self.satellite)
        verdict = judge(heard, self.assistant.stages.interpreter.interpret(heard.transcript, context), context)
        return "" if verdict.meant else verdict.why

    def _take(self, heard: Heard) -> Taken:
        taken = self.assistant.hear(heard, assistant=self.satellite, resident=self.resident)
        times = heard.times
        self.speak(taken, waited=times.endpoint - times.speech_end if times else 0.0)
        return taken

    def speak(self, taken: Taken, *, waited: float = 0.0) -> None:
        """Speaks the reply of a turn that has been taken."""
        speech = taken.speech
        self._reply = _Reply(taken.turn)
        self._own.says(taken.turn.reply)
        self.playback.say(resample(speech.samples, speech.rate, RATE))
        self._told.append(Answered(taken, waited))

    def _end_reply(self, by: str) -> None:
        if self._reply is not None:
            speaking = self.playback.speaking
            heard = self.playback.end()
            self._receive(Received(round(heard, 3), by) if speaking else Received(1.0), open_after=False)

    def _receive(self, received: Received, *, open_after: bool = True) -> None:
        assert self._reply is not None
        turn, self._reply = self._reply.turn, None
        self.assistant.received(turn.turn, received)
        self._told.append(ReplyEnded(turn.turn, received))
        patience = self.settings.answer if turn.question else self.settings.follow_up
        if open_after and patience:
            self._listen_in = (self.settings.settle, "answer" if turn.question else "follow_up", patience)

    def _ring(self) -> None:
        """Says by a chime that it listens, where somebody waits for that."""
        if self._chime_in is None:
            return
        self._chime_in -= STEP
        if self.ears.speech or not self.ears.listening:
            self._chime_in = None
        elif self._chime_in <= 0:
            self._chime_in = None
            if self._chime is not None:
                self.playback.tone(self._chime)

    def _open_later(self) -> None:
        """Listens with no wake word, once the room is quiet again."""
        if self._listen_in is None:
            return
        wait, by, patience = self._listen_in
        if self.ears.listening or self._reply is not None:
            self._listen_in = None
        elif wait > 0:
            self._listen_in = (wait - STEP, by, patience)
        else:
            self._listen_in = None
            if not self.muted:
                self.ears.open(patience=patience)
                self._begun(by)

    def _call(self) -> None:
        """What the home calls out is said as soon as nobody speaks."""
        self._waiting.extend(self.assistant.notice())
        if self._waiting and self._reply is None and not self.ears.listening:
            self.speak(self._waiting.pop(0))

    def _begun(self, by: str, phrase: str = "") -> None:
        self._words = ""
        self._told.append(Listening(by, phrase))
        self._chime_in = None if by == "speech" else self.settings.chime
