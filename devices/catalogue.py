"""Titles: films, shows, books, music, podcasts and stations, found by the words people say for them.

The catalogue is one text file, read once and shared by all homes. A look-up takes, in this order: titles and names that
are those words, articles and punctuation apart; titles that hold all the words; titles spelt nearly so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

from rapidfuzz import fuzz, process

from devices.protocol import MediaItem

DATA = Path(__file__).parent / "data"
ARTICLES = frozenset({"the", "a", "an"})
SMALL = ARTICLES | {"of", "and", "in", "on", "to", "by", "for", "me", "some", "about"}
NEARLY = 86.0
"""Least similarity, of 100, of a title spelt nearly so. One letter in seven may be wrong."""
MUSIC = frozenset({"music", "track", "artist", "album", "playlist"})
WORD_NEARLY = 80.0
"""The same of one word: `poter` is `potter`."""
SAME_GENRE = {
    "rap": "hip hop", "hiphop": "hip hop", "christmas": "holiday", "kids": "children", "childrens": "children",
    "dance": "electronic", "techno": "electronic", "heavy metal": "metal", "indie": "alternative", "r and b": "soul",
    "rock and roll": "rock", "rock n roll": "rock", "scifi": "science fiction", "sci fi": "science fiction",
    "relaxing": "ambient", "kpop": "k pop", "calm": "ambient",
}  # fmt: skip
"""Other words for genres."""
_MUSIC = ("track", "artist", "album", "playlist")
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "music": _MUSIC, "song": ("track",), "songs": _MUSIC, "track": ("track",), "album": ("album",),
    "soundtrack": ("album",), "playlist": ("playlist",), "movie": ("movie",), "movies": ("movie",), "film": ("movie",),
    "films": ("movie",), "audiobook": ("audiobook",), "audiobooks": ("audiobook",), "book": ("audiobook",),
    "podcast": ("podcast",), "podcasts": ("podcast",), "show": ("tvshow",), "series": ("tvshow", "movie"),
    "radio": ("channel",), "station": ("channel",),
}  # fmt: skip
"""Words for a kind, and the kinds they mean."""
MOST = 20
"""Most titles that hold the words."""
QUEUE = 25
"""Most tracks of one queue."""

LENGTHS = {
    "movie": (5_400, 9_000),
    "tvshow": (1_500, 3_600),
    "audiobook": (18_000, 50_000),
    "podcast": (1_200, 4_500),
    "channel": (0, 0),
}
TRACK = (150, 290)
"""The least and most seconds of one item by kind, and of any other kind; 0 for what never ends."""


class Catalogue:
    """All titles, with an index by their words."""

    def __init__(self, items: Iterable[MediaItem]) -> None:
        self.items = tuple(items)
        self._by_name: dict[str, list[MediaItem]] = {}
        self._by_word: dict[str, set[int]] = {}
        self._artists: dict[str, list[MediaItem]] = {}
        self._genres: dict[str, list[MediaItem]] = {}
        self._sets: list[frozenset[str]] = []
        for index, item in enumerate(self.items):
            self._index(index, item)
        self._names, self._words = list(self._by_name), [*self._by_word, *self._genres]
        self.find = lru_cache(maxsize=4096)(self._find)
        """Items that match the words, best first."""

    def _index(self, index: int, item: MediaItem) -> None:
        name = plain(item.title)
        self._by_name.setdefault(name, []).append(item)
        if plain_start(item.title) != name:
            self._by_name.setdefault(plain_start(item.title), []).append(item)
        words = frozenset(name.split())
        self._sets.append(words)
        for word in words:
            self._by_word.setdefault(word, set()).add(index)
        if item.by:
            self._artists.setdefault(plain(item.by), []).append(item)
        if item.genre:
            self._genres.setdefault(plain(item.genre), []).append(item)

    def _find(self, query: str) -> tuple[MediaItem, ...]:
        name = plain(query)
        if not name or name in KIND_WORDS:
            return ()
        return tuple(self._by_artist(name) or self._called(name) or self._of_kind(name) or self._nearly(name))

    def _of_kind(self, name: str) -> list[MediaItem]:
        """`<title> soundtrack`, `<genre> music`: the kind is no part of the name."""
        title, _, kind = name.rpartition(" ")
        if kind not in KIND_WORDS or not title:
            return []
        found = self._called(title) or self._nearly(title)
        fit = [item for item in found if item.kind in KIND_WORDS[kind]]
        return fit or found

    def _called(self, name: str) -> list[MediaItem]:
        """Titles of that name; where none is just that, also those that hold its words."""
        titles = _best(self._by_name.get(name, ()))
        named = titles + [item for item in self._people_and_genres(name, titles) if item not in titles]
        if any(plain(item.title) == name for item in titles) or (named and not titles):
            return named
        holding = self._holding(name)
        return holding + [item for item in named if item not in holding]

    def _people_and_genres(self, name: str, titles: Sequence[MediaItem]) -> list[MediaItem]:
        name = SAME_GENRE.get(name, name)
        people = () if any(item.kind == "artist" for item in titles) else self._artists.get(name, ())
        return _best(people) + _best(self._genres.get(name, ()))

    def _holding(self, name: str) -> list[MediaItem]:
        """Titles that hold every word that matters: those that begin so by renown, the others the closest first."""
        words = [word for word in name.split() if word not in SMALL]
        hits = [self._by_word.get(word, set()) for word in words]
        if not hits:
            return []
        wanted = frozenset(name.split())

        def order(index: int) -> tuple[int, float, str]:
            item = self.items[index]
            begins = plain(item.title).startswith(name)
            return (0 if begins else len(self._sets[index] ^ wanted), -item.popularity, item.title)

        return [self.items[index] for index in sorted(set.intersection(*hits), key=order)][:MOST]

    def _by_artist(self, name: str) -> list[MediaItem]:
        """`<title> by <artist>`."""
        title, _, artist = name.rpartition(" by ")
        wanted = plain(artist)
        return [item for item in self._called(title) if plain(item.by) == wanted] if title else []

    def _nearly(self, name: str) -> list[MediaItem]:
        """With each word that no title has as the word spelt most like it; else titles spelt nearly so as a whole."""
        mended = " ".join(self._mended(word) for word in name.split())
        found = self._called(mended) if mended != name else []
        if found:
            return found
        hits = process.extract(name, self._names, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=3)
        return [item for near, _, _ in hits for item in _best(self._by_name[near])]

    def _mended(self, word: str) -> str:
        if word in self._by_word or word in SMALL or len(word) < 3:
            return word
        hit = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=WORD_NEARLY)
        return hit[0] if hit else word

    def queue(self, title: str, *, kind: str, genre: str, artist: str = "") -> tuple[MediaItem, ...]:
        """What plays, in order, when that is asked for."""
        music = kind in MUSIC or not kind
        name = SAME_GENRE.get(plain(title), plain(title))
        if music and name in self._artists and kind not in ("track", "album"):
            tracks = [item for item in self._artists[name] if item.kind == "track"]
            if tracks:
                return tuple(_best(tracks)[:QUEUE])
        if name and name not in self._genres and name != kind:
            return self._one(title, kind, artist)
        wanted = name if name in self._genres else SAME_GENRE.get(plain(genre), plain(genre))
        pool = self._genres.get(wanted, ()) if wanted else self.items
        chosen = [item for item in pool if item.kind == ("track" if music else kind)]
        return tuple(_best(chosen)[: QUEUE if music else 1])

    def _one(self, title: str, kind: str, artist: str) -> tuple[MediaItem, ...]:
        kinds = MUSIC if kind == "music" else {kind}
        same = [item for item in self._by_name.get(plain(title), ()) if item.kind in kinds or not kind]
        same = [item for item in same if artist and plain(item.by) == plain(artist)] or same
        if same and same[0].kind == "playlist":
            return self.queue("", kind="music", genre=same[0].genre)
        return tuple(same[:1])


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the project, read once."""
    return Catalogue(_item(row) for row in rows("media.txt"))


