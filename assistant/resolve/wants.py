"""What kinds of thing each intent is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SWITCHED = (
    "light", "switch", "fan", "cover", "lock", "climate", "media_player", "oven", "coffee_maker", "screen", "vacuum",
    "lawn_mower", "valve", "scene", "script", "automation", "input_boolean", "input_button", "button", "humidifier",
    "siren", "water_heater", "remote", "group", "alarm_control_panel",
)  # fmt: skip
"""What can be switched on or off."""

SWITCHED_TOGETHER = ("light", "switch", "fan", "media_player", "humidifier", "group", "input_boolean")
"""What "everything" means."""


WARM = ("climate", "sensor", "oven", "coffee_maker", "water_heater", "weather")
"""What has a temperature."""


@dataclass(frozen=True, slots=True)
class Wants:
    """The things an intent may be about."""

    domains: tuple[str, ...] | None
    """None: any."""
    default: str | None = None
    """The domain meant where only a room was named, or nothing at all."""
    alone: bool = False
    """Whether the intent makes sense with nothing named: "pause"."""
    question: bool = False
    """Whether it asks rather than acts."""
    also: Mapping[str, str] = field(default_factory=dict)
    """Other domains that the bare words may be about, with what is meant then: "resume" at a vacuum that pauses."""


WANTS: dict[str, Wants] = {
    "HassTurnOn": Wants(SWITCHED, "light"),
    "HassTurnOff": Wants(SWITCHED, "light"),
    "HassToggle": Wants(SWITCHED, "light"),
    "HassGetState": Wants(None, question=True),
    "HassClimateGetTemperature": Wants(WARM, "climate", question=True),
    "HassLightSet": Wants(("light",), "light", alone=True),
    "LightAdjust": Wants(("light",), "light", alone=True),
    "HassSetPosition": Wants(("cover", "valve"), "cover", alone=True),
    "HassStopMoving": Wants(("cover", "valve"), "cover", alone=True),
    "HassFanSetSpeed": Wants(("fan",), "fan", alone=True),
    "HassClimateSetTemperature": Wants(("climate", "oven", "water_heater"), "climate", alone=True),
    "HassClimateSetFanMode": Wants(("climate",), "climate", alone=True),
    "ClimateAdjust": Wants(("climate", "oven"), "climate", alone=True),
    "HassVacuumStart": Wants(("vacuum",), "vacuum", alone=True),
    "HassVacuumReturnToBase": Wants(("vacuum",), "vacuum", alone=True),
    "HassVacuumCleanArea": Wants(("vacuum",), "vacuum", alone=True),
    "HassLawnMowerStartMowing": Wants(("lawn_mower",), "lawn_mower", alone=True),
    "HassLawnMowerDock": Wants(("lawn_mower",), "lawn_mower", alone=True),
    "HassMediaSearchAndPlay": Wants(("media_player",), "media_player", alone=True),
    "HassMediaPause": Wants(("media_player", "vacuum"), "media_player", alone=True, also={"vacuum": "HassMediaPause"}),
    "HassMediaUnpause": Wants(
        ("media_player", "vacuum"), "media_player", alone=True, also={"vacuum": "HassVacuumStart"}
    ),
    "HassMediaNext": Wants(("media_player",), "media_player", alone=True),
    "HassMediaPrevious": Wants(("media_player",), "media_player", alone=True),
    "HassMediaPlayerMute": Wants(("media_player",), "media_player", alone=True),
    "HassMediaPlayerUnmute": Wants(("media_player",), "media_player", alone=True),
    "HassSetVolume": Wants(("media_player",), "media_player", alone=True),
    "HassSetVolumeRelative": Wants(("media_player",), "media_player", alone=True),
    "MediaInfo": Wants(("media_player",), "media_player", alone=True),
    "MediaSettings": Wants(("media_player",), "media_player", alone=True),
    "OvenPreheat": Wants(("oven",), "oven", alone=True),
    "CoffeeBrew": Wants(("coffee_maker", "switch", "input_boolean", "script"), "coffee_maker", alone=True),
    "RoutineRun": Wants(("scene", "script", "automation"), None),
}
"""Intents that act on or ask about a declared thing. The rest find their own (timers, lists, weather) or need none."""
