"""What is read for music, films, volume and likings of what plays."""

from __future__ import annotations

from collections.abc import Sequence

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


def media(request: Request) -> Slots:
    """What to play, and its kind."""
    slots: Slots = {}
    query = request.said("search_query", "item", "value", "what", whole=True) or _played(request)
    kind = next((kind for word, kind in _MEDIA.items() if word in request.words), None)
    if kind and query:
        query = _without_kind(query, kind, request)
    if query and query not in _NO_QUERY:
        slots["search_query"] = query
    if kind:
        slots["media_class"] = kind
    return slots


def _without_kind(query: str, kind: str, request: Request) -> str:
    """The title alone: "the queen album" is one by queen, "the track yesterday" is yesterday."""
    said = query.split()
    words = [word for word in said if _MEDIA.get(word) != kind]
    spoken = " ".join(request.words)
    beside = kind in (_MEDIA.get(said[-1]), _MEDIA.get(said[min(1, len(said) - 1)]))
    beside = beside or any(f"{query} {word}" in spoken for word, of in _MEDIA.items() if of == kind)
    if words[:1] == ["the"] and beside:
        del words[0]
    return " ".join(words)


def _played(request: Request) -> str | None:
    """What stands between "play" and the place or player, where the span model found no title."""
    if "play" not in request.words:
        return None
    first = request.words.index("play") + 1
    places = [known.first for known in request.known if known.first > first and _placed(request.words, known.first)]
    last = min(places, default=len(request.words))
    while last > first and request.words[last - 1] in (*_AT, "the", "please"):
        last -= 1
    owned = request.words[first : first + 1] == ["my"] and last - first > 2 and request.words[last - 1] in _MEDIA
    if first == last or (request.words[first] in _VAGUE and not owned):
        return None
    return request.take(first, last)


def _placed(words: Sequence[str], first: int) -> bool:
    """Whether a name is said as a place or player, and not as a title: "in the office", not "the office"."""
    before = words[first - 2] if words[first - 1] in ("the", "my", "our") and first > 1 else words[first - 1]
    return before in ("in", "on", "at")


_AT = ("in", "on", "at", "the")
_VAGUE = frozenset({"something", "some", "music", "anything", "songs", "a", "my", "it", "that", "this", "me", "tunes"})
"""What follows "play" where no title does."""

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
