"""Ears: frames in, Heard out. Wake word, endpointer and recogniser over one stream of sound.

While nobody is listened to, only the wake word's detector runs, over a short memory of the sound. When it fires, the
utterance begins at once; its sound goes to the recogniser as soon as somebody speaks, from a little before. In one
breath with the wake word ("alexa turn on the light") that includes the wake word itself, which is heard better whole
than halved; it is cut from the words afterwards. Once the silence has lasted half of what ends a request, the
recogniser is asked to finish ahead: mostly nothing is left to do when the request is over. Where nothing but the wake
word was heard, listening goes on; where the words are no whole request yet, the silence has to last longer. If the
person speaks on after all, the sound kept is recognised anew.

In a room where others talk, what is softer than the resident is no speech of theirs (`assistant.loudness`): it neither
keeps listening open nor reaches the recogniser, but between their words.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf
from time import perf_counter, thread_time

import numpy as np

from assistant.asr.wake_phrase import without_wake
from assistant.endpoint import STEP, Endpointer, EndpointSettings, Phase
from assistant.loudness import QUIET, Levels, Nearness, frame_level, near_part
from assistant.stages import FRAME, Recogniser, Transcription, VoiceActivity, WakeWord
from assistant.turn import Detection, Heard, Samples, Times, Transcript, Word

SILENT = Transcript("", 0.0)

PAST = 8
"""Frames before the detection that the voice activity is warmed up with."""


@dataclass(frozen=True, slots=True)
class EarSettings:
    """Times are seconds."""

    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    lead: float = 0.32
    """Sound before the first frame of speech that the recogniser gets too: the start of a soft first sound."""
    wake: float = 1.2
    """Sound before the detector fired that holds the wake word."""
    ahead: float = 0.32
    """Silence after which the recogniser finishes ahead."""
    ahead_of_talk: float = 0.64
    """The same, where others talk on: the resident's own pauses are told from their end less surely."""
    sure: float = 0.5
    """The confidence that words need to count as a request where all of them came before the detector fired: it may
    fire late, when a short "alexa stop" is over."""
    ends: float = 0.08
    """The chance of being over under which the words so far count as unfinished. Of sentences cut at a word, 4 in 5
    are below; of whole ones, 1 in 100."""


