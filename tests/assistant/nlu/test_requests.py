"""Requests out of an utterance."""

import pytest

from assistant.nlu.requests import mended, parted, timing


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("turn on the no off the kitchen light", "turn off the kitchen light"),
        ("set a timer for five no ten minutes", "set a timer for ten minutes"),
        ("turn on the lamp in the kitchen no in the hall", "turn on the lamp in the hall"),
        ("make it blue i mean red", "make it red"),
        ("wake me on monday sorry tuesday", "wake me on tuesday"),
        ("turn on the fan no wait open the window", "open the window"),
        ("play no woman no cry", "play no woman no cry"),
        ("no", "no"),
        ("no i don't", "no i don't"),
    ],
)
def test_self_corrections(said: str, meant: str) -> None:
    assert " ".join(mended(said.split())) == meant


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("turn off the lights and lock the door", ["turn off the lights", "lock the door"]),
        ("turn off the tv and then close the blinds", ["turn off the tv", "close the blinds"]),
        ("turn the lamp on and the fan off", ["turn the lamp on", "turn the fan off"]),
        ("turn on the kitchen and hall lights", ["turn on the kitchen and hall lights"]),
        ("play rock and roll", ["play rock and roll"]),
        ("turn the lamp on and and the fan", ["turn the lamp on and and the fan"]),
        ("add milk and eggs", ["add milk and eggs"]),
    ],
)
def test_several_requests_in_one_breath(said: str, parts: list[str]) -> None:
    assert [" ".join(part) for part in parted(said.split())] == parts


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("turn off the lights in ten minutes", {"delay": 600}),
        ("turn off the lights at half past ten pm", {"at": "22:30"}),
        ("turn off the lights at ten", {"at": "10:00?"}),
        ("turn off the lights at sunset", {"at": "sunset"}),
        ("turn off the fan when the dishwasher is done", {"at": "when:the dishwasher is done"}),
        ("turn the lamp on at fifty percent", {}),
        ("turn off the lights in the hall", {}),
    ],
)
def test_when_a_command_is_to_be_done(said: str, slots: dict[str, object]) -> None:
    assert timing(said.split()).slots == slots
