"""The screen of a session by voice, with a sound card whose microphone the test speaks into."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

from assistant.stages import RATE
from simulator.scenario import VoiceSpec
from simulator.voices import ResidentVoice
from tests.simulator.live.pseudo_terminal import PseudoTerminal, talk
from tests.simulator.live.test_terminal import assert_clean
from tests.sound_card import SoundCard, virtual_sound_card

pytestmark = [pytest.mark.slow, pytest.mark.alone]


def test_a_spoken_request_is_seen_from_its_wake_word_to_its_end(tmp_path: Path) -> None:
    voice = ResidentVoice("ana", VoiceSpec())
    words = voice.say("turn on the kitchen light", phrase="alexa", rng=np.random.default_rng(1))
    with virtual_sound_card() as card, session(tmp_path, card) as terminal:
        terminal.see("waiting for “Alexa”")
        # Several times: a busy machine may lose some of it, and that is not the screen's affair.
        with card.saying(np.tile(np.concatenate((words, np.zeros(6 * RATE, np.int16))), 5)) as saying:
            terminal.see("listening, by its wake word")
            terminal.see("hearing  “")
            terminal.see(" answered  “")
            saying.terminate()


def test_keys_do_what_stands_at_the_foot(tmp_path: Path) -> None:
    with virtual_sound_card() as card, session(tmp_path, card) as terminal:
        terminal.see("waiting for “Alexa”")
        for key, seen in (("m", "● muted"), ("m", "waiting for “Alexa”"), (" ", "listening, by the key")):
            terminal.type(key)
            terminal.see(seen)
        terminal.type("w")
        terminal.see(" heard  “that was wrong”")
        terminal.see("to its end")
        for key, seen in (("y", "── Why"), ("x", "── Home"), ("?", "── Keys"), ("x", "── Home"), ("+", "×10")):
            terminal.type(key)
            terminal.see(seen)
        terminal.type("r")
        terminal.see("Bo speaks from now on")
        terminal.type("2")
        terminal.see("▲ Smoke alarm smoke")
        terminal.type("q")
        assert terminal.end() == 0
        assert "; the log is" in terminal.shown
        assert_clean(terminal)


def session(data: Path, card: SoundCard) -> AbstractContextManager[PseudoTerminal]:
    """A session by voice, with the recogniser that needs nothing."""
    return talk(data, "--asr", "pocketsphinx", "--resident", "ana", environment=card.environment)
