"""The tests' own sound card: what is said into the microphone is heard there, and nowhere else."""

import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from assistant.stages import RATE
from assistant.turn import Samples
from tests.sound_card import MICROPHONE, SoundCard, virtual_sound_card

pytest.importorskip("sounddevice")
pytestmark = [pytest.mark.slow, pytest.mark.alone]

LIST = """
import sounddevice
for device in sounddevice.query_devices():
    print(device["name"], device["max_input_channels"] > 0, device["max_output_channels"] > 0)
"""
PLAY = """
import numpy, sounddevice
tone = numpy.sin(2 * numpy.pi * 500 * numpy.arange(16000) / 16000).astype("float32") / 4
sounddevice.play(tone, 16000, blocking=True)
"""


@pytest.fixture(scope="module")
def card() -> Iterator[SoundCard]:
    with virtual_sound_card() as card:
        yield card


def tone(hertz: float, seconds: float = 1.0) -> Samples:
    at = np.arange(round(seconds * RATE)) / RATE
    return (8000 * np.sin(2 * np.pi * hertz * at)).astype(np.int16)


def pitch(samples: Samples) -> float:
    """The strongest frequency; 0 in silence."""
    if not samples.any():
        return 0.0
    spectrum = np.abs(np.fft.rfft(samples.astype(float)))
    return float(np.fft.rfftfreq(len(samples), 1 / RATE)[np.argmax(spectrum)])


def test_a_program_finds_one_device_with_a_microphone_and_a_speaker(card: SoundCard) -> None:
    ran = subprocess.run([sys.executable, "-c", LIST], env=card.environment, capture_output=True, text=True)
    assert ran.stdout.splitlines() == ["default True True"]


def test_what_a_program_plays_comes_out_of_the_speaker(card: SoundCard) -> None:
    with card.listening() as heard:
        subprocess.run([sys.executable, "-c", PLAY], env=card.environment, check=True)
    assert pitch(heard.samples) == pytest.approx(500, abs=5)


def test_what_is_said_into_the_microphone_is_not_heard_from_the_speaker(card: SoundCard) -> None:
    with card.listening() as speaker, card.listening(to=MICROPHONE) as microphone:
        card.say(tone(700))
    assert pitch(microphone.samples) == pytest.approx(700, abs=5)
    assert pitch(speaker.samples) == 0


def test_with_a_cable_the_microphone_hears_the_speaker(card: SoundCard) -> None:
    with card.cable(), card.listening(to=MICROPHONE) as microphone:
        subprocess.run([sys.executable, "-c", PLAY], env=card.environment, check=True)
    assert pitch(microphone.samples) == pytest.approx(500, abs=5)


def test_a_microphone_is_pulled_out_and_put_back(card: SoundCard) -> None:
    card.unplug_microphone()
    card.plug_microphone()
    with card.listening(to=MICROPHONE) as microphone:
        card.say(tone(300))
    assert pitch(microphone.samples) == pytest.approx(300, abs=5)
