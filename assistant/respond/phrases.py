"""The sentences of replies, by what was done and by why not. `{thing}` has its article; capitals come later."""

from __future__ import annotations

DONE: dict[str, str] = {
    "turn_on": "{bare} on",
    "turn_off": "{bare} off",
    "open_cover": "opening {thing}",
    "close_cover": "closing {thing}",
    "stop_cover": "stopped {thing}",
    "set_cover_position": "{thing} to {position} percent",
    "open_valve": "opening {thing}",
    "close_valve": "closing {thing}",
    "set_valve_position": "{thing} to {position} percent",
    "stop_valve": "stopped {thing}",
    "lock": "{bare} locked",
    "unlock": "{bare} unlocked",
    "open": "{bare} open",
    "set_temperature": "{bare} set to {temperature} degrees",
    "set_hvac_mode": "{bare} set to {hvac_mode}",
    "set_fan_mode": "fan set to {fan_mode}",
    "set_percentage": "{bare} at {percentage} percent",
    "preheat": "heating {thing}",
    "brew": "brewing coffee",
    "show": "showing {what}",
    "start": "{bare} started",
    "start_mowing": "{bare} started",
    "return_to_base": "{bare} is going back to its dock",
    "dock": "{bare} is going back to its dock",
    "clean_area": "{bare} is on its way",
    "press": "{bare} pressed",
    "media_pause": "paused",
    "media_play": "playing on",
    "media_stop": "stopped",
    "media_next_track": "next one",
    "media_previous_track": "back to the one before",
    "volume_set": "volume {volume}",
    "volume_mute": "{muted}",
    "shuffle_set": "shuffle {shuffle}",
    "repeat_set": "repeat {repeat}",
    "select_sound_mode": "sound set to {sound_mode}",
    "announce": "announced",
    "alarm_arm_away": "armed",
    "alarm_disarm": "disarmed",
    "stop": "okay",
    "snooze": "snoozing",
    "create": "made the {list} list",
    "delete": "deleted the {list} list",
    "add_item": "{item} is on the {list} list",
    "update_item": "{item} is checked off",
    "remove_item": "{item} is off the {list} list",
}
"""By service, once it has worked."""

FAILED: dict[str, str] = {
    "unknown_entity": "I can't find {thing}",
    "unsupported": "{thing} can't do that",
    "invalid": "that doesn't work for {thing}",
    "offline": "{thing} {isnt} answering",
    "refused": "{thing} won't do that",
    "stuck": "{thing} {is_} stuck",
    "late": "{thing} {is_} slow to answer; it may still happen",
}
"""By failure, without a reason of its own."""

UNDONE: dict[str, str] = {
    "no_entity": "I don't know any {name} here",
    "no_kind": "there's no {kind} {where}",
    "no_area": "I don't know a room called {area}",
    "no_value": "I can't tell: there is no reading",
    "no_place": "I don't know a place called {place}",
    "no_timer": "there's no such timer",
    "no_alarm": "there's no such alarm",
    "no_list": "there's no such list",
    "no_team": "I don't know that team",
    "no_restaurant": "I found no such restaurant nearby",
    "nothing_playing": "nothing is playing",
    "nothing_to_forget": "I don't know what to forget",
    "nothing_to_undo": "there's nothing to undo",
    "not_undoable": "I can't undo that",
    "not_supported_here": "I can't do that here",
    "nobody_does": "Sorry, that's something I can't do; I can help with the home, media, timers and lists",
    "one_at_a_time": "one thing at a time; please say the other one again",
    "no_announcers": "there's nothing here that I could announce it on",
    "no_such_time": "I can't tell when that is",
    "too_far": "I only know the weather of the next seven days",
    "wrong_code": "that's not the code",
}
"""By reason, where nothing was tried."""

MISSING: dict[str, str] = {
    "duration": "for how long",
    "time": "for what time",
    "message": "what should I say",
    "item": "what should I put down",
    "name": "what is it called",
    "temperature": "to how many degrees",
    "position": "how far open, in percent",
    "volume_level": "how loud, from 0 to 100",
    "value": "what do you like",
    "team": "which team",
}
"""By slot, what is asked for."""

NOT_UNDERSTOOD = "Sorry, I didn't get that. Please say it another way."