def rows(name: str) -> list[list[str]]:
    """The lines of a data file, their columns parted by `|`; empty lines and those after `#` left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]


def plain(name: str) -> str:
    """Lower case without articles in front, accents and punctuation: `The Beatles` is `beatles`.

    >>> plain("We Don't Talk Anymore"), plain("The A-Team")
    ('we dont talk anymore', 'a team')
    """
    words = _words(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


def plain_start(name: str) -> str:
    """A title as it is often said: what stands before a colon or a bracket."""
    start = re.split(r"[:(]", name)[0]
    return plain(start) or plain(name)


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return tuple(re.sub(r"[^a-z0-9]+", " ", bare.replace("'", "").replace("’", "").replace("&", " and ")).split())


def _best(items: Sequence[MediaItem]) -> list[MediaItem]:
    return sorted(items, key=lambda item: -item.popularity)


def _item(row: list[str]) -> MediaItem:
    title, kind, by, genre, year, popularity = row
    return MediaItem(title, kind, by, genre, int(year) if year else None, float(popularity))


def length(item: MediaItem) -> int | None:
    """Seconds, the same for the same title at all times; none for what never ends."""
    low, high = LENGTHS.get(item.kind, TRACK)
    if not high:
        return None
    return low + crc32(f"{item.title}|{item.by}".encode()) % (high - low)
