"""What is read of something to play: the title, the artist or the genre, and the kind that was said with it.

The span model knows titles it was trained on; a verb of playing tells where any title begins, and the place, the
player or the courtesy after it where it ends.
"""

from __future__ import annotations

import re

from assistant.nlu.readers.common import Slots
from assistant.nlu.slots import Request

VERBS = (
    *(("start", "playing"), ("start", "reading"), ("put", "on"), ("listen", "to"), ("turn", "on"), ("switch", "on")),
    *(("play",), ("watch",), ("hear",), ("stream",), ("start",), ("put",), ("queue", "up"), ("queue",)),
)
"""Verbs of playing, longer ones first."""

BEGINNING = frozenset({"start", "turn", "switch", "queue"})
"""Verbs that are of playing only where the request begins with them."""

LEADING = 6
"""A verb this many words in still begins the request: "could you please put on"."""

KINDS = {
    **{"movie": "movie", "film": "movie", "song": "track", "track": "track", "album": "album", "artist": "artist"},
    **{"band": "artist", "playlist": "playlist", "podcast": "podcast", "podcasts": "podcast", "show": "tv_show"},
    **{"series": "tv_show", "audiobook": "audiobook", "audiobooks": "audiobook", "book": "audiobook"},
    **{"radio": "channel", "station": "channel", "movies": "movie", "films": "movie", "soundtrack": "album"},
}
"""Kinds by the words for them."""

NAMES = frozenset({"movie", "film", "song", "track", "podcast", "audiobook", "album", "artist"})
"""Kinds that stand before a title without an article too: "movie frozen", but "radio paradise"."""

OF_ITS_OWN = frozenset({"book", "song", "show", "band"})
"""Kinds that with "of" after them are part of a title: "the book of mormon"."""

ARTICLES = frozenset({"the", "a", "an", "my", "our", "this", "that", "its"})
VAGUE = frozenset({"some", "something", "anything", "any", "more", "else", "me", "us", "good", "nice", "random"})
"""Words before what is wanted that say nothing of it."""

TUNES = frozenset({"music", "songs", "tunes", "tracks", "stuff"})
"""Words for music of whatever kind."""

LINKS = frozenset({"by", "from", "of", "called", "named", "about"})
RELATIVE = frozenset({"that", "which", "i", "we"})
"""How a clause begins that says of what was meant no more than that it was."""

POINTERS = frozenset({"it", "that", "this", "them", "one"})
AT = frozenset({"in", "on", "at", "to"})
"""What stands before a place or a player."""

TWO_WORDS = {("audio", "book"): "audiobook", ("tv", "show"): "show", ("radio", "station"): "station"}
"""Kinds said in two words."""

PART = re.compile(
    r"^(?:the )?(?:(?:most recent|next|newest|latest|last|new|recent|first|live|acoustic|audio) )*"
    r"(?:episode|chapter|season|version|cover)(?: \S+){0,2}? (?:of|from) "
)
"""Which part of what is wanted; nobody can play parts."""

EVERY = re.compile(r"^(?:all|only|just)(?: of)?(?: the| my)? (?=(?:\S+ )?(?:songs|music|tracks)\b)")

COURTESY = re.compile(
    r" ?\b(?:right now|now|please|thanks|thank you|okay|computer|alexa|quickly|again|for (?:me|us|a bit)|at the moment"
    r"|(?:if|when) you (?:can|don't mind)|(?:will|would|can|could) you|kindly"
    r"|on the (?:speakers?|stereo|soundbar)|on (?:spotify|youtube|pandora|deezer|tidal|netflix|apple music|my phone))$"
)
"""What may follow a title."""


def media(request: Request) -> Slots:
    """What to play, and its kind."""
    words = _wanted(request)
    if words is not None:
        return _slots(*kind_and_title(_bare(words)))
    said = request.said("search_query", "item", "value", "what", whole=True)
    kind, title = kind_and_title(said.split() if said else [])
    return _slots(kind or next((of for word, of in KINDS.items() if word in request.words), None), title)


