"""What each intent reads from its words beside places: one small reader an intent, and the table of them."""

from __future__ import annotations

from assistant.nlu.readers.common import labelled
from assistant.nlu.readers.devices import (
    climate_adjust,
    coffee,
    fan_mode,
    fan_speed,
    get_state,
    light_adjust,
    light_set,
    position,
    temperature,
)
from assistant.nlu.readers.lists import items_of, list_item
from assistant.nlu.readers.media import media_info, media_like, media_settings, volume, volume_relative
from assistant.nlu.readers.talk import broadcast, respond, teach
from assistant.nlu.readers.times import (
    alarm_cancel,
    alarm_set,
    change_timer,
    old_timer,
    reminder,
    start_timer,
    when,
)
from assistant.nlu.readers.titles import media
from assistant.nlu.readers.weather import weather
from assistant.nlu.slots import Reader

READERS: dict[str, Reader] = {
    "HassLightSet": light_set,
    "LightAdjust": light_adjust,
    "ClimateAdjust": climate_adjust,
    "HassClimateSetTemperature": temperature,
    "OvenPreheat": temperature,
    "HassSetPosition": position,
    "HassFanSetSpeed": fan_speed,
    "HassClimateSetFanMode": fan_mode,
    "HassSetVolume": volume,
    "HassSetVolumeRelative": volume_relative,
    "HassStartTimer": start_timer,
    "HassIncreaseTimer": change_timer,
    "HassDecreaseTimer": change_timer,
    **dict.fromkeys(("HassCancelTimer", "HassPauseTimer", "HassUnpauseTimer", "HassTimerStatus"), old_timer),
    "AlarmSet": alarm_set,
    "AlarmCancel": alarm_cancel,
    "AlarmStatus": when,
    "ReminderSet": reminder,
    "ReminderList": when,
    "HassBroadcast": broadcast,
    **dict.fromkeys(("HassListAddItem", "HassListCompleteItem", "HassListRemoveItem", "ListRead"), list_item),
    **dict.fromkeys(("HassShoppingListAddItem", "HassShoppingListCompleteItem"), items_of),
    **dict.fromkeys(("ListCreate", "ListDelete"), list_item),
    "HassMediaSearchAndPlay": media,
    "MediaLike": media_like,
    "MediaInfo": media_info,
    "MediaSettings": media_settings,
    "HassGetState": get_state,
    "HassGetWeather": weather,
    "HassGetCurrentTime": labelled(("place", "place")),
    "SportsScore": labelled(("team", "team")),
    "FindRestaurant": labelled(("cuisine", "cuisine"), ("place", "place")),
    "ScreenShow": labelled(("what", "what")),
    "TeachPreference": teach,
    "ForgetPreference": teach,
    "RoutineRun": labelled(("name", "name")),
    "CoffeeBrew": coffee,
    "HassRespond": respond,
}
"""By intent, what reads its values."""
