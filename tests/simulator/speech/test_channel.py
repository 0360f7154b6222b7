"""The speech channel for text, with the profiles that ship."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.files import InputError
from assistant.nlu.reliability import calibration_error, reliability
from assistant.turn import Heard
from devices.declaration import to_registry
from simulator.draws import drawn
from simulator.setting import load_home
from simulator.speech.align import Counts, counted, total
from simulator.speech.cells import CELLS, Cell
from simulator.speech.channel import SpeechChannel
from simulator.speech.collect import cell_of
from simulator.speech.measured import within
from simulator.speech.profile import Profile, load_profile, names, read_profile, write_profile
from simulator.speech.sentences import sentence

SENTENCES = (
    "turn off the light in the kitchen",
    "set a timer for twenty minutes please",
    "is the garage door open",
    "play some jazz",
    "what's the weather like tomorrow",
)


@pytest.fixture(scope="module", params=["whisper", "pocketsphinx"])
def profile(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


def hear(
    channel: SpeechChannel,
    number: int,
    *,
    accent: float = 0.5,
    snr: float = 15.0,
    care: float = 0.0,
    wake: str | None = None,
) -> Heard | None:
    words = SENTENCES[number % len(SENTENCES)]
    return channel.hear(words, accent=accent, snr=snr, care=care, wake=wake, rng=drawn("test", number))


def word_errors(channel: SpeechChannel, *, accent: float = 0.5, snr: float = 15.0, care: float = 0.0) -> float:
    heard = [hear(channel, number, accent=accent, snr=snr, care=care) for number in range(600)]
    texts = [one.transcript.text for one in heard if one is not None]
    return total(counted(SENTENCES[at % len(SENTENCES)], text) for at, text in enumerate(texts)).rates[0]


def test_the_same_chance_hears_the_same(profile: Profile) -> None:
    one, other = SpeechChannel(profile), SpeechChannel(profile)
    first = [hear(one, number, wake="alexa") for number in range(40)]
    again = [hear(other, number, wake="alexa") for number in reversed(range(40))]
    assert first == again[::-1]


def test_without_errors_the_words_are_heard_as_said(profile: Profile) -> None:
    channel = SpeechChannel(profile, errors=0.0)
    for number, words in enumerate(SENTENCES * 10):
        heard = hear(channel, number, accent=1.0, snr=0.0, wake="alexa")
        assert heard is not None
        assert heard.transcript.text == words


def test_noise_accent_and_a_careless_voice_cost_words(profile: Profile) -> None:
    channel = SpeechChannel(profile)
    middling = word_errors(channel)
    assert word_errors(channel, snr=8.0) > middling + 0.02
    assert word_errors(channel, accent=0.0) < middling - 0.02
    assert word_errors(channel, care=1.0) < middling - 0.01
    assert word_errors(SpeechChannel(profile, errors=0.5)) < middling - 0.05
    assert word_errors(SpeechChannel(profile, errors=2.0)) > middling + 0.05


def test_wake_words_are_missed_as_often_as_the_cell_says(profile: Profile) -> None:
    hardest = profile.cells[-1]
    channel = SpeechChannel(profile)
    heard = [hear(channel, number, accent=hardest.accent, snr=hardest.snr, wake="alexa") for number in range(600)]
    missed = sum(one is None for one in heard) / len(heard)
    assert missed == pytest.approx(hardest.missed, abs=0.06)
    assert all(one.detection is not None and one.detection.phrase == "alexa" for one in heard if one)


def test_an_answer_needs_no_wake_word(profile: Profile) -> None:
    heard = [hear(SpeechChannel(profile), number, accent=1.0, snr=0.0) for number in range(50)]
    assert all(one is not None and one.detection is None for one in heard)


@pytest.fixture(scope="module")
def asked() -> dict[str, list[str]]:
    """Sentences of the calibration, by the cell that they were said in."""
    registry = to_registry(load_home())
    found: dict[str, list[str]] = {cell.name: [] for cell in CELLS}
    for number in range(2400):
        request = sentence(number, registry)
        if request is not None:
            found[cell_of(number).name].append(request.text)
    return found


def said_in(profile: Profile, cell: Cell, words: list[str]) -> list[tuple[str, Heard]]:
    channel = SpeechChannel(profile)
    found = []
    for again in range(2):
        for number, text in enumerate(words):
            rng = drawn("rates", cell.name, again, number)
            heard = channel.hear(text, accent=cell.accent, snr=cell.snr, care=0.0, wake=None, rng=rng)
            assert heard is not None
            found.append((text, heard))
    return found


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.name)
def test_words_are_misheard_as_often_as_in_sound(profile: Profile, cell: Cell, asked: dict[str, list[str]]) -> None:
    heard = said_in(profile, cell, asked[cell.name])
    counts: Counts = total(counted(text, one.transcript.text) for text, one in heard)
    # Twice the bar: these are 500 of the sentences in a cell, and the bar's figure (--check) is over all of them.
    for audio, text in zip(profile.figures[cell.name].audio, counts.rates, strict=True):
        assert within(audio, text) or abs(text - audio) <= 2 * max(0.01, 0.1 * audio)


def test_confidence_of_the_recogniser_for_people_is_the_chance_of_being_right(asked: dict[str, list[str]]) -> None:
    profile = load_profile()
    heard = [one for cell in CELLS for one in said_in(profile, cell, asked[cell.name])]
    heard = [(text, one) for text, one in heard if one.transcript.text]
    sure = np.array([one.transcript.confidence for _, one in heard])
    right = np.array([text == one.transcript.text for text, one in heard])
    assert calibration_error(reliability(sure, right, bins=10)) < 0.1
    assert right[sure > 0.85].mean() > 0.85
    assert right[sure < 0.3].mean() < 0.3


def test_the_words_said_are_among_the_alternatives_at_times_and_each_text_stands_once(profile: Profile) -> None:
    heard = [hear(SpeechChannel(profile), number, accent=1.0) for number in range(600)]
    wrong = [
        (SENTENCES[at % len(SENTENCES)], one.transcript)
        for at, one in enumerate(heard)
        if one is not None and one.transcript.text and one.transcript.text != SENTENCES[at % len(SENTENCES)]
    ]
    among = sum(text in [other.text for other in transcript.alternatives] for text, transcript in wrong) / len(wrong)
    measured = [cell.others[1].truth for cell in profile.cells if cell.accent == 1.0]
    assert min(measured) - 0.08 <= among <= max(measured) + 0.08
    for _, transcript in wrong:
        texts = [transcript.text, *(other.text for other in transcript.alternatives)]
        assert len(set(texts)) == len(texts)


def test_talk_is_overheard_with_the_wake_word_in_it(profile: Profile) -> None:
    channel = SpeechChannel(profile)
    heard = channel.overhear("the council has voted to rebuild the old bridge", snr=10.0, rng=drawn("talk"))
    assert heard.detection is not None
    hours = [channel.wakes_by_mistake(3600, drawn("hour", number)) for number in range(300)]
    assert 0 < sum(hours) < 300
    assert not any(SpeechChannel(profile, errors=0.0).wakes_by_mistake(3600, drawn("hour", at)) for at in range(50))


def test_another_profile_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match="one of: pocketsphinx, whisper"):
        load_profile("cassette")
    assert names() == ["pocketsphinx", "whisper"]


def test_a_profile_is_read_as_it_was_written(profile: Profile, tmp_path: Path) -> None:
    path = tmp_path / "again.json"
    write_profile(path, profile)
    assert read_profile(path) == profile


def test_a_damaged_profile_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "half.json"
    path.write_text('{"name": "half"}', "utf-8")
    with pytest.raises(InputError, match="fit it anew"):
        read_profile(path)
