"""espeak-ng from its wheel: no system package, beside Piper's own copy, the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from assistant import espeak


def test_a_name_has_a_pronunciation() -> None:
    assert espeak.phonemes("kitchen") == "kˈɪtʃən"


def test_clauses_are_pronounced_one_after_another() -> None:
    assert espeak.phonemes("Lamp. Chair.").split() == ["lˈæmp", "tʃˈɛɹ"]


def test_korean_is_spoken_too() -> None:
    assert espeak.synthesise("안녕하세요", voice="ko").seconds > 0.5


@pytest.mark.parametrize("voice", ["en-us", "en-gb", "en-us+f2", "en-us+announcer", "en-us+klatt4"])
def test_a_voice_says_the_same_thing_the_same_way_whatever_was_said_before(voice: str) -> None:
    first = espeak.synthesise("A fine shiny day.", voice=voice).samples.tobytes()
    espeak.synthesise("Hush, it is a secret!", voice="en-gb+m3", rate=190, pitch=70)
    assert espeak.synthesise("A fine shiny day.", voice=voice).samples.tobytes() == first


def test_voices_differ() -> None:
    assert len({espeak.synthesise("Hello.", voice=f"en-us+{v}").samples.tobytes() for v in ("f1", "m1", "f4")}) == 3


def test_a_higher_rate_is_faster() -> None:
    text = "Somebody is at the door."
    assert espeak.synthesise(text, rate=220).seconds < 0.85 * espeak.synthesise(text, rate=150).seconds


def test_threads_do_not_disturb_each_other() -> None:
    texts = [f"This is sentence number {n}." for n in range(8)]
    alone = [espeak.synthesise(text).samples.tobytes() for text in texts]
    together: dict[str, bytes] = {}

    def speak(text: str) -> None:
        together[text] = espeak.synthesise(text).samples.tobytes()

    threads = [threading.Thread(target=speak, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[text] for text in texts] == alone


def test_it_lives_beside_pipers_own_copy() -> None:
    pytest.importorskip("piper", reason="the extra `piper` is not installed")
    from assistant.tts.piper import PiperVoice

    before = espeak.phonemes("temperature")
    assert PiperVoice().speak("Hello there.").seconds > 0.3
    assert espeak.phonemes("temperature") == before


@pytest.mark.parametrize("voice", ["xx-nowhere", "en-us+nobody"])
def test_an_unknown_voice_is_named(voice: str) -> None:
    with pytest.raises(ValueError, match=r"nowhere|nobody"):
        espeak.synthesise("Hello.", voice=voice)


def test_a_program_that_has_spoken_says_nothing_of_it_when_it_ends() -> None:
    program = "from assistant.espeak import synthesise; synthesise('Hello.')"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("", "")
