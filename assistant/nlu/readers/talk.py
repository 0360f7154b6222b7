"""What is read for announcements, courtesies and what is taught."""

from __future__ import annotations

from assistant.nlu.readers.common import Slots
from assistant.nlu.readers.media import likes
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
