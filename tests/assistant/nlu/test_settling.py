"""Single words that settle the intent."""

import pytest

from assistant.nlu.settling import settled_intent


@pytest.mark.parametrize(
    ("intent", "said", "meant"),
    [
        ("MediaInfo", "play something by this singer", "HassMediaSearchAndPlay"),
        ("MediaLike", "play more like this", "HassMediaSearchAndPlay"),
        ("HassMediaNext", "play another one from them", "HassMediaSearchAndPlay"),
        ("HassMediaNext", "play the next song", "HassMediaNext"),
        ("MediaInfo", "who plays this", "MediaInfo"),
        ("HassMediaUnpause", "play", "HassMediaUnpause"),
    ],
)
def test_whoever_says_play_and_what_wants_it_played(intent: str, said: str, meant: str) -> None:
    assert settled_intent(intent, said.split()) == meant
