from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.asr.pocketsphinx import PocketSphinxRecogniser, normalised
from assistant.asr.pronunciation import pronounce
from assistant.files import InputError
from assistant.turn import Samples, Transcript
from tests.assistant.sounds import frames, say, silence

SENTENCES = [
    "turn on the kitchen light",
    "turn off the kitchen light",
    "open the garage door",
    "play some music",
    "stop",
    "set a timer for ten minutes",
]


@pytest.fixture(scope="module")
def recogniser() -> PocketSphinxRecogniser:
    return PocketSphinxRecogniser(SENTENCES * 5, phonemes=pronounce)


def recognised(recogniser: PocketSphinxRecogniser, sound: Samples) -> Transcript:
    transcription = recogniser.transcribe()
    for frame in frames(silence(0.2), sound, silence(0.2)):
        transcription.feed(frame)
    return transcription.finish()


@pytest.mark.parametrize("sentence", ["turn on the kitchen light", "open the garage door", "play some music", "stop"])
def test_its_sentences_are_understood(recogniser: PocketSphinxRecogniser, sentence: str) -> None:
    heard = recognised(recogniser, say(sentence, rate=150))
    assert heard.text == sentence
    assert [word.text for word in heard.words] == sentence.split()
    assert all(0 <= word.confidence <= 1 for word in heard.words)
    assert all(one.end <= other.start + 0.02 for one, other in zip(heard.words, heard.words[1:], strict=False))


def test_alternatives_differ_and_are_no_likelier_than_the_best(recogniser: PocketSphinxRecogniser) -> None:
    heard = recognised(recogniser, say("turn on the kitchen light", rate=150))
    texts = [heard.text, *(other.text for other in heard.alternatives)]
    assert len(set(texts)) == len(texts)
    assert all(0 <= other.confidence <= heard.confidence for other in heard.alternatives)


def test_words_come_while_they_are_spoken(recogniser: PocketSphinxRecogniser) -> None:
    transcription = recogniser.transcribe()
    partials = []
    for frame in frames(silence(0.2), say("turn on the kitchen light", rate=150), silence(0.3)):
        transcription.feed(frame)
        partials.append(transcription.partial())
    assert any(partial.startswith("turn") and partial != partials[-1] for partial in partials)
    assert transcription.finish().text == "turn on the kitchen light"


def test_other_speech_is_heard_with_less_confidence(recogniser: PocketSphinxRecogniser) -> None:
    own = recognised(recogniser, say("turn on the kitchen light", rate=150)).confidence
    other = recognised(recogniser, say("yesterday my uncle sold eleven old bicycles", rate=150)).confidence
    assert other < own - 0.1


def test_silence_has_no_words(recogniser: PocketSphinxRecogniser) -> None:
    assert recogniser.transcribe().finish() == Transcript("", 0.0)


def test_one_utterance_does_not_change_how_the_next_is_heard(recogniser: PocketSphinxRecogniser) -> None:
    sound = say("play some music", rate=150)
    first = recognised(recogniser, sound)
    recognised(recogniser, (say("stop") // 8).astype(np.int16))
    assert recognised(recogniser, sound) == first


def test_beginning_another_drops_the_one_before(recogniser: PocketSphinxRecogniser) -> None:
    recogniser.transcribe().feed(say("stop"))
    assert recognised(recogniser, say("play some music", rate=150)).text == "play some music"


def test_a_name_that_no_dictionary_has_is_understood() -> None:
    recogniser = PocketSphinxRecogniser([*SENTENCES, "ask nespressomatic"], phonemes=pronounce)
    assert recognised(recogniser, say("ask nespressomatic", rate=150)).text == "ask nespressomatic"


def test_without_pronunciations_its_sentences_are_left_out() -> None:
    recogniser = PocketSphinxRecogniser([*SENTENCES, "start the zorblax"])
    assert "zorblax" not in recognised(recogniser, say("start the zorblax", rate=150)).text
    with pytest.raises(InputError, match="no sentence is left"):
        PocketSphinxRecogniser(["zorblax"], phrases=())


def test_it_can_tell_when_words_are_no_whole_request(recogniser: PocketSphinxRecogniser) -> None:
    assert recogniser.ends("turn on the kitchen light") == 1.0
    assert recogniser.ends("turn on the") < 0.08
    assert recogniser.ends("turn on") < 0.08


def test_what_was_built_is_kept_and_found_again(tmp_path: Path) -> None:
    PocketSphinxRecogniser(SENTENCES, cache=tmp_path)
    [built] = tmp_path.iterdir()
    before = {path.name: path.stat().st_mtime_ns for path in built.iterdir()}
    recogniser = PocketSphinxRecogniser(SENTENCES, cache=tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in built.iterdir()} == before
    assert recognised(recogniser, say("play some music", rate=150)).text == "play some music"
    PocketSphinxRecogniser(SENTENCES[:-1], cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_model_in_the_cache_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    PocketSphinxRecogniser(SENTENCES, cache=tmp_path)
    [built] = tmp_path.iterdir()
    (built / "sentences.lm").write_text("nonsense", "utf-8")
    with pytest.raises(InputError, match="remove this folder"):
        PocketSphinxRecogniser(SENTENCES, cache=tmp_path)


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="cannot keep the language model"):
        PocketSphinxRecogniser(SENTENCES, cache=tmp_path / "file")


def test_sentences_are_brought_to_plain_words() -> None:
    assert normalised("Turn on Ana's  lamp, please!") == "turn on ana's lamp please"
