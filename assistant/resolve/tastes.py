"""What a resident likes to hear and to watch: what they said, what they mostly play, and what plays there now."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.habits import FOLLOWS_WITHIN, Choice
from assistant.resolve.here import Here
from assistant.resolve.words import fold
from devices.protocol import MediaItem

WATCHED = frozenset({"movie", "tvshow", "video", "episode"})
"""Kinds that need a screen."""

MUSIC = frozenset({"music", "album", "track", "artist", "genre"})
"""Kinds that are commanded as music."""

AUDIBLE = MUSIC | {"audiobook", "podcast", "playlist", "channel"}
"""Kinds that are heard."""

ON = frozenset({"playing", "paused", "buffering"})
"""States of a player with something on it."""

Chosen = dict[Choice, int]


def content_type(kind: str) -> str:
    """Home Assistant's `media_content_type` for a media class."""
    return "music" if kind in MUSIC else kind


def usual(kind: str, here: Here, *, screened: bool) -> MediaItem:
    """What this resident would have, who says no title: the genre they said they like, what they mostly play at this
    time of day, what they mostly play; `kind` empty is any that the player can play."""
    wanted = content_type(kind)
    genre = _said_genre(wanted or "music", here)
    if genre:
        return MediaItem("", kind or "music", genre=genre)
    habits, who = here.context.habits, here.context.who
    for chosen in (habits.chosen(who, here.context.now), habits.chosen(who)):
        fitting = {choice: n for choice, n in chosen.items() if _fits(choice, wanted, screened)}
        best = _mostly(fitting) if wanted else _mostly(_of_best_kind(fitting))
        if best is not None:
            return MediaItem(best.title, best.kind, genre=best.genre)
    return MediaItem("", kind or "music")


def _said_genre(kind: str, here: Here) -> str:
    """A genre that is liked and that such things have."""
    for genre in here.likings.get("genre", ()):
        kinds = {content_type(item.kind) for item in here.home.world.find_media(genre)}
        if kind in kinds or (kind == "music" and not kinds):
            return genre
    return ""


def _fits(choice: Choice, wanted: str, screened: bool) -> bool:
    if wanted:
        return choice.kind == wanted
    return bool(choice.kind) and (screened or choice.kind not in WATCHED)


def _of_best_kind(chosen: Chosen) -> Chosen:
    """What was chosen of the kind chosen most."""
    kinds = _totals({choice: (choice.kind, n) for choice, n in chosen.items()})
    best = max(kinds, key=lambda kind: kinds[kind], default="")
    return {choice: n for choice, n in chosen.items() if choice.kind == best}


def _mostly(chosen: Chosen) -> Choice | None:
    """What makes over half of the choices, and more than one: just that, or its genre; of things with parts that go on
    (a podcast, a station) the most frequent."""
    total = sum(chosen.values())
    best = max(chosen, key=lambda choice: chosen[choice], default=None)
    if best is None or total < 2:
        return None
    if best.title and chosen[best] > 1 and (2 * chosen[best] > total or best.kind in ("podcast", "channel", "tvshow")):
        return best
    genres = _totals({choice: (choice.genre, n) for choice, n in chosen.items() if choice.genre})
    genre = max(genres, key=lambda genre: genres[genre], default="")
    return Choice(best.kind, genre) if genre and genres[genre] > 1 and 2 * genres[genre] > total else None


def _totals(counted: Mapping[Choice, tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for key, count in counted.values():
        totals[key] = totals.get(key, 0) + count
    return totals


def at_hand(here: Here) -> MediaItem | None:
    """What is on in the speaker's room, else what was played last, within half an hour."""
    players = [i for i in here.index.by_domain.get("media_player", ()) if here.state(i).state in ON]
    near = [i for i in players if here.area_of(i) == here.area]
    if near:
        names = ("media_title", "media_content_type", "media_artist", "genre")
        title, kind, artist, genre = (str(here.attribute(near[0], name) or "") for name in names)
        return MediaItem(title, kind, artist, genre)
    for turn in reversed(here.context.recent):
        if here.context.now - turn.at > FOLLOWS_WITHIN:
            break
        for command in turn.commands:
            if command.service == "play_media":
                choice = Choice.of(command)
                artist = str(command.data.get("media_artist") or "")
                return MediaItem(choice.title, choice.kind, artist, choice.genre)
    return None


def clues(item: MediaItem, player: str, screened: bool, here: Here) -> list[tuple[str, float]]:
    """What speaks for and against playing a title on a player."""
    found = [("popularity", item.popularity)]
    if item.kind in WATCHED:
        fits = "screen_here" if here.context.screen else "screen_near"
        found.append((fits if screened else "screen_missing", 1.0))
    elif screened:
        found.append(("sound_on_screen", 1.0))
    found.append(("taste", max(_share(here, "genre:", item.genre), _share(here, "kind:", content_type(item.kind)))))
    marks = {fold(mark) for mark in (item.genre, item.by, item.kind, item.title)} - {""}
    hated = here.context.knowledge.dislikes.get(here.context.who, {})
    found.append(("preference", float(bool(marks & _values(here.likings)))))
    found.append(("dislike", float(bool(marks & _values(hated)))))
    on = here.state(player).state in ON and here.attribute(player, "media_artist")
    found.append(("same_artist", float(bool(on and item.by and fold(str(on)) == fold(item.by)))))
    return found


def _values(told: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {fold(value) for values in told.values() for value in values}


def _share(here: Here, start: str, value: str) -> float:
    """How much of what the resident played was so."""
    plays = here.context.habits.plays.get(here.context.who, {})
    counts = {key[len(start) :]: count for key, count in plays.items() if key.startswith(start)}
    return counts.get(value, 0) / (sum(counts.values()) + 1) if value else 0.0
