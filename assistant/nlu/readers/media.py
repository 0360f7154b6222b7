"""What is read for music, films, volume and likings of what plays."""

from __future__ import annotations

from assistant.nlu.readers.common import Slots, number_in, share_in, whole
from assistant.nlu.slots import Request
from assistant.nlu.values import duration_at, find


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
