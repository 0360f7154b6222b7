"""The screen of a session by voice, with a sound card whose microphone the test speaks into."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator.scenario import VoiceSpec
from simulator.voices import ResidentVoice
from tests.simulator.live.pseudo_terminal import talk
from tests.simulator.live.test_terminal import assert_clean
from tests.sound_card import virtual_sound_card

pytestmark = pytest.mark.slow


def test_a_spoken_request_is_seen_from_its_wake_word_to_its_reply(tmp_path: Path) -> None:
    voice = ResidentVoice("ana", VoiceSpec())
    words = voice.say("turn on the kitchen light", phrase="alexa", rng=np.random.default_rng(1))
    with (
        virtual_sound_card() as card,
        talk(tmp_path, "--asr", "pocketsphinx", "--resident", "ana", environment=card.environment) as terminal,
    ):
        terminal.see("waiting for “Alexa”")
        saying = card.saying(words)
        terminal.see("listening, by its wake word")
        terminal.see("hearing  “turn on")
        shown = terminal.see(" answered  “")
        assert "by alexa" in shown
        assert saying.wait() == 0
        terminal.see("to its end")
        terminal.type("y")
        terminal.see("What was weighed")
        terminal.type("x")
        terminal.see(" answered  “")
        terminal.type("m")
        terminal.see("● muted")
        terminal.type("m")
        terminal.see("waiting for “Alexa”")
        terminal.type(" ")
        terminal.see("listening, by the key")
        terminal.type("w")
        terminal.see(" heard  “that was wrong”")
        terminal.type("q")
        assert terminal.end() == 0
        assert "2 turns; the log is" in terminal.shown
        assert_clean(terminal)
