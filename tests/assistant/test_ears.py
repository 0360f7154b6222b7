"""The ears with all their real parts: wake word, voice activity and recogniser, on espeak-ng's voice."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.asr.pocketsphinx import PocketSphinxRecogniser
from assistant.asr.pronunciation import pronounce
from assistant.ears import Ears
from assistant.stages import FRAME
from assistant.vad import SileroVoiceActivity
from assistant.wake.openwakeword import OpenWakeWord
from tests.assistant.sounds import frames, hear, say, silence

SENTENCES = [
    "turn on the kitchen light",
    "turn off the kitchen light",
    "open the garage door",
    "what time is it",
    "play some music",
    "stop",
]


@pytest.fixture(scope="module")
def shared_ears() -> Ears:
    recogniser = PocketSphinxRecogniser(SENTENCES * 5, phonemes=pronounce)
    return Ears(wake=OpenWakeWord(), activity=SileroVoiceActivity(), recogniser=recogniser)


@pytest.fixture
def ears(shared_ears: Ears) -> Ears:
    shared_ears.reset()
    return shared_ears


@pytest.mark.parametrize("request_", ["turn on the kitchen light", "what time is it"])
def test_a_request_in_one_breath_with_the_wake_word_is_heard_without_it(ears: Ears, request_: str) -> None:
    [heard] = hear(ears, silence(1), say(f"alexa {request_}"), silence(2))
    assert heard.transcript.text == request_
    assert heard.detection is not None
    assert heard.detection.phrase == "alexa"


def test_the_times_are_where_things_were_in_the_stream(ears: Ears) -> None:
    sound = say("alexa turn on the kitchen light")
    [heard] = hear(ears, silence(1), sound, silence(2))
    assert heard.times is not None
    assert heard.times.wake is not None
    assert heard.times.speech_start is not None
    assert 1.0 < heard.times.wake <= heard.times.speech_start < heard.times.speech_end < heard.times.endpoint
    assert heard.times.speech_end == pytest.approx(1.0 + len(sound) / 16_000, abs=0.3)
    assert heard.times.endpoint - heard.times.speech_end == pytest.approx(0.64)
    assert heard.transcript.words[0].start > heard.times.wake - 0.2
    assert set(heard.ms) == {"wake", "asr", "asr_ahead"}


def test_a_request_after_a_pause_is_waited_for(ears: Ears) -> None:
    [heard] = hear(ears, silence(1), say("alexa"), silence(1.5), say("play some music"), silence(2))
    assert heard.transcript.text == "play some music"


def test_a_pause_inside_a_request_is_survived(ears: Ears) -> None:
    parts = say("alexa turn on the"), silence(0.5), say("kitchen light")
    [heard] = hear(ears, silence(1), *parts, silence(2))
    assert heard.transcript.text.endswith("kitchen light")


def test_the_wake_word_alone_is_heard_as_nothing_after_five_seconds(ears: Ears) -> None:
    [heard] = hear(ears, silence(1), say("alexa"), silence(8))
    assert heard.transcript.text == ""
    assert heard.times is not None
    assert heard.times.wake is not None
    assert heard.times.endpoint - heard.times.wake == pytest.approx(5, abs=0.1)


def test_listening_begins_in_the_frame_of_the_detection_and_ends_with_the_request(ears: Ears) -> None:
    listened = []
    heard = None
    for frame in frames(silence(1), say("alexa turn on the kitchen light"), silence(2)):
        heard = ears.feed(frame) or heard
        listened.append(ears.listening)
        assert (ears.detection is not None) == ears.listening
    assert heard is not None
    assert heard.times is not None
    first, last = listened.index(True) + 1, len(listened) - listened[::-1].index(True)
    assert first * 0.08 == pytest.approx(heard.times.wake)
    assert last * 0.08 == pytest.approx(heard.times.endpoint - 0.08)


def test_the_wake_word_said_again_starts_anew(ears: Ears) -> None:
    parts = say("alexa turn on the kitchen"), silence(0.3), say("alexa what time is it")
    heard = hear(ears, silence(1), *parts, silence(2))
    assert [one.transcript.text for one in heard] == ["what time is it"]


def test_nobody_is_heard_without_the_wake_word(ears: Ears) -> None:
    assert hear(ears, silence(1), say("turn on the kitchen light"), silence(2)) == []


def test_an_open_ear_needs_no_wake_word(ears: Ears) -> None:
    ears.open()
    [heard] = hear(ears, silence(0.8), say("play some music"), silence(2))
    assert heard.transcript.text == "play some music"
    assert heard.detection is None
    assert heard.times is not None
    assert heard.times.wake is None
    assert not ears.listening


def test_an_open_ear_gives_up_when_nobody_speaks(ears: Ears) -> None:
    ears.open()
    [heard] = hear(ears, silence(7))
    assert heard.transcript.text == ""
    assert heard.times is not None
    assert heard.times.endpoint == pytest.approx(5, abs=0.1)


def test_a_recording_that_is_one_request_is_heard_to_its_end(ears: Ears) -> None:
    ears.open(whole=True)
    [heard] = hear(ears, silence(6), say("play some"), silence(2.5), say("music"), silence(3))
    assert heard.transcript.text == "play some music"


def test_a_stream_that_ends_in_mid_request_gives_what_was_heard(ears: Ears) -> None:
    [heard] = hear(ears, silence(1), say("alexa turn on the kitchen light"))
    assert heard.transcript.text.startswith("turn on the")


def test_a_talker_is_cut_off_after_fifteen_seconds(ears: Ears) -> None:
    ears.open()
    heard = hear(ears, np.concatenate([say("play some music")] * 20))
    assert heard[0].times is not None
    assert heard[0].times.endpoint <= 15.0


def test_the_same_stream_is_heard_the_same_again(ears: Ears) -> None:
    parts = silence(1), say("alexa turn on the kitchen light"), silence(2)
    [first] = hear(ears, *parts)
    ears.reset()
    [second] = hear(ears, *parts)
    assert (first.transcript, first.times, first.detection) == (second.transcript, second.times, second.detection)


def test_a_frame_of_another_length_is_refused(ears: Ears) -> None:
    with pytest.raises(ValueError, match=f"{FRAME} samples"):
        ears.feed(silence(0.01))


def test_the_sound_is_given_only_where_it_is_to_be_kept(ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    words = say("play some music")
    ears.open()
    [heard] = hear(ears, silence(0.8), words, silence(2))
    assert heard.sound is None
    monkeypatch.setattr(ears, "_keep_sound", True)
    ears.open()
    [heard] = hear(ears, silence(0.8), words, silence(2))
    assert heard.sound is not None
    # From a little before the first word to a little after the last.
    assert 0 < len(heard.sound) - len(words) < 16_000
    loudest = words[4000:8000].tobytes()
    assert loudest in heard.sound.tobytes()
