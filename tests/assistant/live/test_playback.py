"""What the loudspeaker gets."""

import numpy as np
import pytest

from assistant.live.playback import LOWERED, REWIND, Playback
from assistant.stages import RATE

BLOCK = 320


def tone(seconds, level=10_000):
    return np.full(round(seconds * RATE), level, np.int16)


def pulled(playback, seconds):
    return np.concatenate([playback.pull(BLOCK) for _ in range(round(seconds * RATE / BLOCK))])


def test_a_reply_is_played_as_it_is_and_then_there_is_silence() -> None:
    playback = Playback()
    reply = (np.sin(np.arange(RATE) / 5) * 9_000).astype(np.int16)
    playback.say(reply)
    played = pulled(playback, 1.2)
    assert np.array_equal(played[:RATE], reply)
    assert not played[RATE:].any()
    assert not playback.speaking
    assert playback.heard == 1.0


def test_what_was_played_is_the_reference_sample_for_sample() -> None:
    playback = Playback()
    playback.say(tone(0.1))
    played = pulled(playback, 0.2)
    assert np.array_equal(playback.reference.read(len(played)), played)


def test_a_lowered_voice_is_still_heard_and_comes_back_whole() -> None:
    playback = Playback()
    playback.say(tone(2.0))
    pulled(playback, 0.2)
    playback.lower()
    lowered = pulled(playback, 0.2)
    assert lowered[-1] == pytest.approx(10_000 * LOWERED, abs=2)
    playback.go_on()
    assert pulled(playback, 0.2)[-1] == 10_000


def test_a_held_reply_stands_still_and_goes_on_a_word_earlier() -> None:
    playback = Playback()
    playback.say(np.arange(2 * RATE, dtype=np.int32).astype(np.int16))
    pulled(playback, 1.0)
    playback.hold()
    pulled(playback, 0.02)
    assert not pulled(playback, 3.0).any()
    playback.go_on()
    played = pulled(playback, 0.1)
    whole = np.arange(2 * RATE, dtype=np.int32).astype(np.int16)
    assert played[-1] == whole[round((1.0 - REWIND + 0.1) * RATE) - 1]


def test_an_ended_reply_is_silent_at_once_and_says_how_much_was_heard() -> None:
    playback = Playback()
    playback.say(tone(2.0))
    pulled(playback, 0.5)
    assert playback.end() == pytest.approx(0.25, abs=0.02)
    after = pulled(playback, 0.1)
    assert not after[round(0.008 * RATE) :].any()
    assert np.abs(np.diff(after.astype(int))).max() < 200, "no click"


def test_what_waits_in_the_loudspeakers_buffer_was_not_heard_yet() -> None:
    playback = Playback()
    playback.latency(0.5)
    playback.say(tone(2.0))
    pulled(playback, 1.0)
    assert playback.end() == pytest.approx(0.25, abs=0.02)


def test_a_tone_sounds_over_silence_and_over_a_reply() -> None:
    playback = Playback()
    playback.tone(tone(0.05, 3_000))
    assert pulled(playback, 0.1).max() == 3_000
    playback.say(tone(0.2))
    playback.tone(tone(0.05, 3_000))
    assert pulled(playback, 0.2).max() == 13_000


def test_a_reply_louder_than_full_scale_is_clipped_not_wrapped() -> None:
    playback = Playback()
    playback.say(tone(0.1, 30_000))
    playback.tone(tone(0.1, 30_000))
    assert pulled(playback, 0.1).min() >= 0
