"""The first steps with a microphone and a speaker, on a sound card of the tests' own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from assistant.live import sound
from assistant.live.sound import SoundError
from assistant.settings import Settings
from assistant.turn import Samples
from simulator.finding import Finding
from simulator.soundcheck import Heard, check_sound, words_heard
from tests.assistant.sounds import say, silence
from tests.sound_card import SoundCard, virtual_sound_card

VOICE = say("turn on the light and tell me what time it is")
ROOM = np.random.default_rng(0).normal(0, 20, 32_000).astype(np.int16)


def scaled(samples: Samples, gain: float) -> Samples:
    return np.clip(np.round(samples * gain), -32_768, 32_767).astype(np.int16)


@pytest.mark.parametrize(
    ("samples", "level"),
    [
        (silence(2.0), "silent"),
        (np.zeros(0, np.int16), "silent"),
        (np.concatenate((silence(0.3), scaled(VOICE, 0.004))), "quiet"),
        (scaled(ROOM, 10.0), "room"),
        (np.concatenate((ROOM[:8000], VOICE)), "good"),
        (np.concatenate((ROOM[:8000], scaled(VOICE, 20.0))), "clipping"),
    ],
    ids=["no sound", "no samples", "whispered", "a loud room", "a voice", "far too loud"],
)
def test_a_level_is_judged(samples: Samples, level: str) -> None:
    assert Heard.of(samples).level == level


def test_a_louder_voice_has_a_longer_bar() -> None:
    soft, loud = (Heard.of(scaled(VOICE, gain)).bar.count("█") for gain in (0.05, 0.5))
    assert 0 < soft < loud <= 20


def test_its_own_words_are_counted() -> None:
    assert words_heard(say("turn on the kitchen light and play some music", rate=150)) >= 6
    assert words_heard(say("good night", rate=150)) <= 2


@pytest.fixture(scope="module")
def card() -> Iterator[SoundCard]:
    with virtual_sound_card() as card:
        yield card


@dataclass(frozen=True)
class Checked:
    """What the checks came to, by part, and what was said to the person meanwhile."""

    findings: dict[str, Finding]
    told: str


CHECK = """
import json, sys
from dataclasses import asdict
from assistant.settings import Settings
from simulator.soundcheck import check_sound
settings, noisy = Settings(**json.loads(sys.argv[1])), sys.argv[2] == "noisy"
for finding in check_sound(settings, noisy=noisy, tell=lambda words: print(words, file=sys.stderr)):
    print(json.dumps(asdict(finding)))
"""


def checked(card: SoundCard, *, noisy: bool = True, **settings: object) -> Checked:
    command = [sys.executable, "-c", CHECK, json.dumps(settings), "noisy" if noisy else "quiet"]
    ran = subprocess.run(command, env=card.environment, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    found = [Finding(**json.loads(line)) for line in ran.stdout.splitlines()]
    return Checked({finding.part: finding for finding in found}, ran.stderr)


@pytest.mark.slow
@pytest.mark.alone
def test_it_lists_the_devices_and_marks_the_systems_own(card: SoundCard) -> None:
    found = checked(card, noisy=False)
    assert found.findings["microphone"].said == "0 default (the system's own, used)"
    assert found.findings["speaker"].said == "0 default (the system's own, used)"
    assert set(found.findings) == {"microphone", "speaker"}


@pytest.mark.slow
@pytest.mark.alone
def test_it_hears_a_person_and_itself(card: SoundCard) -> None:
    with card.cable():
        person = card.saying(np.concatenate([VOICE] * 5))
        found = checked(card)
        person.terminate()
        person.wait()
        assert found.findings["microphone level"].verdict == "ok"
        assert "good" in found.findings["microphone level"].said
        assert "Say something now" in found.told
        found = checked(card)
    assert found.findings["hears itself"].verdict == "ok"
    assert "of the 9 words it said" in found.findings["hears itself"].said


@pytest.mark.slow
@pytest.mark.alone
def test_headphones_are_no_failure_and_a_dead_microphone_is_told(card: SoundCard) -> None:
    with card.listening() as heard:
        found = checked(card).findings
    assert words_heard(heard.samples) >= 6
    assert (found["microphone level"].verdict, found["hears itself"].verdict) == ("note", "note")
    assert "muted" in found["microphone level"].mend
    assert "headphones" in found["hears itself"].mend


@pytest.mark.slow
@pytest.mark.alone
def test_a_device_that_was_chosen_and_is_not_there_is_told_with_those_that_are(card: SoundCard) -> None:
    found = checked(card, noisy=False, microphone="USB").findings["microphone"]
    assert (found.verdict, found.said) == ("note", "'USB' is not there, but: 0 default (the system's own)")
    assert "--microphone" in found.mend


@pytest.mark.slow
@pytest.mark.alone
def test_the_whole_doctor_takes_the_first_steps(card: SoundCard, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "simulator", "doctor", "--json", "--data", str(tmp_path)]
    with card.cable():
        ran = subprocess.run(command, env=card.environment, capture_output=True, text=True, timeout=300)
    found = {line["part"]: line for line in map(json.loads, ran.stdout.splitlines())}
    assert ran.returncode == 0
    assert found["hears itself"]["verdict"] == "ok"


def none() -> list[Finding]:
    return list(check_sound(Settings(), noisy=True, tell=lambda _: None))


def test_where_there_are_no_devices_nothing_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "devices", lambda: ())
    assert [(finding.part, finding.verdict) for finding in none()] == [("microphone", "note"), ("speaker", "note")]


def test_the_one_system_package_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(sound, "import_module", missing)
    monkeypatch.setattr(sys, "platform", "linux")
    (finding,) = none()
    assert finding == Finding(
        "sound devices", "note", "the system library PortAudio is not installed", "sudo apt install libportaudio2"
    )


def test_a_microphone_that_cannot_be_opened_is_told_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> Samples:
        raise SoundError("microphone", "'USB' cannot be opened: busy; is another program using it?")

    monkeypatch.setattr(sound, "devices", lambda: (sound.Device(0, "USB", 1, 0, True, False, 48_000),))
    monkeypatch.setattr(sound, "record", busy)
    level = next(finding for finding in none() if finding.part == "microphone level")
    assert (level.said, level.mend) == ("'USB' cannot be opened: busy", "is another program using it?")
