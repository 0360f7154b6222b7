"""Between the words that were spoken and the way Whisper writes them."""

from __future__ import annotations

import pytest

from assistant.asr.restyle import heard_words, restyled


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Set a timer for 10 minutes.", "set a timer for ten minutes"),
        ("Turn off the lights, please!", "turn off the lights please"),
        ("I'd like a 12-ounce coffee.", "i'd like a twelve ounce coffee"),
        ("Set it to 45%.", "set it to forty five percent"),
        ("Wake me at 7:05 a.m.", "wake me at seven oh five am"),
        ("Remind me on the 21st.", "remind me on the twenty first"),
        ("Turn on the hall light. Turn on the hall light. Turn on the ha", "turn on the hall light"),
        ("Turn on the light, turn on the fan.", "turn on the light turn on the fan"),
        ("No, no, no.", "no no no"),
        ("...", ""),
    ],
)
def test_what_was_written_is_read_as_it_was_spoken(written: str, said: str) -> None:
    assert " ".join(heard_words(written)) == said


@pytest.mark.parametrize(
    ("words", "written", "asked"),
    [
        ("turn on the lark light", "Turn on the dark light.", "Turn on the lark light."),
        ("a twelve ounce latte", "A 12-ounce lat", "A 12-ounce latte."),
        ("set a timer for fifteen minutes", "Set a timer for 50 minutes.", "Set a timer for 15 minutes."),
        ("is it on", "Is it off?", "Is it on?"),
        ("stop", "", "Stop."),
    ],
)
def test_other_words_are_written_as_whisper_would(words: str, written: str, asked: str) -> None:
    assert restyled(words.split(), written) == asked
