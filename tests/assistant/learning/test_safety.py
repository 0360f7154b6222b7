"""Nothing is rewritten into what lets somebody in, wakes, warns or costs money."""

from __future__ import annotations

import pytest

from assistant.learning.safety import critical


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("HassUnlock|name:front door", "unlock the front door"),
        ("HassTurnOff|name:sesame", "unlock sesame"),
        ("HassTurnOn|device_class:garage|domain:cover", "open up"),
        ("HassTurnOn|name:garage", "let the car in"),
        ("HassTurnOff|domain:lock", "let her in"),
        ("HassTurnOff|domain:alarm_control_panel", "disarm it"),
        ("HassToggle|name:{name}", "toggle the back gate"),
        ("HassSetPosition|name:blinds|position:100", "blinds all the way"),
        ("AlarmSet|time:7:00", "wake me at seven"),
        ("AlarmCancel", "let me sleep in"),
        ("HassMediaPause & HassUnlock|name:front", "pause and open up"),
        ("RoutineRun|name:night", "run lock up and close the windows"),
        ("HassListAddItem|item:milk", "order milk"),
    ],
)
def test_doors_locks_alarms_and_purchases_are_critical(state: str, text: str) -> None:
    assert critical(state, text)


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("HassTurnOn|name:kettle", "turn on the kettle"),
        ("HassLightSet|area:kitchen|brightness:50", "kitchen lights to fifty percent"),
        ("HassMediaSearchAndPlay|search_query:jazz", "play jazz"),
        ("HassGetWeather", "is it raining"),
        ("HassStartTimer|minutes:5", "five minutes please"),
        ("HassTurnOff|area:hall|domain:light & HassMediaPause", "hall lights off and pause"),
    ],
)
def test_lights_music_and_timers_are_not(state: str, text: str) -> None:
    assert not critical(state, text)
