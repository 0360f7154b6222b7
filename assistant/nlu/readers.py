"""What each intent reads from its words beside places: one small reader an intent, and the table of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from assistant.nlu.lexicon import ATTRIBUTES, LEFT, SENSED, STATES
from assistant.nlu.numerals import number_at
from assistant.nlu.sentences import listed
from assistant.nlu.slots import Reader, Request
from assistant.nlu.values import (
    WEEKDAYS,
    Duration,
    clock_at,
    colour_at,
    day_at,
    duration_at,
    find,
    share_at,
    white_at,
)

Slots = dict[str, Any]


def whole(value: float) -> int | float:
    """A number without a needless point."""
    return int(value) if value == int(value) else value


def number_in(request: Request) -> float | None:
    """The first number that no name has used; "three fifty" is 350."""
    words = request.words
    for at in range(len(words)):
        found = number_at(words, at)
        if found is None or not request.free(at, at + found[1]):
            continue
        value, used = found
        more = number_at(words, at + used)
        if 1 <= value <= 9 and more and 10 <= more[0] <= 99 and value == int(value):
            return value * 100 + more[0]
        return value
    return None


def share_in(request: Request) -> float | None:
    """The first share that no name has used, in percent."""
    for at in range(len(request.words)):
        found = share_at(request.words, at)
        if found and request.free(at, at + found[1]):
            return found[0]
    return None


def light_set(request: Request) -> Slots:
    """Brightness, colour, colour temperature."""
    slots: Slots = {}
    words = request.words
    if white := _free(request, white_at):
        slots["temperature"] = white
    elif colour := _free(request, colour_at):
        slots["color"] = colour
    value = share_in(request)
    if value is not None and (value >= 1000 or request.has("kelvin", "k")):
        slots["temperature"] = whole(value)
    elif value is not None:
        slots["brightness"] = whole(max(0.0, min(100.0, value)))
    if not slots and "warm" in words:
        slots["temperature"] = 2700
    elif not slots and "cool" in words:
        slots["temperature"] = 4000
    return slots


def _free(request: Request, at: Any) -> Any:
    for start in range(len(request.words)):
        found = at(request.words, start)
        if found and request.free(start, start + found[1]):
            return found[0]
    return None


DIMMER = ("dim", "dimmer", "darker", "down", "lower", "reduce", "decrease", "soften", "softer", "less", "tone", "fade")
TOO_BRIGHT = (
    "too bright",
    "too harsh",
    "too strong",
    "blinding",
    "hurt",
    "hurts",
    "hurting",
    "mellow",
    "not so bright",
)
BRIGHTER = ("too dim", "too dark", "not bright enough", "isn't bright enough", "barely see", "can't see")


def light_adjust(request: Request) -> Slots:
    """Direction, and by how much."""
    slots: Slots = {"direction": "up"}
    if request.has("warmer", "too cold", "too blue"):
        slots["direction"] = "warmer"
    elif request.has("cooler", "too warm", "too yellow"):
        slots["direction"] = "cooler"
    elif not request.has(*BRIGHTER) and request.has(*DIMMER, *TOO_BRIGHT):
        slots["direction"] = "down"
    value = share_in(request)
    if value is not None:
        slots["step"] = whole(value)
    return slots


COLDER = ("cooler", "colder", "cool", "down", "lower", "decrease", "reduce", "less")
TOO_HOT = ("hot", "boiling", "sweating", "roasting", "too warm", "an oven", "a sauna", "stuffy", "so warm")


def climate_adjust(request: Request) -> Slots:
    """Direction, and by how many degrees."""
    cooling = request.has("ac", "air con", "air conditioning", "air conditioner")
    down = request.has(*COLDER) or (request.has(*TOO_HOT) and not request.has("hotter"))
    if cooling and request.has("up", "raise", "increase"):
        down = True
    elif cooling and request.has("down", "lower"):
        down = False
    slots: Slots = {"direction": "down" if down else "up"}
    value = number_in(request)
    if value is not None and request.has("degrees", "degree", "by"):
        slots["step"] = whole(value)
    return slots


def temperature(request: Request) -> Slots:
    """Degrees, in the home's unit."""
    value = number_in(request)
    return {} if value is None else {"temperature": whole(value)}


