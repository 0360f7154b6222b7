"""Sound devices, through PortAudio: a microphone and a loudspeaker that are noticed when they go and come back.

Both run in callbacks of PortAudio's own thread, which only move samples: from the microphone into a ring, from a
`Playback` to the loudspeaker. Devices that do not run at our rate are resampled on the way.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from time import monotonic
from typing import Any

import numpy as np
import soxr

from assistant.audio import resample
from assistant.files import InputError
from assistant.live.playback import Playback
from assistant.live.ring import Ring
from assistant.stages import RATE
from assistant.turn import Samples, Speech

HELD = 20.0
"""Seconds of sound from the microphone kept while the assistant is busy."""

BLOCK = 0.02
"""Seconds a callback."""


SLOW = 5.0
"""Seconds that a device may take to begin."""

ROOM = 0.15
"""Seconds of sound that the system keeps for us while the machine is busy; a block comes as soon as there is one."""

FLOWS = 1.0
"""Seconds between first and last call from which a device is taken to work."""

_UNHEARD = ctypes.CFUNCTYPE(None)(lambda: None)
"""Takes ALSA's complaints; it lives as long as the program."""


class SoundError(InputError):
    """A sound device cannot be used: one line that says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device of this machine."""

    index: int
    name: str
    inputs: int
    """Channels that it records."""
    outputs: int
    default_input: bool
    default_output: bool
    rate: int
    """Samples a second that it likes best."""


def portaudio() -> Any:
    """The package that opens devices; raises `SoundError` where its system library is missing."""
    try:
        _hush_alsa()
        return import_module("sounddevice")
    except OSError:
        mend = "sudo apt install libportaudio2" if sys.platform == "linux" else "pip install --force sounddevice"
        raise SoundError("sound", f"the system library PortAudio is not installed; {mend}") from None


def devices() -> tuple[Device, ...]:
    """The devices that are there now."""
    package = portaudio()
    default_input, default_output = package.default.device
    return tuple(
        Device(
            index,
            str(one["name"]),
            int(one["max_input_channels"]),
            int(one["max_output_channels"]),
            index == default_input,
            index == default_output,
            int(one["default_samplerate"]),
        )
        for index, one in enumerate(package.query_devices())
    )


def look_again() -> None:
    """Has PortAudio list the devices anew. Every stream must be closed: it knows those only that were there before."""
    package = portaudio()
    package._terminate()
    package._initialize()


def find(wanted: str | int | None, *, records: bool) -> Device:
    """The device of a number, or the first whose name holds the words; the default one without. Raises `SoundError`."""
    what = "microphone" if records else "speaker"
    usable = [one for one in devices() if (one.inputs if records else one.outputs) > 0]
    for one in usable:
        default = one.default_input if records else one.default_output
        if default if wanted is None else _is(one, wanted):
            return one
    if wanted is None and usable:
        return usable[0]
    there = ", ".join(f"{one.index} {one.name}" for one in usable) or "none is there; plug one in"
    raise SoundError(what, f"no {what} '{wanted}' is there; {there}" if wanted is not None else there)


class Microphone:
    """Records into a ring from the moment it is made. Raises `SoundError` where the device cannot be opened."""

    def __init__(self, device: str | int | None = None) -> None:
        self.device = find(device, records=True)
        self.ring = Ring(HELD)
        self.overflows = 0
        """Blocks that the system lost before we got them."""
        self._called = self._first = monotonic() + SLOW
        self._stream, self._resampler = _opened(self.device, self._take, records=True)
        self._stream.start()

    @property
    def alive(self) -> bool:
        """Whether it still records."""
        return bool(self._stream.active)

    @property
    def begun(self) -> bool:
        """Whether sound has flowed for a while: that a device could be opened says little, as does its first call."""
        return self._called - self._first > FLOWS

    @property
    def silent(self) -> float:
        """Seconds since the system last called for or brought sound, once it has begun."""
        return monotonic() - self._called

    def close(self) -> None:
        """Lets go of the device."""
        _closed(self._stream)

    def _take(self, given: Any, _frames: int, _time: Any, status: Any) -> None:
        self._called = monotonic()
        self._first = min(self._first, self._called)
        self.overflows += bool(status.input_overflow)
        samples = given[:, 0].copy()
        self.ring.write(samples if self._resampler is None else self._resampler.resample_chunk(samples))


