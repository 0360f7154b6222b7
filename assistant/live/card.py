"""The sound card of a conversation: microphone frames with what the loudspeaker played beside each.

A microphone or a loudspeaker that goes away is noticed and said, time goes on without it, and it is taken up again when
it returns. Without a microphone there is silence in its place; without a loudspeaker replies pass unheard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep

import numpy as np

from assistant.endpoint import STEP
from assistant.live.playback import Playback
from assistant.live.sound import Loudspeaker, Microphone, SoundError, look_again
from assistant.stages import FRAME, RATE
from assistant.turn import Samples

STALE = 2.5
"""Seconds without a block after which a device is taken to be gone: some drivers stop without a word."""

RETRY, SELDOM = 2.0, 30.0
"""Seconds between the first two looks for a device that is not there, and at most: each interrupts the other device
for a moment, so that they become rarer."""

SOON = 0.06
"""Seconds that a frame waits for what was played with it: the two devices do not call at the same time."""

LOOKED = 12
"""Frames over which what is left of the reference is looked at: about a second."""

SPARE = 0.02
"""Seconds that may be left of it all that time. An echo comes after what made it: a reference that waits in a ring for
longer than the echo is on its way comes too late. What is always left over is dropped; devices' clocks differ."""


@dataclass(slots=True)
class SoundCard:
    """One satellite's devices, by name part or number; the system's own where none is named.

    `tell` is given one line whenever a device goes or comes.
    """

    playback: Playback
    tell: Callable[[str], None]
    microphone: str | int | None = None
    speaker: str | int | None = None
    _records: Microphone | None = None
    _plays: Loudspeaker | None = None
    _missing: dict[str, str] = field(default_factory=dict)
    """What is not there, with what was said of it."""
    _next_look: float = 0.0
    _pause: float = RETRY
    _left: list[int] = field(default_factory=list)
    """Samples of the reference that were left over after the last frames."""
    _beat: float = field(default_factory=monotonic)

    def open(self) -> None:
        """Opens what is there. Raises `SoundError` where PortAudio itself is missing."""
        look_again()
        self._open()

    @property
    def hears(self) -> bool:
        """Whether there is a microphone."""
        return self._records is not None

    @property
    def plays(self) -> bool:
        """Whether there is a loudspeaker."""
        return self._plays is not None

    @property
    def names(self) -> tuple[str, str]:
        """The microphone's and the loudspeaker's names, empty where there is none."""
        found = [device.device.name if device is not None else "" for device in (self._records, self._plays)]
        return found[0], found[1]

    @property
    def lost(self) -> float:
        """Seconds of sound that were lost on the way in so far: the machine was busy for too long."""
        records = self._records
        return 0.0 if records is None else records.ring.lost / RATE + records.overflows * STEP / 4

    @property
    def behind(self) -> float:
        """Seconds of sound that wait to be heard."""
        return 0.0 if self._records is None else len(self._records.ring) / RATE

    def frame(self, *, busy: bool = False) -> tuple[Samples, Samples, bool]:
        """Waits for the next frame: the microphone's 80 ms, the loudspeaker's, and whether the microphone was there.

        Looking for a device that has gone interrupts the other one, so that it waits while the session is `busy`.
        """
        self._look_after()
        if self._absent and not (busy and self._records) and monotonic() >= self._next_look:
            self._look_again()
        heard = self._records.ring.read(FRAME, wait=2 * STEP) if self._records is not None else self._silence()
        if self._plays is None:
            self.playback.pull(FRAME)
        reference = self._reference()
        return (np.zeros(FRAME, np.int16), reference, False) if heard is None else (heard, reference, self.hears)

    def close(self) -> None:
        """Lets go of the devices."""
        for device in (self._records, self._plays):
            if device is not None:
                device.close()
        self._records = self._plays = None

    @property
    def _absent(self) -> bool:
        return self._records is None or self._plays is None

    def _silence(self) -> Samples:
        """A frame of nothing, at the pace of the clock."""
        self._beat = max(self._beat + STEP, monotonic() - STEP)
        sleep(max(0.0, self._beat - monotonic()))
        return np.zeros(FRAME, np.int16)

    def _reference(self) -> Samples:
        ring = self.playback.reference
        played = ring.read(FRAME, wait=SOON if self._plays is not None else 0.0)
        self._left.append(len(ring))
        if len(self._left) == LOOKED:
            spare = min(self._left)
            self._left.clear()
            if (
                spare > SPARE * RATE and not self.playback.speaking
            ):  # in mid-reply the canceller would have to start anew
                ring.read(spare)
        return np.zeros(FRAME, np.int16) if played is None else played

    def _look_after(self) -> None:
        for what, device in (("microphone", self._records), ("speaker", self._plays)):
            if device is None:
                continue
            if not (device.alive and device.silent < STALE):
                device.close()
                self._gone(what, f"the {what} '{device.device.name}' has gone")
            elif device.begun and self._missing.pop(what, None) is not None:
                self._pause = RETRY
                self.tell(f"the {what} is back: '{device.device.name}'")

    def _look_again(self) -> None:
        self.close()
        look_again()
        self._open()
        self._next_look = monotonic() + self._pause
        self._pause = min(2 * self._pause, SELDOM)

    def _gone(self, what: str, said: str) -> None:
        if what == "microphone":
            self._records = None
        else:
            self._plays = None
        if self._missing.get(what) != said:
            self._missing[what] = said
            self.tell(said)

    def _open(self) -> None:
        try:
            self._records = Microphone(self.microphone)
        except SoundError as wrong:
            self._gone("microphone", str(wrong))
        try:
            self._plays = Loudspeaker(self.playback, self.speaker)
        except SoundError as wrong:
            self._gone("speaker", str(wrong))
        self.playback.reference.clear()