def position(request: Request) -> Slots:
    """Percent open."""
    value = share_in(request)
    if value is None and request.has("a bit", "a little", "slightly", "a crack"):
        value = 25.0 if request.has("open", "raise", "up") else 75.0
    return {} if value is None else {"position": whole(value)}


def fan_speed(request: Request) -> Slots:
    """Percent of full speed."""
    value = share_in(request)
    if request.has("low", "slow", "lowest"):
        value = 33.0
    elif request.has("high", "full blast"):
        value = 100.0
    elif request.has("medium"):
        value = 66.0
    return {} if value is None else {"percentage": whole(value)}


def fan_mode(request: Request) -> Slots:
    """A climate device's fan mode."""
    modes = (
        "auto",
        "low",
        "medium",
        "high",
        "quiet",
        "silent",
        "turbo",
        "middle",
        "top",
        "focus",
        "diffuse",
        "on",
        "off",
    )
    for word in request.words:
        if word in modes or word == "automatic":
            return {"fan_mode": "auto" if word == "automatic" else word}
    return {}


def volume(request: Request) -> Slots:
    """Percent of full volume."""
    value = share_in(request)
    if value is None and request.has("all the way up"):
        value = 100.0
    elif value is None and request.has("all the way down"):
        value = 0.0
    return {} if value is None else {"volume_level": whole(value)}


QUIETER = (
    *("down", "quieter", "softer", "lower", "decrease", "reduce", "less", "too loud", "drop", "quietly", "hurt"),
    *("keep it down", "tone", "sleeping", "blasting my ears", "too high"),
)


def volume_relative(request: Request) -> Slots:
    """`up`, `down`, or signed percent points."""
    down = request.has(*QUIETER) and not request.has("too quiet", "too low", "isn't loud")
    value = share_in(request)
    if value is not None:
        return {"volume_step": whole(-value if down else value)}
    return {"volume_step": "down" if down else "up"}


def _units(length: Duration, prefix: str = "") -> Slots:
    parts = {"hours": length.hours, "minutes": length.minutes, "seconds": length.seconds}
    return {prefix + unit: value for unit, value in parts.items() if value}


def _durations(request: Request) -> list[tuple[Duration, int, int]]:
    found = []
    at = 0
    while at < len(request.words):
        length = duration_at(request.words, at)
        if length:
            found.append((length[0], at, at + length[1]))
        at += length[1] if length else 1
    return found


def start_timer(request: Request) -> Slots:
    """How long, and the timer's name."""
    lengths = _durations(request)
    slots = _units(lengths[0][0]) if lengths else {}
    for _, first, last in lengths[:1]:
        request.take(first, last)
    return slots | _timer_name(request)


def old_timer(request: Request) -> Slots:
    """Which timer: by its name or the length it was set for."""
    lengths = _durations(request)
    for _, first, last in lengths:
        request.take(first, last)
    slots = _units(lengths[0][0], "start_") if lengths else {}
    return slots | _timer_name(request)


def change_timer(request: Request) -> Slots:
    """How much more or less, and which timer: the length right beside the word timer is the timer's own."""
    lengths = _durations(request)
    slots: Slots = {}
    for length, first, last in lengths:
        request.take(first, last)
        before = request.words[first - 1] if first else ""
        own = request.words[last : last + 1] == ["timer"] or (
            before == "for" and request.words[max(0, first - 2) : first - 1] == ["timer"]
        )
        prefix = "start_" if own and len(lengths) > 1 else ""
        slots |= _units(length, prefix)
    return slots | _timer_name(request)


def _timer_name(request: Request) -> Slots:
    name = request.said("name")
    words = [word for word in (name or "").split() if word not in ("timer", "timers", "alarm")]
    return {"name": " ".join(words)} if words else {}