MEANT: dict[str, str] = {
    "HassTurnOn": "shall I turn on {thing}",
    "HassTurnOff": "shall I turn off {thing}",
    "HassMediaSearchAndPlay": "shall I play {title}",
    "HassMediaPause": "shall I pause {thing}",
    "HassMediaUnpause": "shall I go on with {thing}",
    "HassMediaNext": "shall I skip to the next one",
    "HassMediaPrevious": "shall I go back to the one before",
    "HassSetVolumeRelative": "shall I change the volume of {thing}",
    "HassSetVolume": "shall I set the volume of {thing}",
    "HassListAddItem": "shall I put {item} on a list",
    "HassShoppingListAddItem": "shall I put {item} on the shopping list",
    "HassListRemoveItem": "shall I take {item} off the list",
    "HassListCompleteItem": "shall I check off {item}",
    "HassShoppingListCompleteItem": "shall I check off {item}",
    "ListRead": "do you want to hear the {list} list",
    "ListCreate": "shall I make a new list",
    "ListDelete": "shall I delete the {list} list",
    "AlarmSet": "shall I set an alarm",
    "AlarmCancel": "shall I cancel the alarm",
    "ReminderSet": "shall I remind you: {message}",
    "HassStartTimer": "shall I start a timer",
    "HassCancelTimer": "shall I cancel the timer",
    "HassBroadcast": "shall I announce: {message}",
}
"""By intent, what is asked before it is done where the words were hardly understood."""

MEANT_ELSE = "shall I change {thing}"

BECAUSE: dict[str, str] = {
    "exact": "you named {thing}",
    "match": "{thing} fits the words best",
    "confidence": "that is what I understood",
    "overlap": "{thing} goes by such words",
    "same_area": "{thing} {is_} in the room you're in",
    "would_change": "{thing} {was} in a state to be changed",
    "busy": "{thing} {was} at work",
    "natural": "the room is what that usually means",
    "mentioned": "we had just spoken of {thing}",
    "pointed_at_said": "we had just spoken of {thing}",
    "just_changed": "{thing} had just changed",
    "pointed_at_news": "{thing} had just changed",
    "ringing": "it was ringing",
    "occupied": "somebody was in that room",
    "follows": "that usually follows here",
    "hour": "that is usual at this time of day",
    "usual": "that is what you usually mean",
    "same_artist": "that artist was playing",
    "screen_here": "there is a screen here",
    "taste": "you often play that",
    "preference": "you told me you like it",
    "popularity": "it is well known",
    "at_satellite": "you spoke to it",
    "same_floor": "it is on this floor",
}
"""By feature, why a choice was made; the rest decide nothing worth saying."""

CONDITIONS: dict[str, str] = {
    "sunny": "sunny",
    "clear-night": "clear",
    "clear": "clear",
    "rainy": "raining",
    "pouring": "pouring",
    "cloudy": "cloudy",
    "partlycloudy": "partly cloudy",
    "snowy": "snowing",
    "snowy-rainy": "sleeting",
    "fog": "foggy",
    "windy": "windy",
    "windy-variant": "windy and cloudy",
    "hail": "hailing",
    "lightning": "stormy",
    "lightning-rainy": "a thunderstorm",
    "exceptional": "exceptional",
}
"""Home Assistant's weather conditions, as said of now."""

TO_COME: dict[str, str] = {
    "rainy": "rain", "pouring": "heavy rain", "sunny": "sunshine", "snowy": "snow", "fog": "fog", "windy": "wind",
    "cloudy": "clouds", "partlycloudy": "some clouds", "clear-night": "a clear sky", "clear": "a clear sky",
    "hail": "hail", "lightning": "storms", "lightning-rainy": "thunderstorms", "snowy-rainy": "sleet",
}  # fmt: skip
"""The same, as said of a day to come."""

STATES: dict[str, str] = {
    "not_home": "away",
    "home": "at home",
    "heat": "heating",
    "heat_cool": "on",
    "cool": "cooling",
    "on": "on",
    "unavailable": "not answering",
    "unknown": "in a state I can't tell",
    "returning": "on its way back",
    "problem": "having a problem",
}
"""States as they are said, where they aren't said as they are written."""
