"""Intents that single words and names settle."""

import pytest

from assistant.nlu.gazetteer import Known
from assistant.nlu.settling import settled_intent


@pytest.mark.parametrize(
    ("intent", "text", "settled"),
    [
        ("HassSetVolume", "turn it up 20 percent", "HassSetVolumeRelative"),
        ("HassSetVolume", "turn it up to 20 percent", "HassSetVolume"),
        ("HassSetVolume", "volume 20", "HassSetVolume"),
        ("HassSetVolume", "turn the volume all the way up", "HassSetVolume"),
        ("HassListRemoveItem", "tick pears off the party list", "HassListCompleteItem"),
        ("HassListRemoveItem", "take pears off the party list", "HassListRemoveItem"),
        ("HassListAddItem", "put pears on the grocery list", "HassShoppingListAddItem"),
        ("HassSetPosition", "lift the shades", "HassTurnOn"),
    ],
)
def test_words_settle_an_intent(intent: str, text: str, settled: str) -> None:
    assert settled_intent(intent, text.split()) == settled


@pytest.mark.parametrize(
    ("intent", "domain", "settled"),
    [
        ("RoutineRun", "scene", "HassTurnOn"),
        ("RoutineRun", "automation", "RoutineRun"),
        ("HassVacuumCleanArea", "floor", "HassVacuumStart"),
        ("HassVacuumStart", "area", "HassVacuumCleanArea"),
        ("HassVacuumStart", "vacuum", "HassVacuumStart"),
    ],
)
def test_what_is_named_settles_an_intent(intent: str, domain: str, settled: str) -> None:
    assert settled_intent(intent, ["do", "attic"], [Known(1, 2, (domain,))]) == settled


@pytest.mark.parametrize(
    ("intent", "said", "meant"),
    [
        ("MediaInfo", "play something by this singer", "HassMediaSearchAndPlay"),
        ("MediaLike", "play more like this", "HassMediaSearchAndPlay"),
        ("HassMediaNext", "play another one from them", "HassMediaSearchAndPlay"),
        ("HassMediaNext", "play the next song", "HassMediaNext"),
        ("MediaInfo", "who plays this", "MediaInfo"),
        ("HassNevermind", "play don't speak", "HassMediaSearchAndPlay"),
        ("MediaSettings", "play slow ride", "HassMediaSearchAndPlay"),
        ("MediaSettings", "play that again", "MediaSettings"),
        ("Unsupported", "play something weird", "HassMediaSearchAndPlay"),
        ("Unsupported", "play chess with me", "Unsupported"),
        ("HassMediaUnpause", "play", "HassMediaUnpause"),
    ],
)
def test_whoever_says_play_and_what_wants_it_played(intent: str, said: str, meant: str) -> None:
    assert settled_intent(intent, said.split()) == meant
