"""What to play: titles of the catalogue, genres, moods, and "the soundtrack" of what is on; see also `tastes`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from assistant.resolve.here import Here
from assistant.resolve.tastes import AUDIBLE, MUSIC, WATCHED, at_hand, content_type, usual
from assistant.resolve.words import fold, phrase, tokens, word_set
from assistant.turn import Interpretation
from devices.protocol import MediaItem

GENERIC: dict[str, str] = {
    "music": "music", "song": "music", "tune": "music", "track": "music", "movie": "movie", "film": "movie",
    "show": "tvshow", "tv": "tvshow", "audiobook": "audiobook", "book": "audiobook", "podcast": "podcast",
    "radio": "channel", "station": "channel", "playlist": "playlist", "album": "album", "soundtrack": "album",
}  # fmt: skip
"""Words that ask for a kind and not for a title."""

CLASSES = {"tv_show": "tvshow", "track": "music"}
"""Home Assistant's media classes, where the catalogue has another name or a wider kind is meant."""

EMPTY = word_set("something anything good nice to listen watch hear me favorite favourite random any else stuff")
"""Words that say nothing about which title."""

_MOODS = {
    "comedy": "funny hilarious silly amusing humorous laugh",
    "horror": "scary spooky creepy frightening terrifying",
    "ambient": "relaxing calm calming chill chilled soothing peaceful quiet gentle sleepy mellow",
    "romance": "romantic lovey",
    "thriller": "exciting thrilling gripping suspenseful",
    "drama": "sad moving serious emotional touching",
    "electronic": "upbeat energetic danceable lively",
    "pop": "happy cheerful catchy",
    "science": "educational scientific",
}

MOODS: dict[str, str] = {word: genre for genre, words in _MOODS.items() for word in words.split()}
"""Words for a mood, and the genre that has it: "something funny"."""

POINTED = re.compile(
    r"\b(?:the|its|that|this) (soundtrack|audiobook|book|movie|film|series|show|podcast|album|song|playlist)\b"
)
"""A kind that belongs to something in sight, where no title is said."""

SAME_ARTIST = re.compile(
    r"\b(?:more|something|anything|music|songs?|tracks?|album|stuff|else|one) (?:by|from|of|like)"
    r" (?:(?:this|that|the|the same) (?:artist|band|singer|group|musician|one)|him|her|them|it|this|that)$"
)
"""Whose music is meant, where no name is said."""

MUSICAL = word_set("music songs tunes tracks")
"""Words that make music of a genre before them: "soul music" is no film."""

MOST_ITEMS = 6
"""Titles weighed; the catalogue's best."""

Match = tuple[MediaItem, float]
"""What may be played, and how well its title fits the words; 0 where none was said."""


def items(interpretation: Interpretation, here: Here, *, screened: bool) -> list[Match]:
    """What may be played, on a player with a screen or without."""
    artist = _artist(interpretation.text, here)
    if artist:
        return [(artist, 1.0)]
    query, kind = _said(interpretation, here)
    asked, rest = _asked(query)
    if not rest:
        wanted = kind or asked or _asked(interpretation.text)[0]
        theirs = _of_what_is_on(interpretation.text, wanted, here)
        return [(item, 0.9) for item in theirs] or [(usual(wanted, here, screened=screened), 0.0)]
    mood = MOODS.get(rest) if kind or asked or EMPTY & set(tokens(interpretation.text)) else None
    known = _known(query, rest, here)
    genre = mood or _genre(rest, known)
    if genre:
        return [(of_genre(genre, kind or asked, here, screened=screened), 1.0)]
    wanted = kind or (asked if asked != "music" else "")
    return _titled(query, wanted, known) or [(MediaItem(_in_full(query, interpretation.text), wanted or "music"), 0.8)]


def _known(query: str, rest: str, here: Here) -> Sequence[MediaItem]:
    """What the world knows by these words: as they are, "from" as "by", or the title alone where that artist is none
    of it."""
    title, _, artist = re.sub(r" from (?!.* from )", " by ", query).rpartition(" by ")
    tries = (query, rest, f"{title} by {artist}", title) if title else (query, rest)
    return next((found for words in tries if (found := here.home.world.find_media(words))), ())


def _said(interpretation: Interpretation, here: Here) -> tuple[str, str]:
    """The title and the kind; words beside the title belong to it where the world knows it so: "the jungle book"."""
    query = fold(str(interpretation.slots.get("search_query") or ""))
    kind = str(interpretation.slots.get("media_class") or "")
    kind, words = CLASSES.get(kind, kind), fold(interpretation.text).split()
    said = query.split()
    for at in range(len(words) - len(said) + 1) if said else ():
        if words[at : at + len(said)] == said:
            wider = [words[at : at + len(said) + 1], words[max(0, at - 1) : at + len(said)]]
            for whole in (" ".join(more) for more in wider if len(more) > len(said)):
                if any(
                    phrase(item.title) == phrase(whole) != phrase(query) for item in here.home.world.find_media(whole)
                ):
                    return whole, ""
            if MUSICAL & set(words[at + len(said) : at + len(said) + 1]):
                return f"{query} music", kind
    return query, kind