def when(request: Request) -> Slots:
    """Time and date."""
    slots: Slots = {}
    words = request.words
    day = find(words, lambda said, at: day_at(said, at, today=request.today))
    if day:
        slots["date"] = day[0]
    skipped = range(day[1], day[2]) if day else range(0)
    for at in range(len(words)):
        clock = clock_at(words, at) if at not in skipped and request.free(at, at + 1) else None
        if clock and not duration_at(words, at) and words[at : at + 1] != ["one"]:
            slots["time"] = _in_half(clock[0], request)
            request.taken.update(range(at, at + clock[1]))
            break
    return slots


def _in_half(clock: str, request: Request) -> str:
    """The time with the half of the day that stands elsewhere: "seven tomorrow morning"."""
    if not clock.endswith("?"):
        return clock
    hour = int(clock[:2]) % 12
    if request.has("morning"):
        return f"{hour:02}{clock[2:5]}"
    if request.has("evening", "tonight", "afternoon", "night"):
        return f"{hour + 12:02}{clock[2:5]}"
    return clock


def alarm_set(request: Request) -> Slots:
    """Time, date, repeat, name; for a snooze or "in two hours", a delay."""
    length = find(request.words, duration_at)
    slots = when(request)
    if length and "time" not in slots:
        slots["delay"] = length[0].total
    if request.has("every day", "daily", "each day", "every morning"):
        slots["repeat"] = "daily"
    elif request.has("weekdays", "weekday", "every weekday", "workdays"):
        slots["repeat"] = "weekdays"
    elif request.has("weekends", "every weekend", "at the weekend"):
        slots["repeat"] = "weekends"
    elif slots.get("date") in WEEKDAYS and request.has("every", "each", f"{slots['date']}s"):
        slots["repeat"] = slots.pop("date")
    return slots | _timer_name(request)


def alarm_cancel(request: Request) -> Slots:
    """Which alarms."""
    slots = when(request)
    if request.has("all", "alarms", "every", "any"):
        slots["quantifier"] = "all"
    return slots | _timer_name(request)


def reminder(request: Request) -> Slots:
    """What to be reminded of, and when."""
    slots: Slots = {}
    for marker in ("in", "after"):
        for at, word in enumerate(request.words):
            if word == marker and "delay" not in slots and (length := duration_at(request.words, at + 1)):
                slots["delay"] = length[0].total
                request.take(at, at + 1 + length[1])
    message = request.said("message", "item", "search_query", "what")
    slots |= {key: value for key, value in when(request).items() if "delay" not in slots or key != "time"}
    return slots | ({"message": message} if message else {})


def broadcast(request: Request) -> Slots:
    """The words to say everywhere: from the first word of the message to the end."""
    found = request.labelled("message")
    words = request.words
    if found:
        first = found[0][0]
    else:
        marks = [
            at for at, word in enumerate(words) if word in ("that", "announce", "broadcast", "everyone", "everybody")
        ]
        first = (marks[-1] if marks else 0) + 1
    last = found[-1][1] if found else len(words)
    said = " ".join(words[first:last])
    return {"message": said} if said else {}


SHOPPING = frozenset({"shopping", "grocery", "groceries", "food"})


def list_item(request: Request) -> Slots:
    """The item, and the list's name; lists of shopping have none."""
    items = _items(request)
    name = _list_name(request)
    return items | ({"name": name} if name else {})


def _items(request: Request) -> Slots:
    """`item`, or `items` where several are joined by "and"."""
    spans = [request.trimmed(first, last) for first, last in request.labelled("item") if request.free(first, last)]
    spans = [(first, last) for first, last in spans if first < last]
    gaps = [request.words[a[1] : b[0]] for a, b in pairwise(spans)]
    if len(spans) > 1 and all(set(gap) <= {"and", "some", "the", "a"} for gap in gaps):
        return {"items": [request.take(first, last) for first, last in spans]}
    item = request.said("item")
    return {"item": item} if item else {}