class Ears:
    """Hears utterances in one stream. Without a `wake` word, it listens only when told to by `open`. With `keep_sound`,
    what is heard comes with what the recogniser got of it."""

    def __init__(
        self,
        *,
        wake: WakeWord | None,
        activity: VoiceActivity,
        recogniser: Recogniser,
        settings: EarSettings | None = None,
        keep_sound: bool = False,
    ) -> None:
        self._wake, self._activity, self._recogniser, self._keep_sound = wake, activity, recogniser, keep_sound
        self.settings = settings or EarSettings()
        self._past: deque[Samples] = deque(maxlen=round((self.settings.wake + 1.0) / STEP))
        self._levels, self._speech = Levels(), QUIET
        self._frames = 0
        self._wake_ms = 0.0
        self._utterance: _Utterance | None = None

    @property
    def listening(self) -> bool:
        """Whether an utterance is under way: from the very frame of the detection to the endpoint."""
        return self._utterance is not None

    @property
    def detection(self) -> Detection | None:
        """The detection that began the utterance under way."""
        return self._utterance.detection if self._utterance else None

    @property
    def now(self) -> float:
        """Seconds of the stream so far."""
        return round(self._frames * STEP, 2)

    def reset(self) -> None:
        """Another stream begins: forgets this one, and what was under way."""
        self._past.clear()
        self._levels, self._speech = Levels(), QUIET
        self._frames, self._utterance = 0, None
        if self._wake is not None:
            self._wake.reset()

    @property
    def speech(self) -> bool:
        """Whether somebody has begun to speak in the utterance under way."""
        return self._utterance is not None and self._utterance.endpointer.speech_start is not None

    @property
    def partial(self) -> str:
        """The words so far of the utterance under way, the wake word included where it was said in one breath."""
        return self._utterance.partial if self._utterance else ""

    def open(self, *, whole: bool = False, patience: float | None = None, back: float = 0.0) -> None:
        """Listens for one utterance without a wake word. What is said is over after a silence; with `whole`, only when
        the stream ends (`close`), as where a recording holds one request.

        `patience` is how long somebody may be silent first, in place of the settings'. With `back`, the utterance
        began so many seconds ago: somebody speaks already.
        """
        endpoint = self.settings.endpoint
        settings = replace(self.settings, endpoint=replace(endpoint, patience=patience or endpoint.patience))
        past = list(self._past)
        first = len(past) - min(round(back / STEP), len(past))
        self._warm_up(past[:first])
        self._levels.disown(len(past) - first)
        # Without a wake word, who speaks is as near as whoever spoke last, if anybody has.
        nearness = Nearness(background=self._levels.background, speech=self._speech)
        start = round(self.now - (len(past) - first) * STEP, 2)
        self._utterance = _Utterance(self._recogniser, settings, nearness, start=start, detection=None, whole=whole)
        for place in range(first, len(past)):
            chance = self._activity.speech(past[place])
            self._utterance.take(past[place], chance, self._levels, past[: place + 1])

    def cancel(self) -> None:
        """Drops the utterance under way."""
        self._utterance = None

    def feed(self, frame: Samples, *, aloud: bool = False) -> Heard | None:
        """Takes the next `FRAME` samples; an utterance, in the frame in which it was found to be over.

        `aloud` where the assistant itself speaks meanwhile: that is not what the room sounds like.
        """
        if len(frame) != FRAME:
            raise ValueError(f"a frame has {FRAME} samples, not {len(frame)}")
        self._frames += 1
        self._past.append(frame)
        self._levels.take(frame, background=self._utterance is None and not aloud)
        began = thread_time()
        detection = self._wake.detect(frame) if self._wake is not None else None
        if detection is not None:
            ms = (thread_time() - began) * 1000
            self._begin(replace(detection, at=self.now), ms)
            return None
        if self._utterance is None:
            return None
        self._utterance.take(frame, self._activity.speech(frame), self._levels, list(self._past))
        return self._end(self._utterance) if self._utterance.over else None

    def close(self) -> Heard | None:
        """The stream ends; what was under way is finished with what was heard of it."""
        return self._end(self._utterance) if self._utterance is not None else None

    def _begin(self, detection: Detection, ms: float) -> None:
        past, wake = list(self._past), round(self.settings.wake / STEP)
        self._warm_up(past)
        self._levels.disown(wake)
        nearness = Nearness(background=self._levels.background, speech=self._levels.loudest(wake))
        self._utterance = _Utterance(
            self._recogniser, self.settings, nearness, start=self.now, detection=detection, whole=False
        )
        self._utterance.include(near_part(past[-wake:], nearness))
        self._wake_ms = ms

    def _warm_up(self, past: Sequence[Samples]) -> None:
        """The network judges by what came before; without a past it takes the wake word's echo for silence."""
        self._activity.reset()
        for frame in past[-PAST:]:
            self._activity.speech(frame)

    def _end(self, utterance: _Utterance) -> Heard:
        began = perf_counter()  # by the clock on the wall: a recogniser may work in threads of its own
        transcript = utterance.finished()
        left = (perf_counter() - began) * 1000 + utterance.ahead.late(self.now)
        ms = {"asr": left, "asr_ahead": utterance.ahead.ms}
        if utterance.detection is not None:
            ms = {"wake": self._wake_ms, **ms}
        self._utterance, self._speech = None, utterance.nearness.speech
        times = utterance.times(self.now)
        ms = {stage: round(value, 3) for stage, value in ms.items()}
        sound = utterance.sound() if self._keep_sound else None
        return Heard(transcript, utterance.detection, times, ms, utterance.nearness.loudness(), sound)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The work that was done before the endpoint: begun `at` in the stream, `ms` of it."""

    at: float = 0.0
    ms: float = 0.0

    def late(self, endpoint: float) -> float:
        """Milliseconds of it that a live stream would still have had to wait for at the endpoint."""
        return max(0.0, self.ms - (endpoint - self.at) * 1000)


class _Utterance:
    """One utterance under way, from `start` in the stream."""

    def __init__(
        self,
        recogniser: Recogniser,
        settings: EarSettings,
        nearness: Nearness,
        *,
        start: float,
        detection: Detection | None,
        whole: bool,
    ) -> None:
        self.recogniser, self.settings, self.nearness, self.start = recogniser, settings, nearness, start
        self.detection, self.whole = detection, whole
        endless = replace(settings.endpoint, silence=inf, patience=inf, longest=inf)
        self.endpointer = Endpointer(endless if whole else settings.endpoint, start=start)
        self.ahead = _Ahead()
        self._sound: list[Samples] = []
        self._fed = 0
        """Frames of the sound that the transcription has got."""
        self._own = 0
        """Frames of the sound up to the last that is the resident's for sure."""
        self._transcription: Transcription | None = None
        self._ahead: Transcript | None = None

    @property
    def over(self) -> bool:
        """Whether the request has ended, or is not expected any more."""
        return self.endpointer.phase is Phase.OVER

    @property
    def partial(self) -> str:
        """The words so far."""
        if self._ahead is not None:
            return self._ahead.text
        return self._transcription.partial() if self._transcription is not None else ""

    def include(self, frames: Sequence[Samples]) -> None:
        """Takes the sound that holds the wake word, so that what follows in one breath is recognised with it."""
        self._sound.extend(frames)

    def take(self, frame: Samples, chance: float, levels: Levels, past: Sequence[Samples]) -> None:
        """Takes the next frame, with the level of the stream up to it; `past` ends with it and the frames before."""
        near = self.nearness.near(levels.now)
        self.endpointer.take(chance, near=near)
        if self.detection is None and near and chance >= self.settings.endpoint.offset:
            self.nearness.learn(levels.now)
        if self._sound:
            self._sound.append(frame)
        elif self.endpointer.speech_start is not None:
            self._sound.extend(past[-self._reach(self.endpointer.speech_start) :])
        else:
            return
        if self.nearness.near(frame_level(frame)):
            self._own = len(self._sound)
        if self.endpointer.silence < self._wait - STEP / 2:
            self._feed(self._known)
        elif not self.whole and self._ahead is None:
            self._finish_ahead()

    @property
    def _wait(self) -> float:
        """Silence after which the recogniser finishes ahead."""
        return self.settings.ahead_of_talk if self.endpointer.others else self.settings.ahead

    @property
    def _known(self) -> int:
        """Frames of the sound that are the resident's as far as is known. Where others talk, those after the resident's
        last loud one are not, but for two: a word dies away in them."""
        return min(self._own + 2, len(self._sound)) if self.nearness.crowded else len(self._sound)

    def finished(self) -> Transcript:
        """The words, once it is over."""
        if self._ahead is not None:
            return self._ahead
        if self._transcription is None or self.endpointer.speech_start is None:
            return SILENT
        if not self.endpointer.others:
            self._feed(len(self._sound))
        return self._finish()

    def sound(self) -> Samples | None:
        """What the recogniser got; none where it got nothing."""
        return np.concatenate(self._sound[: self._fed]) if self._fed and self._sound else None

    def times(self, endpoint: float) -> Times:
        """Where it was in the stream."""
        wake = self.detection.at if self.detection is not None else None
        speech_end = self.endpointer.speech_end
        speech_end = self.start if speech_end is None else speech_end
        return Times(wake, self.endpointer.speech_start, speech_end, endpoint, self.endpointer.because or "closed")

    def _reach(self, speech_start: float) -> int:
        """How many of the last frames the recogniser gets to begin with, where the wake word is not among them."""
        first = max(speech_start - self.settings.lead, self.start)
        return max(1, round((self.endpointer.now - first) / STEP))

    def _feed(self, count: int) -> None:
        """Gives the recogniser the first `count` frames that it has not got yet; all, where it had finished ahead."""
        if self._transcription is None:
            self._transcription, self._ahead, self._fed = self.recogniser.transcribe(), None, 0
        if count > self._fed:
            self._transcription.feed(np.concatenate(self._sound[self._fed : count]))
            self._fed = count

    def _finish_ahead(self) -> None:
        if not self.endpointer.others:
            self._feed(len(self._sound) - 1)
        began = perf_counter()
        self._ahead = self._finish()
        self.ahead = _Ahead(self.endpointer.now, (perf_counter() - began) * 1000)
        if not self._is_request(self._ahead):
            # A cough, or the wake word's own end: nobody has asked for anything yet.
            self.endpointer.forget()
            self._ahead, self._sound, self._own, self._fed = None, [], 0, 0
            return
        if self.endpointer.speech_start is None:
            self.endpointer.accept()
        if self.recogniser.ends(self._ahead.text) < self.settings.ends:
            self.endpointer.expect_more()

    def _is_request(self, transcript: Transcript) -> bool:
        sure = 0.0 if self.endpointer.speech_start is not None else self.settings.sure
        return bool(transcript.text) and transcript.confidence >= sure

    def _finish(self) -> Transcript:
        assert self._transcription is not None
        transcript = self._transcription.finish()
        self._transcription = None
        begun = self.endpointer.now - len(self._sound) * STEP
        words = tuple(_later(word, begun) for word in transcript.words)
        transcript = replace(transcript, words=words)
        if self.detection is not None:
            transcript = without_wake(transcript, self.detection.phrase, fired=self.detection.at)
        return transcript


def _later(word: Word, seconds: float) -> Word:
    return replace(word, start=round(word.start + seconds, 2), end=round(word.end + seconds, 2))
