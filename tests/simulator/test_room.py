"""A room: what its microphone gets, and what a person in it hears."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from assistant.audio import write_wav
from assistant.files import InputError
from assistant.stages import FRAME, RATE
from assistant.turn import Samples
from simulator.effects import EFFECTS, effect
from simulator.levels import FULL, SPEECH, active_level, at_level
from simulator.noise import KINDS, noise
from simulator.room import ECHO, REPLY, Room, write_scenes
from simulator.scenario import NoiseSpec

SILENT = NoiseSpec(snr=60)
STEP = FRAME / RATE


def speech(seconds: float = 1.0, seed: int = 5) -> Samples:
    """Something as loud as speech."""
    wave = np.random.default_rng(seed).normal(size=round(seconds * RATE))
    return at_level((wave * 3_000).astype(np.int16), SPEECH)


def room(noise: NoiseSpec = SILENT, seed: int = 0) -> Room:
    return Room(noise=noise, rng=np.random.default_rng(seed))


def heard(place: Room, start: float, seconds: float) -> Samples:
    """The microphone's frames from a time on."""
    return np.concatenate([place.frame(start + STEP * n) for n in range(round(seconds / STEP))])


def decibels(samples: Samples) -> float:
    """RMS against full scale."""
    return float(20 * np.log10(max(np.sqrt(np.mean(samples.astype(float) ** 2)), 1e-3) / FULL))


def test_the_microphone_hears_a_resident_when_they_speak_and_only_then() -> None:
    place = room()
    place.say(speech(), at=2.0)
    assert decibels(heard(place, 1.0, 0.8)) < -75
    assert decibels(heard(place, 2.0, 0.8)) == pytest.approx(-24, abs=1)


@pytest.mark.parametrize("level", [-10.0, 6.0])
def test_who_speaks_softly_or_loudly_arrives_so(level: float) -> None:
    place = room()
    place.say(speech(), at=0.0, level=level)
    assert decibels(heard(place, 0.0, 0.8)) == pytest.approx(-24 + level, abs=1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("snr", [5.0, 20.0])
def test_noise_lies_below_speech_by_the_ratio_given(kind: str, snr: float) -> None:
    place = room(NoiseSpec(kind=kind, snr=snr))
    # A television pauses between its sentences: it is its speech that lies below speech.
    level = active_level(heard(place, 0.0, 40.0)) / FULL
    assert 20 * np.log10(level) == pytest.approx(-24 - snr, abs=0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_a_noise_repeats_by_its_seed(kind: str) -> None:
    first, again, other = (noise(kind, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_noise_has_no_seam_where_it_repeats(kind: str) -> None:
    sound = noise(kind, np.random.default_rng(1))
    steps = np.abs(np.diff(sound))
    assert abs(sound[0] - sound[-1]) <= steps.max()


def test_a_recording_serves_as_noise(tmp_path: Path) -> None:
    write_wav(tmp_path / "tap.wav", speech(2.0))
    place = room(NoiseSpec(kind=str(tmp_path / "tap.wav"), snr=10))
    assert decibels(heard(place, 0.0, 4.0)) == pytest.approx(-34, abs=0.5)


def test_a_noise_that_nobody_knows_is_named() -> None:
    with pytest.raises(InputError, match="no noise 'rocket'; one of: quiet"):
        room(NoiseSpec(kind="rocket"))


def test_a_line_brings_its_own_noise_and_takes_it_away() -> None:
    place = room()
    place.say(np.zeros(4 * RATE, np.int16), at=5.0, noise=NoiseSpec(kind="fan", snr=10))
    assert decibels(heard(place, 4.0, 0.8)) < -75
    assert decibels(heard(place, 5.0, 4.0)) == pytest.approx(-34, abs=1)
    assert decibels(heard(place, 10.0, 2.0)) < -75


def test_the_assistant_hears_its_own_reply_faintly() -> None:
    place = room()
    place.play(speech(), at=0.0)
    expected = 20 * np.log10(REPLY) + ECHO
    assert decibels(heard(place, 0.0, 0.8)) == pytest.approx(expected, abs=1)


def test_a_reply_that_is_cut_off_is_gone_and_its_part_known() -> None:
    place = room()
    place.play(speech(2.0), at=1.0)
    assert place.stop(at=1.5) == pytest.approx(0.25)
    assert decibels(heard(place, 2.0, 0.8)) < -75
    assert np.abs(place.render()[round(1.6 * RATE) :]).max() < 0.1 * np.abs(place.render()).max()


def test_with_no_reply_there_is_nothing_to_cut_off() -> None:
    assert room().stop(at=3.0) == 1.0


def test_the_same_seed_gives_the_same_sound() -> None:
    def scene(seed: int) -> bytes:
        place = room(NoiseSpec(kind="kitchen", snr=12), seed)
        place.say(speech(), at=0.5)
        return heard(place, 0.0, 2.0).tobytes() + place.render().tobytes()

    assert scene(4) == scene(4)
    assert scene(4) != scene(5)


def test_a_minute_that_is_not_asked_for_costs_nothing() -> None:
    place = room()
    place.say(speech(), at=1_000.0)
    assert decibels(heard(place, 1_000.0, 0.8)) > -26


def test_a_listener_hears_resident_and_assistant_from_different_sides() -> None:
    place = room()
    place.say(speech(), at=0.5)
    place.play(speech(seed=6), at=2.0)
    scene = place.render()
    resident, reply = scene[8_000:22_000], scene[34_000:46_000]
    assert active_level(resident[:, 0]) > 1.5 * active_level(resident[:, 1])
    assert active_level(reply[:, 1]) > 1.5 * active_level(reply[:, 0])


def test_a_scene_is_comfortably_loud_and_never_clips() -> None:
    place = room(NoiseSpec(kind="kitchen", snr=10))
    place.say(speech(2.0), at=0.5, level=10)
    scene = place.render()
    assert 20 * np.log10(active_level(scene.mean(axis=1))) == pytest.approx(-20, abs=2)
    assert np.abs(scene).max() <= 0.97


def test_a_sound_of_the_home_is_for_the_listener_alone() -> None:
    place = room()
    place.effect("ring", at=0.0)
    assert decibels(heard(place, 0.0, 0.8)) < -75
    assert np.abs(place.render()).max() > 0.01


@pytest.mark.parametrize("name", EFFECTS)
def test_effects_are_short_and_softer_than_speech(name: str) -> None:
    sound = effect(name)
    assert 0.05 < len(sound) / RATE < 6
    assert np.abs(sound).max() < 10 ** (-20 / 20)
    assert abs(sound[-1]) < 1e-3


def test_scenes_are_written_as_one_stereo_file(tmp_path: Path) -> None:
    places = [room(seed=n) for n in range(2)]
    for place in places:
        place.say(speech(), at=0.0)
    write_scenes(tmp_path / "scene.wav", places)
    sound, rate = soundfile.read(tmp_path / "scene.wav", always_2d=True)
    assert sound.shape[1] == 2
    assert len(sound) / rate > 3


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"scene\.wav"):
        write_scenes(tmp_path / "none" / "scene.wav", [room()])