def _list_name(request: Request) -> str | None:
    for known in request.known:
        if "todo" in known.domains and request.free(known.first, known.last):
            return request.take(known.first, known.last)
    words = request.words
    for at, word in enumerate(words[1:], 1):
        if word in ("list", "lists"):
            first = at - 1
            while first > 0 and words[first - 1] not in (*_BEFORE_LIST, "list"):
                first -= 1
            said = [w for w in words[first:at] if w not in _BEFORE_LIST and w not in ("new", "whole", "entire")]
            if said and request.free(first, at):
                return " ".join(said)
    return request.said("name")


_BEFORE_LIST = ("my", "the", "our", "a", "to", "on", "from", "off", "in", "of", "this", "that", "me", "new", "all")


def media(request: Request) -> Slots:
    """What to play, and its kind."""
    slots: Slots = {}
    query = request.said("search_query", "item", "value", "what")
    kind = next((kind for word, kind in _MEDIA.items() if word in request.words), None)
    if kind and query and any(word in query.split() for word, of in _MEDIA.items() if of == kind):
        query = " ".join(word for word in query.split() if _MEDIA.get(word) != kind)
    if query and query not in _NO_QUERY:
        slots["search_query"] = query
    if kind:
        slots["media_class"] = kind
    return slots


_MEDIA = {
    **{"movie": "movie", "film": "movie", "song": "track", "track": "track", "album": "album", "artist": "artist"},
    **{"band": "artist", "playlist": "playlist", "podcast": "podcast", "podcasts": "podcast", "show": "tv_show"},
    **{"series": "tv_show", "audiobook": "audiobook", "audiobooks": "audiobook", "book": "audiobook"},
    **{"radio": "channel", "station": "channel"},
}
_NO_QUERY = frozenset({"", "music", "some music", "something", "a", "a song", "songs", "tunes", "it", "that", "this"})


def likes(request: Request) -> bool:
    """Whether something is liked, not disliked."""
    return not request.has(
        *("don't like", "do not like", "hate", "dislike", "can't stand", "never", "don't", "thumbs down", "terrible"),
        *("awful", "sucks", "boring", "not a fan", "no more", "rubbish", "annoying", "block", "don't eat"),
    )


def media_like(request: Request) -> Slots:
    """Whether it is liked, and what, where it is not what plays."""
    said = request.said("search_query", "value")
    return {"like": likes(request)} | ({"search_query": said} if said else {})


def media_info(request: Request) -> Slots:
    """What is asked about what plays."""
    if request.has("who", "who's", "artist", "singer", "singing", "band", "sings", "composer"):
        return {"what": "artist"}
    for word in ("album", "genre", "year", "station", "playlist", "podcast"):
        if word in request.words:
            return {"what": word}
    if request.has("how long", "how much"):
        return {"what": "duration"}
    return {"what": "title"}


_SETTINGS = ("shuffle", "repeat", "equalizer", "subtitles", "bass", "treble", "speed", "crossfade", "source", "input")
_SAME = {
    **{"random": "shuffle", "randomly": "shuffle", "randomize": "shuffle", "mix": "shuffle", "shuffling": "shuffle"},
    **{"loop": "repeat", "again": "repeat", "repeating": "repeat", "replay": "repeat", "over": "repeat"},
    **{"eq": "equalizer", "forward": "seek", "rewind": "seek", "ahead": "seek", "back": "seek"},
}


def media_settings(request: Request) -> Slots:
    """Which setting, and its value."""
    said = [_SAME.get(word, word) for word in request.words]
    setting = next((word for word in said if word in _SETTINGS or word == "seek"), None)
    if setting is None:
        return {}
    if setting == "seek":
        seconds = find(request.words, duration_at)
        amount = seconds[0].total if seconds else 30
        return {"setting": "seek", "value": -amount if request.has("back", "rewind") else amount}
    if request.has("off", "no", "stop", "don't", "disable"):
        return {"setting": setting, "value": "off"}
    value = number_in(request)
    return {"setting": setting, "value": "on" if value is None else whole(value)}