def _titled(query: str, wanted: str, known: Sequence[MediaItem]) -> list[Match]:
    """The titles found, of the kind that was said; an artist stands before the records called like them."""
    fitting = of_kind(known, wanted) if wanted else list(known)
    artists = {item.by for item in fitting if item.kind == "artist" and phrase(item.title) == phrase(query)}
    fitting = [item for item in fitting if item.kind in ("artist", wanted) or item.by not in artists]
    return [(item, _fit(query, item)) for item in fitting[:MOST_ITEMS]]


def _in_full(query: str, text: str) -> str:
    """A title that nobody knows, as it was said: a word for its kind may well be part of it, "the jungle book"."""
    found = re.search(rf"\b(?:the )?{re.escape(query)} (?:book|show|song|band|series)\b", fold(text))
    return found[0] if found else query


def _asked(query: str) -> tuple[str, str]:
    """The kind of media that the words name, and the words left: `rock music` → `music`, `rock`."""
    words = [word for word in tokens(query) if word not in EMPTY] if query else []
    kinds = [GENERIC[word] for word in words if word in GENERIC]
    return kinds[0] if kinds else "", " ".join(word for word in words if word not in GENERIC)


def _genre(words: str, known: Sequence[MediaItem]) -> str:
    """The genre that the words stand for: what they found has it in common, and none of it is called so."""
    if not known or any(words in (phrase(item.title), phrase(item.by)) for item in known if item.by or item.title):
        return ""
    genres = {item.genre for item in known}
    shared = next(iter(genres)) if len(genres) == 1 else ""
    named = {fold(genre) for genre in genres} & {words}
    return next(iter(named)) if named else shared if not _called(words, known) else ""


def _called(words: str, known: Sequence[MediaItem]) -> bool:
    """Whether any of the words stands in a title or a name."""
    said = set(words.split())
    return any(said & {*tokens(item.title), *tokens(item.by)} for item in known)


def of_genre(genre: str, wanted: str, here: Here, *, screened: bool) -> MediaItem:
    """Something of a genre: of the kind that was said, else of the one that suits the player: films of a genre that is
    mostly watched where there is a screen, else what can be heard."""
    known = [item for item in here.home.world.find_media(genre) if item.genre == genre]
    watched = [item for item in known if item.kind in WATCHED]
    heard = [item for item in known if item.kind in AUDIBLE]
    fitting = watched if (screened and len(watched) >= len(heard)) or not heard else heard
    if wanted or not fitting:
        return MediaItem("", wanted or "music", genre=genre)
    kinds = [content_type(item.kind) for item in fitting]
    best = "movie" if "movie" in kinds else "music" if "music" in kinds else kinds[0]
    return MediaItem("", best, genre=genre)


def _artist(query: str, here: Here) -> MediaItem | None:
    """Whoever is heard now, where the words point at them: "more by this artist"."""
    now = at_hand(here) if SAME_ARTIST.search(fold(query)) else None
    if now is None or not (now.by or now.title):
        return None
    name = now.by or now.title
    known = [item for item in here.home.world.find_media(name) if phrase(item.by) == phrase(name)]
    genre = known[0].genre if known else now.genre
    return MediaItem(name, "artist", name, genre)


def _of_what_is_on(text: str, wanted: str, here: Here) -> list[MediaItem]:
    """The soundtrack, the book, the film of the title that is on; none where that is known of none."""
    pointed = POINTED.search(fold(text))
    now = at_hand(here) if pointed else None
    if pointed is None or now is None or not now.title:
        return []
    known = [i for i in here.home.world.find_media(now.title) if set(tokens(now.title)) <= set(tokens(i.title))]
    found = of_kind(known, wanted)
    if not found and pointed[1] == "soundtrack":
        return [MediaItem(f"{now.title} soundtrack", "album")]
    return [replace(item, popularity=1.0) for item in found[:1]]


def of_kind(known: Sequence[MediaItem], wanted: str) -> list[MediaItem]:
    """The titles of just the kind that was said, else those of a kind that people call so too."""
    wider = MUSIC if wanted in MUSIC else WATCHED if wanted == "video" else frozenset()
    return [item for item in known if item.kind == wanted] or [item for item in known if item.kind in wider]


def _fit(query: str, item: MediaItem) -> float:
    asked = phrase(query)
    return (
        max(fuzz.token_sort_ratio(asked, phrase(name)) for name in (item.title, item.by, f"{item.title} {item.by}"))
        / 100
    )
