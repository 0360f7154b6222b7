from __future__ import annotations

import numpy as np

from assistant.vad import SileroVoiceActivity
from tests.assistant.sounds import frames, say, silence


def test_speech_is_told_from_silence_and_noise() -> None:
    activity = SileroVoiceActivity()
    chances = [activity.speech(frame) for frame in frames(silence(0.8), say("turn on the kitchen light"), silence(0.8))]
    assert max(chances[:8]) < 0.3
    assert max(chances) > 0.9
    assert max(chances[-5:]) < 0.3
    noise = np.random.default_rng(1).normal(0, 500, 32_000).astype(np.int16)
    activity.reset()
    assert max(activity.speech(frame) for frame in frames(noise)) < 0.5


def test_a_reset_forgets_the_stream() -> None:
    sound = list(frames(say("what time is it")))
    fresh, used = SileroVoiceActivity(), SileroVoiceActivity()
    for frame in frames(say("something else entirely")):
        used.speech(frame)
    used.reset()
    assert [fresh.speech(frame) for frame in sound] == [used.speech(frame) for frame in sound]