def get_state(request: Request) -> Slots:
    """The state or attribute asked for, and what senses it."""
    slots: Slots = {}
    words = request.words
    asking = words[0] in ("what", "what's", "how", "tell", "whats") if words else False
    if words[:1] in (["did"], ["have"], ["has"], ["was"]):
        state = next((LEFT[word] for word in words if word in LEFT), None)
        on_or_off = next((word for word in words if word in ("off", "open", "unlocked")), None)
        state = on_or_off or state
        return {"state": state} if state else {}
    if asking:
        attribute = next((ATTRIBUTES[word] for word in words if word in ATTRIBUTES), None)
        if attribute:
            return {"attribute": attribute}
    for at, word in enumerate(words):
        if word in SENSED and request.free(at, at + 1):
            kind, state = SENSED[word]
            slots |= {"domain": "binary_sensor", "device_class": kind}
            if state:
                slots["state"] = state
    state = next((STATES[word] for at, word in enumerate(words) if word in STATES and request.free(at, at + 1)), None)
    if slots and state in ("open", "closed", "ready"):
        state = None
    if state and "state" not in slots:
        slots["state"] = state
    return slots


def weather(request: Request) -> Slots:
    """Where and when."""
    slots: Slots = {}
    found = next((known for known in request.known if "weather" in known.domains), None)
    place = request.take(found.first, found.last) if found else request.said("place", "name", "area")
    if place:
        slots["name"] = place
    day = find(request.words, lambda said, at: day_at(said, at, today=request.today))
    return slots | ({"date": day[0]} if day else {})


def teach(request: Request) -> Slots:
    """What is liked: its kind and value."""
    for kind in ("team", "cuisine"):
        if said := request.said(kind):
            return {"kind": kind, "value": said, "like": likes(request)}
    said = request.said("value", "search_query", "name", "item")
    if not said:
        return {"like": likes(request)}
    return {"kind": kind_of(said, request), "value": said, "like": likes(request)}


def kind_of(value: str, request: Request) -> str:
    """What kind of thing is liked, by the words for it."""
    for kind, name in (
        ("genre", "genre"),
        ("cuisine", "cuisine"),
        ("team", "team"),
        ("artist", "artist"),
        ("color", "color"),
    ):
        if value in listed(name):
            return kind
    if request.has("music", "listen to", "listening to"):
        return "genre"
    if request.has("food", "restaurants", "restaurant", "eat"):
        return "cuisine"
    return "team" if request.has("fan", "team", "support") else "other"


def respond(request: Request) -> Slots:
    """What kind of courtesy it is."""
    for response, said in _COURTESIES.items():
        if request.has(*said):
            return {"response": response}
    return {"response": "hello"}


_COURTESIES = {
    "thanks": ("thanks", "thank you", "good job", "well done", "appreciate", "cheers", "great", "nice work", "awesome"),
    "goodbye": ("bye", "goodbye", "see you", "good night", "sleep well", "talk to you later"),
    "commands": ("what can i", "what can you", "help", "what do you understand", "able to", "commands", "how do i use"),
    "listening": ("listening", "recording", "record", "hear me", "there"),
    "data": ("data", "hear what"),
    "creator": ("who made", "who created", "who are you", "what are you", "your name", "who built", "who owns"),
}


def labelled(*pairs: tuple[str, str]) -> Reader:
    """A reader of slots whose words the span model finds, as `(slot, label)`."""

    def read(request: Request) -> Slots:
        found = ((slot, request.said(label)) for slot, label in pairs)
        return {slot: said for slot, said in found if said}

    return read


def coffee(request: Request) -> Slots:
    """The size of the cup."""
    size = next((word for word in request.words if word in listed("cup_size")), None)
    return {"size": size} if size else {}


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
    **dict.fromkeys(("HassShoppingListAddItem", "HassShoppingListCompleteItem"), _items),
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