def _slots(kind: str | None, title: list[str]) -> Slots:
    if title[:1] and title[0] in RELATIVE and kind:
        title = []
    return ({"search_query": " ".join(title)} if title else {}) | ({"media_class": kind} if kind else {})


def _wanted(request: Request) -> list[str] | None:
    """The words for what is wanted; none where no verb tells where they begin."""
    words = request.words
    starts = [at + size for at in range(min(LEADING, len(words))) if (size := _verb(words, at))]
    again = [at + 2 for at in range(len(words) - 2) if words[at : at + 2] == ["and", "play"]]
    first = (again or starts or [len(words)])[0]
    if first >= len(words):
        return None
    last = _end(request, first)
    if words[first - 1] == "put" and words[last - 1] == "on":
        last -= 1
    if words[first:last] and set(words[first:last]) <= POINTERS:
        return None
    return request.take(first, last).split()


def _verb(words: list[str], at: int) -> int:
    """How many words of a verb of playing stand there."""
    for verb in VERBS:
        if tuple(words[at : at + len(verb)]) == verb and (at == 0 or verb[0] not in BEGINNING):
            return len(verb)
    return 0


def _end(request: Request, first: int) -> int:
    """The word after the title: where a place or a player begins, or what follows no title."""
    words = request.words
    starts = [known.first for known in request.known] + [at for at, _ in request.labelled("area", "floor", "name")]
    last = min((where for at in starts if (where := _before(words, at)) > first), default=len(words))
    said = " ".join(words[first:last])
    while found := COURTESY.search(said):
        said = said[: found.start()]
    return first + len(said.split())


def _before(words: list[str], at: int) -> int:
    """Where "in the" begins before a place; 0 where it is no place of the request."""
    start = at - 1 if at and words[at - 1] in ARTICLES else at
    return start - 1 if start and words[start - 1] in AT else 0


def _bare(words: list[str]) -> list[str]:
    """Without which part, which of them all; kinds as one word."""
    said = EVERY.sub("", PART.sub("", " ".join(words)))
    for pair, kind in TWO_WORDS.items():
        said = re.sub(rf"\b{pair[0]} {pair[1]}\b", kind, said)
    return said.split()


def kind_and_title(words: list[str]) -> tuple[str | None, list[str]]:
    """The kind that was said before or after a title, and the title alone.

    >>> kind_and_title("the movie the jackal".split()), kind_and_title("some songs by queen".split())
    (('movie', ['the', 'jackal']), (None, ['queen']))
    >>> kind_and_title("a comedy film".split()), kind_and_title("the radio".split())
    (('movie', ['comedy']), ('channel', []))
    """
    while words and words[0] in VAGUE:
        words = words[1:]
    bare = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
    if bare[:1] in (["favorite"], ["favourite"]) and bare is not words:
        bare = bare[1:]
    if not bare or set(bare) <= TUNES | ARTICLES:
        return None, []
    if (bare[0] in LINKS and words is bare) or (bare[0] in TUNES and bare[1:2] and bare[1] in LINKS):
        return None, _linked(bare)
    if bare[0] in KINDS and (bare[0] in NAMES or bare is not words or len(bare) == 1) and not _titled(bare):
        return KINDS[bare[0]], _linked(bare[1:])
    if bare[-1] in TUNES:
        return None, bare[:-1]
    if bare[-1] in KINDS:
        named = words if words[0] == "my" else bare
        return KINDS[bare[-1]], named if bare[-1] == "radio" else named[:-1]
    return None, bare if words[0] in ("a", "an") else words


def _titled(words: list[str]) -> bool:
    return words[0] in OF_ITS_OWN and words[1:2] == ["of"]


def _linked(words: list[str]) -> list[str]:
    """What stands after "by", "of", "called": the name itself."""
    at = 0
    while at < len(words) and words[at] in TUNES | LINKS:
        at += 1
    return words[at:]
