"""The intents that are understood, with their slots: Home Assistant's under its names, and ours.

This is the one list that the NLU's sentences, the resolver and the tests hold on to. Slots that any command may carry
stand apart in `TIMING`.
"""

from __future__ import annotations

PLACE = ("name", "area", "floor")
"""Words that say which thing: a name or alias, a room, a floor. As spoken in an interpretation, the home's own
names in an act."""

CLASS = ("domain", "device_class")
"""What kind of thing: `light`, `cover`; `curtain`, `garage`, `window`."""

TIMING = ("delay", "at")
"""When to do it, for any command. `delay`: seconds from now. `at`: `HH:MM`, `sunset`, `sunrise`, or
`when:<words>` ("when the dishwasher is done")."""

QUANTITY = ("quantifier", "except_name", "except_area", "count")
"""`all`, `other`, `both`; what is left out; how many."""

HOME_ASSISTANT: dict[str, tuple[str, ...]] = {
    "HassTurnOn": (*PLACE, *CLASS),
    "HassTurnOff": (*PLACE, *CLASS),
    "HassToggle": (*PLACE, *CLASS),
    "HassGetState": (*PLACE, *CLASS, "state", "attribute"),
    "HassLightSet": (*PLACE, "domain", "brightness", "color", "temperature"),
    "HassSetPosition": (*PLACE, *CLASS, "position"),
    "HassStopMoving": (*PLACE, *CLASS),
    "HassFanSetSpeed": (*PLACE, "percentage"),
    "HassClimateGetTemperature": PLACE,
    "HassClimateSetTemperature": (*PLACE, "temperature"),
    "HassClimateSetFanMode": (*PLACE, "fan_mode"),
    "HassVacuumStart": PLACE,
    "HassVacuumReturnToBase": PLACE,
    "HassVacuumCleanArea": PLACE,
    "HassLawnMowerStartMowing": PLACE,
    "HassLawnMowerDock": PLACE,
    "HassMediaSearchAndPlay": (*PLACE, "search_query", "media_class"),
    "HassMediaPause": PLACE,
    "HassMediaUnpause": PLACE,
    "HassMediaNext": PLACE,
    "HassMediaPrevious": PLACE,
    "HassMediaPlayerMute": PLACE,
    "HassMediaPlayerUnmute": PLACE,
    "HassSetVolume": (*PLACE, "volume_level"),
    "HassSetVolumeRelative": (*PLACE, "volume_step"),
    "HassStartTimer": ("name", "area", "hours", "minutes", "seconds", "conversation_command"),
    "HassCancelTimer": ("name", "area", "start_hours", "start_minutes", "start_seconds"),
    "HassCancelAllTimers": ("area",),
    "HassIncreaseTimer": (
        "name",
        "area",
        "hours",
        "minutes",
        "seconds",
        "start_hours",
        "start_minutes",
        "start_seconds",
    ),
    "HassDecreaseTimer": (
        "name",
        "area",
        "hours",
        "minutes",
        "seconds",
        "start_hours",
        "start_minutes",
        "start_seconds",
    ),
    "HassPauseTimer": ("name", "area", "start_hours", "start_minutes", "start_seconds"),
    "HassUnpauseTimer": ("name", "area", "start_hours", "start_minutes", "start_seconds"),
    "HassTimerStatus": ("name", "area", "start_hours", "start_minutes", "start_seconds"),
    "HassListAddItem": ("item", "name"),
    "HassListCompleteItem": ("item", "name"),
    "HassListRemoveItem": ("item", "name"),
    "HassShoppingListAddItem": ("item",),
    "HassShoppingListCompleteItem": ("item",),
    "HassGetWeather": ("name", "date"),
    "HassGetCurrentTime": ("place",),
    "HassGetCurrentDate": (),
    "HassBroadcast": ("message", "area"),
    "HassNevermind": (),
    "HassRespond": ("response",),
}
"""Home Assistant's English intents. Of `HassSetVolumeRelative`, `volume_step` is `up`, `down` or a signed number of
percent points; `HassGetWeather` has a `date` of ours; `HassListRemoveItem` stands beside `HassListCompleteItem`."""

OURS: dict[str, tuple[str, ...]] = {
    "AlarmSet": ("time", "date", "name", "repeat"),
    "AlarmCancel": ("time", "date", "name", "quantifier"),
    "AlarmStatus": ("time", "date", "name"),
    "LightAdjust": (*PLACE, "domain", "direction", "step", "temperature"),
    "ClimateAdjust": (*PLACE, "direction", "step"),
    "OvenPreheat": ("name", "area", "temperature"),
    "CoffeeBrew": ("name", "area", "size"),
    "ScreenShow": ("what", "name", "area"),
    "ListRead": ("name", "item"),
    "ListCreate": ("name",),
    "ListDelete": ("name",),
    "MediaInfo": ("what", "name", "area"),
    "MediaLike": ("like", "search_query"),
    "MediaSettings": ("setting", "value", "name", "area"),
    "SportsScore": ("team",),
    "FindRestaurant": ("cuisine", "place"),
    "ReminderSet": ("message", "time", "date", "delay"),
    "ReminderList": ("date",),
    "RoutineRun": ("name",),
    "Affirm": (),
    "Deny": (),
    "Repeat": (),
    "Explain": ("what",),
    "Undo": (),
    "Complain": ("what",),
    "TeachPreference": ("kind", "value", "like"),
    "LearnPreferences": (),
    "ForgetPreference": ("kind", "value"),
    "ListPreferences": (),
}
"""Ours, where Home Assistant has none. `time` is `HH:MM` (24 h) with the half of the day left open where the words do
(`7:00?` may be morning or evening); `date` is an ISO date, a weekday in lower case, or `today`, `tomorrow`, `tonight`;
`direction` is `up` or `down`, for a light also `warmer` or `cooler`; `repeat` is `daily`, `weekdays`, `weekends` or a
weekday; `like` is a bool; `setting` is `shuffle`, `repeat`, `speed`, `equalizer`, …; `what` of `MediaInfo` is `title`,
`artist`, `album`, …, and of `Complain` and `Explain` `rewrite`, where they are about words that were changed"""

INTENTS: dict[str, tuple[str, ...]] = {**HOME_ASSISTANT, **OURS}
"""All of them, with their slots."""

CONVERSATION = frozenset(
    {
        "Affirm",
        "Deny",
        "Repeat",
        "Explain",
        "Undo",
        "Complain",
        "HassNevermind",
        "HassRespond",
        "TeachPreference",
        "LearnPreferences",
        "ForgetPreference",
        "ListPreferences",
    }
)
"""About the conversation itself: they act on no device."""

UNSUPPORTED = "Unsupported"
"""The interpreter's word for "understood as something that nobody here does" (order a pizza, make a sandwich)."""
