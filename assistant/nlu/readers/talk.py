"""What is read for announcements, courtesies and what is taught."""

from __future__ import annotations

from assistant.knowledge import REPLIES
from assistant.nlu.readers.common import Slots
from assistant.nlu.readers.media import likes
from assistant.nlu.replies import replies_wanted
from assistant.nlu.sentences import listed
from assistant.nlu.slots import Request


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


def teach(request: Request) -> Slots:
    """What is liked: its kind and value."""
    if wanted := replies_wanted(request.words):
        return {"kind": REPLIES, "value": wanted, "like": True}
    for kind in ("team", "cuisine"):
        if said := request.said(kind):
            return {"kind": kind, "value": said, "like": likes(request)}
    value = request.said("value", "search_query", "name", "item")
    rest = _after_liking(request)
    if value is None or (value in rest and len(rest.split()) <= LONGEST_NAME):
        value = rest
    if not value:
        named = next((kind for word, kind in FAVOURITES.items() if word in request.words), None)
        return {"like": likes(request)} | ({"kind": named} if named else {})
    kind = kind_of(value, request)
    if kind == "other" and (whole := _after_liking(request)) and whole.startswith(f"{value} "):
        value = whole
    return {"kind": kind, "value": value, "like": likes(request)}


FAVOURITES = {
    **{"team": "team", "food": "cuisine", "cuisine": "cuisine", "restaurants": "cuisine", "music": "genre"},
    **{"genre": "genre", "band": "artist", "artist": "artist", "singer": "artist", "colour": "color", "color": "color"},
}
"""Kinds of thing that one likes, by the words for them."""

LONGEST_NAME = 4
"""Words of the longest name that is liked."""

LIKING = frozenset({"like", "love", "prefer", "enjoy", "adore", "into", "hate", "dislike", "stand", "of", "is", "are"})
"""What stands before a thing that is liked, or not."""


def _after_liking(request: Request) -> str:
    """What follows the first word of liking: more than the span model found of a name it never saw."""
    words = request.words
    at = next((at + 1 for at, word in enumerate(words) if word in LIKING), len(words))
    while at < len(words) and words[at] in ("listening", "hearing", "watching", "to", "that", "when", "what"):
        at += 1
    first, last = request.trimmed(at, len(words))
    return " ".join(words[first:last])


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
    return "team" if request.has("team", "support") else "other"


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
