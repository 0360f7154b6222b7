"""A sound card for tests: a PulseAudio of our own with a microphone and a speaker that only the test hears.

Programs under test run as child processes with `SoundCard.environment`: PortAudio reads it when it is loaded. The
microphone is silent until something is played into it, and nothing goes from the speaker to the microphone until
`cable` lays a path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from assistant.stages import RATE
from assistant.turn import Samples

TOOLS = ("pulseaudio", "pactl", "pacat", "parec")

SPEAKER, MICROPHONE = "speaker", "microphone"
"""The names by which PulseAudio knows them."""

SOURCE = (
    "module-remap-source",
    f"master={MICROPHONE}_in.monitor",
    f"source_name={MICROPHONE}",
    "source_properties=device.description=Microphone",
)

ALSA = """
pcm.!default { type pulse hint { show on description "Default" } }
ctl.!default { type pulse }
"""
"""What PortAudio's `default` device is: PulseAudio, and no other device is there."""

PATIENCE = 20.0
"""Seconds that the daemon may take to come up."""

RAW = (f"--rate={RATE}", "--channels=1", "--format=s16le", "--raw")


@dataclass(frozen=True)
class SoundCard:
    """A microphone and a speaker that a test plays into and listens to."""

    environment: Mapping[str, str]
    """The whole environment for a program that shall use this card."""
    _modules: dict[str, str] = field(default_factory=dict)

    def say(self, samples: Samples) -> None:
        """Plays sound (16 kHz mono) into the microphone and returns when it is over."""
        command = ["pacat", "--playback", f"--device={MICROPHONE}_in", "--latency-msec=40", *RAW]
        subprocess.run(command, input=samples.tobytes(), env=self.environment, check=True, timeout=600)

    def saying(self, samples: Samples) -> subprocess.Popen[bytes]:
        """Plays sound into the microphone and returns at once; `wait()` for its end."""
        with tempfile.TemporaryFile() as file:
            file.write(samples.tobytes())
            file.seek(0)
            command = ["pacat", "--playback", f"--device={MICROPHONE}_in", "--latency-msec=40", *RAW]
            return subprocess.Popen(command, stdin=file, env=self.environment)

    @contextmanager
    def listening(self, *, to: str = f"{SPEAKER}.monitor") -> Iterator[Recorded]:
        """Records what comes out of the speaker while the block runs; `Recorded.samples` holds it afterwards."""
        recorded = Recorded()
        with tempfile.TemporaryFile() as file:
            command = ["parec", f"--device={to}", "--latency-msec=20", *RAW]
            recorder = subprocess.Popen(command, stdout=file, env=self.environment)
            _until(lambda: file.seek(0, os.SEEK_END) > 0, "nothing is recorded")
            recorded.started = time.monotonic()
            try:
                yield recorded
            finally:
                recorder.terminate()
                recorder.wait(timeout=10)
                file.seek(0)
                sound = file.read()
                recorded.samples = np.frombuffer(sound[: len(sound) // 2 * 2], np.int16)

    @contextmanager
    def cable(self) -> Iterator[None]:
        """While the block runs, the microphone hears the speaker, as in a room without other sounds."""
        path = (
            "module-loopback",
            f"source={SPEAKER}.monitor",
            f"sink={MICROPHONE}_in",
            "latency_msec=30",
            "adjust_time=0",
        )
        module = self._load(*path)
        try:
            yield
        finally:
            self._pactl("unload-module", module)

    def unplug_microphone(self) -> None:
        """The microphone is pulled out: streams from it break."""
        self._pactl("unload-module", self._modules.pop(MICROPHONE))

    def plug_microphone(self) -> None:
        """The microphone is there (again)."""
        self._modules[MICROPHONE] = self._load(*SOURCE)

    def silence_microphone(self) -> None:
        """The microphone gives no more sound, and no error either, as some do that are pulled out."""
        self._pactl("suspend-source", MICROPHONE, "1")

    def wake_microphone(self) -> None:
        """It gives sound again."""
        self._pactl("suspend-source", MICROPHONE, "0")

    def silence_speaker(self) -> None:
        """The speaker takes no more sound, and gives no error either."""
        self._pactl("suspend-sink", SPEAKER, "1")

    def wake_speaker(self) -> None:
        """It takes sound again."""
        self._pactl("suspend-sink", SPEAKER, "0")

    def unplug_speaker(self) -> None:
        """The speaker is pulled out."""
        self._pactl("unload-module", self._modules.pop(SPEAKER))

    def plug_speaker(self) -> None:
        """The speaker is there (again)."""
        self._modules[SPEAKER] = self._load("module-null-sink", f"sink_name={SPEAKER}", "rate=48000", "norewinds=1")

    def _load(self, *module: str) -> str:
        return self._pactl("load-module", *module).strip()

    def _pactl(self, *words: str) -> str:
        ran = subprocess.run(
            ["pactl", *words], env=self.environment, check=True, capture_output=True, text=True, timeout=10
        )
        return ran.stdout


@dataclass
class Recorded:
    """What a speaker played: 16 kHz mono."""

    started: float = 0.0
    """When the first sample was there, on `time.monotonic`'s clock."""
    samples: Samples = field(default_factory=lambda: np.zeros(0, np.int16))


@contextmanager
def virtual_sound_card() -> Iterator[SoundCard]:
    """A sound card of one's own while the block runs; skips the test where PulseAudio is missing."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{missing[0]} is missing: apt-get install pulseaudio libasound2-plugins libportaudio2")
    # Not pytest's folder: the path of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="card") as folder:
        environment = _environment(Path(folder))
        daemon = _daemon(Path(folder), environment)
        try:
            card = SoundCard(environment)
            _until(lambda: _answers(environment), "PulseAudio does not come up")
            card.plug_speaker()
            card._load("module-null-sink", f"sink_name={MICROPHONE}_in", "rate=48000", "norewinds=1")
            card.plug_microphone()
            yield card
        finally:
            daemon.terminate()
            daemon.wait(timeout=10)


def _environment(folder: Path) -> dict[str, str]:
    (folder / "asound.conf").write_text(ALSA, encoding="utf-8")
    return {
        **os.environ,
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_RUNTIME_PATH": str(folder),
        "PULSE_STATE_PATH": str(folder),
        "PULSE_COOKIE": str(folder / "cookie"),
        "PULSE_SERVER": f"unix:{folder}/native",
        "PULSE_SINK": SPEAKER,
        "PULSE_SOURCE": MICROPHONE,
        "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
    }


def _daemon(folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    settings = ("--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes", "--realtime=no", "--high-priority=no")
    socket = f"--load=module-native-protocol-unix socket={folder}/native auth-anonymous=1"
    command = ["pulseaudio", "-n", *settings, socket]
    own = {key: value for key, value in environment.items() if key != "PULSE_SERVER"}
    return subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _answers(environment: Mapping[str, str]) -> bool:
    return subprocess.run(["pactl", "info"], env=environment, capture_output=True, timeout=10).returncode == 0


def _until(holds: object, otherwise: str) -> None:
    """Waits until it holds; fails the test where it never does."""
    assert callable(holds)
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            pytest.fail(otherwise)
        time.sleep(0.05)
