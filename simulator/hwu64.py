"""The intents that labels of the HWU64 set allow, and which of its rows to judge by.

HWU64 (Liu et al. 2019): requests to a home robot that people wrote, each with a label. Rows whose label is not listed
ask for what nobody here does, or may well be taken either way, and are left out. The half to judge by is chosen by a
hash of the sentence: nobody has looked at it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from assistant.files import InputError

_VOLUME = ("HassSetVolumeRelative", "HassSetVolume")
_LIGHT = ("LightAdjust", "HassLightSet")

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "iot_hue_lightoff": ("HassTurnOff",),
    "iot_hue_lighton": ("HassTurnOn",),
    "iot_hue_lightup": _LIGHT,
    "iot_hue_lightdim": _LIGHT,
    "iot_hue_lightchange": _LIGHT,
    "iot_wemo_on": ("HassTurnOn",),
    "iot_wemo_off": ("HassTurnOff",),
    "iot_cleaning": ("HassVacuumStart", "HassVacuumCleanArea", "HassTurnOn"),
    "iot_coffee": ("CoffeeBrew", "HassTurnOn"),
    "audio_volume_up": _VOLUME,
    "audio_volume_down": _VOLUME,
    "audio_volume_mute": ("HassMediaPlayerMute", "HassSetVolume"),
    "audio_volume_other": _VOLUME,
    "alarm_set": ("AlarmSet",),
    "alarm_query": ("AlarmStatus",),
    "alarm_remove": ("AlarmCancel",),
    "lists_createoradd": ("HassListAddItem", "HassShoppingListAddItem", "ListCreate"),
    "lists_remove": ("HassListRemoveItem", "HassListCompleteItem", "HassShoppingListCompleteItem", "ListDelete"),
    "lists_query": ("ListRead",),
    "music_query": ("MediaInfo",),
    "music_likeness": ("MediaLike", "TeachPreference"),
    "music_settings": ("MediaSettings", *_VOLUME),
    "play_music": ("HassMediaSearchAndPlay",),
    "play_audiobook": ("HassMediaSearchAndPlay", "HassMediaUnpause"),
    "play_podcasts": ("HassMediaSearchAndPlay", "HassMediaNext"),
    "play_radio": ("HassMediaSearchAndPlay", "HassTurnOn"),
    "datetime_query": ("HassGetCurrentTime", "HassGetCurrentDate"),
    "weather_query": ("HassGetWeather",),
    "general_commandstop": ("HassNevermind",),
    "general_repeat": ("Repeat",),
    "general_explain": ("Explain",),
    "general_affirm": ("Affirm",),
    "general_confirm": ("Affirm", "Explain"),
    "general_negate": ("Deny", "Complain"),
}


def judged(file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sentences to judge by, of what is supported, with the intents allowed; a file of JSON lines with `text` and
    `intent`. Raises `InputError` for a line that is none."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            text, label = str(row["text"]), str(row["intent"])
        except (ValueError, KeyError, TypeError):
            problem = 'a line looks like {"text": "dim the lights", "intent": "iot_hue_lightdim"}'
            raise InputError(str(file), problem, line=number) from None
        if label in ALLOWED and sha256(text.encode()).digest()[0] % 2 == 1:
            yield text, ALLOWED[label]
