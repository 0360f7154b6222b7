"""The first steps with microphone and speaker: which ones are there, how loud a voice is, whether it hears itself.

What it cannot tell: whether a person hears the speaker. Where the microphone does, they do.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from assistant.files import InputError
from assistant.settings import Settings
from assistant.stages import RATE
from simulator.finding import Finding, loudness

if TYPE_CHECKING:
    from assistant.live.sound import Device
    from assistant.turn import Samples, Speech

SECONDS = 2.0
"""How long the microphone is listened to."""

SILENT = -90.0
"""dBFS of the loudest tenth of a second under which a microphone gives no sound at all: three steps of sixteen bits."""

QUIET = -55.0
"""dBFS under which a voice is too quiet. Of 40 recordings of people scaled to -60, all woke it; less was not tried."""

OVER = 12.0
"""Decibels that somebody who speaks is over the room's own noise."""

CLIPPED = 0.001
"""The share of samples at full scale from which on a voice is distorted."""

SENTENCE = "turn on the kitchen light and play some music"
"""What it says to hear itself: in its own words, so that the recogniser knows them."""

OTHERS = ("turn off the bedroom lamp", "what time is it", "set a timer for ten minutes", "stop the music", "good night")
"""What the recogniser may hear instead."""

HEARD = 0.6
"""The share of the sentence's words that must be heard: espeak-ng's voices are not heard whole over the air."""

ECHO = 6.0
"""Decibels by which the room must be louder while it speaks for there to be a path from speaker to microphone."""

LOUD = -40.0
"""dBFS of a room in which it cannot be told whether a voice came back."""

BEFORE, AFTER, WAIT = 0.5, 1.0, 3.0
"""Seconds recorded before and after the sentence: what is played comes out a little later; and the longest wait."""

Level = Literal["silent", "quiet", "room", "clipping", "good"]

RAISE = "raise the microphone's level in the system's sound settings (on a Raspberry Pi: alsamixer, F4), or come closer"
MENDS: dict[Level, str] = {
    "silent": "see that it is not muted by a switch or in the system's sound settings, or choose another: --microphone",
    "quiet": RAISE,
    "room": f"speak while it records; if you did, {RAISE}",
    "clipping": "lower the microphone's level in the system's sound settings, or move away from it",
}
"""By what is wrong with a level, its mend."""