class Loudspeaker:
    """Plays what a `Playback` gives, from the moment it is made. Raises `SoundError` where it cannot be opened."""

    def __init__(self, playback: Playback, device: str | int | None = None) -> None:
        self.device = find(device, records=False)
        self.underflows = 0
        """Times that the system had nothing to play."""
        self._playback = playback
        self._rest: Samples = np.zeros(0, np.int16)
        self._called = self._first = monotonic() + SLOW
        self._stream, self._resampler = _opened(self.device, self._give, records=False)
        self._stream.start()
        playback.latency(float(self._stream.latency))

    @property
    def alive(self) -> bool:
        """Whether it still plays."""
        return bool(self._stream.active)

    @property
    def begun(self) -> bool:
        """Whether sound has flowed for a while: that a device could be opened says little, as does its first call."""
        return self._called - self._first > FLOWS

    @property
    def silent(self) -> float:
        """Seconds since the system last called for or brought sound, once it has begun."""
        return monotonic() - self._called

    def close(self) -> None:
        """Lets go of the device."""
        _closed(self._stream)

    def _give(self, wanted: Any, frames: int, _time: Any, status: Any) -> None:
        self._called = monotonic()
        self._first = min(self._first, self._called)
        self.underflows += bool(status.output_underflow)
        while len(self._rest) < frames:
            block = self._playback.pull(round(BLOCK * RATE))
            more = block if self._resampler is None else self._resampler.resample_chunk(block)
            self._rest = np.concatenate((self._rest, more))
        wanted[:, :] = self._rest[:frames, None]
        self._rest = self._rest[frames:]


def record(seconds: float, device: str | int | None = None) -> Samples:
    """Records for some seconds and gives what came; raises `SoundError` where nothing can be recorded."""
    microphone = Microphone(device)
    try:
        samples = microphone.ring.read(round(seconds * RATE), wait=seconds + 2.0)
    finally:
        microphone.close()
    if samples is None:
        raise SoundError(
            "microphone", f"'{microphone.device.name}' gives no sound; is it in use, or muted by a switch?"
        )
    return samples


def play(speech: Speech, device: str | int | None = None) -> None:
    """Plays a sound to its end; raises `SoundError` where nothing can be played."""
    package = portaudio()
    found = find(device, records=False)
    try:
        package.play(resample(speech.samples, speech.rate, found.rate), found.rate, device=found.index, blocking=True)
    except package.PortAudioError as wrong:
        raise SoundError("speaker", f"'{found.name}' cannot be used: {_said(wrong)}") from None


def _hush_alsa() -> None:
    """ALSA writes its complaints to the terminal, over whatever stands there; what matters reaches us as errors."""
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_UNHEARD)
    except OSError:
        return  # then nothing is there that would complain


def _is(device: Device, wanted: str | int) -> bool:
    if isinstance(wanted, int) or wanted.isdigit():
        return device.index == int(wanted)
    return wanted.lower() in device.name.lower()


def _opened(device: Device, callback: Callable[..., None], *, records: bool) -> tuple[Any, soxr.ResampleStream | None]:
    """A stream at our rate where the device runs at it, else at its own, with what resamples it."""
    package = portaudio()
    make = package.InputStream if records else package.OutputStream
    what = "microphone" if records else "speaker"
    resampler: soxr.ResampleStream | None = None
    try:
        check = package.check_input_settings if records else package.check_output_settings
        rate = RATE
        try:
            check(device=device.index, channels=1, dtype="int16", samplerate=RATE)
        except package.PortAudioError:
            rate = device.rate
            rates = (rate, RATE) if records else (RATE, rate)
            resampler = soxr.ResampleStream(*rates, 1, dtype="int16", quality="HQ")
        stream = make(
            device=device.index,
            channels=1,
            dtype="int16",
            samplerate=rate,
            blocksize=round(BLOCK * rate),
            latency=ROOM if records else "high",
            callback=callback,
        )
    except package.PortAudioError as wrong:
        raise SoundError(
            what, f"'{device.name}' cannot be opened: {_said(wrong)}; is another program using it?"
        ) from None
    return stream, resampler


def _closed(stream: Any) -> None:
    package = portaudio()
    try:
        stream.close(ignore_errors=True)
    except package.PortAudioError:
        return  # the device has gone, and the stream with it


def _said(wrong: Exception) -> str:
    return str(wrong.args[0]).splitlines()[0] if wrong.args else type(wrong).__name__