NAMES: dict[Level, str] = {
    "silent": "nothing at all is heard",
    "quiet": "too quiet",
    "room": "nobody is heard over the room's own noise",
    "clipping": "too loud: the sound is cut off at its peaks",
    "good": "good",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """How loud a recording is, in dB of full scale."""

    loudest: float
    """Its loudest tenth of a second."""
    floor: float
    """Its quietest tenth of a second: the room."""
    clipped: float
    """The share of samples at full scale."""

    @classmethod
    def of(cls, samples: Samples) -> Heard:
        """Measures a recording."""
        tenths = [loudness(part) for part in np.array_split(samples, max(1, len(samples) // 1600)) if len(part)]
        full = float(np.mean(np.abs(samples.astype(np.int32)) >= 32_767)) if len(samples) else 0.0
        return cls(max(tenths, default=-120.0), min(tenths, default=-120.0), full)

    @property
    def level(self) -> Level:
        """What is to be said of it."""
        if self.loudest < SILENT:
            return "silent"
        if self.clipped >= CLIPPED:
            return "clipping"
        if self.loudest < QUIET:
            return "quiet"
        return "good" if self.loudest - self.floor >= OVER else "room"

    @property
    def bar(self) -> str:
        """From -60 dBFS to full scale, three decibels a mark."""
        marks = min(20, max(0, round((self.loudest + 60) / 3)))
        return "█" * marks + "░" * (20 - marks)


def check_sound(settings: Settings, *, noisy: bool, tell: Callable[[str], None]) -> Iterator[Finding]:
    """The devices, and with `noisy` what they give: it records and speaks. `tell` is told what to do before."""
    from assistant.live.sound import SoundError, devices

    try:
        there = devices()
    except SoundError as wrong:
        yield Finding("sound devices", "note", *_parted(wrong))
        return
    microphone = yield from _listed("microphone", there, settings.microphone)
    speaker = yield from _listed("speaker", there, settings.speaker)
    if not noisy:
        return
    if microphone:
        yield from _level(settings, tell)
    if speaker:
        yield from _spoken(settings, tell, listens=microphone)


def _listed(part: str, there: Sequence[Device], wanted: str | int | None) -> Generator[Finding, None, bool]:
    """Tells which ones there are and which is used; whether one can be."""
    from assistant.live.sound import SoundError, find

    records = part == "microphone"
    usable = [one for one in there if (one.inputs if records else one.outputs) > 0]
    if not usable:
        yield Finding(part, "note", "none is found", "plug one in; text and recordings need none")
        return False
    try:
        used = find(wanted, records=records)
    except SoundError:
        names = "; ".join(_named(one, records=records) for one in usable)
        mend = f"choose another with --{part}, or in the config file"
        yield Finding(part, "note", f"'{wanted}' is not there, but: {names}", mend)
        return False
    yield Finding(part, "ok", "; ".join(_named(one, records=records, used=used) for one in usable))
    return True


def _named(device: Device, *, records: bool, used: Device | None = None) -> str:
    default = device.default_input if records else device.default_output
    marks = ["the system's own"] * default + ["used"] * (device == used)
    return f"{device.index} {device.name}" + (f" ({', '.join(marks)})" if marks else "")


def _level(settings: Settings, tell: Callable[[str], None]) -> Iterator[Finding]:
    """Records somebody who speaks."""
    from assistant.live.sound import SoundError, record

    tell(f"Say something now: the microphone is listened to for {SECONDS:.0f} seconds.")
    try:
        heard = Heard.of(record(SECONDS, settings.microphone))
    except SoundError as wrong:
        yield Finding("microphone level", "note", *_parted(wrong))
        return
    said = f"{heard.bar} {heard.loudest:.0f} dBFS: {NAMES[heard.level]}"
    mend = MENDS.get(heard.level, "")
    yield Finding("microphone level", "note" if mend else "ok", said, mend)


def _spoken(settings: Settings, tell: Callable[[str], None], *, listens: bool) -> Iterator[Finding]:
    """Speaks, and hears itself where there is a microphone."""
    from assistant.config import build_voice
    from assistant.live.sound import SoundError, play

    speech = build_voice(settings.voice).speak(f"{SENTENCE.capitalize()}.")
    tell(f'It speaks now: "{SENTENCE.capitalize()}." Be quiet meanwhile, please.')
    try:
        if not listens:
            play(speech, settings.speaker)
            yield Finding("speaker sound", "ok", f"has played {speech.seconds:.1f} s; if you heard nothing, raise it")
            return
        before, during = _recorded(speech, settings)
    except SoundError as wrong:
        yield Finding("hears itself", "note", *_parted(wrong))
        return
    yield _judged(before, during)


def _recorded(speech: Speech, settings: Settings) -> tuple[Samples, Samples]:
    """The room before it speaks, and while it does."""
    from assistant.live.sound import Microphone, SoundError, play

    microphone = Microphone(settings.microphone)
    try:
        before = microphone.ring.read(round(BEFORE * RATE), wait=WAIT)
        play(speech, settings.speaker)
        during = microphone.ring.read(round((speech.seconds + AFTER) * RATE), wait=WAIT)
    finally:
        microphone.close()
    if before is None or during is None:
        raise SoundError(
            "microphone", f"'{microphone.device.name}' gives no sound; is it in use, or muted by a switch?"
        )
    return before, during


def _judged(before: Samples, during: Samples) -> Finding:
    """How much of its own sentence it heard."""
    room = max(loudness(before), SILENT)
    louder = loudness(during) - room
    if louder < ECHO and room > LOUD:
        return Finding("hears itself", "note", "the room is too loud to tell", "try again when it is quiet")
    if louder < ECHO:
        said = "nothing of what it said came back: headphones, or the speaker is off or turned down"
        return Finding("hears itself", "note", said, "turn the speaker up; with headphones all is well as it is")
    words = SENTENCE.split()
    heard = words_heard(during)
    said = f"heard {heard} of the {len(words)} words it said, {louder:.0f} dB over the room"
    if heard >= HEARD * len(words):
        return Finding("hears itself", "ok", said)
    return Finding("hears itself", "note", said, "turn the speaker up, or put the microphone nearer to where you speak")


def words_heard(samples: Samples) -> int:
    """How many words of the sentence the embedded recogniser hears, in their order."""
    from rapidfuzz.distance import LCSseq

    from assistant.asr.pocketsphinx import PocketSphinxRecogniser

    transcription = PocketSphinxRecogniser([SENTENCE, *OTHERS]).transcribe()
    transcription.feed(samples)
    return int(LCSseq.similarity(transcription.finish().text.split(), SENTENCE.split()))


def _parted(wrong: InputError) -> tuple[str, str]:
    """What is wrong, and the mend, of one line that says both."""
    said, _, mend = wrong.message.partition("; ")
    return said, mend
